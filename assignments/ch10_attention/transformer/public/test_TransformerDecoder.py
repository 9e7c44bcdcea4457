import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The last layer, dense, gives a score for each word of the vocabulary.",
    zh="最后一层 dense 给词表中的每个词一个得分。",
)
def test_the_last_layer(student):
    """Where dense has no weights, every position has its bias for scores. / dense 的权重为零时，每个位置的得分就是它的偏置。"""
    decoder = student.TransformerDecoder(3, 4, 4, 4, 4, [4], 4, 8, 2, 2, 0.0)
    bias, parameters = torch.tensor([1.0, -2.0, 0.5]), dict(decoder.named_parameters())
    with torch.no_grad():
        parameters["dense.weight"].zero_()
        parameters["dense.bias"].copy_(bias)
    scores, _ = decoder(torch.tensor([[0, 2], [1, 1]]), decoder.init_state(torch.randn(2, 3, 4), torch.tensor([3, 1])))
    check.close(scores.detach(), bias.expand(2, 2, 3))
