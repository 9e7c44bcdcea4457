import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Multiply the embedding by the root of num_hiddens, then add the positional encoding.",
    zh="嵌入先乘以 num_hiddens 的平方根，再加上位置编码。",
)
def test_before_the_blocks(student):
    """Without blocks, the result is the embedding times 2, and the positions. / 没有块时，结果是嵌入的 2 倍加位置编码。"""
    encoder = student.TransformerEncoder(3, 4, 4, 4, 4, [4], 4, 8, 2, 0, 0.0)
    words = torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, -1.0]])
    with torch.no_grad():
        dict(encoder.named_parameters())["embedding.weight"].copy_(words)
    a, b = torch.arange(2.0), torch.arange(2.0) / 100
    positions = torch.stack([a.sin(), a.cos(), b.sin(), b.cos()], dim=1)
    check.close(encoder(torch.tensor([[2, 0]]), None).detach(), (2 * words[[2, 0]] + positions)[None], atol=1e-4)
