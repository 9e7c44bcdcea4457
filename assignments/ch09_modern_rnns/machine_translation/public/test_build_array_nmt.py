import torch

from grader.suite import check, hint, points


class Numbers:
    """A vocabulary of six tokens."""

    def __init__(self):
        self.idx_to_token = ["<unk>", "<pad>", "<bos>", "<eos>", "not", "yet"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def __len__(self):
        return len(self.idx_to_token)


@points(1)
@hint(
    "The tokens, <eos>, then <pad>; valid_len counts the tokens and <eos>.",
    zh="先是词元，再是 <eos>，然后是 <pad>；valid_len 计词元和 <eos>。",
)
def test_two_lines(student):
    """Two lines become two rows, and their valid lengths. / 两行变成张量的两行，并给出有效长度。"""
    array, valid_len = student.build_array_nmt([["not", "yet"], ["yet"]], Numbers(), 4)
    check.equal(array, torch.tensor([[4, 5, 3, 1], [5, 3, 1, 1]]))
    check.equal(valid_len.tolist(), [3, 2])
