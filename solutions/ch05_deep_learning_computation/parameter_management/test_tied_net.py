import torch
from torch import nn

from grader.suite import after, check, hint, points

ORDER = ["Linear", "ReLU", "Linear", "ReLU", "Linear", "ReLU", "Linear"]


@points(2)
@hint("Seven layers: the shared one in the third and the fifth place.", zh="共七层：共享层在第三和第五个位置。")
def test_the_layers(student):
    """The net is an nn.Sequential of seven layers with the right sizes. / 网络是七层的 nn.Sequential，大小正确。"""
    net = student.tied_net()
    kinds = [next((k.__name__ for k in (nn.Linear, nn.ReLU) if isinstance(m, k)), "another layer") for m in net]
    check.equal(kinds, ORDER)
    shapes = [tuple(net[i].weight.shape) for i in (0, 2, 4, 6)]
    check.equal(shapes, [(8, 4), (8, 8), (8, 8), (1, 8)])


@points(2)
@after(test_the_layers)
@hint("Equal values are not enough: it is one layer, used twice.", zh="数值相等还不够：应是同一个层用两次。")
def test_one_change_in_both_places(student):
    """A change in one place is a change in the other. / 在一处改动，另一处也随之改变。"""
    net = student.tied_net()
    with torch.no_grad():
        net[2].weight[0, 0] = 100.0
        net[2].bias[3] = -100.0
    check.close([net[4].weight.detach(), net[4].bias.detach()], [net[2].weight.detach(), net[2].bias.detach()])


@points(2)
@after(test_the_layers)
@hint(
    "Autograd adds the gradients of both uses, if they are uses of one parameter.",
    zh="如果两处用的是同一个参数，自动微分会把两处的梯度相加。",
)
def test_gradients_add_up(student, reference):
    """The gradient of the shared layer is the sum of both uses. / 共享层的梯度是两处使用之和。"""
    mine, right = student.tied_net(), reference.tied_net()
    right.load_state_dict(mine.state_dict())
    X = torch.randn(6, 4)
    check.close(mine(X), right(X))
    mine(X).square().sum().backward()
    right(X).square().sum().backward()
    check.close([p.grad for p in mine.parameters()], [p.grad for p in right.parameters()])


@points(1)
@after(test_the_layers)
@hint("Make the shared layer inside the function.", zh="共享层要在函数里面新建。")
def test_a_new_net_each_time(student):
    """Two nets share nothing with each other. / 两个网络之间不共享任何东西。"""
    first, second = student.tied_net(), student.tied_net()
    before = second[2].weight.detach().clone()
    with torch.no_grad():
        first[2].weight.fill_(7.0)
    check.close(second[2].weight.detach(), before)


@points(1)
@after(test_the_layers)
@hint("The outer layers have weights of their own.", zh="首尾两层有各自的权重。")
def test_only_one_layer_is_shared(student):
    """The first and the last layer are not shared. / 首尾两层没有共享。"""
    sizes = sorted(p.numel() for p in student.tied_net().parameters())
    check.equal(sizes, [1, 8, 8, 8, 32, 64])
