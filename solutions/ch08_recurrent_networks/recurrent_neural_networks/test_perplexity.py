import math

import torch

from grader.suite import after, check, hint, points


def case(n, V, dtype=torch.float32):
    return torch.softmax(torch.randn(n, V, dtype=dtype), dim=1), torch.randint(V, (n,))


@points(3)
@hint("exp of the mean of -log of the right tokens' probabilities.", zh="正确词元概率的 -log 取平均，再取 exp。")
def test_values(student, reference):
    """The perplexity is exp of the mean cross-entropy. / 困惑度是平均交叉熵的指数。"""
    for n, V in ((6, 4), (3, 9), (1, 5), (4, 4)):
        y_hat, y = case(n, V)
        check.close(check.number(student.perplexity(y_hat, y)), reference.perplexity(y_hat, y), rtol=1e-5)


@points(1)
@after(test_values)
@hint("log of a row that is all 1/V is -log V.", zh="全为 1/V 的行，其对数是 -log V。")
def test_best_and_uniform(student):
    """A perfect model has 1, a uniform one the number of tokens. / 完美的模型为 1，均匀的模型为词元数。"""
    y = torch.tensor([2, 0, 1, 3])
    check.close(check.number(student.perplexity(torch.eye(4)[y], y)), 1.0, rtol=1e-5)
    check.close(check.number(student.perplexity(torch.full((4, 7), 1 / 7), y)), 7.0, rtol=1e-5)


@points(1)
@after(test_values)
@hint(
    "Take the probability of the right token first, then its logarithm: 0 times log 0 is nan.",
    zh="先取正确词元的概率，再取对数：0 乘 log 0 得 nan。",
)
def test_zeros_for_wrong_tokens(student, reference):
    """A wrong token may have probability 0. / 错误词元的概率可以为 0。"""
    y_hat = torch.tensor([[0.0, 0.5, 0.5], [0.25, 0.75, 0.0]])
    y = torch.tensor([2, 0])
    check.close(check.number(student.perplexity(y_hat, y)), reference.perplexity(y_hat, y), rtol=1e-5)


@points(1)
@after(test_values)
@hint(
    "math.log(0) raises an error, torch.log gives -inf, and exp(inf) is inf.",
    zh="math.log(0) 会报错；torch.log 给出 -inf，而 exp(inf) 是 inf。",
)
def test_the_worst(student):
    """A right token with probability 0 makes the perplexity infinite. / 正确词元的概率为 0 时，困惑度是无穷大。"""
    y_hat = torch.tensor([[0.0, 1.0], [0.5, 0.5]])
    check.equal(check.number(student.perplexity(y_hat, torch.tensor([0, 1]))), math.inf)


@points(1)
@after(test_values)
@hint("Add up logarithms: a product of many probabilities becomes 0.", zh="应把对数相加：许多概率的乘积会变成 0。")
def test_many_tokens(student, reference):
    """A long text is no problem. / 很长的文本也没有问题。"""
    y_hat, y = case(500, 30)
    check.close(check.number(student.perplexity(y_hat, y)), reference.perplexity(y_hat, y), rtol=1e-4)


@points(1)
@after(test_values)
def test_double_precision(student, reference):
    """float64 is computed in float64. / float64 按 float64 计算。"""
    y_hat, y = case(7, 5, torch.float64)
    check.close(check.number(student.perplexity(y_hat, y)), reference.perplexity(y_hat, y), rtol=1e-12)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """The inputs are the same after the call as before. / 调用前后输入保持不变。"""
    check.leaves_alone(student.perplexity, *case(4, 3))
