import torch

from grader.suite import after, check, hint, on, points


def classes(b, n, k, device):
    """Logits of b pictures with n anchors for k classes, and labels of which about a half is right."""
    logits = torch.randn(b, n, k, device=device)
    labels = torch.where(
        torch.rand(b, n, device=device) < 0.5, logits.argmax(dim=2), torch.zeros_like(logits[..., 0]).long()
    )
    return logits, labels


@points(2)
@hint(
    "The largest along the last axis is the prediction; count, do not average.",
    zh="最后一个轴上最大的就是预测；是计数，不是平均。",
)
def test_classes(student, reference, device):
    """The number of anchors whose class is right. / 类别预测正确的锚框个数。"""
    found, right = [], []
    for shape in ((2, 7, 3), (3, 5, 2), (1, 4, 4)):
        logits, labels = classes(*shape, device)
        found.append(check.number(student.cls_eval(logits.clone(), labels.clone())))
        right.append(reference.cls_eval(logits, labels))
    check.equal(found, right)


@points(2)
@hint("Absolute errors, added up where the mask is 1.", zh="绝对误差，在掩码为 1 的地方求和。")
def test_boxes(student, reference, device):
    """The sum of the absolute errors where the mask is 1. / 掩码为 1 处的绝对误差之和。"""
    found, right = [], []
    for shape in ((2, 8), (1, 12), (3, 4)):
        preds, labels = torch.randn(shape, device=device), torch.randn(shape, device=device)
        masks = (torch.rand(shape, device=device) < 0.6).float()
        found.append(check.number(student.bbox_eval(preds.clone(), labels.clone(), masks.clone())))
        right.append(reference.bbox_eval(preds, labels, masks))
    check.close(found, right, rtol=1e-5)


@points(2)
@after(test_classes, test_boxes)
@hint("Count and add without changing what is counted.", zh="计数与求和时不要改变输入。")
def test_the_inputs_are_left_alone(student, device):
    """All inputs are the same after the call as before. / 调用前后所有输入保持不变。"""
    check.leaves_alone(student.cls_eval, *classes(2, 4, 3, device))
    check.leaves_alone(
        student.bbox_eval, *(torch.randn(2, 8, device=device) for _ in range(2)), torch.ones(2, 8, device=device)
    )


@points(1)
@on("cuda")
@after(test_classes, test_boxes)
@hint(
    "float(...) or .item() works on any device; numpy() does not.",
    zh="float(...) 或 .item() 适用于任何设备；numpy() 不行。",
)
def test_on_the_gpu(student, device):
    """Both work on a GPU. / 两个函数在 GPU 上都能用。"""
    logits, labels = torch.randn(2, 4, 3, device=device), torch.zeros(2, 4, dtype=torch.long, device=device)
    check.number(student.cls_eval(logits, labels))
    check.number(student.bbox_eval(*(torch.randn(2, 8, device=device) for _ in range(3))))
