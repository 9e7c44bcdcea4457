from contextlib import contextmanager

import torch

from grader.suite import after, check, hint, points


@contextmanager
def other_values(student):
    """The student's W and b, with random values for as long as the block runs."""
    params = [student.W, student.b]
    before = [p.detach().clone() for p in params]
    with torch.no_grad():
        for p in params:
            p.copy_(0.1 * torch.randn(p.shape))
            p.grad = None
    try:
        yield params
    finally:
        with torch.no_grad():
            for p, old in zip(params, before, strict=True):
                p.copy_(old)
                p.grad = None


def expected(X, W, b):
    return torch.softmax(X.reshape(-1, 784) @ W + b, dim=1)


@points(2)
@hint(
    "torch.normal(0, 0.01, ...): the second number is the standard deviation.",
    zh="torch.normal(0, 0.01, ...)：第二个数是标准差。",
)
def test_the_start(student):
    """W is normal with mean 0 and standard deviation 0.01, and b is zero.

    W 服从均值 0、标准差 0.01 的正态分布，b 为零。"""
    check.equal([student.W.dtype, student.b.dtype], [torch.float32] * 2)
    check.spread(student.W, 0.01, mean=0.0, of=2)
    check.normal(student.W, 0.0, 0.01, of=2)
    check.equal(int(student.b.count_nonzero()), 0)


@points(1)
@after(test_the_start)
@hint(
    "requires_grad=True when the tensor is made; what is computed from it afterwards is no leaf.",
    zh="新建张量时就写 requires_grad=True；之后由它算出来的张量不再是叶子。",
)
def test_they_can_be_trained(student):
    """W and b are leaves that require a gradient. / W 和 b 都是要求梯度的叶子张量。"""
    check.equal([(p.requires_grad, p.is_leaf) for p in (student.W, student.b)], [(True, True)] * 2)


@points(2)
@hint(
    "Flatten, multiply by W, add b, then softmax over the classes.", zh="展平，乘以 W，加上 b，再对各类别求 softmax。"
)
def test_values(student):
    """The result is softmax(X W + b), with W and b as they are now. / 结果是 softmax(X W + b)，用的是当前的 W 和 b。"""
    with other_values(student) as params:
        for n in 1, 4:
            X = torch.rand(n, 1, 28, 28)
            check.close(student.net(X), expected(X, *params))


@points(1)
@after(test_values)
@hint(
    "reshape(-1, num_inputs) takes every shape, and images that are not contiguous.",
    zh="reshape(-1, num_inputs) 适用于各种形状，也适用于内存不连续的图像。",
)
def test_other_shapes(student):
    """Flat examples, images without a channel and transposed images work too.

    已展平的样本、没有通道维的图像和转置后的图像也可以。"""
    with other_values(student) as params:
        for X in torch.rand(3, 784), torch.rand(2, 28, 28), torch.rand(3, 1, 28, 28).mT:
            check.close(student.net(X), expected(X, *params))


@points(1)
@after(test_values)
@hint("Compute with W and b themselves, without .data or detach.", zh="直接用 W 和 b 计算，不要用 .data 或 detach。")
def test_gradients(student):
    """Gradients reach W and b. / 梯度能传到 W 和 b。"""
    with other_values(student) as params:
        X, weight = torch.rand(4, 1, 28, 28), torch.randn(4, 10)
        right = [p.detach().clone().requires_grad_() for p in params]
        Y = student.net(X)
        check.that(Y.requires_grad, "No parameter gets a gradient.", "没有参数得到梯度。")
        (Y * weight).sum().backward()
        (expected(X, *right) * weight).sum().backward()
        check.close([p.grad for p in params], [p.grad for p in right])


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(student.net, torch.rand(2, 1, 28, 28))


def step(student, params, batch_size):
    """One update with random gradients: W and b before, the gradients, W and b afterwards."""
    before = [p.detach().clone() for p in params]
    grads = [torch.randn(p.shape) for p in params]
    sum((p * g).sum() for p, g in zip(params, grads, strict=True)).backward()
    student.updater(batch_size)
    return before, grads, [p.detach().clone() for p in params]


@points(3)
@hint(
    "Both W and b go down by lr * gradient / batch_size, in place, under torch.no_grad().",
    zh="W 和 b 都要减去 lr * 梯度 / batch_size，在 torch.no_grad() 之下原地进行。",
)
def test_an_update(student):
    """An update subtracts lr * gradient / batch_size from W and b. / 一次更新从 W 和 b 减去 lr * 梯度 / batch_size。"""
    for batch_size in 1, 5:
        with other_values(student) as params:
            before, grads, now = step(student, params, batch_size)
            check.close(now, [p - 0.1 * g / batch_size for p, g in zip(before, grads, strict=True)])


@points(1)
@after(test_an_update)
@hint("Clear both gradients behind the update.", zh="更新之后清除两个梯度。")
def test_the_gradients_are_cleared(student):
    """After an update the gradients are cleared. / 更新之后梯度已清除。"""
    with other_values(student) as params:
        step(student, params, 2)
        left = [0 if p.grad is None else int(p.grad.count_nonzero()) for p in params]
        check.equal(left, [0, 0])


@points(1)
@after(test_an_update)
@hint(
    "-= under torch.no_grad() keeps the tensor; W = W - ... makes another one.",
    zh="在 torch.no_grad() 之下用 -= 会保留原张量；W = W - ... 则会新建一个。",
)
def test_the_model_learns(student):
    """After updates the model gives other probabilities, and can still be trained. / 更新之后模型的输出随之改变，且仍能继续训练。"""
    with other_values(student) as params:
        step(student, params, 1)
        step(student, params, 1)
        X = torch.rand(2, 1, 28, 28)
        check.close(student.net(X), expected(X, *params))
        check.equal([p.requires_grad for p in params], [True, True])
