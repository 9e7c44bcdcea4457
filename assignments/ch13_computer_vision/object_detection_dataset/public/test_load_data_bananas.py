import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "DataLoader(BananasDataset(is_train=False), batch_size).",
    zh="DataLoader(BananasDataset(is_train=False), batch_size)。",
)
def test_the_first_batch_of_the_validation_set(student):
    """The first batch of the validation set. / 验证集的第一个批量。"""
    _, val_iter = student.load_data_bananas(4)
    X, y = next(iter(val_iter))
    check.shape(X, (4, 3, 256, 256))
    check.close(y[1], torch.tensor([[0.0, 75 / 256, 172 / 256, 150 / 256, 241 / 256]]))
