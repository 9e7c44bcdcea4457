import torch

from grader.suite import check, hint, points


def attend_evenly(block):
    """Every weight matrix 0, but for the maps of the values and behind the heads, which change nothing."""
    with torch.no_grad():
        for name, p in block.named_parameters():
            eye = name.endswith(("W_v.weight", "W_o.weight"))
            p.copy_(torch.eye(2) if eye else torch.full(p.shape, float("ln.weight" in name)))


@points(2)
@hint(
    "The first word sees itself alone; the second sees both; then both look at what the encoder returned.",
    zh="第一个词只看到自己，第二个词看到两个词；然后两者都去看编码器的输出。",
)
def test_the_worked_example(student):
    """With even attention and a network that gives 0, the result is known. / 注意力均匀、前馈网络输出 0 时，结果是已知的。"""
    block = student.DecoderBlock(2, 2, 2, 2, [2], 2, 3, 1, 0.0, 0)
    attend_evenly(block)
    encoded = torch.tensor([[[0.0, 1.0], [9.0, 9.0]]])
    Y, _ = block(torch.tensor([[[3.0, 0.0], [1.0, 2.0]]]), [encoded, torch.tensor([1]), [None]])
    # [3, 0] + [3, 0] and [1, 2] + [2, 1] give [1, -1] and [0, 0]; [0, 1] of the encoder makes [1, 0] and [0, 1] of them.
    check.close(Y.detach(), torch.tensor([[[1.0, -1.0], [-1.0, 1.0]]]), atol=1e-3)
