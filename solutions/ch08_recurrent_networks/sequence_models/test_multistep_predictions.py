import torch
from torch import nn

from grader.suite import after, check, hint, points


def case(T, tau):
    return nn.Sequential(nn.Linear(tau, 6), nn.Tanh(), nn.Linear(6, 1)), torch.randn(T)


@points(3)
@hint(
    "The prediction at place i is made from the result's own places i - tau to i - 1.",
    zh="位置 i 的预测来自结果自身的位置 i - tau 到 i - 1。",
)
def test_values(student, reference):
    """Each value is predicted from the tau values before it in the result. / 每个值都由结果中它前面的 tau 个值预测。"""
    for T, known, tau in ((12, 7, 4), (9, 3, 3), (11, 6, 2)):
        net, x = case(T, tau)
        found = student.multistep_predictions(net, x, known, tau)
        check.close(found.detach(), reference.multistep_predictions(net, x, known, tau).detach())


@points(1)
@after(test_values)
@hint("The first num_known values are those of x.", zh="前 num_known 个值就是 x 的值。")
def test_one_prediction(student, reference):
    """With T - 1 known values there is one prediction; tau may be 1. / 已知 T - 1 个值时只有一个预测值；tau 可以为 1。"""
    for T, known, tau in ((6, 5, 3), (5, 4, 1)):
        net, x = case(T, tau)
        found = student.multistep_predictions(net, x, known, tau)
        check.close(found.detach(), reference.multistep_predictions(net, x, known, tau).detach())


@points(2)
@after(test_values)
@hint("Behind num_known the values of x must not be looked at.", zh="num_known 之后的 x 不能看。")
def test_the_future_is_unknown(student, reference):
    """What x holds behind the known values does not matter. / 已知部分之后的 x 是什么都没有影响。"""
    net, x = case(10, 3)
    hidden = torch.cat([x[:6], torch.full((4,), torch.nan)])
    found = student.multistep_predictions(net, hidden, 6, 3)
    check.close(found.detach(), reference.multistep_predictions(net, x, 6, 3).detach())


@points(1)
@after(test_values)
@hint("Write the predictions into a tensor of your own.", zh="把预测值写进你自己的张量。")
def test_x_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    net, x = case(7, 2)
    check.leaves_alone(lambda x: student.multistep_predictions(net, x, 4, 2), x)
