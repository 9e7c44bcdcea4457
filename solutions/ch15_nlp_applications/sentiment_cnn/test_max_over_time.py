import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


def by_torch(X):
    return F.adaptive_max_pool1d(X, 1).squeeze(2)


@points(2)
@hint("The maximum runs over the last axis, and takes it away.", zh="沿最后一个轴取最大值，这个轴随之消失。")
def test_it_agrees_with_torch(student):
    """The result is the maximum over the time steps. / 结果是各时间步上的最大值。"""
    for shape in (2, 3, 5), (4, 4, 4), (5, 2, 7):
        X = torch.randn(shape)
        right = by_torch(X)
        check.close(student.max_over_time(X), right)


@points(1)
@after(test_it_agrees_with_torch)
@hint(
    "squeeze() takes away every axis of length one: say which.",
    zh="squeeze() 会去掉所有长度为 1 的轴：要指明是哪一个。",
)
def test_axes_of_length_one(student):
    """One example, one channel, one step: the result keeps its two axes. / 只有一个样本、一个通道、一个时间步时，结果仍有两个轴。"""
    for shape in (1, 3, 4), (3, 1, 4), (2, 3, 1), (1, 1, 1):
        X = torch.randn(shape)
        right = by_torch(X)
        check.close(student.max_over_time(X), right)


@points(1)
@after(test_it_agrees_with_torch)
@hint(
    "Begin with no number of your own: all values may be below it.", zh="不要从自己定的数开始：所有的值都可能比它小。"
)
def test_great_and_small_values(student):
    """Values far below zero have a maximum, too; double precision is kept. / 远小于零的值也有最大值；双精度保持不变。"""
    for shift in -1e6, 1e6:
        X = shift + 100 * torch.randn(2, 3, 4, dtype=torch.float64)
        right = by_torch(X)
        check.close(student.max_over_time(X), right)


@points(1)
@after(test_it_agrees_with_torch)
def test_the_gradient(student):
    """The gradient goes to the greatest step alone. / 梯度只传到最大的那一步。"""
    check.same_gradient(student.max_over_time, by_torch, torch.randn(3, 2, 5, dtype=torch.float64))


@points(1)
@after(test_it_agrees_with_torch)
def test_X_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(student.max_over_time, torch.randn(2, 3, 4))


@points(1)
@after(test_it_agrees_with_torch)
@on("cuda")
def test_on_the_gpu(student, device):
    """A tensor on a GPU gives a result on that GPU. / 张量在 GPU 上，结果也在那里。"""
    result = student.max_over_time(torch.randn(2, 3, 4, device=device))
    check.shape(result, (2, 3))
    check.device(result, device)
