import torch
from torch import nn

from grader.suite import after, check, hint, on, points, spies


def layers():
    """A block that halves, and layers for three anchors and one class, of 4 channels."""
    return nn.Sequential(nn.Conv2d(2, 4, 1), nn.MaxPool2d(2)), nn.Conv2d(4, 6, 3, padding=1), nn.Conv2d(4, 12, 1)


@points(4)
@hint(
    "Anchors and predictions belong to the output of the block, not to its input.",
    zh="锚框和预测都针对模块的输出，而不是输入。",
)
def test_values(student, reference):
    """All four results are right. / 四个结果都正确。"""
    for h, w in ((4, 4), (4, 6)):
        blk, classes, boxes = layers()
        X = torch.randn(2, 2, h, w)
        found = student.blk_forward(X, blk, [0.3, 0.4], [1, 2], classes, boxes)
        with torch.no_grad():
            right = reference.blk_forward(X, blk, [0.3, 0.4], [1, 2], classes, boxes)
        check.close(tuple(part.detach() for part in found), right)


@points(1)
@after(test_values)
@hint("Use size and ratio as they are given.", zh="使用给出的 size 和 ratio。")
def test_other_sizes_and_ratios(student, reference):
    """The anchors have the sizes and ratios that are given. / 锚框使用给出的缩放比和宽高比。"""
    X, blk = torch.randn(1, 4, 3, 2), nn.Identity()
    classes, boxes = nn.Conv2d(4, 2, 1), nn.Conv2d(4, 4, 1)
    for size, ratio in (([0.9], [3.0]), ([0.1, 0.2, 0.3], [0.5])):
        found = student.blk_forward(X.clone(), blk, size, ratio, classes, boxes)
        check.close(found[1], reference.blk_forward(X, blk, size, ratio, classes, boxes)[1])


@points(1)
@after(test_values)
@hint("Call blk once and keep what it gives.", zh="只调用一次 blk，把结果保存下来。")
def test_the_block_is_called_once(student):
    """The block is called once, and each predictor once. / 模块和两个预测层都恰好调用一次。"""
    calls = []

    def watched(name, layer):
        return lambda X: (calls.append(name), layer(X))[1]

    blk, classes, boxes = layers()
    X = torch.randn(1, 2, 4, 4)
    student.blk_forward(X, watched("blk", blk), [0.3, 0.4], [1, 2], watched("cls", classes), watched("bbox", boxes))
    check.equal(sorted(calls), ["bbox", "blk", "cls"])


@points(1)
@on("cuda")
@after(test_values)
@hint("The anchors belong on the device of Y.", zh="锚框应与 Y 在同一设备上。")
def test_on_the_gpu(student, device):
    """On a GPU all four results are on that GPU. / 在 GPU 上，四个结果都在同一块 GPU 上。"""
    blk, classes, boxes = (spies.over_there(student, layer.to(device)) for layer in layers())
    X = torch.randn(1, 2, 4, 4, device=device)
    for part in student.blk_forward(X, blk, [0.3, 0.4], [1, 2], classes, boxes):
        check.device(part, device)
