import torch

from grader.suite import check, hint, points


@points(1)
@hint("What is negative becomes 0, the rest stays.", zh="负数变为 0，其余不变。")
def test_three_numbers(student):
    """-2, 0 and 3 become 0, 0 and 3. / -2、0、3 变成 0、0、3。"""
    check.close(student.relu(torch.tensor([-2.0, 0.0, 3.0])), torch.tensor([0.0, 0.0, 3.0]))
