import torch

from grader.suite import after, check, hint, points


class Language:
    """A model in which every beginning has probabilities of its own; it notes what it is asked.

    end: how much more (or less) than the others the last token, eos, is liked."""

    def __init__(self, words, end=0.0, spread=1.5):
        self.words, self.end, self.spread, self.eos = words, end, spread, words - 1
        self.seed, self.asked = int(torch.randint(2**40, ())), []

    def __call__(self, tokens):
        beginning = [int(token) for token in tokens]
        self.asked.append(beginning)
        number = self.seed
        for token in beginning:
            number = (number * 1_000_003 + token + 1) % 2**61
        likes = self.spread * torch.randn(self.words, generator=torch.Generator().manual_seed(number))
        likes[self.eos] += self.end
        return torch.log_softmax(likes, dim=0)


@points(2)
@hint(
    "Ask about all tokens so far, take the largest, put it behind them.",
    zh="用目前所有的词元去询问，取最大的一个，接在后面。",
)
def test_other_models(student, reference):
    """Other models, with more words and more steps. / 其他模型：词更多，步数更多。"""
    for words, num_steps in (3, 2), (6, 5), (10, 8), (4, 1):
        model = Language(words, end=-1.0)
        check.equal(
            student.greedy_search(model, model.eos, num_steps), reference.greedy_search(model, model.eos, num_steps)
        )


@points(1)
@hint("eos is the last token of the result.", zh="eos 是结果中的最后一个词元。")
def test_the_end(student):
    """Where eos is most probable, the sequence ends with it. / eos 概率最大时，序列以它结尾。"""
    for beginning in [], [1], [0, 1]:
        chain = [*beginning, 2]
        table = {tuple(chain[:i]): token for i, token in enumerate(chain)}

        def model(tokens, table=table):
            return torch.log_softmax(4.0 * torch.eye(4)[table[tuple(tokens)]], dim=0)

        check.equal(student.greedy_search(model, 2, 4), chain)


@points(1)
@after(test_other_models)
@hint("Without eos, there are num_steps tokens.", zh="没有 eos 时，共有 num_steps 个词元。")
def test_num_steps(student, reference):
    """A model that never ends is stopped after num_steps tokens. / 从不结束的模型，到 num_steps 个词元为止。"""
    for num_steps in 1, 4, 7:
        model = Language(5, end=-50.0)
        check.equal(
            student.greedy_search(model, model.eos, num_steps), reference.greedy_search(model, model.eos, num_steps)
        )


@points(1)
@after(test_other_models)
@hint("One question a step, and none when the sequence is whole.", zh="每一步问一次；序列完整之后不再问。")
def test_what_the_model_is_asked(student, reference):
    """The model is asked once for every token. / 每个词元只询问模型一次。"""
    model = Language(6, end=-1.0)
    student.greedy_search(model, model.eos, 5)
    mine, model.asked = model.asked, []
    reference.greedy_search(model, model.eos, 5)
    check.equal(mine, model.asked)
