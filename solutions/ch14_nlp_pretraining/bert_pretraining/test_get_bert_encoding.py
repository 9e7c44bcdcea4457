import torch
from torch import nn

from grader.suite import after, check, hint, points


class Net(nn.Module):
    """A small stand-in for BERT: what stands before a word counts, and half of it is dropped in training mode."""

    def __init__(self, hiddens=4):
        super().__init__()
        self.tokens, self.segments = nn.Embedding(30, hiddens), nn.Embedding(2, hiddens)

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        X = (self.tokens(tokens.cpu()) + 3 * self.segments(segments.cpu())).cumsum(dim=1)  # devices[0] may be a GPU
        if valid_lens is not None:
            X = X * (torch.arange(X.shape[1]) < valid_lens.cpu().reshape(-1, 1))[..., None]
        if self.training:  # as dropout, but always the same half: a mistake is recognised by its numbers
            X = X * torch.tensor([0.0, 2.0, 2.0, 0.0])
        return X, None, X[:, 0, :2]


def eval_net():
    net = Net()
    net.eval()
    return net


@points(2)
@hint(
    "vocab[tokens] are the numbers; one example has a batch axis of 1.",
    zh="vocab[tokens] 给出编号；一个样本也有大小为 1 的批量轴。",
)
def test_one_sentence(student, reference):
    """One sentence is encoded. / 对一个句子编码。"""
    for words in "a crane is flying", "he", "the bank of the river is green":
        net = eval_net()
        found = student.get_bert_encoding(net, words.split())
        check.close(found, reference.get_bert_encoding(net, words.split()))


@points(2)
@hint("Both sentences go into one example, with their segments.", zh="两个句子放进一个样本，并带上各自的片段编号。")
def test_two_sentences(student, reference):
    """Two sentences are encoded together. / 对两个句子一起编码。"""
    for first, second in (("a crane driver came", "he left"), ("the bank", "the river is green")):
        net = eval_net()
        found = student.get_bert_encoding(net, first.split(), second.split())
        check.close(found, reference.get_bert_encoding(net, first.split(), second.split()))


@points(1)
@after(test_one_sentence)
def test_unknown_words(student, reference):
    """Unknown words are <unk>. / 未知的词是 <unk>。"""
    net = eval_net()
    found = student.get_bert_encoding(net, ["a", "penguin", "is", "flying"])
    check.close(found, reference.get_bert_encoding(net, ["a", "penguin", "is", "flying"]))


@points(2)
@after(test_one_sentence)
@hint("net.eval() before the net is called.", zh="调用网络之前先 net.eval()。")
def test_nothing_is_dropped(student, reference):
    """From a net in training mode, the same encoding comes. / 网络处于训练模式时，编码也相同。"""
    net = Net()
    net.train()
    found = student.get_bert_encoding(net, ["a", "crane", "is", "flying"], ["he", "left"])
    check.close(found, reference.get_bert_encoding(net, ["a", "crane", "is", "flying"], ["he", "left"]))


@points(2)
@after(test_nothing_is_dropped)
@hint("Remember net.training, and set it again afterwards.", zh="先记下 net.training，之后再恢复。")
def test_the_mode_afterwards(student):
    """Afterwards the net is in the mode in which it was. / 之后网络回到原来的模式。"""
    for training in True, False:
        net = Net()
        net.train(training)
        student.get_bert_encoding(net, ["a", "crane"])
        check.equal([module.training for module in net.modules()], [training] * 3)


@points(1)
@after(test_two_sentences)
def test_the_lists_are_left_alone(student):
    """The lists of words stay as they were. / 词的列表保持原样。"""
    first, second = ["a", "crane"], ["he", "left"]
    student.get_bert_encoding(eval_net(), first, second)
    check.equal((first, second), (["a", "crane"], ["he", "left"]))
