import torch

from grader.suite import check, hint, points


def attend_evenly(block):
    """Every weight matrix 0, but for the maps of the values and behind the heads, which change nothing."""
    with torch.no_grad():
        for name, p in block.named_parameters():
            eye = name.endswith(("W_v.weight", "W_o.weight"))
            p.copy_(torch.eye(2) if eye else torch.full(p.shape, float("ln.weight" in name)))


@points(2)
@hint("Attention, AddNorm, position-wise network, AddNorm.", zh="依次为：注意力、AddNorm、前馈网络、AddNorm。")
def test_the_worked_example(student):
    """With even attention and a network that gives 0, the result is known. / 注意力均匀、前馈网络输出 0 时，结果是已知的。"""
    block = student.EncoderBlock(2, 2, 2, 2, [2], 2, 3, 1, 0.0)
    attend_evenly(block)
    # The mean of the two words is [2, 1]; [3, 0] + [2, 1] = [5, 1] and [1, 2] + [2, 1] = [3, 3].
    result = block(torch.tensor([[[3.0, 0.0], [1.0, 2.0]]]), None).detach()
    check.close(result, torch.tensor([[[1.0, -1.0], [0.0, 0.0]]]), atol=1e-3)
    # Where one word counts, it is the mean: [6, 0] and [4, 2].
    result = block(torch.tensor([[[3.0, 0.0], [1.0, 2.0]]]), torch.tensor([1])).detach()
    check.close(result, torch.tensor([[[1.0, -1.0], [1.0, -1.0]]]), atol=1e-3)
