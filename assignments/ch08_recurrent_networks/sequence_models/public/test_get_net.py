import torch

from grader.suite import check, hint, points


@points(1)
@hint("Linear(4, 10), ReLU, Linear(10, 1).", zh="Linear(4, 10)、ReLU、Linear(10, 1)。")
def test_shapes(student):
    """Four values become one, through ten hidden ones. / 四个值经过十个隐藏单元变成一个值。"""
    check.shapes(student.get_net(), torch.ones(3, 4), [(3, 10), (3, 10), (3, 1)])
