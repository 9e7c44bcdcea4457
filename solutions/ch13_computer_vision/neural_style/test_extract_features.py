import torch
from torch import nn

from grader.suite import after, check, hint, on, points, spies


def net_and_picture(student, device=None):
    net = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(4, 5, 1), nn.Tanh())
    return spies.over_there(student, net.to(device)), net, torch.randn(1, 3, 8, 6, device=device)


def both(pair):
    contents, styles = pair
    return [list(contents), list(styles)]


def by_hand(net, X, content_layers, style_layers):
    steps = []
    for layer in net:
        X = layer(X)
        steps.append(X.detach().clone())
    return [[steps[i] for i in content_layers], [steps[i] for i in style_layers]]


@points(3)
@hint(
    "for i, layer in enumerate(net): X = layer(X), and look whether i is asked for.",
    zh="for i, layer in enumerate(net)：X = layer(X)，再看 i 是否在要求之列。",
)
def test_the_right_layers(student):
    """Content and style get the results of their layers, in order. / 内容和风格各得到自己那些层的输出，顺序不变。"""
    for content_layers, style_layers in [([3], [0, 2, 4]), ([1, 2], [0]), ([0, 4], [1, 3])]:
        net, right, X = net_and_picture(student)
        expected = by_hand(right, X, content_layers, style_layers)
        check.close(both(student.extract_features(X, net, content_layers, style_layers)), expected)


@points(1)
@after(test_the_right_layers)
@hint("Two ifs, not if and elif.", zh="用两个 if，不要用 if 和 elif。")
def test_shared_layers_and_none(student):
    """A layer may serve both, and a list of numbers may be empty. / 同一层可以两用，编号的列表也可以为空。"""
    for content_layers, style_layers in [([1, 3], [1, 3, 4]), ([], [2]), ([0], [])]:
        net, right, X = net_and_picture(student)
        expected = by_hand(right, X, content_layers, style_layers)
        check.close(both(student.extract_features(X, net, content_layers, style_layers)), expected)


@points(1)
@after(test_the_right_layers)
@hint("X.clone() keeps what the next layer may write over.", zh="X.clone() 可以留住下一层可能覆盖的值。")
def test_layers_that_work_in_place(student):
    """What a layer gave is kept, even if the next layer works in place. / 即使下一层就地计算，也保留前一层的输出。"""
    X = torch.randn(1, 3, 6, 6)
    net = nn.Sequential(nn.AvgPool2d(2), nn.ReLU(inplace=True), nn.AvgPool2d(3), nn.ReLU(inplace=True))
    expected = by_hand(net, X, [0, 2], [0, 2])
    found = student.extract_features(X, spies.over_there(student, net), [0, 2], [0, 2])
    check.close(both(found), expected)


@points(2)
@after(test_the_right_layers)
@hint("detach() and no_grad() keep the picture from being trained.", zh="detach() 和 no_grad() 会让图像无法训练。")
def test_the_gradient_reaches_the_picture(student, reference):
    """The gradient reaches the picture from every feature. / 每个特征的梯度都能传到图像。"""
    net, right, X = net_and_picture(student)
    check.same_gradient(
        lambda X: both(student.extract_features(X, net, [3], [0, 2])),
        lambda X: both(reference.extract_features(X, right, [3], [0, 2])),
        X,
    )


@points(1)
@after(test_the_right_layers)
@on("cuda")
@hint("Leave the features where they are.", zh="特征在哪里，就留在哪里。")
def test_the_features_stay_on_the_device(student, device):
    """Features of a picture on a GPU are on the same GPU. / 图像在 GPU 上，特征也在同一块 GPU 上。"""
    X = torch.randn(1, 3, 4, 4, device=device)
    contents, styles = student.extract_features(X, nn.Sequential(nn.Tanh(), nn.AvgPool2d(2)), [1], [0])
    for feature, shape in [(contents[0], (1, 3, 2, 2)), (styles[0], (1, 3, 4, 4))]:
        check.shape(feature, shape)
        check.device(feature, device)
