import torch

from grader.suite import after, check, hint, on, points


def given(b=2, n=5, classes=2, **kwargs):
    """Predictions, labels and masks of b pictures with n anchors."""
    cls_preds = 2 * torch.randn(b, n, classes + 1, **kwargs)
    cls_labels = torch.randint(classes + 1, (b, n), device=kwargs.get("device"))
    masks = (cls_labels > 0).to(cls_preds.dtype).repeat_interleave(4, dim=1)
    return cls_preds, cls_labels, torch.randn(b, 4 * n, **kwargs), torch.randn(b, 4 * n, **kwargs), masks


@points(3)
@hint(
    "One number for each picture: reduction='none', then the mean over the picture.",
    zh="每张图像一个数：先用 reduction='none'，再对每张图像取平均。",
)
def test_values(student, reference, device):
    """The loss of every picture is right. / 每张图像的损失都正确。"""
    for b, n, classes in ((2, 5, 2), (3, 8, 1), (1, 4, 4)):
        inputs = given(b, n, classes, device=device)
        check.close(student.calc_loss(*inputs), reference.calc_loss(*inputs))


@points(2)
@after(test_values)
@hint(
    "The mask is applied before the mean, and the mean is over all 4n numbers.",
    zh="先乘掩码再取平均，平均是对全部 4n 个数的。",
)
def test_masks(student, reference, device):
    """Masked offsets have no error but count in the mean. / 被掩码的偏移量没有误差，但计入平均。"""
    for share in (0.0, 0.1, 1.0):
        *inputs, masks = given(device=device)
        masks = (torch.rand_like(masks) < share).float()
        check.close(student.calc_loss(*inputs, masks), reference.calc_loss(*inputs, masks))


@points(2)
@after(test_values)
@hint("Both losses have to reach what they judge.", zh="两种损失的梯度都要能传回预测。")
def test_gradients(student, reference, device):
    """Gradients reach both predictions. / 梯度能传到两种预测。"""
    cls_preds, classes, bbox_preds, labels, masks = given(device=device, dtype=torch.float64)
    check.same_gradient(
        lambda c, b: student.calc_loss(c, classes, b, labels, masks),
        lambda c, b: reference.calc_loss(c, classes, b, labels, masks),
        cls_preds,
        bbox_preds,
    )


@points(1)
@after(test_values)
@hint("Make new tensors: no *= on an argument.", zh="请生成新的张量：不要对参数用 *=。")
def test_the_inputs_are_left_alone(student, device):
    """All inputs are the same after the call as before. / 调用前后所有输入保持不变。"""
    check.leaves_alone(student.calc_loss, *given(device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint("A new tensor is on the CPU unless you say otherwise.", zh="新建的张量默认在 CPU 上。")
def test_on_the_gpu(student, reference, device):
    """On a GPU the loss is on that GPU. / 在 GPU 上，损失也在同一块 GPU 上。"""
    inputs = given(device=device)
    check.close(student.calc_loss(*inputs), reference.calc_loss(*inputs))
