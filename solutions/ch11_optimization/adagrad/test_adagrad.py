from functools import partial

import torch

from grader.suite import after, check, hint, points, steps


def under_way(*shapes, dtype=torch.float32):
    """Parameters with gradients, and sums that are not zero."""
    return steps.parameters(*shapes, dtype=dtype), tuple(torch.rand(shape, dtype=dtype) for shape in shapes)


@points(2)
@hint(
    "First s += g², then p -= lr * g / sqrt(s + epsilon), element by element.",
    zh="先 s += g²，再 p -= lr * g / sqrt(s + epsilon)，逐元素计算。",
)
def test_a_step(student, reference):
    """Parameters take the right step, in place. / 参数就地走了正确的一步。"""
    for lr in (0.1, 0.02, 2.0):
        given = *under_way((3, 1), (1,)), {"lr": lr}
        check.close(steps.changed(student.adagrad, *given)[0], steps.changed(reference.adagrad, *given)[0])


@points(2)
@hint(
    "s[:] += ... changes the sum itself; s = s + ... gives the name to a new tensor.",
    zh="s[:] += ... 修改累加值本身；s = s + ... 只是把名字给了新的张量。",
)
def test_the_sums(student, reference):
    """The sums in states have grown by the squared gradients, in place. / states 中的累加值就地加上了梯度的平方。"""
    given = *under_way((3, 1), (1,)), {"lr": 0.1}
    check.close(steps.changed(student.adagrad, *given)[1], steps.changed(reference.adagrad, *given)[1])


@points(3)
@hint(
    "From step to step the sum lives in states and nowhere else, one for each parameter, with the shape of it.",
    zh="各步之间，累加值只保存在 states 里，每个参数各有一个，形状相同。",
)
def test_a_hundred_steps(student):
    """Over 100 steps on three problems, it goes where torch.optim.Adagrad goes. / 在三个问题上走 100 步，与 torch.optim.Adagrad 一致。"""

    def mine(params):
        return partial(student.adagrad, params, tuple(torch.zeros_like(p) for p in params), {"lr": 0.3})

    def right(params):  # what is in the sum from the beginning is what the book has under the root
        return torch.optim.Adagrad(params, lr=0.3, initial_accumulator_value=1e-6, eps=0.0).step

    problems = steps.problems()
    check.close(steps.way(problems, mine), steps.way(problems, right), rtol=1e-10, atol=1e-10)


@points(1)
@after(test_a_step)
@hint("sqrt(s + 1e-6), not sqrt(s) + 1e-6.", zh="是 sqrt(s + 1e-6)，而不是 sqrt(s) + 1e-6。")
def test_tiny_gradients(student, reference):
    """With tiny gradients, epsilon counts as the statement says. / 梯度很小时，epsilon 的作用符合题意。"""
    params = steps.parameters((4, 1), (1,), dtype=torch.float64)
    for p in params:
        p.grad *= 1e-4
    given = params, tuple(torch.zeros_like(p).detach() for p in params), {"lr": 0.1}
    check.close(steps.changed(student.adagrad, *given)[0], steps.changed(reference.adagrad, *given)[0])


@points(2)
@after(test_a_step)
@hint("Loop over zip(params, states).", zh="对 zip(params, states) 循环。")
def test_any_parameters(student, reference):
    """One parameter or four, of any shapes and in float64. / 一个或四个参数，形状任意，float64 也可以。"""
    for shapes in ([(4,)], [(2, 3), (3,), (), (2, 1, 2)]):
        given = *under_way(*shapes, dtype=torch.float64), {"lr": 0.3}
        check.close(steps.changed(student.adagrad, *given)[:2], steps.changed(reference.adagrad, *given)[:2])


@points(1)
@after(test_a_step)
@hint(
    "Step under torch.no_grad(), and clear the gradients afterwards.", zh="在 torch.no_grad() 之下更新，之后清除梯度。"
)
def test_afterwards(student):
    """Gradients are zero or gone, parameters still require one, sums do not. / 之后梯度为零或不再存在，参数仍要求梯度，累加值不要求。"""
    params, states = under_way((3, 1), (1,))
    student.adagrad(params, states, {"lr": 0.1})
    check.equal([0.0 if p.grad is None else float(p.grad.abs().sum()) for p in params], [0.0, 0.0])
    check.equal([p.requires_grad and p.is_leaf for p in params], [True, True])
    check.equal([s.requires_grad for s in states], [False, False])


@points(2)
@after(test_a_step)
@hint(
    "s_w looks like w, (feature_dim, 1); s_b looks like b, (1,).",
    zh="s_w 与 w 同形状 (feature_dim, 1)；s_b 与 b 同形状 (1,)。",
)
def test_the_sums_at_the_start(student):
    """At the start there are two sums of zeros, shaped as w and b. / 开始时有两个全零的累加值，形状与 w 和 b 相同。"""
    for d in (5, 1):
        check.close(student.init_adagrad_states(d), (torch.zeros(d, 1), torch.zeros(1)))


@points(1)
@after(test_the_sums_at_the_start)
@hint("Every call makes new tensors.", zh="每次调用都要新建张量。")
def test_a_second_start(student):
    """A second start is from zero again, whatever became of the first. / 再次开始时仍从零开始，不受前一次的影响。"""
    student.adagrad(steps.parameters((3, 1), (1,)), student.init_adagrad_states(3), {"lr": 0.1})
    check.close(student.init_adagrad_states(3), (torch.zeros(3, 1), torch.zeros(1)))
