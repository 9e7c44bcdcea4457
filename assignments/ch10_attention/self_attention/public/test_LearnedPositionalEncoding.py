import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "self.P = nn.Parameter(…), of shape (1, max_len, num_hiddens).",
    zh="self.P = nn.Parameter(…)，形状为 (1, max_len, num_hiddens)。",
)
def test_a_sum_with_the_table(student):
    """With P set to 1, 2, 3, … in its rows, these are added. / 把 P 的各行设成 1、2、3……，加上的就是它们。"""
    encoding = student.LearnedPositionalEncoding(2, 0.0, max_len=5)
    encoding.load_state_dict({"P": torch.arange(1.0, 6.0)[None, :, None].expand(1, 5, 2).clone()})
    result = encoding(torch.full((1, 3, 2), 10.0)).detach()
    check.close(result, torch.tensor([[[11.0, 11.0], [12.0, 12.0], [13.0, 13.0]]]))
