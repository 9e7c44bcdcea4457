import torch
from torch import nn

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "One mean of all elements: X.mean() without a dimension.",
    zh="所有元素只有一个均值：X.mean() 不要指定维度。",
)
def test_one_mean_for_all_elements(student, reference, device):
    """The mean is taken over all elements, whatever the shape. / 无论什么形状，均值都对所有元素求。"""
    for shape in (3, 4), (2, 3, 5), (6,), (4, 1):
        X = 3 * torch.randn(shape, device=device) + 2
        check.close(student.CenteredLayer()(X), reference.CenteredLayer()(X))


@points(1)
@after(test_one_mean_for_all_elements)
@hint("Compute the mean in the dtype of X.", zh="用 X 的 dtype 计算均值。")
def test_double_precision(student, reference, device):
    """Double precision is kept. / 保持双精度。"""
    X = torch.randn(4, 5, dtype=torch.float64, device=device)
    check.close(student.CenteredLayer()(X), reference.CenteredLayer()(X))


@points(1)
@after(test_one_mean_for_all_elements)
@hint(
    "The mean is part of the computation: .item(), .detach() and no_grad cut it off.",
    zh="均值也是计算的一部分：.item()、.detach() 和 no_grad 都会切断它的梯度。",
)
def test_the_gradient_goes_through_the_mean(student, reference, device):
    """The gradient takes account of the mean. / 梯度也经过均值。"""
    mine, right = student.CenteredLayer(), reference.CenteredLayer()
    check.same_gradient(lambda X: mine(X), lambda X: right(X), torch.randn(3, 4, dtype=torch.float64, device=device))


@points(1)
@after(test_one_mean_for_all_elements)
@hint("Return X - mean; X -= mean changes the caller's X.", zh="返回 X - 均值；X -= 均值 会改动调用者的 X。")
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before, and the layer has no parameters. / 调用后 X 不变，且该层没有参数。"""
    layer = student.CenteredLayer()
    check.leaves_alone(lambda X: layer(X), torch.randn(3, 4, device=device))
    check.that(isinstance(layer, nn.Module), "CenteredLayer is not an nn.Module.", zh="CenteredLayer 不是 nn.Module。")
    check.equal(list(layer.state_dict()), [])


@points(1)
@on("cuda")
@after(test_one_mean_for_all_elements)
@hint("Create no tensor on the CPU.", zh="不要在 CPU 上新建张量。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    X = torch.randn(3, 4, device=device)
    check.close(student.CenteredLayer()(X), reference.CenteredLayer()(X))
