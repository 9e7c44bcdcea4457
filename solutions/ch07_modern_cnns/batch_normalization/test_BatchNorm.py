"""The layer BatchNorm: its parameters, its memory and its two modes."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points


def a_trained_pair(student, reference, device):
    """The student's layer and the reference's, both after three batches of training."""
    layer, expected = student.BatchNorm(4, 2).to(device), reference.BatchNorm(4, 2).to(device)
    for scale in 1, 2, 3:
        X = scale * torch.randn(8, 4, device=device) + scale
        layer(X)
        expected(X)
    return layer, expected


@points(1)
@hint(
    "In training, forward(X) returns Y of batch_norm with the layer's gamma and beta, eps=1e-5 and momentum=0.9.",
    zh="训练时，forward(X) 返回 batch_norm 算出的 Y，使用本层的 gamma、beta，eps=1e-5，momentum=0.9。",
)
def test_features_in_training(student, reference, device):
    """BatchNorm(d, 2) normalizes each feature of (n, d). / BatchNorm(d, 2) 逐特征规范化 (n, d)。"""
    X = 3 * torch.randn(6, 5, device=device) + 1
    check.close(student.BatchNorm(5, 2).to(device)(X), reference.BatchNorm(5, 2).to(device)(X))


@points(2)
@hint(
    "With num_dims=4 the parameters and statistics broadcast over (n, c, h, w): think of the shape (1, c, 1, 1).",
    zh="num_dims=4 时，参数和统计量要能与 (n, c, h, w) 广播：想一想形状 (1, c, 1, 1)。",
)
def test_channels_in_training(student, reference, device):
    """BatchNorm(c, 4) normalizes each channel of (n, c, h, w). / BatchNorm(c, 4) 逐通道规范化 (n, c, h, w)。"""
    X = 3 * torch.randn(2, 3, 4, 5, device=device) + 1
    check.close(student.BatchNorm(3, 4).to(device)(X), reference.BatchNorm(3, 4).to(device)(X))


@points(2)
@hint(
    "Store the updated statistics after every training batch, and start from moving_mean 0 and moving_var 1.",
    zh="每个训练批量之后都要存回更新后的统计量；moving_mean 从 0 开始，moving_var 从 1 开始。",
)
def test_moving_statistics_over_several_batches(student, reference, device):
    """The moving statistics follow several batches. / 移动统计量随多个批量更新。"""
    layer, expected = a_trained_pair(student, reference, device)
    check.close(layer.moving_mean.flatten(), expected.moving_mean.flatten())
    check.close(layer.moving_var.flatten(), expected.moving_var.flatten())


@points(1)
@hint(
    "After eval(), forward normalizes with moving_mean and moving_var instead of the batch's statistics.",
    zh="调用 eval() 之后，forward 用 moving_mean 和 moving_var 做规范化，不再用批量统计量。",
)
def test_evaluation(student, reference, device):
    """After eval() and under no_grad, the moving statistics are used. / eval() 之后，在 no_grad 之下使用移动统计量。"""
    layer, expected = a_trained_pair(student, reference, device)
    gamma, beta = torch.randn(2, 4, device=device)
    X = torch.randn(3, 4, device=device)
    with torch.no_grad():
        for net in layer, expected:  # gamma and beta as learning leaves them, a variance small enough for eps to show
            net.gamma.copy_(gamma.reshape(net.gamma.shape))
            net.beta.copy_(beta.reshape(net.beta.shape))
            net.moving_var.mul_(1e-4)
        check.close(layer.eval()(X), expected.eval()(X))


@points(1)
@after(test_moving_statistics_over_several_batches)
@hint(
    "Only training moves the statistics: in evaluation, leave them alone.",
    zh="只有训练才更新统计量：预测时不要动它们。",
)
def test_evaluation_teaches_nothing(student, reference, device):
    """Evaluating does not move the statistics; training again does. / 预测不改变统计量，恢复训练后继续更新。"""
    layer, expected = a_trained_pair(student, reference, device)
    with torch.no_grad():
        layer.eval()(torch.randn(8, 4, device=device))
    check.close(layer.moving_mean.flatten(), expected.moving_mean.flatten())
    X = torch.randn(8, 4, device=device)
    layer.train()(X), expected(X)
    check.close(layer.moving_var.flatten(), expected.moving_var.flatten())


@points(1)
@after(test_evaluation)
@hint(
    "Ask self.training, not torch.is_grad_enabled(): a layer in eval() may still be differentiated.",
    zh="应看 self.training，而不是 torch.is_grad_enabled()：处于 eval() 的层仍然可能要求梯度。",
)
def test_evaluation_with_gradients_enabled(student, reference, device):
    """After eval(), it evaluates even where gradients are enabled. / eval() 之后，即使梯度启用也处于预测模式。"""
    layer, expected = a_trained_pair(student, reference, device)
    X = torch.randn(3, 4, device=device)
    check.close(layer.eval()(X), expected.eval()(X))
    check.close(layer.moving_mean.flatten(), expected.moving_mean.flatten())


@points(2)
@hint(
    "gamma and beta are nn.Parameter, and the forward pass of training must not detach anything that leads to X.",
    zh="gamma 和 beta 要用 nn.Parameter；训练时的前向传播不能切断通向 X 的梯度。",
)
def test_gradients(student, reference, device):
    """Gradients reach X and the parameters gamma and beta. / 梯度能传到 X，以及模型参数 gamma 和 beta。"""
    layer, expected = student.BatchNorm(3, 4).to(device), reference.BatchNorm(3, 4).to(device)
    X, weight = torch.randn(2, 2, 3, 4, 4, device=device)
    mine, right = X.clone().requires_grad_(), X.clone().requires_grad_()
    (layer(mine) * weight).sum().backward()
    (expected(right) * weight).sum().backward()
    check.close(mine.grad, right.grad)
    learned = dict(layer.named_parameters())
    for name in "gamma", "beta":
        check.that(name in learned, f"{name} is not a parameter of the layer.", zh=f"{name} 不是该层的模型参数。")
        check.close(learned[name].grad.flatten(), getattr(expected, name).grad.flatten())


@points(1)
@after(test_features_in_training)
@hint(
    "gamma and moving_var start at one, beta and moving_mean at zero, with num_features entries each.",
    zh="gamma 和 moving_var 的初值为 1，beta 和 moving_mean 的初值为 0，各含 num_features 个数。",
)
def test_the_start(student, device):
    """It is an nn.Module that starts from gamma 1, beta 0, mean 0, variance 1. / 它是 nn.Module，四个量的初值正确。"""
    layer = student.BatchNorm(5, 4).to(device)
    check.that(isinstance(layer, nn.Module), "BatchNorm is not an nn.Module.", zh="BatchNorm 不是 nn.Module。")
    for name, value in {"gamma": 1.0, "beta": 0.0, "moving_mean": 0.0, "moving_var": 1.0}.items():
        check.close(getattr(layer, name).flatten(), torch.full((5,), value, device=device))


@points(1)
@after(test_evaluation)
@hint(
    "A tensor in a plain attribute is not saved: hand it to self.register_buffer(name, tensor) in __init__.",
    zh="普通属性中的张量不会被保存：在 __init__ 中用 self.register_buffer(名字, 张量) 登记。",
)
def test_saved_and_loaded(student, reference, device):
    """A layer loaded from state_dict() evaluates as the saved one. / 由 state_dict() 恢复的层，预测结果与原来一致。"""
    layer, expected = a_trained_pair(student, reference, device)
    loaded = student.BatchNorm(4, 2).to(device)
    loaded.load_state_dict(layer.state_dict())
    X = torch.randn(3, 4, device=device)
    with torch.no_grad():
        check.close(loaded.eval()(X), expected.eval()(X))


@points(1)
@on("cuda")
@after(test_channels_in_training)
@hint(
    "layer.to(device) moves parameters and buffers, and no tensor in a plain attribute.",
    zh="layer.to(device) 会移动参数和缓冲区，但不会移动普通属性中的张量。",
)
def test_on_the_gpu(student, reference, device):
    """After .to(device), the layer works on the GPU. / 调用 .to(device) 之后，该层在 GPU 上工作。"""
    X = torch.randn(2, 3, 4, 5, device=device)
    layer = student.BatchNorm(3, 4).to(device)
    check.close(layer(X), reference.BatchNorm(3, 4).to(device)(X))
