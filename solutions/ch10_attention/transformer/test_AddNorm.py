import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


def weighted(add_norm, shape):
    """Other weights than the ones it begins with."""
    state = {"ln.weight": torch.randn(shape), "ln.bias": torch.randn(shape)}
    add_norm.load_state_dict(state)
    return state


@points(3)
@hint(
    "ln(dropout(Y) + X), where ln is nn.LayerNorm(normalized_shape).",
    zh="ln(dropout(Y) + X)，其中 ln 是 nn.LayerNorm(normalized_shape)。",
)
def test_values(student):
    """Sums are normalised over the last axis, or the last two. / 和在最后一个轴（或最后两个轴）上规范化。"""
    for shape in [4], [3, 4], 4:
        add_norm, X, Y = student.AddNorm(shape, 0.0), torch.randn(2, 3, 4), 2 * torch.randn(2, 3, 4) + 1
        sizes = shape if isinstance(shape, list) else [shape]
        state = weighted(add_norm, sizes)
        right = F.layer_norm(X + Y, sizes, state["ln.weight"], state["ln.bias"])
        check.close(add_norm(X.clone(), Y.clone()).detach(), right, atol=1e-4)


@points(1)
@after(test_values)
@hint("Dropout is for Y alone: X passes by.", zh="暂退法只作用于 Y：X 直接通过。")
def test_x_is_never_dropped(student):
    """With all of Y dropped, X is normalised. / Y 全部丢弃时，被规范化的是 X。"""
    add_norm, X = student.AddNorm([4], 1.0), torch.randn(2, 3, 4)
    check.close(add_norm(X.clone(), torch.randn(2, 3, 4)).detach(), F.layer_norm(X, [4]), atol=1e-4)


@points(1)
@after(test_values)
@hint("nn.Dropout(dropout), in training mode only.", zh="nn.Dropout(dropout)，只在训练模式下起作用。")
def test_dropout_of_y(student):
    """In training mode Y is dropped from, in eval mode it is whole. / 训练模式下对 Y 使用暂退法，预测模式下不用。"""
    # Where Y is all ones and X is zero, few entries of a row are dropped, and are below the others behind the norm.
    add_norm, X, Y = student.AddNorm([50], 0.3), torch.zeros(4, 60, 50), torch.ones(4, 60, 50)
    result = add_norm(X.clone(), Y.clone()).detach()
    check.share((result < 0).sum(), result.numel(), 0.3, "The share of what is dropped", "被丢弃的比例")
    add_norm.eval()
    X, Y = torch.randn(2, 3, 50), torch.randn(2, 3, 50)
    check.close(add_norm(X.clone(), Y.clone()).detach(), F.layer_norm(X + Y, [50]), atol=1e-4)


@points(1)
@after(test_values)
@hint("Y += X writes into the caller's tensor.", zh="Y += X 会改写调用者的张量。")
def test_what_is_given_is_left_alone(student):
    """X and Y stay as they are. / X 和 Y 保持不变。"""
    add_norm = student.AddNorm([4], 0.0)
    check.leaves_alone(lambda X, Y: add_norm(X, Y), torch.randn(2, 3, 4), torch.randn(2, 3, 4))


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    X = torch.randn(2, 3, 4, device=device)
    result = student.AddNorm([4], 0.1).to(device)(X, X)
    check.shape(result, (2, 3, 4))
    check.device(result, device)
