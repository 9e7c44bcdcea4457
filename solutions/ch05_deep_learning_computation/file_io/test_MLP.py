import torch

from grader.suite import after, check, hint, points

SHAPES = {"hidden.weight": (256, 20), "hidden.bias": (256,), "output.weight": (10, 256), "output.bias": (10,)}


@points(2)
@hint("The layers are self.hidden and self.output.", zh="两个层是 self.hidden 和 self.output。")
def test_the_parameters(student):
    """The parameters have the right names and shapes. / 参数的名字和形状都正确。"""
    check.equal({name: tuple(p.shape) for name, p in student.MLP().named_parameters()}, SHAPES)


@points(2)
@hint("hidden, ReLU, output, and nothing after that.", zh="hidden、ReLU、output，之后什么都没有。")
def test_values(student, reference):
    """With our weights, the model computes what ours does. / 换上我们的权重，结果与我们的模型相同。"""
    check.same_model(student.MLP(), reference.MLP(), torch.randn(4, 20))


@points(1)
@after(test_values)
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.MLP(), torch.randn(4, 20))


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    net = student.MLP()
    check.leaves_alone(lambda x: net(x), torch.randn(3, 20))
