import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Double first, then ask for the norm.", zh="先加倍一次，再判断范数。")
def test_single_numbers(student, reference, device):
    """Small and large numbers of either sign are right. / 大小、正负各异的数都正确。"""
    for a in 0.001, 0.7, -0.02, 499.0, 700.0, -900.0, 1500.0, -3000.0:
        a = torch.tensor(a, device=device)
        check.close(student.f(a), reference.f(a))


@points(1)
@after(test_single_numbers)
@hint("The norm of all elements, and the sum of all elements.", zh="所有元素的范数，所有元素的和。")
def test_vectors_and_matrices(student, reference, device):
    """Vectors and matrices are right. / 向量和矩阵也正确。"""
    for shape in (4,), (2, 3), (1,), (2, 2, 2):
        a = torch.randn(shape, device=device)
        check.close(student.f(a), reference.f(a))
        check.close(student.f(-a), reference.f(-a))


@points(1)
@after(test_single_numbers)
@hint("Below 1000 means less than 1000; greater than 0 does not include 0.", zh="小于 1000 不含 1000；大于 0 不含 0。")
def test_the_borders(student, reference, device):
    """A norm of exactly 1000 and a sum of exactly 0 are right. / 范数恰为 1000、和恰为 0 时也正确。"""
    for values in [500.0], [-250.0], [300.0, 400.0], [2.0, -2.0], [500.25, -500.0]:
        a = torch.tensor(values, device=device)
        check.close(student.f(a), reference.f(a))


@points(1)
@after(test_vectors_and_matrices)
@hint("Stay with tensor operations, in the dtype of a.", zh="始终用张量运算，保持 a 的 dtype。")
def test_the_gradient(student, reference, device):
    """The gradient flows through loop and branch, in float64 too. / 梯度能穿过循环和分支，float64 也一样。"""
    for a in torch.rand(3, dtype=torch.float64), -torch.rand(3, dtype=torch.float64):
        check.same_gradient(student.f, reference.f, a.to(device))


@points(1)
@after(test_single_numbers)
@hint("b *= 2 is fine for a b of your own, but not for a.", zh="对自己的 b 可以用 b *= 2，对 a 不可以。")
def test_the_input_is_left_alone(student, device):
    """a is the same after the call as before. / 调用前后 a 保持不变。"""
    check.leaves_alone(student.f, torch.randn(3, device=device))


@points(1)
@on("cuda")
@after(test_single_numbers)
@hint("Create no tensor without device=a.device.", zh="新建张量要写 device=a.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    a = torch.tensor(5.0, device=device)
    check.close(student.f(a), reference.f(a))
