import torch

from grader.suite import after, check, hint, on, points

CPU = torch.device("cpu")


def boxes(n):
    """n boxes by their corners, in a small square, so that many overlap."""
    start = 4 * torch.rand(n, 2)
    return torch.cat((start, start + 1 + 3 * torch.rand(n, 2)), dim=1)


def bars(*rights):
    """Boxes from (0, 0), 10 high and so wide: of two, the IoU is the ratio of their widths."""
    return torch.tensor([[0.0, 0.0, float(right), 10.0] for right in rights])


@points(3)
@hint(
    "First every anchor by itself, then every true box by the largest IoU that is left.",
    zh="先逐个处理锚框，再按剩下的最大 IoU 逐个处理真实边界框。",
)
def test_both_steps(student, reference):
    """Many anchors and some true boxes are assigned as the two steps say. / 多个锚框与若干真实边界框按两个步骤分配。"""
    for n, m in ((30, 3), (12, 5), (8, 1)):
        truth, anchors = boxes(m), boxes(n)
        # An anchor that fits each true box well, so that the first step has something to do.
        anchors[:m] = truth + 0.1 * torch.rand(m, 4)
        found = student.assign_anchor_to_bbox(truth.clone(), anchors.clone(), CPU)
        check.equal(found, reference.assign_anchor_to_bbox(truth, anchors, CPU))


@points(2)
@after(test_both_steps)
@hint(
    "Compare with iou_threshold, not with 0.5; at least means >=.",
    zh="与 iou_threshold 比较，而不是 0.5；不小于就是 >=。",
)
def test_the_threshold(student):
    """The threshold is honoured, and reaching it is enough. / 阈值起作用，且等于阈值就算达到。"""
    anchors = bars(8, 4, 2, 1)  # IoU with the true box: 1, 1/2, 1/4, 1/8
    found = [
        student.assign_anchor_to_bbox(bars(8), anchors.clone(), CPU),
        *(student.assign_anchor_to_bbox(bars(8), anchors.clone(), CPU, t) for t in (0.25, 0.3, 0.9)),
        student.assign_anchor_to_bbox(bars(8), anchors.clone(), CPU, iou_threshold=0.1),
    ]
    right = [[0, 0, -1, -1], [0, 0, 0, -1], [0, 0, -1, -1], [0, -1, -1, -1], [0, 0, 0, 0]]
    check.equal(found, [torch.tensor(row) for row in right])


@points(2)
@after(test_both_steps)
@hint(
    "An anchor that was given away is put aside: the next true box has to take another one.",
    zh="已经分配出去的锚框要排除：下一个真实边界框只能选别的。",
)
def test_an_anchor_of_its_own(student):
    """Two true boxes that want the same anchor: the larger IoU wins, the other takes what is left.

    两个真实边界框都想要同一个锚框：IoU 大的得到它，另一个从剩下的里选。"""
    far = torch.tensor([[50.0, 50.0, 60.0, 60.0]])
    anchors = torch.cat((bars(10, 2), far))
    found = student.assign_anchor_to_bbox(bars(6, 8), anchors, CPU)  # IoU with the first anchor: 0.6 and 0.8
    check.equal(found, torch.tensor([1, 0, -1]))


@points(2)
@after(test_both_steps)
@hint("The second step overwrites what the first one said.", zh="第二步会覆盖第一步的结果。")
def test_the_second_step_has_the_last_word(student):
    """An anchor near one true box may have to stand for another. / 靠近一个真实边界框的锚框可能要代表另一个。"""
    # Anchor 0 is nearest to box 1 (0.8), which anchor 1 takes (8 / 8.5); box 0 is left with anchor 0.
    found = student.assign_anchor_to_bbox(bars(6, 8), bars(10, 8.5, 1), CPU)
    check.equal(found, torch.tensor([0, 1, -1]))
    # Box 0 touches no anchor at all, and gets the only one that is left.
    apart = torch.tensor([[90.0, 90.0, 95.0, 95.0]])
    found = student.assign_anchor_to_bbox(torch.cat((apart, bars(4))), bars(5, 4), CPU)
    check.equal(found, torch.tensor([0, 1]))


@points(1)
@after(test_both_steps)
@hint(
    "max over a dimension of size 0 is an error: treat no true boxes first.",
    zh="对大小为 0 的维度取 max 会报错：先处理没有真实边界框的情形。",
)
def test_no_true_boxes(student):
    """Without true boxes every anchor gets -1. / 没有真实边界框时，所有锚框都是 -1。"""
    found = student.assign_anchor_to_bbox(torch.zeros(0, 4), boxes(5), CPU)
    check.equal(found, torch.full((5,), -1))


@points(1)
@after(test_both_steps)
@hint("Cross out in the matrix of IoUs, not in the boxes.", zh="在 IoU 矩阵里排除，而不是修改边界框。")
def test_the_boxes_are_left_alone(student):
    """Anchors and true boxes are the same after the call as before. / 调用前后锚框和真实边界框保持不变。"""
    truth, anchors = boxes(2), boxes(6)
    check.leaves_alone(lambda t, a: student.assign_anchor_to_bbox(t, a, CPU), truth, anchors)


@points(1)
@on("cuda")
@after(test_both_steps)
@hint("Pass device=device where the result is made.", zh="新建结果时写 device=device。")
def test_on_the_gpu(student, reference, device):
    """With boxes on a GPU the result is on that GPU. / 边界框在 GPU 上，结果也在同一块 GPU 上。"""
    truth, anchors = bars(6, 8).to(device), bars(10, 8.5, 1).to(device)
    found = student.assign_anchor_to_bbox(truth, anchors, device)
    check.close(found, reference.assign_anchor_to_bbox(truth, anchors, device))
