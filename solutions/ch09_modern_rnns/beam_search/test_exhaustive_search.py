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


@points(3)
@hint(
    "Every whole sequence counts: those that end with eos, and those of num_steps tokens.",
    zh="每个完整的序列都要算：以 eos 结尾的，以及有 num_steps 个词元的。",
)
def test_other_models(student, reference):
    """Other models: the sequence with the highest score is found. / 其他模型：找到得分最高的序列。"""
    for words, num_steps, end in (
        (3, 3, -4.0),
        (3, 3, 0.0),
        (4, 3, 1.0),
        (3, 4, -1.0),
        (2, 5, 0.0),
        (5, 2, 0.5),
        (4, 1, 0.0),
    ):
        model = Language(words, end=end, spread=1.0)
        check.equal(
            student.exhaustive_search(model, model.eos, num_steps),
            reference.exhaustive_search(model, model.eos, num_steps),
        )


def short_and_long(short):
    """Either eos at once, with the probability `short`, or three tokens of probability 0.6 each."""

    def model(tokens):
        if 2 in tokens:  # nobody should ask: who goes on after the end gets what no other search finds
            return torch.tensor([1e-6, 1.0, 1e-6]).log()
        if not tokens:
            return torch.tensor([0.6, 0.4 - short, short]).log()
        return torch.tensor([0.6, 0.3, 0.1]).log()

    return model


@points(2)
@hint("Divide by the length of the sequence itself, to the power of alpha.", zh="除以该序列自身长度的 alpha 次方。")
def test_the_length_counts(student):
    """A larger alpha is better for long sequences. / alpha 越大，对长序列越有利。"""
    # [2] has log 0.3 = -1.204; [0, 0, 0] has log 0.216 = -1.532, over 3 ** alpha: the two are level at alpha = 0.22.
    for alpha, right in ((0.0, [2]), (0.15, [2]), (0.3, [0, 0, 0]), (1.0, [0, 0, 0])):
        check.equal(student.exhaustive_search(short_and_long(0.3), 2, 3, alpha), right)


@points(1)
@after(test_other_models)
@hint("alpha is 0.75 unless somebody says otherwise.", zh="不指定时，alpha 为 0.75。")
def test_the_usual_alpha(student):
    """Without alpha, it is 0.75. / 不给出 alpha 时，它是 0.75。"""
    # [2] has log 0.45 = -0.799; [0, 0, 0] has log(0.45 q q): level at alpha = 0.85 for q = 0.54, at 0.65 for q = 0.66.
    for q, right in ((0.54, [2]), (0.66, [0, 0, 0])):

        def model(tokens, q=q):
            return torch.tensor([q, 0.8 - q, 0.2] if tokens else [0.45, 0.1, 0.45]).log()

        check.equal(student.exhaustive_search(model, 2, 3), right)


@points(1)
@after(test_other_models)
@hint("Nothing comes after eos, nor after num_steps tokens.", zh="eos 之后、num_steps 个词元之后，都不再有词元。")
def test_what_the_model_is_asked(student):
    """The model is asked about every beginning once, and about no whole sequence. / 每个开头只问一次，完整的序列不问。"""
    model = Language(3)
    student.exhaustive_search(model, model.eos, 3)
    check.equal(sorted(model.asked), sorted([[], [0], [1], [0, 0], [0, 1], [1, 0], [1, 1]]))


@points(1)
@after(test_other_models)
@hint("The logarithm of 0 is -inf, and may stand in a sum.", zh="0 的对数是 -inf，可以出现在求和中。")
def test_impossible_tokens(student):
    """Tokens of probability 0 do no harm. / 概率为 0 的词元不影响结果。"""

    def model(tokens):
        return torch.tensor([0.0, 0.7, 0.3] if len(tokens) < 2 else [0.0, 0.2, 0.8]).log()

    check.equal(student.exhaustive_search(model, 2, 3), [1, 1, 2])
