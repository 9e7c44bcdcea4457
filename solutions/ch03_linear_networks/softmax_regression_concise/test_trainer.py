import torch

from grader.suite import after, check, hint, points


def start(student):
    """Known parameters for net, and an optimiser that remembers nothing."""
    student.net.load_state_dict({name: torch.randn(p.shape) for name, p in student.net.state_dict().items()})
    state = student.trainer.state_dict()
    student.trainer.load_state_dict({**state, "state": {}})


def stepped(student):
    """Give every parameter of net a gradient and step: the parameters, and what they should be."""
    params = list(student.net.parameters())
    gradients = [torch.randn(p.shape) for p in params]
    right = [p.detach().clone() - 0.1 * g for p, g in zip(params, gradients, strict=True)]
    student.trainer.zero_grad()
    sum((p * g).sum() for p, g in zip(params, gradients, strict=True)).backward()
    student.trainer.step()
    return [p.detach() for p in student.net.parameters()], right


@points(4)
@hint("Hand it all of net.parameters().", zh="把 net.parameters() 全部交给它。")
def test_a_step(student):
    """A step moves every parameter of net by 0.1 times its gradient. / 走一步，net 的每个参数移动 0.1 倍的梯度。"""
    start(student)
    check.close(*stepped(student))


@points(2)
@after(test_a_step)
@hint("Plain SGD: no momentum, no weight decay.", zh="普通的 SGD：没有动量，没有权重衰减。")
def test_plain_sgd(student):
    """Later steps do not depend on earlier ones. / 后面的步子与前面的无关。"""
    start(student)
    for _ in range(3):
        check.close(*stepped(student))
