from grader.suite import after, check, hint, points


def places(results):
    """The places as pairs of floats, where they are a list of pairs."""
    check.that(
        isinstance(results, (list, tuple)) and all(isinstance(p, (list, tuple)) and len(p) == 2 for p in results),
        "A list of pairs is to come back.",
        "应返回由二元组组成的列表。",
    )
    return [tuple(check.number(x) for x in place) for place in results]


@points(3)
@hint("What a call gives goes into the next, states too.", zh="每次调用的结果都要传给下一次，状态也不例外。")
def test_a_trainer_with_states(student, reference):
    """Places and states go from call to call. / 位置和状态逐次传递。"""

    def trainer(x1, x2, s1, s2):
        s1, s2 = 0.5 * s1 + x1, 0.3 * s2 + 2 * x2
        return x1 - 0.2 * s1, x2 - 0.1 * s2, s1, s2

    check.close(places(student.train_2d(trainer, steps=6)), places(reference.train_2d(trainer, steps=6)))


@points(3)
@hint(
    "With f_grad, the trainer gets it as the fifth argument; without, it gets four.",
    zh="给了 f_grad 时，训练器以第五个参数接收它；否则只有四个参数。",
)
def test_with_a_gradient(student, reference):
    """With f_grad, the trainer gets it. / 给了 f_grad 时，训练器会收到它。"""

    def trainer(x1, x2, s1, s2, f_grad):
        g1, g2 = f_grad(x1, x2)
        return x1 - 0.1 * g1 - 0.05 * s1, x2 - 0.2 * g2 - 0.03 * s2, g1, g2

    given = trainer, 5, lambda x1, x2: (2 * x1 + x2, x1 + 3 * x2)
    check.close(places(student.train_2d(*given)), places(reference.train_2d(*given)))


@points(2)
@after(test_a_trainer_with_states)
@hint("The default is 20 steps; with 0 there is the start alone.", zh="默认 20 步；0 步时只有起点。")
def test_the_number_of_steps(student, reference):
    """Twenty steps where nothing is said, and none where 0 is. / 不说明时走二十步，给 0 时一步也不走。"""

    def trainer(x1, x2, s1, s2):
        return x1 + 1, x2 - 1, s1, s2

    check.close(places(student.train_2d(trainer)), places(reference.train_2d(trainer)))
    check.close(places(student.train_2d(trainer, steps=0)), [(-5.0, -2.0)])


@points(1)
@after(test_a_trainer_with_states)
@hint("The states begin at 0.", zh="状态从 0 开始。")
def test_the_first_call(student):
    """The first call gets the start, and states of zero. / 第一次调用得到起点和为零的状态。"""
    asked = []

    def trainer(x1, x2, s1, s2):
        asked.append([float(value) for value in (x1, x2, s1, s2)])
        return 1.0, 2.0, 3.0, 4.0

    student.train_2d(trainer, steps=3)
    check.close(asked, [[-5.0, -2.0, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]])
