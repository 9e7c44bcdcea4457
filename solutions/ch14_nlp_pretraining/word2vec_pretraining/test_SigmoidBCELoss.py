import torch

from grader.suite import after, check, hint, on, points


def given(n, m, dtype=torch.float32, device="cpu"):
    """Logits, targets, and a mask with a 0 and a 1 in each row."""
    inputs = 3 * torch.randn(n, m, dtype=dtype, device=device)
    target = torch.randint(2, (n, m), device=device).to(dtype)
    mask = torch.randint(2, (n, m), device=device)
    mask[:, 0], mask[:, -1] = 1, 0
    return inputs, target, mask


@points(2)
@hint("Cross-entropy of each element, then the mean over dim 1.", zh="先求每个元素的交叉熵，再沿 dim 1 求均值。")
def test_without_a_mask(student, reference):
    """Without a mask it is the mean cross-entropy of each row. / 没有掩码时是每行交叉熵的均值。"""
    for n, m in ((3, 4), (4, 3), (1, 6), (5, 1)):
        inputs, target, _ = given(n, m)
        check.close(student.SigmoidBCELoss()(inputs, target), reference.SigmoidBCELoss()(inputs, target))


@points(3)
@hint(
    "Multiply the losses by the mask, not the logits; the mean is over all m elements of the row.",
    zh="把掩码乘到损失上，而不是 logits 上；均值是对一行的全部 m 个元素。",
)
def test_with_a_mask(student, reference):
    """Masked elements add nothing, and still count in the mean. / 遮住的元素不增加损失，但仍计入均值的个数。"""
    for n, m in ((3, 4), (2, 7), (1, 2)):
        inputs, target, mask = given(n, m)
        for kind in (torch.float32, torch.int64):
            found = student.SigmoidBCELoss()(inputs, target, mask.to(kind))
            check.close(found, reference.SigmoidBCELoss()(inputs, target, mask.to(kind)))


@points(1)
@after(test_without_a_mask, test_with_a_mask)
@hint("The result has the dtype of the logits.", zh="结果的 dtype 与 logits 相同。")
def test_double_precision(student, reference):
    """float64 stays float64. / float64 保持 float64。"""
    inputs, target, mask = given(4, 5, torch.float64)
    check.close(student.SigmoidBCELoss()(inputs, target), reference.SigmoidBCELoss()(inputs, target))
    check.close(student.SigmoidBCELoss()(inputs, target, mask), reference.SigmoidBCELoss()(inputs, target, mask))


@points(2)
@hint(
    "log(sigmoid(x)) is -inf for large negative x: use a function that takes logits, or logsigmoid.",
    zh="x 为很大的负数时 log(sigmoid(x)) 是 -inf：请用接受 logits 的函数，或 logsigmoid。",
)
def test_large_logits(student, reference):
    """Logits of 300 give a loss of 300 or 0. / logits 为 300 时损失是 300 或 0。"""
    inputs = torch.tensor([[300.0, -300.0], [300.0, -300.0], [20.0, -20.0], [-250.0, 250.0]])
    target = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 1.0]])
    mask = torch.tensor([[1, 1], [1, 1], [1, 1], [0, 1]])
    check.close(student.SigmoidBCELoss()(inputs, target, mask), reference.SigmoidBCELoss()(inputs, target, mask))


@points(1)
@after(test_with_a_mask)
@hint("Where the mask is 0, so is the gradient.", zh="掩码为 0 处，梯度也为 0。")
def test_gradients(student, reference):
    """The gradients are right; masked elements have none. / 梯度正确；遮住的元素没有梯度。"""
    inputs, target, mask = given(3, 5, torch.float64)
    mine, right = student.SigmoidBCELoss(), reference.SigmoidBCELoss()
    check.same_gradient(lambda x: mine(x, target, mask), lambda x: right(x, target, mask), inputs)


@points(1)
@after(test_with_a_mask)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_the_result_stays_on_the_device(student, reference, device):
    """Logits on a GPU give a loss on that GPU. / logits 在 GPU 上，损失也在同一块 GPU 上。"""
    inputs, target, mask = given(3, 4, device=device)
    loss = student.SigmoidBCELoss()
    check.close(loss(inputs, target), reference.SigmoidBCELoss()(inputs, target))
    check.close(loss(inputs, target, mask), reference.SigmoidBCELoss()(inputs, target, mask))
