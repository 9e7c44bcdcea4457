import torch
from torch import nn

from grader.suite import after, check, hint, points


class Model:
    """A model from scratch: it has a list of parameters."""

    def __init__(self, *params):
        self.params = list(params)


def with_gradients(net, params, norm):
    """Random gradients whose norm is this, all parameters together. Returns copies of them."""
    gradients = [torch.randn_like(p) for p in params]
    length = torch.sqrt(sum(g.square().sum() for g in gradients))
    for p, g in zip(params, gradients, strict=True):
        p.grad = g * norm / length
    return [p.grad.clone() for p in params]


@points(3)
@hint(
    "One norm over all gradients: the root of the sum of all squares. Scale by theta / norm where it is above theta.",
    zh="所有梯度共用一个范数：全部元素平方和的平方根。范数超过 theta 时乘以 theta / norm。",
)
def test_a_module(student):
    """Above theta, all gradients of a module are scaled by theta / norm. / 范数超过 theta 时，模块的所有梯度都乘以 theta / norm。"""
    for theta, norm, dtype in (1.0, 7.0, torch.float32), (0.5, 1.0, torch.float64), (10.0, 30.0, torch.float64):
        net = nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 2)).to(dtype)
        before = with_gradients(net, list(net.parameters()), norm)
        student.grad_clipping(net, theta)
        # The gradients and their norm are rounded in float32.
        check.close([p.grad for p in net.parameters()], [g * (theta / norm) for g in before], rtol=1e-5, atol=1e-7)


@points(2)
@hint(
    "A model from scratch is no nn.Module: its parameters are in net.params.",
    zh="从零实现的模型不是 nn.Module：它的参数在 net.params 中。",
)
def test_a_model_from_scratch(student):
    """The same for a model that is no nn.Module. / 对不是 nn.Module 的模型同样适用。"""
    for theta, norm in (1.0, 3.0), (2.0, 50.0):
        net = Model(torch.randn(3, 4, requires_grad=True), torch.randn(4, requires_grad=True))
        before = with_gradients(net, net.params, norm)
        student.grad_clipping(net, theta)
        check.close([p.grad for p in net.params], [g * (theta / norm) for g in before], rtol=1e-5, atol=1e-7)


@points(1)
@after(test_a_module)
@hint("Up to theta, nothing is scaled.", zh="范数不超过 theta 时，什么都不缩放。")
def test_small_gradients_stay(student):
    """Gradients whose norm is at most theta stay as they are. / 范数不超过 theta 的梯度保持不变。"""
    for theta, norm in (1.0, 0.9), (5.0, 1.1), (1.0, 0.0):
        net = nn.Linear(4, 3)
        before = with_gradients(net, list(net.parameters()), norm)
        student.grad_clipping(net, theta)
        check.equal([p.grad for p in net.parameters()], before)


@points(1)
@after(test_a_module)
@hint(
    "A parameter that took no part in the loss has grad None: leave it out.",
    zh="没有参与损失计算的参数，其 grad 为 None：跳过它。",
)
def test_a_parameter_without_gradient(student):
    """A parameter whose gradient is None is left out. / 梯度为 None 的参数被跳过。"""
    net = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
    net[1].bias.requires_grad_(False)
    with_gradients(net, list(net[0].parameters()), 4.0)
    before = [p.grad.clone() for p in net[0].parameters()]
    student.grad_clipping(net, 1.0)
    check.close([p.grad for p in net[0].parameters()], [g / 4 for g in before])
    check.that(
        net[1].weight.grad is None or not net[1].weight.grad.any(),
        "A parameter that had no gradient has one afterwards.",
        zh="原本没有梯度的参数，之后有了梯度。",
    )


@points(1)
@after(test_a_module)
@hint("Scale p.grad, not p.", zh="缩放的是 p.grad，不是 p。")
def test_the_parameters_stay(student):
    """The parameters themselves stay as they are. / 参数本身保持不变。"""
    net = nn.Linear(4, 3)
    before = [p.detach().clone() for p in net.parameters()]
    with_gradients(net, list(net.parameters()), 9.0)
    student.grad_clipping(net, 1.0)
    check.equal([p.detach() for p in net.parameters()], before)


@points(1)
@after(test_a_module, test_a_model_from_scratch)
@hint(
    "Gradients that are very large or of one parameter only are clipped as well.",
    zh="非常大的梯度、只有一个参数的梯度也同样裁剪。",
)
def test_one_large_parameter(student):
    """A single parameter with a gradient of a million is clipped. / 只有一个参数、梯度上百万时也能裁剪。"""
    net = Model(torch.zeros(5, 2, requires_grad=True))
    (before,) = with_gradients(net, net.params, 1e6)
    student.grad_clipping(net, 1.0)
    check.close(net.params[0].grad, before / 1e6, rtol=1e-5, atol=1e-7)
