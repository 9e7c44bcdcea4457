import torch

from grader.suite import check, hint, points


@points(2)
@hint("Pick X at the positions first, then apply mlp.", zh="先取出 X 在这些位置上的向量，再通过 mlp。")
def test_two_positions(student):
    """The words at positions 2 and 0 are guessed. / 猜测位置 2 和 0 上的词。"""
    head = student.MaskLM(3, 2, 2)
    head.load_state_dict(
        {
            "mlp.0.weight": torch.eye(2),
            "mlp.0.bias": torch.zeros(2),
            "mlp.2.weight": torch.ones(2),
            "mlp.2.bias": torch.zeros(2),
            "mlp.3.weight": torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
            "mlp.3.bias": torch.tensor([0.0, 0.0, 5.0]),
        }
    )
    X = torch.tensor([[[3.0, 1.0], [7.0, 8.0], [-9.0, 2.0]]])
    scores = head(X, torch.tensor([[2, 0]]))
    check.close(scores.detach(), torch.tensor([[[-1.0, 1.0, 5.0], [1.0, -1.0, 5.0]]]), atol=1e-4)
