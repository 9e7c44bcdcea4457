import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "w is a column with a number for each input, b has a single element.",
    zh="w 是一列，每个输入一个数；b 只有一个元素。",
)
def test_shapes(student):
    """w is (num_inputs, 1) and b is (1,); both can be trained. / w 为 (num_inputs, 1)，b 为 (1,)，都可以训练。"""
    params = student.init_params(7)
    check.equal([(tuple(p.shape), p.requires_grad) for p in params], [((7, 1), True), ((1,), True)])
    check.equal(bool(torch.isfinite(params[0]).all()), True)
