import torch

from grader.suite import check, hint, points


@points(1)
@hint("Three tensors: (n, 1), (n, d) and (n,).", zh="三个张量：(n, 1)、(n, d) 和 (n,)。")
def test_shapes_and_powers(student):
    """The shapes are right, and column 2 is half the square of the features. / 形状正确，第 2 列是特征平方的一半。"""
    features, columns, labels = student.synthetic_poly_data(torch.tensor([5.0, 1.2, -3.4]), 50)
    check.shape(features, (50, 1))
    check.shape(labels, (50,))
    check.close(columns[:, 1:], torch.cat([features, features**2 / 2], dim=1))
    check.that(bool((features != features[0]).any()), "All features are the same.", "所有特征都相同。")
