import torch

from grader.suite import after, check, hint, points


def both_right(loss, logits, labels):
    """What the student's loss gives, and what is right in the form that it has: each example, or the mean."""
    logits = logits.clone().requires_grad_()
    found = loss(logits, labels)
    each = torch.logsumexp(logits.detach(), dim=1) - logits.detach()[range(len(labels)), labels]
    return found, each if found.dim() else each.mean(), logits


@points(3)
@hint(
    "nn.CrossEntropyLoss takes logits: no softmax before it.",
    zh="nn.CrossEntropyLoss 接受的是 logits：之前不做 softmax。",
)
def test_values(student):
    """The loss of logits and labels is the cross-entropy: its mean, or that of each example. / logits 与标签的损失是交叉熵：平均值，或每个样本各自的值。"""
    for n, classes in ((5, 10), (8, 3), (1, 4)):
        found, right, _ = both_right(student.loss, 3 * torch.randn(n, classes), torch.randint(classes, (n,)))
        check.close(found.detach(), right)


@points(1)
@after(test_values)
@hint(
    "torch's loss computes the softmax and its logarithm together.",
    zh="torch 的损失函数把 softmax 和它的对数放在一起计算。",
)
def test_large_logits(student):
    """Large logits do not overflow. / 很大的 logits 不会溢出。"""
    logits = torch.tensor([[500.0, 0.0, -500.0], [0.0, 300.0, 1000.0]])
    found, right, _ = both_right(student.loss, logits, torch.tensor([1, 2]))
    check.close(found.detach(), right)


@points(2)
@after(test_values)
@hint("The gradient is softmax(logits) minus the one-hot label.", zh="梯度等于 softmax(logits) 减去独热标签。")
def test_gradient(student):
    """The gradient of the mean is that of cross-entropy. / 平均损失的梯度就是交叉熵的梯度。"""
    labels = torch.tensor([0, 3, 3, 9])
    found, _, logits = both_right(student.loss, torch.randn(4, 10, dtype=torch.float64), labels)
    found.mean().backward()
    right = (torch.softmax(logits.detach(), dim=1) - torch.nn.functional.one_hot(labels, 10)) / 4
    check.close(logits.grad, right)
