import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points

LETTERS = " abcdefghijk"
V, H = len(LETTERS) + 1, 12


class Vocab:
    def __init__(self):
        self.idx_to_token = ["<unk>", *LETTERS]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)):
            return [self.idx_to_token[int(i)] for i in indices]
        return self.idx_to_token[int(indices)]


class Net:
    """A recurrent net with large random weights: what it predicts depends on all that it has read, and how often.

    parts: how many tensors its state has."""

    def __init__(self, parts=1):
        self.params = [torch.randn(V, H), torch.randn(H, H), torch.randn(H, V)]
        self.parts, self.devices = parts, []

    def begin_state(self, *args, **kwargs):
        given = [*args, *kwargs.values()]
        self.devices += [str(value) for value in given if isinstance(value, (torch.device, str))]
        sizes = [value for value in given if isinstance(value, int)]
        return tuple(torch.zeros(sizes[0], H) for _ in range(self.parts))

    def __call__(self, X, state):
        W_xh, W_hh, W_hq = self.params
        outputs, state = [], list(state)
        for x in F.one_hot(X.T, V).float():
            state[0] = torch.tanh(x @ W_xh + sum(state) @ W_hh)
            state[1:] = [0.5 * part + x @ W_xh for part in state[1:]]
            outputs.append(state[0] @ W_hq)
        return torch.cat(outputs), tuple(state)


@points(3)
@hint(
    "Warm up: feed every character of the prefix and keep the state. The scores after the last one give the first "
    "prediction, which is what you feed next.",
    zh="预热：逐个输入前缀的字符并保留状态。读完最后一个字符后的得分给出第一个预测，它就是下一个输入。",
)
def test_texts_are_continued(student, reference):
    """The net's likeliest characters follow the prefix. / 前缀之后接上网络认为最可能的字符。"""
    vocab = Vocab()
    for prefix, n in ("abc", 6), ("a gab", 1), ("bad fig", 9), ("hi", 12):
        net = Net()
        right = reference.predict_ch8(prefix, n, net, vocab, torch.device("cpu"))
        check.equal(student.predict_ch8(prefix, n, net, vocab, torch.device("cpu")), right)


@points(1)
@after(test_texts_are_continued)
@hint("A prefix of one character leaves nothing to warm up with.", zh="前缀只有一个字符时，没有可用来预热的内容。")
def test_a_prefix_of_one_character(student, reference):
    """A prefix of a single character is continued. / 只有一个字符的前缀也能续写。"""
    vocab = Vocab()
    for prefix in "a", "k", " ":
        net = Net()
        right = reference.predict_ch8(prefix, 7, net, vocab, torch.device("cpu"))
        check.equal(student.predict_ch8(prefix, 7, net, vocab, torch.device("cpu")), right)


@points(1)
@after(test_texts_are_continued)
@hint("With num_preds = 0, the result is the prefix.", zh="num_preds = 0 时，结果就是前缀。")
def test_nothing_to_predict(student):
    """With num_preds = 0, the prefix comes back as it is. / num_preds = 0 时，原样返回前缀。"""
    for prefix in "bad", "a":
        check.equal(student.predict_ch8(prefix, 0, Net(), Vocab(), torch.device("cpu")), prefix)


@points(1)
@after(test_texts_are_continued)
@hint(
    "Hand the state on as it comes: it may hold two tensors.",
    zh="状态是什么样就怎么传下去：其中可能有两个张量。",
)
def test_a_state_of_two_tensors(student, reference):
    """A state of two tensors, as an LSTM has, is handed on whole. / 含两个张量的状态（如 LSTM）完整地传下去。"""
    net, vocab = Net(parts=2), Vocab()
    right = reference.predict_ch8("cab", 8, net, vocab, torch.device("cpu"))
    check.equal(student.predict_ch8("cab", 8, net, vocab, torch.device("cpu")), right)


@points(1)
@after(test_texts_are_continued)
@hint(
    "Begin each text with net.begin_state(batch_size=1, device=device).",
    zh="每个文本都从 net.begin_state(batch_size=1, device=device) 开始。",
)
def test_each_text_begins_anew(student):
    """Each call begins from a new state, on the device asked for. / 每次调用都从新的状态开始，设备为所给的设备。"""
    net, vocab = Net(), Vocab()
    texts = [student.predict_ch8("feed", 8, net, vocab, torch.device("cpu")) for _ in range(2)]
    check.equal(texts[1], texts[0])
    check.equal(net.devices, ["cpu"] * 2)


@points(1)
@after(test_texts_are_continued)
@hint("Take the largest score: nothing is drawn at random.", zh="取得分最大者：不要随机抽取。")
def test_the_likeliest_is_taken(student):
    """The likeliest character is taken, however little it leads. / 总是取最可能的字符，哪怕只领先一点点。"""

    class Close(Net):
        def __call__(self, X, state):
            scores = torch.zeros(X.numel(), V)
            scores[torch.arange(X.numel()), (X.T.reshape(-1) + 3) % V] = 1e-3
            return scores, state

    text = student.predict_ch8("d", 10, Close(), Vocab(), torch.device("cpu"))
    check.equal(text, "".join(Vocab().idx_to_token[(5 + 3 * i) % V] for i in range(11)))


@points(1)
@on("cuda")
@after(test_texts_are_continued)
@hint("torch.tensor(..., device=device).", zh="torch.tensor(..., device=device)。")
def test_the_net_reads_on_the_device(student, device):
    """The tokens that the net reads are on the device. / 网络读入的词元在所给的设备上。"""

    class Placed(Net):
        def begin_state(self, *args, **kwargs):
            return tuple(part.to(device) for part in super().begin_state(*args, **kwargs))

        def __call__(self, X, state):
            check.device(X, device)
            return torch.zeros(X.numel(), V, device=device), state

    student.predict_ch8("bad", 3, Placed(), Vocab(), device)
