import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "3x3 with padding 1: each pixel sees its neighbours, and the size stays.",
    zh="3×3、填充 1：每个像素看到它的邻居，大小不变。",
)
def test_sizes(student):
    """Height and width stay, channels count anchors and classes. / 高和宽不变，通道数由锚框数和类别数决定。"""
    found = []
    for num_inputs, num_anchors, num_classes, h, w in ((4, 3, 2, 5, 7), (1, 1, 1, 1, 1), (6, 4, 5, 2, 3)):
        X = torch.zeros(2, num_inputs, h, w)
        found.append(tuple(student.cls_predictor(num_inputs, num_anchors, num_classes)(X).shape))
        found.append(tuple(student.bbox_predictor(num_inputs, num_anchors)(X).shape))
    check.equal(found, [(2, 9, 5, 7), (2, 12, 5, 7), (2, 2, 1, 1), (2, 4, 1, 1), (2, 24, 2, 3), (2, 16, 2, 3)])


@points(3)
@after(test_sizes)
@hint("One convolution with a bias, and nothing else.", zh="一个带偏置的卷积层，没有别的。")
def test_classes(student, reference):
    """The layer for the classes is a 3x3 convolution. / 类别预测层是 3×3 的卷积层。"""
    X = torch.randn(2, 4, 5, 6)
    check.same_model(student.cls_predictor(4, 3, 2), reference.cls_predictor(4, 3, 2), X)
    check.every_parameter_learns(student.cls_predictor(4, 3, 2), X)


@points(3)
@after(test_sizes)
@hint("One convolution with a bias, and nothing else.", zh="一个带偏置的卷积层，没有别的。")
def test_boxes(student, reference):
    """The layer for the boxes is a 3x3 convolution. / 边界框预测层是 3×3 的卷积层。"""
    X = torch.randn(2, 4, 5, 6)
    check.same_model(student.bbox_predictor(4, 3), reference.bbox_predictor(4, 3), X)
    check.every_parameter_learns(student.bbox_predictor(4, 3), X)


@points(1)
@on("meta")
@after(test_sizes)
@hint("9 weights a pair of channels, and a bias a channel.", zh="每对通道 9 个权重，每个输出通道一个偏置。")
def test_parameter_counts(student):
    """Wide layers have the right number of parameters. / 很宽的层参数个数正确。"""
    check.parameter_count(student.cls_predictor(512, 4, 80), (512 * 9 + 1) * 4 * 81)
    check.parameter_count(student.bbox_predictor(512, 4), (512 * 9 + 1) * 16)


@points(1)
@on("cuda")
@after(test_sizes)
@hint("The layer decides where it computes: make no tensors of your own.", zh="在哪里计算由层决定：不要自己新建张量。")
def test_on_the_gpu(student, device):
    """After .to(device) both layers compute on the GPU. / 调用 .to(device) 之后，两个层都在 GPU 上计算。"""
    X = torch.randn(1, 4, 3, 3, device=device)
    check.device(student.cls_predictor(4, 2, 1).to(device)(X), device)
    check.device(student.bbox_predictor(4, 2).to(device)(X), device)
