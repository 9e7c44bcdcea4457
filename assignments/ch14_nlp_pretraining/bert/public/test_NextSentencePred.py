import torch

from grader.suite import check, hint, points


@points(2)
@hint("The result is what the linear layer gives: no softmax.", zh="结果就是线性层的输出：没有 softmax。")
def test_two_pairs(student):
    """The two scores of two pairs. / 两对句子各有两个得分。"""
    head = student.NextSentencePred(3)
    head.load_state_dict(
        {"output.weight": torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]]), "output.bias": torch.tensor([0.5, 0.0])}
    )
    found = head(torch.tensor([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]]))
    check.close(found.detach(), torch.tensor([[7.5, 2.0], [2.5, -1.0]]))
