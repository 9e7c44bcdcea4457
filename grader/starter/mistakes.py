"""Wrong answers that students write: NAME_what replaces NAME.

The docstring is told to whoever wrote it, so say what the code does and where to look, in both languages, without
giving the line away. Three or more an exercise."""

import torch


def centre_the_rows(X):
    """You took from each row its own mean: dim=1 runs along a row. The mean of a column is a mean over dim=0.

    你减去的是每一行的均值：dim=1 沿行展开。一列的均值应沿 dim=0 求。"""
    return X - X.mean(dim=1, keepdim=True)


def centre_everything(X):
    """You took the mean of all numbers in X. Each column has a mean of its own.

    你减去的是 X 中所有数的均值。每一列各有自己的均值。"""
    return X - X.mean()


def centre_in_place(X):
    """Your numbers are right, but -= writes them over the input. X - ... makes a new tensor.

    数值是对的，但 -= 把结果写进了输入。X - ... 会新建张量。"""
    X -= X.mean(dim=0)
    return X


def centre_with_a_constant_mean(X):
    """Your numbers are right, but detach() hides from autograd that the mean depends on X.

    数值是对的，但 detach() 让 autograd 看不到均值对 X 的依赖。"""
    return X - X.mean(dim=0).detach()


def centre_on_the_cpu(X):
    """You add up in a tensor that torch.zeros made on the CPU, which does not mix with X on a GPU. Say device=X.device.

    你用 torch.zeros 在 CPU 上建了张量来累加，它不能与 GPU 上的 X 一起计算。请写明 device=X.device。"""
    total = torch.zeros(X.shape[1], dtype=X.dtype)
    for row in X:
        total = total + row
    return X - total / len(X)
