import torch
from torch import nn

from grader.suite import check, hint, points


class Doubling(nn.Module):
    def forward(self, X, *args):
        return 2 * X


class Multiplying(nn.Module):
    def init_state(self, enc_outputs, *args):
        return enc_outputs + 1

    def forward(self, X, state):
        return X * state, state


@points(2)
@hint(
    "enc_outputs = encoder(enc_X), state = init_state(enc_outputs), and the result is decoder(dec_X, state).",
    zh="先由 encoder 得到 enc_outputs，再由 init_state 得到 state，最后返回 decoder(dec_X, state)。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    net = student.EncoderDecoder(Doubling(), Multiplying())
    result = net(torch.tensor([1.0, 2.0]), torch.tensor([10.0, 10.0]))
    check.close(result, (torch.tensor([30.0, 50.0]), torch.tensor([3.0, 5.0])))
