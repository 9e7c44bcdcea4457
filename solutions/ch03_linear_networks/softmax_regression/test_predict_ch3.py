import torch
from torch import nn

from grader.suite import after, check, drawn, hint, points

NAMES = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]


def problem(batch_size=9, batches=2):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    return net, [(torch.rand(batch_size, 1, 28, 28) - 0.5, torch.randint(10, (batch_size,))) for _ in range(batches)]


def shown(student, net, batches, **n):
    """The plots with an image, in the order in which they stand."""
    with drawn(student) as figures:
        student.predict_ch3(net, batches, **n)
    return sorted((axes for axes in figures.figure.axes if axes.images), key=lambda axes: (axes.row, axes.column))


def titles(net, X, y, n):
    guess = net(X).argmax(dim=1)
    return [f"{NAMES[a]}\n{NAMES[b]}" for a, b in zip(y[:n].tolist(), guess[:n].tolist(), strict=True)]


@points(2)
@hint("argmax(dim=1) of net(X) is the predicted class.", zh="net(X) 的 argmax(dim=1) 就是预测的类别。")
def test_titles(student):
    """Each image has its right label above the predicted one. / 每幅图像的标题中真实标签在上，预测标签在下。"""
    for n in 3, 9:
        net, batches = problem()
        check.equal([axes.title for axes in shown(student, net, batches, n=n)], titles(net, *batches[0], n))


@points(2)
@after(test_titles)
@hint(
    "The images of the first batch in their order, as 28 x 28 numbers.",
    zh="第一个批量中的图像，按原顺序，每幅为 28 x 28 个数。",
)
def test_images(student):
    """The first images of the first batch are shown, in their order. / 按顺序显示第一个批量的前几幅图像。"""
    net, batches = problem()
    found = shown(student, net, batches, n=4)
    check.close([axes.images[0].values.float() for axes in found], [image[0] for image in batches[0][0][:4]])


@points(1)
@after(test_titles)
@hint("n=6 unless it is said otherwise.", zh="不另外指定时 n=6。")
def test_six_by_default(student):
    """Without n there are six images. / 不给出 n 时显示六幅图像。"""
    net, batches = problem()
    check.equal([axes.title for axes in shown(student, net, batches)], titles(net, *batches[0], 6))


@points(1)
@after(test_titles)
@hint(
    "reshape((n, 28, 28)) fails where there are fewer than n images.",
    zh="图像不足 n 幅时，reshape((n, 28, 28)) 会失败。",
)
def test_a_small_batch(student):
    """Where the batch has fewer than n images, all of them are shown. / 批量中不足 n 幅图像时，全部显示。"""
    net, batches = problem(batch_size=4)
    check.equal([axes.title for axes in shown(student, net, batches, n=6)], titles(net, *batches[0], 4))
