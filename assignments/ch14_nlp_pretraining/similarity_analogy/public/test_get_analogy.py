import torch

from grader.suite import check, hint, points


class Table:
    """Four words in a plane."""

    def __init__(self):
        self.unknown_idx = 0
        self.idx_to_token = ["<unk>", "man", "woman", "king", "queen"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}
        self.idx_to_vec = torch.tensor([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [3.0, -0.9], [3.0, 0.1]])

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx.get(token, 0) for token in tokens]]


@points(1)
@hint("vec(woman) - vec(man) + vec(king).", zh="vec(woman) - vec(man) + vec(king)。")
def test_the_queen(student):
    """Man is to woman as king is to queen. / man 之于 woman 犹如 king 之于 queen。"""
    check.equal(student.get_analogy("man", "woman", "king", Table()), "queen")
