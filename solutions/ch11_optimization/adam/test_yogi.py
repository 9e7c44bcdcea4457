from functools import partial

import torch

from grader.suite import after, check, hint, points, steps


def under_way(*shapes, dtype=torch.float32):
    """Parameters with gradients, and averages that are not zero."""
    states = tuple((torch.randn(shape, dtype=dtype), torch.rand(shape, dtype=dtype)) for shape in shapes)
    return steps.parameters(*shapes, dtype=dtype), states


def at_the_start(params):
    return tuple((torch.zeros_like(p).detach(), torch.zeros_like(p).detach()) for p in params)


@points(2)
@hint(
    "Both averages first, then both corrected by 1 - beta ** t, then the step.",
    zh="先更新两个平均值，再分别除以 1 - beta ** t 做修正，最后走这一步。",
)
def test_a_step(student, reference):
    """Parameters take the right step, in place, early and late. / 参数就地走了正确的一步，无论先后。"""
    for lr, t in ((0.1, 1), (0.02, 3), (0.5, 400)):
        given = *under_way((3, 1), (1,)), {"lr": lr, "t": t}
        check.close(steps.changed(student.yogi, *given)[0], steps.changed(reference.yogi, *given)[0])


@points(3)
@hint(
    "s moves by (1 - beta2) * g², up where g² is above it and down where it is below; in place, and kept uncorrected.",
    zh="s 移动 (1 - beta2) * g²：g² 比它大就上升，比它小就下降；就地修改，且保存的是未修正的值。",
)
def test_the_averages(student, reference):
    """Both averages in states are those of the statement, in place. / states 中的两个平均值就地更新为题目所说的值。"""
    for t, quiet in ((2, False), (30, False), (1, True)):
        params, states = under_way((3, 1), (1,))
        if quiet:  # nothing came yet, and no gradient comes: g² is what s is
            params[0].grad.zero_()
            states = at_the_start(params)
        given = params, states, {"lr": 0.1, "t": t}
        check.close(steps.changed(student.yogi, *given)[1], steps.changed(reference.yogi, *given)[1])


@points(2)
@after(test_a_step)
@hint("hyperparams['t'] += 1 once, behind the loop.", zh="hyperparams['t'] += 1 只做一次，放在循环之后。")
def test_the_number_of_the_step(student):
    """Afterwards t is one more, with one parameter or three. / 之后 t 加 1，无论一个参数还是三个参数。"""
    for shapes in ([(2,)], [(2, 1), (1,), (3,)]):
        hyperparams = {"lr": 0.1, "t": 5}
        student.yogi(*under_way(*shapes), hyperparams)
        check.equal(hyperparams, {"lr": 0.1, "t": 6})


@points(2)
@hint(
    "What is remembered from step to step lives in states, a pair for each parameter, and in hyperparams['t'].",
    zh="各步之间要记住的东西只放在 states（每个参数一对）和 hyperparams['t'] 里。",
)
def test_a_hundred_steps(student, reference):
    """Over 100 steps on three problems, it goes where Yogi goes. / 在三个问题上走 100 步，每一步都与 Yogi 一致。"""

    def optimizer(room):
        return lambda params: partial(room.yogi, params, at_the_start(params), {"lr": 0.05, "t": 1})

    problems = steps.problems()
    right = steps.way(problems, optimizer(reference))
    check.close(steps.way(problems, optimizer(student)), right, rtol=1e-10, atol=1e-10)


@points(1)
@after(test_a_step)
@hint("sqrt(s) + 1e-3: epsilon is larger than Adam's.", zh="sqrt(s) + 1e-3：epsilon 比 Adam 的大。")
def test_tiny_gradients(student, reference):
    """With tiny gradients, epsilon counts as the statement says. / 梯度很小时，epsilon 的作用符合题意。"""
    params = steps.parameters((4, 1), (1,), dtype=torch.float64)
    for p in params:
        p.grad *= 1e-5
    given = params, at_the_start(params), {"lr": 0.1, "t": 1}
    check.close(steps.changed(student.yogi, *given)[0], steps.changed(reference.yogi, *given)[0])


@points(1)
@after(test_a_step)
@hint("Loop over zip(params, states).", zh="对 zip(params, states) 循环。")
def test_any_parameters(student, reference):
    """One parameter or four, of any shapes and in float64. / 一个或四个参数，形状任意，float64 也可以。"""
    for shapes in ([(4,)], [(2, 3), (3,), (), (2, 1, 2)]):
        given = *under_way(*shapes, dtype=torch.float64), {"lr": 0.3, "t": 12}
        check.close(steps.changed(student.yogi, *given)[:2], steps.changed(reference.yogi, *given)[:2])


@points(1)
@after(test_a_step)
@hint(
    "Step under torch.no_grad(), and clear the gradients afterwards.", zh="在 torch.no_grad() 之下更新，之后清除梯度。"
)
def test_afterwards(student):
    """Gradients are zero or gone, parameters still require one, averages do not.

    之后梯度为零或不再存在，参数仍要求梯度，平均值不要求。"""
    params, states = under_way((3, 1), (1,))
    student.yogi(params, states, {"lr": 0.1, "t": 1})
    check.equal([0.0 if p.grad is None else float(p.grad.abs().sum()) for p in params], [0.0, 0.0])
    check.equal([p.requires_grad and p.is_leaf for p in params], [True, True])
    check.equal([average.requires_grad for pair in states for average in pair], [False] * 4)
