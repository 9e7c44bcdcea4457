from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "net.named_parameters() gives pairs of a name and a parameter.",
    zh="net.named_parameters() 给出一对对的名字和参数。",
)
def test_the_worked_example(student):
    """The model of the example has four parameters. / 例题中的模型有四个参数。"""
    net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    expected = {"0.weight": (8, 4), "0.bias": (8,), "2.weight": (1, 8), "2.bias": (1,)}
    check.equal(student.parameter_shapes(net), expected)
