import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Compare positions 0, 1, 2 with the valid length of each row: those at or beyond it get the value.",
    zh="把位置 0、1、2 与每一行的有效长度比较：达到或超过它的位置都换成给定的值。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    X = torch.tensor([[1, 2, 3], [4, 5, 6]])
    check.close(student.sequence_mask(X.clone(), torch.tensor([1, 2])), torch.tensor([[1, 0, 0], [4, 5, 0]]))
    check.close(
        student.sequence_mask(X.clone(), torch.tensor([3, 1]), value=-1), torch.tensor([[1, 2, 3], [4, -1, -1]])
    )
