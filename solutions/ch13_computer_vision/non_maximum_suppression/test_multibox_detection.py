import torch

from grader.suite import after, check, hint, on, points


def given(b=1, classes=3, n=12):
    """Probabilities (b, classes + 1, n) with much background, offsets (b, 4n), and anchors (1, n, 4) that overlap."""
    logits = 2 * torch.randn(b, classes + 1, n)
    logits[:, 0] += 1.5
    start = 0.3 * torch.rand(n, 2)
    anchors = torch.cat((start, start + 0.3 + 0.2 * torch.rand(n, 2)), dim=1)
    return logits.softmax(dim=1), torch.randn(b, 4 * n), anchors[None]


@points(4)
@hint(
    "Kept rows first, in the order of nms; then the others, with class -1, in the order of the anchors.",
    zh="先是留下的各行，按 nms 的顺序；再是其余各行，类别为 -1，按锚框的顺序。",
)
def test_one_picture(student, reference, device):
    """Classes, confidences and boxes of one picture, in the right order. / 一张图像的类别、置信度和边界框及其顺序正确。"""
    for classes, n in ((1, 8), (3, 12), (2, 1)):
        probs, offsets, anchors = (x.to(device) for x in given(1, classes, n))
        found = student.multibox_detection(probs, offsets, anchors)
        check.close(found, reference.multibox_detection(probs, offsets, anchors))


@points(2)
@after(test_one_picture)
@hint("Each picture has its own probabilities and offsets.", zh="每张图像有自己的概率和偏移量。")
def test_a_batch(student, reference, device):
    """Every picture of a batch is treated by itself. / 批量中的每张图像分别处理。"""
    probs, offsets, anchors = (x.to(device) for x in given(3))
    found = student.multibox_detection(probs, offsets, anchors)
    check.close(found, reference.multibox_detection(probs, offsets, anchors))


@points(2)
@after(test_one_picture)
@hint("Hand nms_threshold on to nms.", zh="把 nms_threshold 传给 nms。")
def test_the_threshold_of_nms(student, reference, device):
    """nms_threshold decides how much boxes may overlap. / nms_threshold 决定允许重叠多少。"""
    probs, offsets, anchors = (x.to(device) for x in given())
    for threshold in (0.1, 0.9):
        found = student.multibox_detection(probs, offsets, anchors, threshold)
        check.close(found, reference.multibox_detection(probs, offsets, anchors, threshold))


@points(2)
@after(test_one_picture)
@hint(
    "Below pos_threshold: class -1, confidence 1 - p, whether nms keeps it or not.",
    zh="小于 pos_threshold：类别 -1，置信度 1 - p，不论 nms 是否留下它。",
)
def test_the_least_confidence(student, reference, device):
    """An anchor below pos_threshold is background, as sure as 1 - p. / 低于 pos_threshold 的锚框是背景，置信度为 1 - p。"""
    probs, offsets, anchors = (x.to(device) for x in given(n=16))
    for least in (0.3, 0.6):
        found = student.multibox_detection(probs, offsets, anchors, pos_threshold=least)
        check.close(found, reference.multibox_detection(probs, offsets, anchors, pos_threshold=least))
    # Two boxes apart and a third on the first: 1/4 is not below 1/4, 1/8 is.
    anchors = torch.tensor([[[0.0, 0.0, 0.4, 0.4], [0.5, 0.5, 0.9, 0.9], [0.0, 0.0, 0.4, 0.3]]], device=device)
    probs = torch.tensor([[[0.5, 0.5, 0.5], [0.25, 0.0, 0.0], [0.0, 0.125, 0.125]]], device=device)
    found = student.multibox_detection(probs, torch.zeros(1, 12, device=device), anchors, pos_threshold=0.25)
    right = [[0.0, 0.25], [-1.0, 0.875], [-1.0, 0.875]]
    check.close(found[0, :, :2], torch.tensor(right, device=device))


@points(1)
@after(test_one_picture)
@hint("The default of pos_threshold is a little below 0.01.", zh="pos_threshold 的默认值略小于 0.01。")
def test_the_usual_thresholds(student, device):
    """Without thresholds they are 0.5 and a little below 0.01. / 没有给阈值时，分别为 0.5 和略小于 0.01。"""
    # IoU with the first anchor: 0.5, 0.52, 0.
    corners = [[0.0, 0.0, 0.5, 0.5], [0.0, 0.0, 0.5, 0.25], [0.0, 0.0, 0.5, 0.26], [0.5, 0.5, 1.0, 1.0]]
    probs = torch.tensor([[[0.1, 0.2, 0.3, 0.9], [0.9, 0.01, 0.7, 0.0099]]], device=device)
    found = student.multibox_detection(probs, torch.zeros(1, 16, device=device), torch.tensor([corners], device=device))
    right = torch.tensor([[0.0, 0.9], [0.0, 0.01], [-1.0, 0.9901], [-1.0, 0.7]], device=device)
    check.close(found[0, :, :2], right)


@points(1)
@after(test_one_picture)
@hint(
    "With one class, probs[1] is a view: 1 - p must not be written into it.",
    zh="只有一个类别时，probs[1] 是视图：不要把 1 - p 写进去。",
)
def test_the_inputs_are_left_alone(student, device):
    """All inputs are the same after the call as before. / 调用前后所有输入保持不变。"""
    for classes in (1, 3):
        probs, offsets, anchors = (x.to(device) for x in given(2, classes))
        call = student.multibox_detection
        check.leaves_alone(lambda p, o, a, call=call: call(p, o, a, pos_threshold=0.3), probs, offsets, anchors)


@points(1)
@on("cuda")
@after(test_one_picture)
@hint("All new tensors need the device of the inputs.", zh="新建的张量都要放在输入所在的设备上。")
def test_on_the_gpu(student, reference, device):
    """With inputs on a GPU the result is on that GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    probs, offsets, anchors = (x.to(device) for x in given(2))
    found = student.multibox_detection(probs, offsets, anchors)
    check.close(found, reference.multibox_detection(probs, offsets, anchors))
