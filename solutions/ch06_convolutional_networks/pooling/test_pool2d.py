import torch

from grader.suite import after, check, hint, on, points

SHAPES = [((5, 5), (2, 2)), ((6, 4), (3, 2)), ((3, 7), (1, 4)), ((2, 3), (2, 3)), ((3, 2), (1, 1))]


@points(2)
@hint(
    "Windows of ph rows and pw columns, at every place where they fit.",
    zh="窗口有 ph 行、pw 列，放得下的每个位置都有一个。",
)
def test_maximum(student, reference, device):
    """Maximum pooling agrees with the definition, whatever the shapes. / 最大汇聚与定义一致，形状任意。"""
    for shape, size in SHAPES:
        X = torch.randn(shape, device=device)
        check.close(student.pool2d(X, size, mode="max"), reference.pool2d(X, size, mode="max"))


@points(2)
@hint("The sum of the window, divided by ph * pw.", zh="窗口之和除以 ph * pw。")
def test_average(student, reference, device):
    """Average pooling agrees with the definition, whatever the shapes. / 平均汇聚与定义一致，形状任意。"""
    for shape, size in SHAPES:
        X = torch.randn(shape, device=device)
        check.close(student.pool2d(X, size, mode="avg"), reference.pool2d(X, size, mode="avg"))


@points(1)
@after(test_maximum)
@hint("A maximum may be negative: do not compare with zeros.", zh="最大值可以是负数：不要与零比较。")
def test_negative_numbers(student, reference, device):
    """Where all numbers are negative, so is the maximum. / 所有数都是负数时，最大值也是负数。"""
    X = -1 - torch.rand(4, 5, device=device)
    check.close(student.pool2d(X, (2, 3)), reference.pool2d(X, (2, 3)))


@points(1)
@after(test_maximum, test_average)
@hint(
    "Else Y keeps the zeros that it was made of: raise ValueError.", zh="否则 Y 里就是建立时的零：请抛出 ValueError。"
)
def test_an_unknown_mode(student, device):
    """An unknown mode raises ValueError. / 未知的 mode 抛出 ValueError。"""
    for mode in "min", "mean", "MAX", "":
        check.raises(ValueError, student.pool2d, torch.randn(3, 3, device=device), (2, 2), mode)


@points(1)
@after(test_maximum, test_average)
@hint(
    "torch.zeros makes float32 unless you say dtype=X.dtype.", zh="torch.zeros 默认是 float32，除非写明 dtype=X.dtype。"
)
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    for mode in "max", "avg":
        X = torch.randn(4, 5, device=device, dtype=torch.float64)
        check.close(student.pool2d(X, (2, 3), mode), reference.pool2d(X, (2, 3), mode))


@points(2)
@after(test_maximum, test_average)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient(student, reference, device):
    """The gradient goes to the largest element, or to all of them alike. / 梯度传给最大的元素，或者平均传给所有元素。"""
    for mode in "max", "avg":
        X = torch.randn(4, 5, device=device)
        check.same_gradient(
            lambda X, m=mode: student.pool2d(X, (2, 3), m), lambda X, m=mode: reference.pool2d(X, (2, 3), m), X
        )


@points(1)
@after(test_maximum, test_average)
@hint(
    "A slice of X is a window onto X itself: write into a new tensor.",
    zh="X 的切片就是 X 本身的一部分：请写进新建的张量。",
)
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    for mode in "max", "avg":
        check.leaves_alone(lambda X, m=mode: student.pool2d(X, (2, 2), m), torch.randn(4, 5, device=device))


@points(2)
@on("cuda")
@after(test_maximum, test_average)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """An image on a GPU gives a result on the same GPU. / 图像在 GPU 上，结果也在同一块 GPU 上。"""
    for mode in "max", "avg":
        X = torch.randn(4, 5, device=device)
        check.close(student.pool2d(X, (2, 3), mode), reference.pool2d(X, (2, 3), mode))
