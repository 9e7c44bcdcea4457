import torch

from grader.suite import after, check, hint, points


def parameters(dtype=torch.float32):
    """Tensors of several shapes with gradients."""
    made = [torch.randn(shape, dtype=dtype).requires_grad_() for shape in ((3, 1), (1,), (2, 2, 2))]
    for p in made:
        p.grad = 5 * torch.randn(p.shape, dtype=dtype)
    return made


def stepped(params, lr, batch_size):
    return [p.detach() - lr * p.grad / batch_size for p in params]


@points(3)
@hint(
    "param -= ... changes the tensor itself; param = param - ... makes a new one that nobody else has.",
    zh="param -= ... 修改张量本身；param = param - ... 得到的是谁也拿不到的新张量。",
)
def test_the_step(student):
    """Every parameter takes its step, in place. / 每个参数都就地走了一步。"""
    for lr, batch_size in ((0.1, 1), (0.03, 10), (2.0, 3)):
        params = parameters()
        expected = stepped(params, lr, batch_size)
        given = list(params)
        student.sgd(given, lr, batch_size)
        kept = all(p is q for p, q in zip(given, params, strict=True))
        check.that(kept, "The list holds other tensors than before.", "列表里的张量被换掉了。")
        check.close([p.detach() for p in params], expected)


@points(2)
@after(test_the_step)
@hint("param.grad.zero_() after the step.", zh="走完一步之后 param.grad.zero_()。")
def test_the_gradients_are_cleared(student):
    """Afterwards the gradients are zero or gone. / 之后梯度为零，或者不再存在。"""
    params = parameters()
    student.sgd(params, 0.1, 2)
    check.equal([0.0 if p.grad is None else float(p.grad.abs().sum()) for p in params], [0.0, 0.0, 0.0])


@points(2)
@after(test_the_step)
@hint(
    "Step under torch.no_grad(): the step is no part of the graph, and the parameter stays a leaf.",
    zh="在 torch.no_grad() 之下更新：更新不进入计算图，参数仍是叶子张量。",
)
def test_two_steps(student):
    """A backward pass and a second step work as the first did. / 再做一次反向传播和第二步，与第一步一样有效。"""
    w = torch.tensor([[1.0], [-2.0]], dtype=torch.float64, requires_grad=True)
    X = torch.randn(4, 2, dtype=torch.float64)
    expected = w.detach().clone()
    for _ in range(3):
        ((X @ w).square() / 2).sum().backward()
        student.sgd([w], 0.1, 4)
        expected -= 0.1 / 4 * X.T @ X @ expected
        check.equal([w.requires_grad, w.is_leaf], [True, True])
        check.close(w.detach(), expected)


@points(1)
@after(test_the_step)
@hint("Use a loop over all of params.", zh="对 params 中的每一个都要循环到。")
def test_any_number_of_parameters(student):
    """One parameter or five: all of them step. / 无论一个还是五个参数，每个都走一步。"""
    for n in (1, 5):
        params = [torch.full((2,), float(i)).requires_grad_() for i in range(n)]
        for p in params:
            p.grad = torch.ones(2)
        student.sgd(params, 0.5, 2)
        check.close([p.detach() for p in params], [torch.full((2,), i - 0.25) for i in range(n)])
