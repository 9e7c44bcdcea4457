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
    "After 0, token 0 is the most probable one; after [0, 0] it is again.",
    zh="0 之后概率最大的是 0；[0, 0] 之后还是它。",
)
def test_the_worked_example(student):
    """The example gives [0, 0, 0], with one step [0]; where [1] comes first, it ends at once.

    例题得到 [0, 0, 0]，只有一步时得到 [0]；如果前面已有 [1]，则马上结束。"""
    check.equal(student.greedy_search(example, 2, 3), [0, 0, 0])
    check.equal(student.greedy_search(example, 2, 1), [0])
    check.equal(student.greedy_search(lambda tokens: example([1, *tokens]), 2, 2), [2])
