import torch

from grader.suite import check, hint, points


@points(1)
@hint("Three folds of two; the seventh example is left over.", zh="三折，每折两个样本；第七个样本剩下不用。")
def test_seven_examples_in_three_folds(student):
    """Of seven examples, fold 1 of 3 is the third and the fourth. / 七个样本分三折，第 1 折是第三和第四个样本。"""
    X = torch.arange(7.0).reshape(7, 1)
    parts = student.get_k_fold_data(3, 1, X, 10 * X)
    train, valid = torch.tensor([[0.0], [1.0], [4.0], [5.0]]), torch.tensor([[2.0], [3.0]])
    check.close(parts, (train, 10 * train, valid, 10 * valid))
