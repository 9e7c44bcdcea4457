import torch
import torchvision
from torch import nn

from grader.suite import after, check, hint, on, points


def leaves(net):
    return [layer for layer in net.modules() if not list(layer.children())]


@points(3)
@on("meta")
@hint("torchvision.models.resnet18 without avgpool and fc.", zh="torchvision.models.resnet18 去掉 avgpool 和 fc。")
def test_the_body_is_a_resnet(student):
    """The body is torchvision's ResNet-18, layer by layer, and the head two layers more.

    主干逐层就是 torchvision 的 ResNet-18，之后还有两层。"""
    with torch.device("meta"):
        body = leaves(torchvision.models.resnet18(weights=None))[:-2]
        head = [nn.Conv2d(512, 5, 1), nn.ConvTranspose2d(5, 5, 64, stride=32, padding=16)]
    check.layers(student.fcn(5), [*body, *head], deep=True)


@points(3)
@on("meta")
@after(test_the_body_is_a_resnet)
@hint(
    "21 classes unless it is said otherwise; the body makes a picture 32 times smaller, the last layer 32 times larger.",
    zh="不另外指定时有 21 个类别；主干把图像缩小到 1/32，最后一层再放大 32 倍。",
)
def test_sizes_and_parameters(student):
    """With 21 classes: every parameter is trained, and a picture comes out as large as it came in.

    21 个类别时：所有参数都可训练，图像进来多大，出去就多大。"""
    net = student.fcn()
    check.parameter_count(net, 11_689_512 - 513 * 1000 + 513 * 21 + 21 * 21 * 64 * 64 + 21)
    check.equal([name for name, _ in net.named_children()][8:], ["final_conv", "transpose_conv"])
    body = [(2, 64, 160, 240)] * 3 + [(2, 64, 80, 120)] * 2 + [(2, 128, 40, 60), (2, 256, 20, 30), (2, 512, 10, 15)]
    check.shapes(net, torch.randn(2, 3, 320, 480), [*body, (2, 21, 10, 15), (2, 21, 320, 480)])


@points(1)
@after(test_the_body_is_a_resnet)
@on("cuda")
@hint("Nothing in it may stay on the CPU when it is moved.", zh="移动网络时，其中不能有任何东西留在 CPU 上。")
def test_on_the_device(student, device):
    """Moved to a GPU, it works there. / 移到 GPU 上就在 GPU 上工作。"""
    Y = student.fcn(3).to(device)(torch.randn(2, 3, 32, 64, device=device))
    check.shape(Y, (2, 3, 32, 64))
    check.device(Y, device)
