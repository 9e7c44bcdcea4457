import torch

from grader.suite import after, check, hint, on, points


def shares(logits, temperature):
    """The probability of each token."""
    return dict(enumerate(torch.softmax(logits.double() / temperature, dim=0).tolist()))


@points(3)
@hint(
    "softmax gives the probabilities; torch.multinomial draws by them. Nothing is the largest every time.",
    zh="softmax 给出概率；torch.multinomial 按概率抽取。最大者并非每次都被抽中。",
)
def test_at_the_temperature_one(student):
    """At the temperature 1, tokens come as often as softmax says. / 温度为 1 时，各词元出现的频率等于 softmax 概率。"""
    logits = torch.tensor([0.5, -1.0, 1.5, 0.0])
    check.frequencies(student.sample(logits.repeat(8000, 1)), shares(logits, 1.0), of=2)
    check.frequencies(student.sample(logits.repeat(8000, 1), 1.0), shares(logits, 1.0), of=2)


@points(2)
@hint(
    "Divide the logits by the temperature before softmax: warm is flat, cold is sharp.",
    zh="在 softmax 之前用 logits 除以温度：温度高则平，温度低则尖。",
)
def test_at_other_temperatures(student):
    """Warm draws are more even, cold ones less, as softmax(logits / T) says. / 温度高则更均匀，温度低则更集中。"""
    logits = torch.tensor([0.2, -0.7, 1.0, 0.1, 0.5])
    for temperature in 0.5, 3.0:
        drawn = student.sample(logits.repeat(8000, 1), temperature)
        check.frequencies(drawn, shares(logits, temperature), of=2)


@points(1)
@after(test_at_the_temperature_one)
@hint("Each row has logits of its own.", zh="每一行有自己的 logits。")
def test_rows_of_their_own(student):
    """Each row is drawn from its own logits. / 每一行都按自己的 logits 抽取。"""
    rows = torch.tensor([[0.0, 1.0, -1.0], [2.0, 0.0, 0.5]])
    drawn = student.sample(rows.repeat_interleave(6000, dim=0), 2.0)
    for i in range(2):
        check.frequencies(drawn[6000 * i : 6000 * (i + 1)], shares(rows[i], 2.0), of=2)


@points(1)
@after(test_at_the_temperature_one)
@hint(
    "exp(1000) is inf: leave the exponentials to softmax, or subtract the largest logit first.",
    zh="exp(1000) 是 inf：把指数交给 softmax，或者先减去最大的 logit。",
)
def test_large_logits(student):
    """Logits of a thousand, or a very low temperature, overflow nowhere. / logits 上千或温度极低时也不溢出。"""
    logits = torch.tensor([[1000.0, 0.0, 990.0], [-1000.0, -2000.0, -900.0], [0.0, 3.0, 0.0]])
    check.equal(student.sample(logits.repeat(20, 1), 0.002), torch.tensor([0, 2, 1]).repeat(20))
    check.equal(student.sample(logits[:2].repeat(20, 1).double()), torch.tensor([0, 2]).repeat(20))


@points(1)
@on("cuda")
@after(test_at_the_temperature_one)
@hint(
    "A new tensor is on the CPU unless you say device=logits.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=logits.device。",
)
def test_on_the_gpu(student, device):
    """On a GPU, the tokens are on the GPU. / 在 GPU 上，抽出的词元也在 GPU 上。"""
    drawn = student.sample(torch.randn(6, 4, device=device), 2.0)
    check.shape(drawn, (6,))
    check.device(drawn, device)
