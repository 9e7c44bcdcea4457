import torch

from grader.suite import check, hint, points


class Table:
    """Four words in a plane."""

    def __init__(self):
        self.unknown_idx = 0
        self.idx_to_token = ["<unk>", "chip", "chips", "tree", "river"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}
        self.idx_to_vec = torch.tensor([[0.0, 0.0], [1.0, 0.0], [4.0, 3.0], [0.0, 1.0], [-1.0, 0.2]])

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx.get(token, 0) for token in tokens]]


@points(1)
@hint("The first neighbour of a word is the word itself.", zh="一个词的第一个近邻就是它自己。")
def test_one_word(student):
    """The word most similar to chip is chips. / 与 chip 最相似的词是 chips。"""
    student.get_similar_tokens("chip", 1, Table())
    check.equal(check.printed(student).strip(), "cosine sim=0.800: chips")
