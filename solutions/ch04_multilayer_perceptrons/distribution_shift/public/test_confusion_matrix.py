import torch

from grader.suite import check, hint, points


@points(1)
@hint("Of the two examples of class 1, one is taken for class 0.", zh="第 1 类的两个样本中，有一个被判为第 0 类。")
def test_five_examples(student):
    """Of five examples, one of class 1 is mistaken. / 五个样本中，有一个第 1 类的判错了。"""
    y, y_hat = torch.tensor([0, 0, 0, 1, 1]), torch.tensor([0, 0, 0, 0, 1])
    check.close(student.confusion_matrix(y_hat, y, 2), torch.tensor([[1.0, 0.5], [0.0, 0.5]]))
