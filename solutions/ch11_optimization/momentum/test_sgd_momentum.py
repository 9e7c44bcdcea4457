from functools import partial

import torch

from grader.suite import after, check, hint, points, steps


def under_way(*shapes, dtype=torch.float32):
    """Parameters with gradients, and velocities that are not zero."""
    return steps.parameters(*shapes, dtype=dtype), tuple(torch.randn(shape, dtype=dtype) for shape in shapes)


@points(2)
@hint(
    "First the velocity, beta * v + gradient, then the parameter, by the new velocity.",
    zh="先更新速度 beta * v + 梯度，再用新的速度更新参数。",
)
def test_a_step(student, reference):
    """Parameters take the right step, in place. / 参数就地走了正确的一步。"""
    for lr, momentum in ((0.1, 0.5), (0.02, 0.9), (0.5, 0.0)):
        given = *under_way((3, 1), (1,)), {"lr": lr, "momentum": momentum}
        check.close(
            steps.changed(student.sgd_momentum, *given)[0],
            steps.changed(reference.sgd_momentum, *given)[0],
        )


@points(2)
@hint(
    "v[:] = ... or v.mul_(...) changes the velocity itself; v = ... gives the name to a new tensor.",
    zh="v[:] = ... 或 v.mul_(...) 修改速度本身；v = ... 只是把名字给了新的张量。",
)
def test_the_velocities(student, reference):
    """The velocities in states are those of the statement, in place. / states 中的速度就地更新为题目所说的值。"""
    for lr, momentum in ((0.1, 0.5), (0.02, 0.9)):
        given = *under_way((3, 1), (1,)), {"lr": lr, "momentum": momentum}
        check.close(
            steps.changed(student.sgd_momentum, *given)[1],
            steps.changed(reference.sgd_momentum, *given)[1],
        )


@points(4)
@hint(
    "From step to step the velocity lives in states and nowhere else, one for each parameter.",
    zh="各步之间，速度只保存在 states 里，每个参数各有一个。",
)
def test_a_hundred_steps(student):
    """Over 100 steps on three problems, it goes where torch.optim.SGD goes. / 在三个问题上走 100 步，与 torch.optim.SGD 一致。"""

    def mine(params):
        velocities = tuple(torch.zeros_like(p) for p in params)
        return partial(student.sgd_momentum, params, velocities, {"lr": 0.05, "momentum": 0.8})

    problems = steps.problems()
    right = steps.way(problems, lambda params: torch.optim.SGD(params, lr=0.05, momentum=0.8).step)
    check.close(steps.way(problems, mine), right, rtol=1e-10, atol=1e-10)


@points(2)
@after(test_a_step)
@hint("Loop over zip(params, states).", zh="对 zip(params, states) 循环。")
def test_any_parameters(student, reference):
    """One parameter or four, of any shapes and in float64. / 一个或四个参数，形状任意，float64 也可以。"""
    for shapes in ([(4,)], [(2, 3), (3,), (), (2, 1, 2)]):
        given = *under_way(*shapes, dtype=torch.float64), {"lr": 0.3, "momentum": 0.6}
        check.close(
            steps.changed(student.sgd_momentum, *given)[:2],
            steps.changed(reference.sgd_momentum, *given)[:2],
        )


@points(1)
@after(test_a_step)
@hint(
    "Step under torch.no_grad(), and clear the gradients afterwards.", zh="在 torch.no_grad() 之下更新，之后清除梯度。"
)
def test_afterwards(student):
    """Gradients are zero or gone, parameters still require one, velocities do not.

    之后梯度为零或不再存在，参数仍要求梯度，速度不要求。"""
    params, states = under_way((3, 1), (1,))
    student.sgd_momentum(params, states, {"lr": 0.1, "momentum": 0.5})
    check.equal([0.0 if p.grad is None else float(p.grad.abs().sum()) for p in params], [0.0, 0.0])
    check.equal([p.requires_grad and p.is_leaf for p in params], [True, True])
    check.equal([v.requires_grad for v in states], [False, False])


@points(2)
@after(test_a_step)
@hint(
    "v_w looks like w, (feature_dim, 1); v_b looks like b, (1,).",
    zh="v_w 与 w 同形状 (feature_dim, 1)；v_b 与 b 同形状 (1,)。",
)
def test_the_velocities_at_the_start(student):
    """At the start there are two velocities of zeros, shaped as w and b. / 开始时有两个全零的速度，形状与 w 和 b 相同。"""
    for d in (5, 1):
        check.close(student.init_momentum_states(d), (torch.zeros(d, 1), torch.zeros(1)))


@points(1)
@after(test_the_velocities_at_the_start)
@hint("Every call makes new tensors.", zh="每次调用都要新建张量。")
def test_a_second_start(student):
    """A second start is at rest again, whatever became of the first. / 再次开始时仍是静止的，不受前一次的影响。"""
    student.sgd_momentum(steps.parameters((3, 1), (1,)), student.init_momentum_states(3), {"lr": 0.1, "momentum": 0.5})
    check.close(student.init_momentum_states(3), (torch.zeros(3, 1), torch.zeros(1)))
