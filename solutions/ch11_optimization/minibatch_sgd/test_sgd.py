from functools import partial

import torch

from grader.suite import after, check, hint, points, steps


@points(3)
@hint("p -= lr * p.grad, in place, and nothing else.", zh="就地 p -= lr * p.grad，仅此而已。")
def test_a_step(student, reference):
    """Every parameter takes its step, in place. / 每个参数都就地走了一步。"""
    for lr in (0.1, 2.0):
        given = steps.parameters((3, 1), (1,), (2, 2)), None, {"lr": lr}
        check.close(steps.changed(student.sgd, *given)[0], steps.changed(reference.sgd, *given)[0])


@points(3)
@hint("Nothing is remembered from step to step.", zh="各步之间不保留任何东西。")
def test_a_hundred_steps(student):
    """Over 100 steps on three problems, it goes where torch.optim.SGD goes. / 在三个问题上走 100 步，与 torch.optim.SGD 一致。"""
    problems = steps.problems()
    right = steps.way(problems, lambda params: torch.optim.SGD(params, lr=0.05).step)
    mine = steps.way(problems, lambda params: partial(student.sgd, params, None, {"lr": 0.05}))
    check.close(mine, right, rtol=1e-10, atol=1e-10)


@points(2)
@after(test_a_step)
@hint("p.grad.zero_() after the step.", zh="走完一步之后 p.grad.zero_()。")
def test_the_gradients_are_cleared(student):
    """Afterwards the gradients are zero or gone. / 之后梯度为零，或者不再存在。"""
    params = steps.parameters((3, 1), (1,))
    student.sgd(params, None, {"lr": 0.1})
    check.equal([0.0 if p.grad is None else float(p.grad.abs().sum()) for p in params], [0.0, 0.0])


@points(1)
@after(test_a_step)
@hint("Step under torch.no_grad().", zh="在 torch.no_grad() 之下更新。")
def test_parameters_stay_leaves(student):
    """Parameters still require a gradient. / 参数仍要求梯度。"""
    params = steps.parameters((3, 1), (1,))
    student.sgd(params, (), {"lr": 0.1})
    check.equal([p.requires_grad and p.is_leaf for p in params], [True, True])
