import torch

from grader.suite import check, hint, points

WORDS = ["<unk>", "<pad>", "A", "dog", "runs", "."]


class Numbers:
    """A vocabulary of six tokens."""

    def __init__(self):
        self.idx_to_token = list(WORDS)
        self.token_to_idx = {token: i for i, token in enumerate(WORDS)}

    def __getitem__(self, tokens):
        if isinstance(tokens, list | tuple):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def __len__(self):
        return 6


@points(2)
@hint("“cat” is unknown, and the second sentence is filled up.", zh="cat 是未知单词，第二个句子要填充。")
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    dataset = student.SNLIDataset((["A dog runs ."], ["A cat ."], [1]), 4, Numbers())
    (premise, hypothesis), label = dataset[0]
    check.equal((premise, hypothesis), (torch.tensor([2, 3, 4, 5]), torch.tensor([2, 0, 5, 1])))
    check.equal(int(label), 1)
