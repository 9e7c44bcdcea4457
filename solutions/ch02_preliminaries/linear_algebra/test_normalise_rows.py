import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "Keep the summed axis: sums of shape (m, 1) line up with the rows.",
    zh="保留求和的那个轴：形状为 (m, 1) 的和才能与各行对齐。",
)
def test_many_shapes(student, reference, device):
    """The rows are divided by their sums, square matrix or not. / 不论是否方阵，每一行都除以了自己的和。"""
    for shape in [(5, 4), (2, 6), (3, 3), (1, 4), (4, 1)]:
        A = torch.rand(shape, device=device) + 0.1
        check.close(student.normalise_rows(A), reference.normalise_rows(A))


@points(1)
@after(test_many_shapes)
@hint("A sum may be negative: take it as it is.", zh="和可以是负数：照原样使用。")
def test_negative_numbers_and_double_precision(student, reference, device):
    """Negative numbers and float64 work too. / 负数和 float64 也可以。"""
    A = torch.tensor([[1.0, -3.0, 5.0], [-2.0, -1.0, 1.0]], dtype=torch.float64, device=device)
    check.close(student.normalise_rows(A), reference.normalise_rows(A))


@points(1)
@after(test_many_shapes)
@hint("Stay with tensor operations on A.", zh="始终对 A 使用张量运算。")
def test_the_gradient(student, reference, device):
    """The gradient flows through the sums too. / 梯度也会经过各行的和。"""
    A = torch.rand(3, 4, dtype=torch.float64, device=device) + 0.5
    check.same_gradient(student.normalise_rows, reference.normalise_rows, A)


@points(1)
@after(test_many_shapes)
@hint("/= writes into the caller's A.", zh="/= 会写入调用者的 A。")
def test_the_input_is_left_alone(student, device):
    """A is the same after the call as before. / 调用前后 A 保持不变。"""
    check.leaves_alone(student.normalise_rows, torch.rand(3, 4, device=device) + 0.1)


@points(1)
@on("cuda")
@after(test_many_shapes)
@hint("Create no tensor without device=A.device.", zh="新建张量要写 device=A.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    A = torch.rand(3, 4, device=device) + 0.1
    check.close(student.normalise_rows(A), reference.normalise_rows(A))
