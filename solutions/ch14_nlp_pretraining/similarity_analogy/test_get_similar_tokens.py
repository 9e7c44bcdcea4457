import re

import torch

from grader.suite import after, check, hint, points


class Table:
    """What a TokenEmbedding has: n random words of d dimensions."""

    def __init__(self, n, d):
        self.unknown_idx = 0
        self.idx_to_token = ["<unk>", *(f"w{i}" for i in torch.randperm(n).tolist())]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}
        self.idx_to_vec = torch.randn(n + 1, d) * (0.5 + torch.rand(n + 1, 1))
        self.idx_to_vec[0] = 0

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx.get(token, 0) for token in tokens]]


def lines(room, token, k, embed):
    """The tokens and the similarities that are printed."""
    room.get_similar_tokens(token, k, embed)
    text = check.printed(room).strip().splitlines()
    found = [re.fullmatch(r"cosine sim=\s*(-?\d+\.\d{3}): (\S+)\s*", line) for line in text]
    check.equal([text[i] for i, match in enumerate(found) if not match], [])
    return [match[2] for match in found], [float(match[1]) for match in found]


@points(4)
@hint("Ask for k + 1 neighbours and leave out the first.", zh="取 k + 1 个近邻，略去第一个。")
def test_the_tokens(student, reference):
    """The k most similar tokens are printed, the most similar first, without the token itself. / 打印最相似的 k 个词元，最相似的在前，不含它自己。"""
    for n, d, k in ((40, 4, 3), (60, 5, 6), (30, 3, 1), (9, 4, 9)):
        embed = Table(n, d)
        for token in embed.idx_to_token[2 : n : n // 3]:
            check.equal(lines(student, token, k, embed)[0], lines(reference, token, k, embed)[0])


@points(3)
@after(test_the_tokens)
@hint("Each line has the cosine of its own token.", zh="每一行是该词元自己的余弦。")
def test_the_similarities(student, reference):
    """Each token is printed with its cosine. / 每个词元与它的余弦一起打印。"""
    for n, d, k in ((40, 4, 3), (30, 6, 5)):
        embed = Table(n, d)
        token = embed.idx_to_token[n // 2]
        right = lines(reference, token, k, embed)[1]
        check.close(lines(student, token, k, embed)[1], right, rtol=0, atol=0.0011)  # the last digit may be rounded
