from torch import nn

from grader.suite import check, hint, on, points


@points(1)
@on("meta")
@hint("list(net.children())[:-2] are the first eight.", zh="list(net.children())[:-2] 就是前八个。")
def test_ten_children(student):
    """The network has ten children. / 网络有十个子模块。"""
    block = nn.Sequential
    body = [nn.Conv2d, nn.BatchNorm2d, nn.ReLU, nn.MaxPool2d, block, block, block, block]
    check.layers(student.fcn(), [*body, nn.Conv2d, nn.ConvTranspose2d])
