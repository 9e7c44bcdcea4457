import torch

from grader.suite import after, check, hint, on, points


def halving(ins, outs):
    """The number of parameters of a block that halves."""
    return (ins * 9 + 1) * outs + (outs * 9 + 1) * outs + 4 * outs


BLOCKS = sum(halving(*pair) for pair in ((3, 16), (16, 32), (32, 64), (64, 128), (128, 128), (128, 128)))


@points(2)
@hint(
    "Scale i has sizes[i] and ratios[i], and the anchors of its own map.",
    zh="第 i 个尺度使用 sizes[i] 和 ratios[i]，锚框属于它自己的特征图。",
)
def test_anchors(student, reference):
    """The anchors of all scales stand one after another. / 各尺度的锚框依次排列。"""
    X = torch.rand(1, 3, 64, 96)
    check.close(student.TinySSD(1)(X)[0].detach(), reference.TinySSD(1)(X)[0].detach())


@points(2)
@on("meta")
@after(test_anchors)
@hint("(32² + 16² + 8² + 4² + 1) * 4 = 5444 anchors.", zh="共有 (32² + 16² + 8² + 4² + 1) * 4 = 5444 个锚框。")
def test_pictures_of_the_book(student):
    """The shapes for a batch of 32 pictures of 256 by 256 pixels. / 32 张 256×256 的图像得到的形状。"""
    anchors, cls_preds, bbox_preds = student.TinySSD(20)(torch.zeros(32, 3, 256, 256))
    check.shape(anchors, (1, 5444, 4))
    check.shape(cls_preds, (32, 5444, 21))
    check.shape(bbox_preds, (32, 21776))


@points(2)
@on("meta")
@after(test_anchors)
@hint("Each of the five blocks has two predictors of its own.", zh="五个模块各有两个自己的预测层。")
def test_parameter_count(student):
    """The model has the right number of parameters. / 模型的参数个数正确。"""
    outputs = 4 * 21 + 16
    heads = sum((c * 9 + 1) * outputs for c in (64, 128, 128, 128, 128))
    check.parameter_count(student.TinySSD(20), BLOCKS + heads)


@points(4)
@after(test_anchors)
@hint(
    "Each block takes what the one before gave; the predictions of scale i come from its output.",
    zh="每个模块的输入是前一个的输出；第 i 个尺度的预测由它的输出得到。",
)
def test_values(student, reference):
    """With the same parameters it gives the same results, in both modes. / 参数相同时，两种模式下的结果都相同。"""
    # Not three classes: then both predictors have 16 channels, and which is which could not be told by sizes.
    check.same_model(student.TinySSD(2), reference.TinySSD(2), torch.rand(2, 3, 64, 64), atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "Blocks in a plain list are not registered: nn.ModuleList, or setattr.",
    zh="普通列表里的模块不会注册：用 nn.ModuleList，或者 setattr。",
)
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.TinySSD(1), torch.rand(2, 3, 64, 64))


@points(1)
@after(test_values)
@hint(
    "reshape(batch, -1, num_classes + 1): nothing that fits one batch alone.",
    zh="reshape(批量大小, -1, 类别数 + 1)：不要只适合某一种批量大小。",
)
def test_a_single_picture(student, reference):
    """A single picture, in eval mode. / 评估模式下的一张图像。"""
    check.same_model(student.TinySSD(1), reference.TinySSD(1), torch.rand(1, 3, 96, 64), train=False, atol=1e-4)


@points(1)
@on("cuda")
@after(test_anchors)
@hint("Make no tensor in forward without device=X.device.", zh="在 forward 中新建张量要写 device=X.device。")
def test_on_the_gpu(student, device):
    """After .to(device) all three results are on the GPU. / 调用 .to(device) 之后，三个结果都在 GPU 上。"""
    for part in student.TinySSD(1).to(device)(torch.rand(1, 3, 64, 64, device=device)):
        check.device(part, device)
