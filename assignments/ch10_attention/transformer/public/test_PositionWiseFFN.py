import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "ReLU stands between the two layers, and nothing behind the second.", zh="两层之间是 ReLU，第二层之后什么都没有。"
)
def test_the_worked_example(student):
    """With given weights, 1 becomes 1 and -1 becomes -3. / 权重给定时，1 变成 1，-1 变成 -3。"""
    ffn = student.PositionWiseFFN(1, 2, 1)
    ffn.load_state_dict(
        {
            "dense1.weight": torch.tensor([[1.0], [-1.0]]),
            "dense1.bias": torch.zeros(2),
            "dense2.weight": torch.tensor([[2.0, -2.0]]),
            "dense2.bias": torch.tensor([-1.0]),
        }
    )
    check.close(ffn(torch.tensor([[[1.0], [-1.0]]])).detach(), torch.tensor([[[1.0], [-3.0]]]))
