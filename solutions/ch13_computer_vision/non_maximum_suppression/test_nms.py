import torch
from torchvision import ops

from grader.suite import after, check, hint, on, points


def given(n):
    """n boxes by their corners, in a small square, so that many overlap, and scores of which no two are equal."""
    start = 4 * torch.rand(n, 2)
    boxes = torch.cat((start, start + 1 + torch.rand(n, 2) * torch.tensor([5.0, 3.0])), dim=1)
    return boxes, (torch.randperm(n) + 1) / (n + 1)


def bars(*rights):
    """Boxes from (0, 0), 10 high and so wide: of two, the IoU is the ratio of their widths."""
    return torch.tensor([[0.0, 0.0, float(right), 10.0] for right in rights])


@points(4)
@hint("The best of those that are left, again and again.", zh="反复在剩下的框中选出最好的。")
def test_torchvision_agrees(student, device):
    """The result is that of torchvision, in its order. / 结果及其顺序与 torchvision 相同。"""
    for n in (5, 12, 40):
        boxes, scores = given(n)
        right = ops.nms(boxes, scores, 0.3)
        check.close(student.nms(boxes.to(device), scores.to(device), 0.3), right.to(device))


@points(2)
@after(test_torchvision_agrees)
@hint(
    "Compare with iou_threshold; only above it is a box thrown away.",
    zh="与 iou_threshold 比较；只有大于它的框才去掉。",
)
def test_the_threshold(student):
    """The threshold is honoured, and a box that equals it stays. / 阈值起作用，恰好等于阈值的框留下。"""
    scores = torch.tensor([0.9, 0.8, 0.7, 0.6])
    found = [student.nms(bars(8, 4, 2, 1), scores.clone(), t) for t in (0.5, 0.25, 0.2, 0.1, 1.0)]
    right = [[0, 1, 2, 3], [0, 2], [0, 3], [0], [0, 1, 2, 3]]
    check.equal([sorted(kept.tolist()) for kept in found], right)


@points(2)
@after(test_torchvision_agrees)
@hint(
    "A chain: the first throws the second away, so the second cannot throw the third away.",
    zh="连锁：第一个去掉了第二个，第二个就不能再去掉第三个。",
)
def test_chains(student):
    """A box that was thrown away throws nobody away. / 已经去掉的框不会再去掉别的框。"""
    # Neighbours overlap by 0.6 (6 / 10), boxes two steps apart by less than 0.4.
    boxes = torch.tensor([[2.5 * i, 0.0, 2.5 * i + 10, 8.0] for i in range(5)])
    order = torch.randperm(5)
    scores = torch.linspace(0.9, 0.5, 5)
    found = student.nms(boxes[order], scores[order], 0.5)
    check.equal(order[found], torch.tensor([0, 2, 4]))


@points(1)
@after(test_torchvision_agrees)
@hint("Nothing is left to begin with: return an empty int64 tensor.", zh="一开始就没有框：返回空的 int64 张量。")
def test_one_box_or_none(student):
    """A single box is kept; without boxes there are no indices, as int64. / 只有一个框就留下它；没有框时返回空的 int64。"""
    found = [student.nms(bars(3), torch.tensor([0.0]), 0.5), student.nms(torch.zeros(0, 4), torch.zeros(0), 0.5)]
    check.close(found, [torch.tensor([0]), torch.zeros(0, dtype=torch.int64)])


@points(1)
@after(test_torchvision_agrees)
@hint("Equal scores: each box still has its turn.", zh="分数相等时，每个框仍然轮到一次。")
def test_equal_scores(student):
    """Boxes with equal scores are judged like others, in any order. / 分数相等的框同样处理，先后不限。"""
    boxes = torch.tensor([[20.0 * i, 0.0, 20.0 * i + 10, 10.0] for i in range(4)])
    apart = student.nms(boxes, torch.full((4,), 0.5), 0.5)
    twice = student.nms(bars(10, 9, 10), torch.tensor([0.5, 0.5, 0.5]), 0.3)
    check.equal((sorted(apart.tolist()), len(twice)), ([0, 1, 2, 3], 1))


@points(1)
@after(test_torchvision_agrees)
@hint("Sort copies: argsort leaves the scores as they are.", zh="不要原地排序：argsort 不改变 scores。")
def test_the_inputs_are_left_alone(student, device):
    """Boxes and scores are the same after the call as before. / 调用前后边界框和分数保持不变。"""
    boxes, scores = (x.to(device) for x in given(6))
    check.leaves_alone(lambda b, s: student.nms(b, s, 0.5), boxes, scores)


@points(1)
@on("cuda")
@after(test_torchvision_agrees)
@hint(
    "The indices are on the device of the boxes: torch.tensor(keep, device=boxes.device).",
    zh="下标与边界框在同一设备：torch.tensor(keep, device=boxes.device)。",
)
def test_on_the_gpu(student, reference, device):
    """With boxes on a GPU the indices are on that GPU. / 边界框在 GPU 上，下标也在同一块 GPU 上。"""
    boxes, scores = (x.to(device) for x in given(6))
    check.close(student.nms(boxes, scores, 0.5), reference.nms(boxes, scores, 0.5))
