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


@points(4)
@hint(
    "Of all continuations of all beginnings, keep the beam_size most probable; whole ones are remembered.",
    zh="在所有开头的所有续写中，保留概率最大的 beam_size 个；完整的要记下来。",
)
def test_other_models(student, reference):
    """Other models and other beams. / 其他模型和其他束宽。"""
    for words, num_steps, beam_size, end in (
        (4, 4, 2, 0.0),
        (5, 3, 3, 1.0),
        (6, 5, 2, -1.0),
        (3, 5, 2, 0.5),
        (8, 4, 4, 0.5),
        (4, 1, 2, 0.0),
        (5, 4, 3, -0.5),
        (6, 4, 2, 1.0),
    ):
        model = Language(words, end=end, spread=1.0)
        check.equal(
            student.beam_search(model, model.eos, num_steps, beam_size),
            reference.beam_search(model, model.eos, num_steps, beam_size),
        )


@points(1)
@hint("A beam of one holds the most probable beginning only.", zh="束宽为 1 时，束中只有概率最大的开头。")
def test_a_beam_of_one_is_greedy(student, reference):
    """With a beam of one, the result is that of greedy search. / 束宽为 1 时，与贪心搜索的结果相同。"""
    for words, num_steps in (4, 4), (7, 6), (3, 2):
        model = Language(words)
        check.equal(
            student.beam_search(model, model.eos, num_steps, 1), reference.greedy_search(model, model.eos, num_steps)
        )


@points(1)
@hint("A beam that holds everything loses nothing.", zh="足够宽的束什么也不会丢失。")
def test_a_wide_beam_is_exhaustive(student, reference):
    """With a beam wide enough, the result is that of exhaustive search. / 束足够宽时，与穷举搜索的结果相同。"""
    for words, num_steps in (3, 3), (4, 3), (2, 4):
        model = Language(words, spread=1.0)
        check.equal(
            student.beam_search(model, model.eos, num_steps, words**num_steps),
            reference.exhaustive_search(model, model.eos, num_steps),
        )


def a_table(table):
    def model(tokens):
        return torch.tensor(table.get(tuple(tokens), [0.6, 0.3, 0.1])).log()

    return model


@points(2)
@hint(
    "In the end the score decides, which takes the length into account; on the way, probabilities do.",
    zh="最后由考虑了长度的得分决定；途中则由概率决定。",
)
def test_the_score_decides(student):
    """Of the whole sequences, the one with the highest score wins. / 在完整的序列中，得分最高的胜出。"""
    # [2] has log 0.3 = -1.204; [0, 0, 0] has log 0.216 = -1.532, over 3 ** alpha: the two are level at alpha = 0.22.
    model = a_table({(): [0.6, 0.1, 0.3]})
    for alpha, right in ((0.0, [2]), (0.15, [2]), (0.3, [0, 0, 0]), (0.75, [0, 0, 0])):
        check.equal(student.beam_search(model, 2, 3, 2, alpha), right)


@points(1)
@after(test_other_models)
@hint("alpha is 0.75 unless somebody says otherwise.", zh="不指定时，alpha 为 0.75。")
def test_the_usual_alpha(student):
    """Without alpha, it is 0.75. / 不给出 alpha 时，它是 0.75。"""
    # [2] has log 0.45 = -0.799; [0, 0, 0] has log(0.45 q q): level at alpha = 0.85 for q = 0.54, at 0.65 for q = 0.66.
    for q, right in ((0.54, [2]), (0.66, [0, 0, 0])):

        def model(tokens, q=q):
            return torch.tensor([q, 0.8 - q, 0.2] if tokens else [0.45, 0.1, 0.45]).log()

        check.equal(student.beam_search(model, 2, 3, 2), right)


@points(1)
@after(test_other_models)
@hint(
    "Sum up the logarithms from the beginning on; the last token alone says little.",
    zh="对数要从开头加起；单看最后一个词元说明不了什么。",
)
def test_the_whole_beginning_counts(student):
    """Beginnings are compared by their own probability, not by that of the last token.

    比较的是整个开头的概率，而不是最后一个词元的概率。"""
    # Of the first word 0 the two best continuations have 0.24 and 0.21; of 1 they have 0.15 and 0.135, but end in style.
    model = a_table({(): [0.6, 0.3, 0.1], (0,): [0.4, 0.35, 0.25], (1,): [0.5, 0.45, 0.05]})
    check.equal(student.beam_search(model, 2, 3, 2), [0, 0, 0])


@points(1)
@hint(
    "A sequence that is whole leaves the beam: the next step keeps beam_size continuations all the same.",
    zh="完整的序列离开束：下一步仍然保留 beam_size 个续写。",
)
def test_a_whole_sequence_takes_no_place(student):
    """A whole sequence takes no place in the beam. / 完整的序列不占束中的位置。"""
    # [2] is whole after one step. Of [0]'s continuations two are kept, and the second leads to the best end.
    model = a_table({(): [0.6, 0.1, 0.3], (0,): [0.5, 0.45, 0.05], (0, 0): [0.4, 0.3, 0.3], (0, 1): [0.04, 0.95, 0.01]})
    check.equal(student.beam_search(model, 2, 3, 2), [0, 1, 1])


@points(2)
@after(test_other_models)
@hint(
    "After each step only beam_size beginnings go on, and each is asked about once.",
    zh="每一步之后只有 beam_size 个开头继续，每个只问一次。",
)
def test_how_often_the_model_is_asked(student, reference):
    """The model is asked about the beginnings in the beam, once each. / 对束中的每个开头，只询问模型一次。"""
    for words, num_steps, beam_size in (5, 4, 2), (3, 4, 3):
        model = Language(words, spread=1.0)
        student.beam_search(model, model.eos, num_steps, beam_size)
        mine, model.asked = sorted(model.asked), []
        reference.beam_search(model, model.eos, num_steps, beam_size)
        check.equal(mine, sorted(model.asked))


@points(1)
@after(test_other_models)
@hint("Where there are fewer continuations than beam_size, all are kept.", zh="续写不足 beam_size 个时，全部保留。")
def test_wider_than_the_vocabulary(student, reference):
    """A beam wider than the vocabulary. / 比词表更宽的束。"""
    for words, num_steps, beam_size in (3, 4, 5), (2, 3, 3), (4, 3, 7):
        model = Language(words, spread=1.0)
        check.equal(
            student.beam_search(model, model.eos, num_steps, beam_size),
            reference.beam_search(model, model.eos, num_steps, beam_size),
        )
