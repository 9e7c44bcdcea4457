from functools import partial

import torch

from grader.suite import after, check, hint, points, steps


def under_way(*shapes, dtype=torch.float32):
    """Parameters with gradients, and averages that are not zero."""
    states = tuple((torch.rand(shape, dtype=dtype), torch.rand(shape, dtype=dtype)) for shape in shapes)
    return steps.parameters(*shapes, dtype=dtype), states


@points(2)
@hint(
    "s first; then the step, with the new s and the old delta; then the parameter.",
    zh="先更新 s；再用新的 s 和旧的 delta 算更新量；然后更新参数。",
)
def test_a_step(student, reference):
    """Parameters take the right step, in place. / 参数就地走了正确的一步。"""
    for rho in (0.9, 0.5, 0.0):
        given = *under_way((3, 1), (1,)), {"rho": rho}
        check.close(steps.changed(student.adadelta, *given)[0], steps.changed(reference.adadelta, *given)[0])


@points(3)
@hint(
    "s averages squared gradients, delta squared steps; change both in place: s[:] = ...",
    zh="s 是梯度平方的平均，delta 是更新量平方的平均；两者都要就地修改：s[:] = ...。",
)
def test_the_averages(student, reference):
    """Both averages in states are those of the statement, in place. / states 中的两个平均值就地更新为题目所说的值。"""
    for rho in (0.9, 0.3):
        given = *under_way((3, 1), (1,)), {"rho": rho}
        check.close(steps.changed(student.adadelta, *given)[1], steps.changed(reference.adadelta, *given)[1])


@points(3)
@hint(
    "From step to step the averages live in states and nowhere else, a pair for each parameter.",
    zh="各步之间，平均值只保存在 states 里，每个参数各有一对。",
)
def test_a_hundred_steps(student):
    """Over 100 steps on three problems, it goes where torch.optim.Adadelta goes. / 在三个问题上走 100 步，与 torch.optim.Adadelta 一致。"""

    def mine(params):
        states = tuple((torch.zeros_like(p), torch.zeros_like(p)) for p in params)
        return partial(student.adadelta, params, states, {"rho": 0.9})

    problems = steps.problems()
    right = steps.way(problems, lambda params: torch.optim.Adadelta(params, lr=1.0, rho=0.9, eps=1e-5).step)
    check.close(steps.way(problems, mine), right, rtol=1e-10, atol=1e-10)


@points(1)
@after(test_a_step)
@hint("epsilon is 1e-5, under both roots.", zh="epsilon 为 1e-5，在两个根号之内。")
def test_tiny_gradients(student, reference):
    """With tiny gradients, epsilon counts as the statement says. / 梯度很小时，epsilon 的作用符合题意。"""
    params = steps.parameters((4, 1), (1,), dtype=torch.float64)
    for p in params:
        p.grad *= 1e-4
    given = params, tuple((torch.zeros_like(p).detach(), torch.zeros_like(p).detach()) for p in params), {"rho": 0.9}
    check.close(steps.changed(student.adadelta, *given)[0], steps.changed(reference.adadelta, *given)[0])


@points(1)
@after(test_a_step)
@hint("Loop over zip(params, states).", zh="对 zip(params, states) 循环。")
def test_any_parameters(student, reference):
    """One parameter or four, of any shapes and in float64. / 一个或四个参数，形状任意，float64 也可以。"""
    for shapes in ([(4,)], [(2, 3), (3,), (), (2, 1, 2)]):
        given = *under_way(*shapes, dtype=torch.float64), {"rho": 0.6}
        check.close(steps.changed(student.adadelta, *given)[:2], steps.changed(reference.adadelta, *given)[:2])


@points(1)
@after(test_a_step)
@hint(
    "Step under torch.no_grad(), and clear the gradients afterwards.", zh="在 torch.no_grad() 之下更新，之后清除梯度。"
)
def test_afterwards(student):
    """Gradients are zero or gone, parameters still require one, averages do not.

    之后梯度为零或不再存在，参数仍要求梯度，平均值不要求。"""
    params, states = under_way((3, 1), (1,))
    student.adadelta(params, states, {"rho": 0.9})
    check.equal([0.0 if p.grad is None else float(p.grad.abs().sum()) for p in params], [0.0, 0.0])
    check.equal([p.requires_grad and p.is_leaf for p in params], [True, True])
    check.equal([average.requires_grad for pair in states for average in pair], [False] * 4)


@points(2)
@after(test_a_step)
@hint(
    "A pair for w, both of shape (feature_dim, 1), and a pair for b, both of shape (1,).",
    zh="w 有一对，形状都是 (feature_dim, 1)；b 有一对，形状都是 (1,)。",
)
def test_the_averages_at_the_start(student):
    """At the start there is a pair of zeros for w and one for b. / 开始时 w 和 b 各有一对全零的平均值。"""
    for d in (5, 1):
        pair_w, pair_b = (torch.zeros(d, 1), torch.zeros(d, 1)), (torch.zeros(1), torch.zeros(1))
        check.close(student.init_adadelta_states(d), (pair_w, pair_b))


@points(2)
@after(test_the_averages_at_the_start)
@hint("Four tensors, each made by itself, and new at every call.", zh="四个张量各自新建，每次调用都重新建。")
def test_the_first_step_from_there(student, reference):
    """From that start the first step and its averages are right, a second time too. / 由此出发的第一步及其平均值正确，再来一次也一样。"""
    for _ in range(2):
        params = steps.parameters((3, 1), (1,))
        right = steps.changed(reference.adadelta, params, reference.init_adadelta_states(3), {"rho": 0.9})
        states = student.init_adadelta_states(3)
        student.adadelta(params, states, {"rho": 0.9})
        check.close(states, right[1])
        check.close(params, right[0])
