"""A translator that follows a script and notes what it is given: what it reads, what it is fed, when it is stopped."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

EXAMPLE = "predict_seq2seq::test_the_worked_example"
UNK, PAD, BOS, EOS = 2, 5, 0, 3  # elsewhere than one would think: indices come from the vocabulary
CPU = torch.device("cpu")


class Vocabulary:
    """The words of one language; unknown ones are <unk>."""

    def __init__(self, *words):
        self.idx_to_token = ["<bos>", words[0], "<unk>", "<eos>", words[1], "<pad>", *words[2:]]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, UNK)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)):
            return [self.idx_to_token[int(i)] for i in indices]
        return self.idx_to_token[int(indices)]


ENGLISH, FRENCH = Vocabulary("go", ".", "i", "am", "home"), Vocabulary("va", "!", "je", "suis", "chez", "moi")


class Noting(nn.Module):
    def __init__(self, notes):
        super().__init__()
        self.notes, self.weight = notes, nn.Parameter(torch.ones(1))

    def forward(self, X, *args):
        self.notes["read"] = [X.detach().clone(), *args]
        self.notes["training"] = self.training
        return X * self.weight, X.shape[1]


class Scripted(nn.Module):
    """Says the script, as long as it is fed what it said before and the state that it gave; else <unk> for ever."""

    def __init__(self, notes, script):
        super().__init__()
        self.notes, self.script, self.seen = notes, script, None
        self.weight = nn.Parameter(torch.ones(1))

    def init_state(self, enc_outputs, *args):
        self.notes["began"] = [len(enc_outputs), *args]
        self.notes["fed"] = []
        return torch.zeros((), dtype=torch.long, device=self.weight.device)

    @property
    def attention_weights(self):
        return self.seen

    def forward(self, X, state):
        self.notes["fed"].append(X.detach().clone())
        self.notes["training"] = self.notes["training"] or self.training
        step = int(state)
        said = ([BOS, *self.script])[step] if step <= len(self.script) else UNK
        token = self.script[step] if X.numel() == 1 and int(X) == said and step < len(self.script) else UNK
        scores = torch.randn(X.shape[0], X.shape[1], len(FRENCH), device=self.weight.device)
        scores[..., token] = 5 + scores.amax()
        self.seen = torch.full((1, 3), float(len(self.notes["fed"])))
        return scores * self.weight - 9, state + 1


class Translator(nn.Module):
    def __init__(self, *script):
        super().__init__()
        self.notes = {}
        self.encoder, self.decoder = Noting(self.notes), Scripted(self.notes, list(script))


def translated(student, net, sentence="go .", num_steps=6, **more):
    return student.predict_seq2seq(net, sentence, ENGLISH, FRENCH, num_steps, CPU, **more)


def indices(text):
    return FRENCH[text.split(" ")]


@points(2)
@hint(
    "Each step is fed the token of the step before and its state; the highest score decides.",
    zh="每一步输入上一步的词元和状态；得分最高的词元入选。",
)
def test_the_translation(student):
    """The translation is what the net says, token by token. / 译文就是网络逐个给出的词元。"""
    for text in "va !", "je suis chez moi !", "moi moi va":
        check.equal(translated(student, Translator(*indices(text), EOS))[0], text)


@points(1)
@after(EXAMPLE)
@hint("Each input of the decoder has one token: shape (1, 1).", zh="解码器的每个输入只有一个词元：形状为 (1, 1)。")
def test_what_the_decoder_is_fed(student):
    """The decoder is fed <bos> and then its own words, one at a time. / 解码器先得到 <bos>，再逐个得到自己给出的词元。"""
    net = Translator(*indices("je suis !"), EOS)
    translated(student, net)
    check.equal([X.tolist() for X in net.notes["fed"]], [[[token]] for token in [BOS, *indices("je suis !")]])


@points(1)
@after(EXAMPLE)
@hint(
    "Lower case, split at spaces, <eos> behind it, then <pad> up to num_steps; one sentence is a batch of one.",
    zh="先转成小写，按空格切分，后面接 <eos>，再用 <pad> 补到 num_steps；一个句子就是大小为 1 的批量。",
)
def test_what_the_encoder_reads(student):
    """The encoder reads the sentence in lower case, with <eos> and <pad>. / 编码器读到小写的句子，带有 <eos> 和 <pad>。"""
    for sentence, num_steps in ("go .", 6), ("I am HOME .", 5), ("Am I here .", 9):
        net = Translator(*indices("va"), EOS)
        translated(student, net, sentence, num_steps)
        tokens = [*ENGLISH[sentence.lower().split(" ")], EOS]
        check.equal(net.notes["read"][0], torch.tensor([tokens + [PAD] * (num_steps - len(tokens))]))


@points(1)
@after(EXAMPLE)
@hint(
    "The valid length counts the tokens and <eos>, without padding; it goes to the encoder and to init_state.",
    zh="有效长度是词元数加上 <eos>，不含填充；它要传给编码器和 init_state。",
)
def test_the_valid_length(student):
    """Encoder and init_state get the sentence's valid length. / 编码器和 init_state 得到句子的有效长度。"""
    for sentence, length in ("go .", 3), ("i am home .", 5):
        net = Translator(*indices("va"), EOS)
        translated(student, net, sentence)
        check.equal(
            [net.notes["read"][1:], net.notes["began"]], [[torch.tensor([length])], [2, torch.tensor([length])]]
        )


