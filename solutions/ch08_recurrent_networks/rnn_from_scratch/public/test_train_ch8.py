import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import check, hint, points


class Vocab:
    """The characters of "time traveller"."""

    def __init__(self):
        self.idx_to_token = ["<unk>", *" aeilmrtv"]

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, token):
        return self.idx_to_token.index(token) if token in self.idx_to_token else 0


class Net(nn.Module):
    """A small recurrent model."""

    def __init__(self, vocab_size):
        super().__init__()
        self.vocab_size = vocab_size
        self.rnn, self.linear = nn.RNN(vocab_size, 8), nn.Linear(8, vocab_size)

    def forward(self, X, state):
        Y, state = self.rnn(F.one_hot(X.T, self.vocab_size).float(), state)
        return self.linear(Y.flatten(0, 1)), state

    def begin_state(self, batch_size, device):
        return torch.zeros(1, batch_size, 8, device=device)


@points(1)
@hint(
    'Print predict_ch8("time traveller", 50, ...) and the same for "traveller".',
    zh='打印 predict_ch8("time traveller", 50, ...)，再对 "traveller" 同样打印。',
)
def test_two_texts_are_printed(student):
    """After the training, both prefixes are printed with 50 characters behind them.

    训练结束后打印两个前缀，各自后面接 50 个字符。"""
    vocab = Vocab()
    text = torch.tensor([[vocab[c] for c in "time traveller time traveller "]])
    student.train_ch8(Net(len(vocab)), [(text[:, :-1], text[:, 1:])], vocab, 0.1, 1, torch.device("cpu"))
    printed = check.printed(student, timed=True).replace("<unk>", "?")
    lines = [line for line in printed.splitlines() if line.startswith(("time traveller", "traveller"))]
    check.that(
        sum(len(line) >= 59 for line in lines) >= 2,
        "Two lines that begin with the prefixes were not found in what is printed.",
        zh="在打印内容中没有找到以这两个前缀开头的两行。",
    )
