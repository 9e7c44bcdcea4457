import torch
from torch import nn

from grader.suite import check, hint, points


class Vocabulary:
    """The words of one language; unknown ones are <unk>."""

    def __init__(self, *words):
        self.idx_to_token = ["<unk>", "<pad>", "<bos>", "<eos>", *words]

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.idx_to_token.index(tokens) if tokens in self.idx_to_token else 0

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)):
            return [self.idx_to_token[i] for i in indices]
        return self.idx_to_token[indices]


class Encoder(nn.Module):
    def forward(self, X, *args):
        return X


class Decoder(nn.Module):
    """After <bos> comes word 4, after that word 5, and so on; after word 6 comes <eos>."""

    def init_state(self, enc_outputs, *args):
        return enc_outputs

    def forward(self, X, state):
        following = torch.tensor([0, 0, 4, 3, 5, 6, 3])
        return nn.functional.one_hot(following[X], 7).float(), state


class Translator(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = Encoder(), Decoder()


@points(2)
@hint(
    "The first input of the decoder is <bos>, then what it said last; at <eos> the translation ends.",
    zh="解码器的第一个输入是 <bos>，之后是它刚刚给出的词元；遇到 <eos> 时翻译结束。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    english, french = Vocabulary("i", "am", "calm", "."), Vocabulary("je", "suis", "calme")
    result = student.predict_seq2seq(Translator(), "i am calm .", english, french, 8, torch.device("cpu"))
    check.equal(result, ("je suis calme", []))
