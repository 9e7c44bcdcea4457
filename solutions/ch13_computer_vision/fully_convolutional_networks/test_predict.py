import torch
from torch import nn

from grader.suite import after, check, hint, on, points, spies


def net(channels=3, classes=5):
    return nn.Sequential(nn.Conv2d(channels, classes, 3, padding=1), nn.BatchNorm2d(classes))


@points(3)
@hint(
    "net(img.unsqueeze(0)).argmax(dim=1), and one picture of it.",
    zh="net(img.unsqueeze(0)).argmax(dim=1)，取其中的一幅。",
)
def test_values(student):
    """Each pixel gets the class with the highest score. / 每个像素得到得分最高的类别。"""
    for channels, h, w in [(3, 4, 6), (3, 7, 2), (3, 1, 1)]:
        model, img = net(channels).eval(), torch.randn(channels, h, w)
        right = model(img[None]).argmax(dim=1)[0]
        check.equal(student.predict(model, img), right)


@points(2)
@after(test_values)
@hint("net.eval() and torch.no_grad().", zh="net.eval() 和 torch.no_grad()。")
def test_in_eval_mode(student):
    """The net is in eval mode, whatever it was before, and no gradients are recorded.

    不论之前如何，网络都处于评估模式，并且不记录梯度。"""
    watch, model, img = spies.Watch(), net(), torch.randn(3, 5, 4)
    model.eval()
    right = model(img[None]).argmax(dim=1)[0]
    model = watch.net(model.train())
    check.equal(student.predict(model, img), right)
    seen = [(event.training, event.grad) for event in watch.events if event.kind == "forward"]
    check.equal(seen, [(False, False)])


@points(1)
@after(test_values)
@on("cuda")
@hint("Leave the classes where the scores are.", zh="得分在哪里，类别就留在哪里。")
def test_on_the_device(student, device):
    """A picture on a GPU gives classes on the same GPU. / 图像在 GPU 上，类别也在同一块 GPU 上。"""
    result = student.predict(nn.Sequential(nn.ReLU()).to(device), torch.randn(3, 4, 2, device=device))
    check.shape(result, (4, 2))
    check.device(result, device)
