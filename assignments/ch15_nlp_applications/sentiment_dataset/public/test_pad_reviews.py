import torch

from grader.suite import check, hint, points


class Numbers:
    """A vocabulary of four tokens."""

    def __init__(self):
        self.idx_to_token = ["<unk>", "<pad>", "good", "film"]
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def __len__(self):
        return len(self.idx_to_token)


@points(2)
@hint("The first is filled up, the second is cut; “a” is unknown.", zh="第一篇要填充，第二篇要截断；a 是未知单词。")
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    features = student.pad_reviews([["good", "film"], ["a", "good", "good", "film"]], Numbers(), 3)
    check.equal(features, torch.tensor([[2, 3, 1], [0, 2, 2]]))
