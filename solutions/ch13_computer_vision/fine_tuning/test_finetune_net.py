import torch
import torchvision

from grader.suite import after, check, hint, on, points


@points(3)
@on("meta")
@hint("get_model(name, weights=None), and nothing replaced but fc.", zh="get_model(name, weights=None)，只替换 fc。")
def test_the_body_stays(student):
    """A ResNet-18 keeps all of its layers but the last, and everything is trained.

    ResNet-18 除最后一层外保持原样，所有参数都能训练。"""
    with torch.device("meta"):
        right = torchvision.models.resnet18(weights=None, num_classes=5)
    net = student.finetune_net(5)
    check.layers(net, [layer for layer in right.modules() if not list(layer.children())], deep=True)
    check.parameter_count(net, 11_689_512 - 513 * 1000 + 513 * 5)


@points(3)
@hint("nn.init.xavier_uniform_(net.fc.weight).", zh="nn.init.xavier_uniform_(net.fc.weight)。")
def test_the_start_of_the_head(student):
    """The weight of the head is drawn by Xavier, uniformly; it has a bias. Two classes unless it is said otherwise.

    输出层的权重用 Xavier 均匀分布初始化，带偏置；不另外指定时有两个类别。"""
    net = student.finetune_net(name="shufflenet_v2_x0_5")
    check.shape(net.fc.weight, (2, 1024))
    check.shape(net.fc.bias, (2,))
    bound = (6 / (1024 + 2)) ** 0.5
    check.uniform(net.fc.weight.detach(), -bound, bound)


@points(2)
@after(test_the_body_stays)
@on("cuda")
@hint("Nothing in it may stay on the CPU when it is moved.", zh="移动模型时，其中不能有任何东西留在 CPU 上。")
def test_on_the_device(student, device):
    """Moved to a GPU, the model works there. / 移到 GPU 上就在 GPU 上工作。"""
    net = student.finetune_net(4).to(device)
    Y = net(torch.randn(2, 3, 32, 32, device=device))
    check.shape(Y, (2, 4))
    check.device(Y, device)
