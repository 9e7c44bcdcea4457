import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Channel 0 looks at embedding, channel 1 at constant_embedding.",
    zh="通道 0 看 embedding，通道 1 看 constant_embedding。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    net = student.TextCNN(3, 1, [2], [2])
    net.load_state_dict(
        {
            "embedding.weight": torch.tensor([[0.0], [1.0], [2.0]]),
            "constant_embedding.weight": torch.tensor([[0.0], [0.0], [3.0]]),
            "convs.0.weight": torch.tensor([[[1.0, 1.0], [0.0, 0.0]], [[0.0, 0.0], [1.0, -1.0]]]),
            "convs.0.bias": torch.zeros(2),
            "decoder.weight": torch.eye(2),
            "decoder.bias": torch.zeros(2),
        }
    )
    net.eval()
    check.close(net(torch.tensor([[1, 2, 2, 1]])).detach(), torch.tensor([[4.0, 3.0]]))
