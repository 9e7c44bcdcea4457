import torch

from grader.suite import check, hint, points


@points(2)
@hint("After two groups: 4 of 8 rolls for either face.", zh="两组之后：每个点数都是 8 次中的 4 次。")
def test_the_worked_example(student):
    """The worked example comes out right. / 例题的结果正确。"""
    counts = torch.tensor([[1.0, 3.0], [3.0, 1.0], [2.0, 0.0]])
    check.close(student.running_estimates(counts), torch.tensor([[0.25, 0.75], [0.5, 0.5], [0.6, 0.4]]))
