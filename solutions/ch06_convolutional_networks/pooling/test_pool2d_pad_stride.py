import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points

CASES = [  # images, window, padding, stride
    ((2, 3, 6, 7), (3, 2), (1, 1), (2, 3)),
    ((1, 2, 5, 8), (2, 3), (0, 1), (2, 3)),
    ((3, 1, 9, 5), (4, 3), (2, 0), (1, 2)),
    ((1, 4, 4, 4), (2, 2), (0, 0), (1, 1)),
]


@points(2)
@hint(
    "Pad with -inf: no element may lose against the padding, not even a negative one.",
    zh="用 -inf 填充：任何元素，哪怕是负数，都不能输给填充的值。",
)
def test_maximum(student, device):
    """Maximum pooling is what torch computes, for negative numbers too. / 最大汇聚与 torch 的结果相同，负数也一样。"""
    for shape, size, padding, stride in CASES:
        for shift in 0, -10:
            X = torch.randn(shape, device=device) + shift
            check.close(
                student.pool2d_pad_stride(X, size, "max", padding, stride), F.max_pool2d(X, size, stride, padding)
            )


@points(2)
@hint("The zeros of the padding count: divide by ph * pw everywhere.", zh="填充的零也算在内：处处除以 ph * pw。")
def test_average(student, device):
    """Average pooling is what torch computes. / 平均汇聚与 torch 的结果相同。"""
    for shape, size, padding, stride in CASES:
        X = torch.randn(shape, device=device) + 2
        check.close(student.pool2d_pad_stride(X, size, "avg", padding, stride), F.avg_pool2d(X, size, stride, padding))


@points(1)
@after(test_maximum)
@hint("stride=None means that the windows lie side by side.", zh="stride=None 表示窗口一个挨着一个。")
def test_by_default(student, device):
    """By default: maximum, no padding, windows side by side. / 默认：取最大值，没有填充，窗口一个挨着一个。"""
    X = torch.randn(2, 2, 7, 9, device=device)
    check.close(student.pool2d_pad_stride(X, (2, 3)), F.max_pool2d(X, (2, 3)))


@points(1)
@after(test_maximum, test_average)
@hint(
    "The window of one image and one channel knows nothing of the others.", zh="一幅图像的一个通道的窗口与其他的无关。"
)
def test_channels_stay_apart(student, device):
    """Channels and images are pooled each on its own. / 各通道、各图像分别汇聚。"""
    X = torch.arange(6.0, device=device).reshape(2, 3, 1, 1).expand(2, 3, 4, 4).clone()
    for mode in "max", "avg":
        check.close(student.pool2d_pad_stride(X, (2, 2), mode), X[:, :, :2, :2])


@points(1)
@after(test_maximum, test_average)
@hint("What you make, you make with dtype=X.dtype.", zh="新建的张量要写明 dtype=X.dtype。")
def test_double_precision_is_kept(student, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X = torch.randn(2, 2, 5, 6, device=device, dtype=torch.float64)
    check.close(student.pool2d_pad_stride(X, (3, 2), "max", (1, 0)), F.max_pool2d(X, (3, 2), padding=(1, 0)))
    check.close(student.pool2d_pad_stride(X, (3, 2), "avg", (1, 0)), F.avg_pool2d(X, (3, 2), padding=(1, 0)))


@points(2)
@after(test_maximum, test_average)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient(student, reference, device):
    """The gradient is that of the definition. / 梯度与定义一致。"""
    for mode in "max", "avg":

        def pooled(room, mode=mode):
            return lambda X: room.pool2d_pad_stride(X, (3, 2), mode, (1, 1), (2, 1))

        check.same_gradient(pooled(student), pooled(reference), torch.randn(1, 2, 5, 4, device=device))


@points(1)
@after(test_maximum, test_average)
@hint("Pad into a new tensor.", zh="填充时要新建张量。")
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    for mode in "max", "avg":
        check.leaves_alone(
            lambda X, m=mode: student.pool2d_pad_stride(X, (2, 2), m), torch.randn(1, 2, 4, 5, device=device)
        )


@points(2)
@on("cuda")
@after(test_maximum, test_average)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Images on a GPU give a result on the same GPU. / 图像在 GPU 上，结果也在同一块 GPU 上。"""
    for mode in "max", "avg":
        X = torch.randn(1, 2, 4, 5, device=device)
        args = ((3, 3), mode, (1, 1), (2, 2))
        check.close(student.pool2d_pad_stride(X, *args), reference.pool2d_pad_stride(X, *args))
