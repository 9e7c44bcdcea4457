import torch
from torch import nn

from grader.suite import after, check, hint, points


def case(T, tau):
    return nn.Sequential(nn.Linear(tau, 6), nn.Tanh(), nn.Linear(6, 1)), torch.randn(T)


def compared(student, reference, T, tau, max_steps):
    net, x = case(T, tau)
    found = student.k_step_features(net, x, tau, max_steps)
    check.close(found.detach(), reference.k_step_features(net, x, tau, max_steps).detach())


@points(2)
@hint("rows = T - tau - max_steps + 1.", zh="行数为 T - tau - max_steps + 1。")
def test_the_observed_columns(student, reference):
    """The first tau columns hold the series, for as many rows as there are. / 前 tau 列是序列本身，行数正确。"""
    for T, tau, max_steps in ((14, 4, 3), (9, 2, 5), (8, 3, 1)):
        net, x = case(T, tau)
        found = student.k_step_features(net, x, tau, max_steps)
        check.shape(found, (T - tau - max_steps + 1, tau + max_steps))
        check.close(found[:, :tau].detach(), reference.k_step_features(net, x, tau, max_steps)[:, :tau].detach())


@points(3)
@after(test_the_observed_columns)
@hint(
    "Column j is the net on the tau columns before it, which may be predictions themselves.",
    zh="第 j 列是网络对它前面 tau 列的输出，这些列本身也可能是预测值。",
)
def test_the_predicted_columns(student, reference):
    """Each further column is predicted from the tau columns before it. / 之后的每一列都由它前面的 tau 列预测。"""
    for T, tau, max_steps in ((14, 4, 3), (9, 2, 5), (16, 3, 8)):
        compared(student, reference, T, tau, max_steps)


@points(1)
@after(test_the_predicted_columns)
@hint("With max_steps = 1 there is one column of predictions.", zh="max_steps = 1 时只有一列预测值。")
def test_small_sizes(student, reference):
    """One step, one value, one row. / 一步、一个值、一行。"""
    for T, tau, max_steps in ((8, 3, 1), (7, 1, 3), (6, 2, 4)):
        compared(student, reference, T, tau, max_steps)


@points(1)
@after(test_the_predicted_columns)
def test_x_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    net, x = case(9, 2)
    check.leaves_alone(lambda x: student.k_step_features(net, x, 2, 3), x)
