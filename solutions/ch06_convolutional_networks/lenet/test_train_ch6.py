import math
import re

import torch
from torch import nn

from grader.suite import after, check, hint, left_on_cpu, on, points, spies
from grader.suite.spies import over_there

CPU = torch.device("cpu")


def images(n, classes=3):
    """Images of 4 x 4 pixels, one pattern a class, with noise."""
    patterns = torch.eye(16)[: 5 * classes : 5].reshape(classes, 1, 4, 4)
    y = torch.arange(n) % classes
    return 3 * patterns[y] + 0.3 * torch.randn(n, 1, 4, 4), y


def a_net():
    return nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.Dropout(0.1), nn.Flatten(), nn.Linear(64, 3))


def watched(student, epochs=3, n=34, lr=0.2):
    watch = spies.Watch()
    net = watch.net(a_net().eval())
    train = watch.data(images(n), batch_size=6)
    test = watch.data(images(10), batch_size=4, name="test")
    student.train_ch6(net, train, test, epochs, lr, CPU)
    return watch, net


@points(3)
@hint(
    "zero_grad, backward, step, for every batch of every epoch.",
    zh="每个迭代周期的每个批量：zero_grad、backward、step。",
)
def test_it_learns(student):
    """The network learns three patterns. / 网络学会三种图案。"""
    _, net = watched(student, epochs=8, lr=0.2)
    X, y = images(60)
    net.eval()
    # Over 200 seeds the reference ends below 0.02; the loss of Xavier's start lies between 0.8 and 1.8.
    check.below(nn.functional.cross_entropy(net(X).detach(), y), 0.3, "The loss on new data", "在新数据上的损失")


@points(2)
@hint("Clear the gradients for every batch, before backward.", zh="每个批量在 backward 之前都要清除梯度。")
def test_gradients_are_cleared(student):
    """Each step uses the gradients of its own batch. / 每一步只用本批量的梯度。"""
    watch, _ = watched(student)
    watch.cleared_gradients()
    watch.stepped_after_backward()


@points(1)
@after(test_it_learns)
@hint("num_epochs passes; nothing is learned from test_iter.", zh="遍历 num_epochs 遍；不能从 test_iter 学习。")
def test_every_batch_once(student):
    """Every epoch uses every training batch once, and nothing else. / 每个迭代周期恰好使用每个训练批量一次，不用别的数据。"""
    watch, _ = watched(student)
    watch.every_batch_once(3)
    watch.trained_on_nothing_else()


@points(1)
@after(test_it_learns)
@hint(
    "evaluate_accuracy_gpu leaves the net in eval mode: net.train() belongs into the loop over epochs.",
    zh="evaluate_accuracy_gpu 之后网络处于评估模式：net.train() 应放在迭代周期的循环之内。",
)
def test_modes(student):
    """Training mode for training, eval mode and no gradients for testing. / 训练时为训练模式；测试时为评估模式，不记录梯度。"""
    watch, _ = watched(student)
    watch.switched_modes()
    watch.evaluated_without_gradient()


@points(1)
@after(test_it_learns)
@hint(
    "What you do every so many batches must work with fewer batches, too.",
    zh="“每隔若干批量做一次”的代码，在批量很少时也要能运行。",
)
def test_few_batches(student):
    """Two training batches are enough. / 只有两个训练批量也可以。"""
    watch, _ = watched(student, epochs=2, n=12)
    watch.every_batch_once(2)


@points(3)
@hint(
    "nn.init.xavier_uniform_ for the weight of each nn.Linear and each nn.Conv2d, inner ones too.",
    zh="对每个 nn.Linear 和 nn.Conv2d（包括内层的）的 weight 使用 nn.init.xavier_uniform_。",
)
def test_the_start(student):
    """All linear and convolutional weights start as Xavier has it. / 所有线性层和卷积层的权重都用 Xavier 初始化。"""
    # With the learning rate 0 the parameters stay where they start.
    net = nn.Sequential(nn.Conv2d(1, 64, 3), nn.Sequential(nn.Flatten(), nn.Linear(256, 20)), nn.Linear(20, 3))
    before = [p.detach().clone() for p in net.parameters()]
    net = over_there(student, net)
    batches = [images(6)] * 5
    student.train_ch6(net, batches, batches, 1, 0.0, CPU)
    now = [p.detach() for p in net.parameters()]
    for weight, fans in (now[0], 9 + 64 * 9), (now[2], 256 + 20), (now[4], 20 + 3):
        bound = math.sqrt(6 / fans)
        check.uniform(weight, -bound, bound, of=3)
    check.equal([now[i] for i in (1, 3, 5)], [before[i] for i in (1, 3, 5)])
    check.that(
        all(bool((now[i] != before[i]).any()) for i in (0, 2, 4)),
        "A weight is not drawn anew.",
        zh="有的权重没有重新抽取。",
    )


@points(2)
@hint(
    "The numbers of the last epoch: the mean loss and accuracy over all training examples, the accuracy on test_iter.",
    zh="最后一个迭代周期的数：所有训练样本上的平均损失和精度，以及 test_iter 上的精度。",
)
def test_what_is_printed(student):
    """The line at the end has the right numbers, and a short last batch counts for less. / 最后打印的数正确，较短的最后一个批量分量较小。"""
    net = nn.Sequential(nn.Flatten(), nn.Linear(16, 3))
    (X, y), (T, z) = images(20), images(13)
    y[:8], z[:4] = (y[:8] + 1) % 3, (z[:4] + 1) % 3  # some that are hard to get right

    def cut(X, y, size):
        return list(zip(X.split(size), y.split(size), strict=True))

    student.train_ch6(net, cut(X, y, 3), cut(T, z, 5), 2, 0.0, CPU)
    found = re.findall(r"loss +(\S+), *train acc +(\S+), *test acc +(\S+)", check.printed(student))
    said = [float(number) for number in found[-1]] if found else None
    scores, others = net(X).detach(), net(T).detach()
    right = [
        nn.functional.cross_entropy(scores, y).item(),
        (scores.argmax(dim=1) == y).float().mean().item(),
        (others.argmax(dim=1) == z).float().mean().item(),
    ]
    check.close(said, right, rtol=0.0, atol=6e-4)


@points(2)
@on("cuda")
@after(test_it_learns)
@hint(
    "net.to(device), and X.to(device) and y.to(device) for every batch.",
    zh="net.to(device)，以及每个批量的 X.to(device) 和 y.to(device)。",
)
def test_on_the_gpu(student, device):
    """A net and data from the CPU are trained on the GPU. / 来自 CPU 的网络和数据，在 GPU 上训练。"""
    # A simulated GPU has no numbers to print: only a real one comes to the end. Where something was not moved, both say so.
    net = over_there(student, left_on_cpu(nn.Sequential(nn.Flatten(), nn.Linear(16, 3))))
    student.train_ch6(net, left_on_cpu([images(6)] * 5), left_on_cpu([images(6)]), 1, 0.1, device)
    for p in net.parameters():
        check.device(p, device)
