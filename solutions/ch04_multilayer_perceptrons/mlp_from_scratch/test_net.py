from contextlib import contextmanager

import torch

from grader.suite import after, check, hint, points

NAMES = ["W1", "b1", "W2", "b2"]


@contextmanager
def other_values(student):
    """The student's parameters, with random values for as long as the block runs."""
    params = [getattr(student, name) for name in NAMES]
    before = [p.detach().clone() for p in params]
    with torch.no_grad():
        for p in params:
            p.copy_(0.2 * torch.randn(p.shape))
    try:
        yield params
    finally:
        with torch.no_grad():
            for p, old in zip(params, before, strict=True):
                p.copy_(old)
                p.grad = None


def expected(X, W1, b1, W2, b2):
    return torch.relu(X.reshape(-1, 784) @ W1 + b1) @ W2 + b2


@points(3)
@hint(
    "nn.Parameter(...) around the finished tensor: nn.Parameter(...) * 0.01 is no leaf any more.",
    zh="nn.Parameter(...) 应包在最外层：nn.Parameter(...) * 0.01 就不再是叶子了。",
)
def test_they_can_be_trained(student):
    """All four are leaves that require a gradient. / 四个都是要求梯度的叶子张量。"""
    found = {name: getattr(student, name) for name in NAMES}
    check.equal({name: (p.requires_grad, p.is_leaf) for name, p in found.items()}, dict.fromkeys(NAMES, (True, True)))
    check.equal([p.dtype for p in found.values()], [torch.float32] * 4)


@points(2)
@hint("torch.randn has standard deviation 1: multiply it by 0.01.", zh="torch.randn 的标准差是 1：请乘以 0.01。")
def test_the_weights(student):
    """The weights are normal with mean 0 and standard deviation 0.01. / 权重服从均值 0、标准差 0.01 的正态分布。"""
    for W in student.W1, student.W2:
        check.spread(W, 0.01, mean=0.0, of=4)
        check.normal(W, 0.0, 0.01, of=4)


@points(1)
@after(test_they_can_be_trained)
@hint("The biases start at zero.", zh="偏置的初值为零。")
def test_the_biases(student):
    """The biases are zero. / 偏置为零。"""
    check.equal([int(student.b1.count_nonzero()), int(student.b2.count_nonzero())], [0, 0])


@points(1)
@after(test_the_weights)
@hint("Draw new numbers for every row.", zh="每一行都要抽取新的数。")
def test_no_two_rows_are_alike(student):
    """No two units start with the same weights. / 没有两个单元的初始权重相同。"""
    for name in "W1", "W2":
        W = getattr(student, name).detach()
        check.equal([len(W.unique(dim=0)), len(W.unique(dim=1).T)], list(W.shape))


@points(3)
@hint(
    "Add b1 before the ReLU and b2 at the end; the result of the second layer is not changed.",
    zh="b1 加在 ReLU 之前，b2 加在最后；第二层的结果不再变换。",
)
def test_values(student):
    """The result is relu(X W1 + b1) W2 + b2. / 结果是 relu(X W1 + b1) W2 + b2。"""
    with other_values(student) as params:
        for n in 1, 4:
            X = torch.randn(n, 1, 28, 28)
            check.close(student.net(X), expected(X, *params), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint("reshape(-1, num_inputs) takes every shape.", zh="reshape(-1, num_inputs) 适用于各种形状。")
def test_other_shapes(student):
    """Flat examples, and images without a channel, work too. / 已展平的样本和没有通道维的图像也可以。"""
    with other_values(student) as params:
        for shape in (3, 784), (2, 28, 28):
            X = torch.randn(shape)
            check.close(student.net(X), expected(X, *params), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "A transposed image is not contiguous: view refuses it, reshape does not.",
    zh="转置后的图像在内存中不连续：view 会报错，reshape 不会。",
)
def test_transposed_images(student):
    """Transposed images work too. / 转置后的图像也可以。"""
    with other_values(student) as params:
        X = torch.randn(3, 1, 28, 28).mT
        check.close(student.net(X), expected(X, *params), rtol=1e-4, atol=1e-4)


@points(2)
@after(test_values)
@hint(
    "Compute with W1, b1, W2 and b2 themselves, without .data or detach.",
    zh="直接用 W1、b1、W2、b2 计算，不要用 .data 或 detach。",
)
def test_gradients(student):
    """Gradients reach all four parameters. / 梯度能传到全部四个参数。"""
    with other_values(student) as params:
        X, weight = torch.randn(4, 1, 28, 28), torch.randn(4, 10)
        right = [p.detach().clone().requires_grad_() for p in params]
        Y = student.net(X)
        check.that(Y.requires_grad, "No parameter gets a gradient.", "没有参数得到梯度。")
        (Y * weight).sum().backward()
        (expected(X, *right) * weight).sum().backward()
        check.close([p.grad for p in params], [p.grad for p in right], rtol=1e-3, atol=1e-3)


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(student.net, torch.randn(2, 1, 28, 28))
