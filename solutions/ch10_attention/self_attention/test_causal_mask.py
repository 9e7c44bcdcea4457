import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


@points(2)
@hint("True on the diagonal and below it: torch.tril.", zh="对角线及其下方为 True：torch.tril。")
def test_masks_of_other_sizes(student, reference):
    """The mask is right for other lengths, down to 1. / 其他长度（直到 1）的掩码都正确。"""
    for num_steps in 1, 2, 7:
        check.equal(student.causal_mask(num_steps), reference.causal_mask(num_steps))


@points(2)
@hint(
    "1, 2, …, num_steps, for every example: int64, as torch.arange makes them.",
    zh="每个样本都是 1、2、……、num_steps：int64，与 torch.arange 给出的相同。",
)
def test_lengths_of_other_sizes(student, reference):
    """The lengths are right for other sizes. / 其他大小的有效长度都正确。"""
    for batch_size, num_steps in (1, 1), (3, 2), (2, 6), (1, 4):
        check.equal(
            student.causal_valid_lens(batch_size, num_steps), reference.causal_valid_lens(batch_size, num_steps)
        )


@points(2)
@after(test_masks_of_other_sizes)
@hint("torch takes True for: here attention takes place.", zh="对 torch 来说，True 表示这里要参与注意力。")
def test_in_an_attention(student):
    """In torch's attention, what comes later has no influence. / 用在 torch 的注意力中，后面的内容没有影响。"""
    X, later = torch.randn(2, 5, 4), torch.randn(2, 5, 4)
    mask = student.causal_mask(5)
    check.close(
        F.scaled_dot_product_attention(X, X, X, attn_mask=mask), F.scaled_dot_product_attention(X, X, X, is_causal=True)
    )
    for i in range(4):
        changed = torch.cat([X[:, : i + 1], later[:, i + 1 :]], dim=1)
        first, second = (F.scaled_dot_product_attention(Z, Z, Z, attn_mask=mask)[:, : i + 1] for Z in (X, changed))
        check.close(first, second)


@points(1)
@after(test_masks_of_other_sizes, test_lengths_of_other_sizes)
def test_two_ways_to_say_it(student):
    """The mask has as many True in each row as the lengths say. / 掩码每行 True 的个数就是有效长度。"""
    check.equal(student.causal_mask(6).sum(dim=1).expand(3, 6), student.causal_valid_lens(3, 6))


@points(2)
@after(test_masks_of_other_sizes, test_lengths_of_other_sizes)
@on("cuda")
@hint("Hand device on to the function that makes the tensor.", zh="把 device 传给建立张量的函数。")
def test_on_the_gpu(student, device):
    """On a device that is named, both are made there. / 指定了设备时，两者都建在那里。"""
    mask, lens = student.causal_mask(4, device), student.causal_valid_lens(2, 4, device)
    check.shape(mask, (4, 4))
    check.device(mask, device)
    check.shape(lens, (2, 4))
    check.device(lens, device)
