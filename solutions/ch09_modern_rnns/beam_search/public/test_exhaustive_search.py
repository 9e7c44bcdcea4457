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
@hint("Short sequences that end with eos compete with long ones.", zh="以 eos 结尾的短序列与长序列一起竞争。")
def test_the_worked_example(student):
    """The example gives [1, 2]. / 例题得到 [1, 2]。"""
    check.equal(student.exhaustive_search(example, 2, 3), [1, 2])
