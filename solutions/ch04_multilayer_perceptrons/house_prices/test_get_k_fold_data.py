import torch

from grader.suite import after, check, hint, points


def examples(n, d=2):
    return torch.randn(n, d), torch.randn(n, 1)


@points(3)
@hint("Fold i begins at i * (n // k).", zh="第 i 折从 i * (n // k) 开始。")
def test_every_fold(student, reference):
    """Every fold is for validation once, the others for training. / 每一折都轮流用于验证，其余用于训练。"""
    X, y = examples(12)
    for i in range(4):
        check.close(student.get_k_fold_data(4, i, X, y), reference.get_k_fold_data(4, i, X, y))


@points(2)
@after(test_every_fold)
@hint("What is left over at the end is in no fold.", zh="末尾剩余的样本不属于任何一折。")
def test_what_is_left_over(student, reference):
    """What is left over is neither for training nor for validation. / 剩余的样本既不用于训练也不用于验证。"""
    X, y = examples(14)
    for i in range(4):
        check.close(student.get_k_fold_data(4, i, X, y), reference.get_k_fold_data(4, i, X, y))


@points(2)
@after(test_every_fold)
@hint("With two folds, one is for training.", zh="分两折时，训练数据只有一折。")
def test_two_folds_and_folds_of_one(student, reference):
    """Two folds, and folds of a single example, work too. / 分两折，以及每折只有一个样本，都可以。"""
    X, y = examples(6)
    for k in 2, 6:
        for i in 0, k - 1:
            check.close(student.get_k_fold_data(k, i, X, y), reference.get_k_fold_data(k, i, X, y))


@points(1)
@after(test_every_fold)
@hint("Cut along the first axis only, and keep the shape of the labels.", zh="只沿第一个轴切分，标签的形状保持不变。")
def test_other_shapes(student, reference):
    """Features with more axes and labels without a column work too. / 特征有更多轴、标签没有列时也可以。"""
    X, y = torch.randn(9, 2, 3), torch.arange(9)
    for i in range(3):
        check.close(student.get_k_fold_data(3, i, X, y), reference.get_k_fold_data(3, i, X, y))


@points(1)
@after(test_every_fold)
def test_the_inputs_are_left_alone(student):
    """X and y are the same after the call as before. / 调用前后 X 和 y 保持不变。"""
    check.leaves_alone(lambda X, y: student.get_k_fold_data(3, 0, X, y), *examples(9))
