import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "K[i, j] is the sum of all K1[p, q] * K2[a, b] with p + a = i and q + b = j: a sum of shifted copies of K1.",
    zh="K[i, j] 是所有满足 p + a = i、q + b = j 的 K1[p, q] * K2[a, b] 之和：也就是平移后的 K1 按权相加。",
)
def test_values(student, reference, device):
    """The kernel is right, for two kernels of any shapes. / 对任意形状的两个卷积核，结果都正确。"""
    for first, second in [((2, 2), (3, 3)), ((1, 4), (3, 2)), ((5, 1), (1, 1)), ((3, 2), (2, 5))]:
        K1, K2 = torch.randn(first, device=device), torch.randn(second, device=device)
        check.close(student.compose_kernels(K1, K2), reference.compose_kernels(K1, K2))


@points(1)
@after(test_values)
@hint(
    "One after the other or both at once: the image comes out the same.",
    zh="先后做两次，或者一次做完：得到的图像相同。",
)
def test_on_an_image(student, reference, device):
    """One convolution with it does what the two do. / 用它做一次卷积，等于先后做两次。"""
    X, K1, K2 = (torch.randn(shape, device=device) for shape in ((7, 8), (2, 3), (3, 2)))
    expected = reference.corr2d(reference.corr2d(X, K1), K2)
    check.close(reference.corr2d(X, student.compose_kernels(K1, K2)), expected, atol=5e-5)


@points(1)
@after(test_values)
@hint("Let K1 and K2 decide the dtype.", zh="结果的 dtype 由 K1 和 K2 决定。")
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    K1, K2 = (torch.randn(shape, device=device, dtype=torch.float64) for shape in ((2, 3), (2, 2)))
    check.close(student.compose_kernels(K1, K2), reference.compose_kernels(K1, K2))


@points(1)
@after(test_values)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient(student, reference, device):
    """The gradient reaches both kernels. / 梯度能传到两个卷积核。"""
    K1, K2 = torch.randn(2, 3, device=device), torch.randn(3, 2, device=device)
    check.same_gradient(student.compose_kernels, reference.compose_kernels, K1, K2)


@points(1)
@after(test_values)
@hint("Write into a new tensor.", zh="写进新建的张量。")
def test_the_inputs_are_left_alone(student, device):
    """Neither kernel changes. / 两个卷积核都不变。"""
    check.leaves_alone(student.compose_kernels, torch.randn(2, 3, device=device), torch.randn(1, 1, device=device))


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "A new tensor is on the CPU unless you say device=K1.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=K1.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Kernels on a GPU give a kernel on the same GPU. / 卷积核在 GPU 上，结果也在同一块 GPU 上。"""
    K1, K2 = torch.randn(2, 3, device=device), torch.randn(3, 2, device=device)
    check.close(student.compose_kernels(K1, K2), reference.compose_kernels(K1, K2))
