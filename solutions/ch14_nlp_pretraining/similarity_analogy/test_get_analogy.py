import torch

from grader.suite import after, check, hint, points


class Table:
    """What a TokenEmbedding has: n random words of d dimensions, of different lengths."""

    def __init__(self, n, d):
        self.unknown_idx = 0
        self.idx_to_token = ["<unk>", *(f"w{i}" for i in torch.randperm(n).tolist())]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}
        self.idx_to_vec = torch.randn(n + 1, d) * (0.3 + 2 * torch.rand(n + 1, 1))
        self.idx_to_vec[0] = 0

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx.get(token, 0) for token in tokens]]


@points(5)
@hint(
    "b - a + c, then the one nearest row by cosine; return its token.",
    zh="先求 b - a + c，再按余弦找最近的一行，返回它的词元。",
)
def test_analogies(student, reference):
    """The answer is the token nearest to b - a + c. / 答案是离 b - a + c 最近的词元。"""
    for n, d in ((60, 3), (40, 4)):
        embed = Table(n, d)
        asked = [[embed.idx_to_token[1 + i] for i in torch.randperm(n)[:3].tolist()] for _ in range(5)]
        found = [student.get_analogy(*tokens, embed) for tokens in asked]
        check.equal(found, [reference.get_analogy(*tokens, embed) for tokens in asked])


@points(2)
@after(test_analogies)
@hint("a, b and c are candidates as well.", zh="a、b、c 也是候选。")
def test_a_given_word_may_be_the_answer(student, reference):
    """Where one of the three words is nearest, it is the answer. / 三个词中的某一个最近时，答案就是它。"""
    embed = Table(20, 5)
    a, b, c = embed.idx_to_token[4:7]
    embed.idx_to_vec[4] = embed.idx_to_vec[5] + 0.01 * torch.randn(5)
    for tokens, right in (((a, b, c), c), ((c, a, c), a), ((b, a, c), c)):
        check.equal(student.get_analogy(*tokens, embed), right)
