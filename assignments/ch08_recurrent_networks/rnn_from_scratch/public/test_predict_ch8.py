import torch

from grader.suite import check, hint, points


class Alphabet:
    """The letters a to h; unknown ones have the number 0."""

    idx_to_token: list

    def __init__(self):
        self.idx_to_token = list("?abcdefgh")

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, token):
        return self.idx_to_token.index(token) if token in self.idx_to_token else 0


class NextLetter:
    """A net that knows the alphabet: after a letter, the next one is likeliest."""

    def begin_state(self, batch_size, device):
        return (torch.zeros(batch_size, 1, device=device),)

    def __call__(self, X, state):
        return torch.nn.functional.one_hot((X.T.reshape(-1) + 1) % 9, 9).float(), state


@points(1)
@hint(
    "Feed the prefix first; then feed each letter that was predicted, and join all letters.",
    zh="先输入前缀；然后每次输入刚刚预测出的字母，最后把所有字母连起来。",
)
def test_the_alphabet(student):
    """A net that knows the alphabet makes "abcde" of "ab". / 会背字母表的网络把 "ab" 续写成 "abcde"。"""
    check.equal(student.predict_ch8("ab", 3, NextLetter(), Alphabet(), torch.device("cpu")), "abcde")
