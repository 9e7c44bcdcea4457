from torch import nn

from grader.suite import check, hint, points
from grader.suite.spies import over_there


@points(1)
@hint(
    "Fill the weight in place with normal numbers; how wide they spread is an argument, and its default is 1.",
    zh="用正态随机数就地填充权重；散布的宽窄由一个参数决定，默认值是 1。",
)
def test_the_weights_get_small(student):
    """After net.apply(init_weights), all weights are small and different. / 之后所有权重都很小，且互不相同。"""
    net = over_there(student, nn.Sequential(nn.Linear(40, 30)))
    net.apply(student.init_weights)
    W = net[0].weight.detach()
    # 0.06 is six standard deviations: one of 1200 is beyond it once in 400,000 runs.
    check.equal([bool((W.abs() < 0.07).all()), bool(W.abs().max() > 0.02)], [True, True])