@points(1)
@after(EXAMPLE)
@hint(
    "A sentence that is too long loses its end: num_steps tokens are read.",
    zh="过长的句子要去掉末尾：只读 num_steps 个词元。",
)
def test_a_sentence_that_is_too_long(student):
    """Of a long sentence, the encoder reads num_steps tokens. / 句子过长时，编码器只读 num_steps 个词元。"""
    net = Translator(*indices("va"), EOS)
    translated(student, net, "i am home .", 3)
    check.equal(net.notes["read"][0], torch.tensor([ENGLISH[["i", "am", "home"]]]))


@points(1)
@after(EXAMPLE)
@hint("<eos> ends the translation and is no part of it.", zh="<eos> 结束翻译，但不属于译文。")
def test_nothing_after_the_end(student):
    """At <eos> the decoder is asked no more; at once means an empty text. / 遇到 <eos> 就不再解码；一开始就遇到则译文为空。"""
    for text in "", "va !":
        script = indices(text) if text else []
        net = Translator(*script, EOS, *indices("moi moi"))
        check.equal(translated(student, net)[0], text)
        check.equal(len(net.notes["fed"]), len(script) + 1)


@points(1)
@after(EXAMPLE)
@hint("Without <eos>, stop after num_steps tokens.", zh="一直没有 <eos> 时，到 num_steps 个词元为止。")
def test_without_an_end(student):
    """A net that never says <eos> is stopped after num_steps tokens. / 从不给出 <eos> 的网络，到 num_steps 个词元为止。"""
    for num_steps, text in ((3, "je suis chez"), (5, "je suis chez moi va")):
        net = Translator(*indices("je suis chez moi va va va"))
        check.equal(translated(student, net, num_steps=num_steps)[0], text)


@points(1)
@after(EXAMPLE)
@hint(
    "Look at net.decoder.attention_weights after every step, the last one included.",
    zh="每一步之后都取 net.decoder.attention_weights，最后一步也不例外。",
)
def test_the_attention_weights(student):
    """Attention weights are kept for each step, if asked for. / 需要时保存每一步的注意力权重，否则列表为空。"""
    net = Translator(*indices("je suis"), EOS)
    result = translated(student, net, save_attention_weights=True)
    check.close(result, ("je suis", [torch.full((1, 3), float(i)) for i in (1, 2, 3)]))
    check.equal(translated(student, net), ("je suis", []))


@points(1)
@after(EXAMPLE)
@hint("net.eval(): dropout has no place in a translation.", zh="net.eval()：翻译时不应使用暂退法。")
def test_eval_mode(student):
    """The net translates in eval mode. / 翻译时网络处于预测模式。"""
    net = Translator(*indices("va"), EOS).train()
    translated(student, net)
    check.equal(net.notes["training"], False)


class Placed(nn.Module):
    """A decoder that looks at where its arguments are, and ends at once."""

    def __init__(self, device):
        super().__init__()
        self.device = device

    def init_state(self, enc_outputs, *args):
        return enc_outputs

    def forward(self, X, *args):
        check.device(X, self.device)
        scores = X.new_zeros(1, 1, len(FRENCH)).float()
        scores[..., EOS] = 1
        return scores, X


class Reading(Placed):
    """An encoder that does."""

    def forward(self, X, valid_len):
        check.device(X, self.device)
        check.device(valid_len, self.device)
        return X


@points(1)
@after(EXAMPLE)
@on("cuda")
@hint("Every tensor that you make needs device=device.", zh="你新建的每个张量都要写 device=device。")
def test_on_the_gpu(student, device):
    """The net is given tensors on its device. / 网络得到的张量与它在同一设备上。"""
    net = nn.Module()
    net.encoder, net.decoder = Reading(device), Placed(device)
    student.predict_seq2seq(net, "go .", ENGLISH, FRENCH, 4, device)
