import torch

from grader.suite import after, check, hint, points


@points(2)
@hint(
    "+= and [:] = write into the memory of Y; Y = Y + X does not.", zh="+= 和 [:] = 会写进 Y 的内存，Y = Y + X 不会。"
)
def test_several_shapes(student):
    """The caller's Y holds the sum, for any shape. / 不论形状如何，调用者的 Y 里都是两者之和。"""
    for shape in [(3, 4), (5,), (2, 1, 3), ()]:
        Y, X = torch.randn(shape), torch.randn(shape)
        expected = Y + X
        student.add_in_place(Y, X)
        check.close(Y, expected)


@points(1)
@after(test_several_shapes)
@hint("Let broadcasting do its work.", zh="交给广播机制即可。")
def test_x_broadcasts(student):
    """X may be smaller than Y. / X 可以比 Y 小。"""
    for shape in [(4,), (3, 1), ()]:
        Y, X = torch.randn(3, 4), torch.randn(shape)
        expected = Y + X
        student.add_in_place(Y, X)
        check.close(Y, expected)


@points(1)
@after(test_several_shapes)
@hint("Only Y is written to.", zh="只能写入 Y。")
def test_x_is_left_alone(student):
    """X stays as it is. / X 保持不变。"""
    Y, X = torch.randn(3, 4), torch.randn(3, 4)
    before = X.clone()
    student.add_in_place(Y, X)
    check.equal(X, before)


@points(1)
@after(test_several_shapes)
@hint("Do not convert: Y keeps its dtype.", zh="不要转换类型：Y 保持自己的 dtype。")
def test_other_dtypes(student):
    """Whole numbers and double precision work too. / 整数和双精度也可以。"""
    for dtype in torch.int64, torch.float64:
        Y, X = torch.arange(6).to(dtype), (torch.arange(6) * 2**40 + 1).to(dtype)
        expected = Y + X
        student.add_in_place(Y, X)
        check.equal(Y, expected)
