import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint("Row i is x[:i] and x[i + 1:], one behind the other.", zh="第 i 行是 x[:i] 与 x[i + 1:] 相接。")
def test_other_sizes(student, reference):
    """For any length and dtype. / 对任意的长度和 dtype。"""
    for x in torch.randn(6), torch.randn(2, dtype=torch.float64), torch.arange(4):
        check.close(student.others(x), reference.others(x))


@points(1)
@after(test_other_sizes)
@hint("Leave out a position, not a value.", zh="去掉的是位置，而不是值。")
def test_equal_elements(student, reference):
    """Equal elements are left out one at a time. / 相等的元素每次只去掉一个。"""
    x = torch.tensor([2.0, 1.0, 2.0, 2.0])
    check.close(student.others(x), reference.others(x))


@points(1)
@after(test_other_sizes)
@on("cuda")
@hint(
    "A mask that torch.eye made is on the CPU unless you say device=x.device.",
    zh="torch.eye 建的掩码默认在 CPU 上，除非写明 device=x.device。",
)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays there. / 在 GPU 上，结果也留在那里。"""
    x = torch.randn(4, device=device)
    check.close(student.others(x), reference.others(x))
