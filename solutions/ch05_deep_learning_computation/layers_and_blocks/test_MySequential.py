import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(2)
@hint("Each module gets what the one before returned.", zh="每个模块得到的是前一个模块的结果。")
def test_values(student, reference):
    """Modules are applied in the order of the arguments. / 各模块按参数的顺序作用。"""
    for layers in (
        [nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 2)],
        [nn.Tanh(), nn.Linear(5, 5), nn.Linear(5, 5), nn.Sigmoid()],
        [nn.Linear(5, 4)],
    ):
        X = torch.randn(3, 5)
        check.close(student.MySequential(*layers)(X), reference.MySequential(*layers)(X))


@points(1)
@after(test_values)
@hint("A second instance has modules of its own.", zh="第二个实例有它自己的模块。")
def test_two_instances(student, reference):
    """Two instances do not disturb each other. / 两个实例互不影响。"""
    first, second = [nn.Linear(4, 4), nn.Tanh()], [nn.Linear(4, 3)]
    mine = [student.MySequential(*first), student.MySequential(*second)]
    right = [reference.MySequential(*first), reference.MySequential(*second)]
    X = torch.randn(2, 4)
    check.close([net(X) for net in mine], [net(X) for net in right])


@points(1)
@after(test_values)
@hint("With nothing to apply, X is the result.", zh="没有模块可用时，结果就是 X。")
def test_empty(student):
    """Without modules, the block returns its input. / 不带模块时，原样返回输入。"""
    X = torch.randn(2, 3)
    check.close(student.MySequential()(X.clone()), X)


@points(3)
@hint(
    "Register the modules, with self.add_module(name, module) or in self._modules; a plain list does not register.",
    zh="用 self.add_module(名字, 模块) 或 self._modules 注册模块；普通列表不会注册。",
)
def test_the_parameters_are_registered(student):
    """state_dict() has the names of nn.Sequential. / state_dict() 中的名字与 nn.Sequential 相同。"""
    layers = [nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2, bias=False), nn.BatchNorm1d(2)]
    expected = {name: tuple(value.shape) for name, value in nn.Sequential(*layers).state_dict().items()}
    state = student.MySequential(*layers).state_dict()
    check.equal({name: tuple(value.shape) for name, value in state.items()}, expected)


@points(1)
@after(test_values)
@hint(
    "Under a name of its own for each place, the same module may be registered twice.",
    zh="每个位置用各自的名字，同一个模块就可以注册两次。",
)
def test_the_same_module_twice(student, reference):
    """A module in two places is applied twice and counted once. / 同一模块出现两次：作用两次，参数只算一次。"""
    shared = nn.Linear(4, 4)
    layers = [shared, nn.Tanh(), shared]
    X = torch.randn(3, 4)
    mine = student.MySequential(*layers)
    check.close(mine(X), reference.MySequential(*layers)(X))
    check.equal(len(list(mine.parameters())), 2)


@points(1)
@after(test_values)
@hint("Call the modules on X itself: no detach, no .data.", zh="直接对 X 调用各模块：不要 detach 或 .data。")
def test_the_gradient(student, reference):
    """The gradient passes through all modules. / 梯度经过所有模块。"""
    layers = [nn.Linear(4, 3).double(), nn.Tanh(), nn.Linear(3, 2).double()]
    mine, right = student.MySequential(*layers), reference.MySequential(*layers)
    check.same_gradient(lambda X: mine(X), lambda X: right(X), torch.randn(3, 4, dtype=torch.float64))


@points(1)
@after(test_the_parameters_are_registered)
@hint("train() and eval() reach what is registered.", zh="train() 和 eval() 会传到已注册的模块。")
def test_the_mode_reaches_the_modules(student):
    """eval() of the block reaches its modules. / 对块调用 eval()，其中的模块也进入预测模式。"""
    layers = [nn.Linear(4, 4), nn.Dropout(0.5)]
    net = student.MySequential(*layers)
    net.eval()
    check.equal([layer.training for layer in layers], [False, False])


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    net = student.MySequential(nn.Linear(4, 4), nn.ReLU())
    check.leaves_alone(lambda X: net(X), torch.randn(3, 4))
