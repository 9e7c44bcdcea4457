import torch

from grader.suite import check, hint, points

EXAMPLE = {
    (): [0.5, 0.4, 0.1],
    (0,): [0.4, 0.3, 0.3],
    (1,): [0.1, 0.1, 0.8],
    (0, 0): [0.4, 0.3, 0.3],
    (0, 1): [0.2, 0.2, 0.6],
    (1, 0): [0.05, 0.05, 0.9],
    (1, 1): [0.05, 0.05, 0.9],
}


def example(tokens):
    return torch.tensor(EXAMPLE[tuple(tokens)]).log()


@points(2)
@hint(
    "Two beginnings go on at each step; with a beam of one, only the best.",
    zh="束宽为 2 时每一步有两个开头继续；束宽为 1 时只有最好的一个。",
)
def test_the_worked_example(student):
    """The example gives [1, 2] with a beam of two, [0, 0, 0] with a beam of one.

    例题在束宽为 2 时得到 [1, 2]，束宽为 1 时得到 [0, 0, 0]。"""
    check.equal(student.beam_search(example, 2, 3, 2), [1, 2])
    check.equal(student.beam_search(example, 2, 3, 1), [0, 0, 0])
