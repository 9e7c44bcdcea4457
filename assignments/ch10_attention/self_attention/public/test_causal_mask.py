import torch

from grader.suite import check, hint, points


@points(2)
@hint("Row i holds i + 1 times True: itself and what came before.", zh="第 i 行有 i + 1 个 True：它自己和它前面的。")
def test_the_worked_example(student):
    """The mask and the lengths of the example are right. / 例题中的掩码和有效长度都正确。"""
    check.equal(student.causal_mask(3), torch.tensor([[True, False, False], [True, True, False], [True, True, True]]))
    check.equal(student.causal_valid_lens(2, 3), torch.tensor([[1, 2, 3], [1, 2, 3]]))
