import torch

from grader.suite import after, check, hint, on, points


def pooled(room, X, which=slice(None)):
    return [layer(X) for layer in list(room.pool_layers())[which]]


@points(3)
@hint(
    "kernel_size, padding and stride are arguments of nn.MaxPool2d: rows first.",
    zh="kernel_size、padding 和 stride 都是 nn.MaxPool2d 的参数：行在前。",
)
def test_the_maxima(student, reference):
    """The three layers of maxima pool as they should, on two channels too. / 三个最大汇聚层正确，两个通道时也一样。"""
    for shape in (2, 2, 9, 12), (1, 1, 8, 10):
        X = torch.randn(shape) - 3
        check.close(pooled(student, X, slice(3)), pooled(reference, X, slice(3)))


@points(2)
@hint("nn.AvgPool2d takes the same arguments.", zh="nn.AvgPool2d 的参数也一样。")
def test_the_average(student, reference):
    """The layer of averages pools as it should. / 平均汇聚层正确。"""
    for shape in (2, 3, 7, 6), (1, 1, 4, 5):
        X = torch.randn(shape)
        check.close(pooled(student, X, slice(3, None)), pooled(reference, X, slice(3, None)))


@points(1)
@on("cuda")
@after(test_the_maxima)
@hint(
    "Pooling layers have no parameters: they work where their input is.",
    zh="汇聚层没有参数：输入在哪里，就在哪里计算。",
)
def test_on_the_gpu(student, reference, device):
    """Images on a GPU stay there. / GPU 上的图像，结果仍在那里。"""
    X = torch.randn(1, 2, 8, 9, device=device)
    check.close(pooled(student, X), pooled(reference, X))
