import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The differences are 1 for the content, 1 for the style and 0 within the picture.",
    zh="内容的损失是 1，风格的损失是 1，图像内部的变差是 0。",
)
def test_one_layer_of_each(student):
    """One layer of each, with the weights of the book. / 内容和风格各一层，权重与书中相同。"""
    X, ones = torch.full((1, 3, 4, 4), 0.5), torch.ones(1, 1, 2, 2)
    contents_l, styles_l, tv_l, total = student.compute_loss(X, [ones], [ones], [0 * ones], [torch.tensor([[2.0]])])
    check.close([list(contents_l), list(styles_l)], [[torch.tensor(1.0)], [torch.tensor(1000.0)]])
    check.close([tv_l, total], [torch.tensor(0.0), torch.tensor(1001.0)])
