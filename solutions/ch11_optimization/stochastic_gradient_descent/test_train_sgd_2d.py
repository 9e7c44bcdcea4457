import torch

from grader.suite import after, check, hint, points


def places(results):
    """The places as pairs of floats, where they are a list of pairs."""
    check.that(
        isinstance(results, (list, tuple)) and all(isinstance(p, (list, tuple)) and len(p) == 2 for p in results),
        "A list of pairs is to come back.",
        "应返回由二元组组成的列表。",
    )
    return [tuple(check.number(x) for x in place) for place in results]


def f_grad(x1, x2):
    return 2 * x1 + 0.5 * x2, 4 * x2 - 0.1 * x1


@points(4)
@hint(
    "Step t has the learning rate eta * lr(t), and t counts from 1.", zh="第 t 步的学习率是 eta * lr(t)，t 从 1 数起。"
)
def test_without_noise(student, reference):
    """Without noise, every place is right. / 没有噪声时，每个位置都正确。"""
    for eta, lr, steps in (
        (0.1, lambda t: 1.0, 6),
        (0.3, lambda t: (0.1 * t + 1) ** -0.5, 10),
        (0.2, lambda t: t % 2, 5),
    ):
        given = f_grad, eta, lr, steps, 0.0
        check.close(places(student.train_sgd_2d(*given)), places(reference.train_sgd_2d(*given)))


@points(2)
@after(test_without_noise)
@hint("Hand noise on to sgd.", zh="把 noise 传给 sgd。")
def test_with_noise(student):
    """With noise, places scatter as they should. / 有噪声时，位置的散布符合要求。"""
    # Each step adds the learning rate 0.5 times noise of standard deviation 2 to where a gradient of zero stays.
    way = torch.tensor(
        places(student.train_sgd_2d(lambda x1, x2: (0.0, 0.0), 0.5, lambda t: 1.0, steps=100, noise=2.0)),
        dtype=torch.float64,
    )
    check.normal(way.diff(dim=0), 0.0, 1.0)


@points(2)
@after(test_without_noise)
@hint("lr=constant_lr, steps=50.", zh="lr=constant_lr，steps=50。")
def test_the_defaults(student, reference):
    """Where nothing is said: fifty steps with a constant learning rate. / 不说明时：以恒定的学习率走五十步。"""
    mine = places(student.train_sgd_2d(f_grad, 0.1, noise=0.0))
    check.close(mine, places(reference.train_sgd_2d(f_grad, 0.1, noise=0.0)))
