import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "X.reshape(c, h * w), times its transpose, divided by c * h * w.",
    zh="X.reshape(c, h * w) 乘以它的转置，再除以 c * h * w。",
)
def test_values(student, reference, device):
    """Features of several shapes give the right Gram matrix. / 各种形状的特征都得到正确的格拉姆矩阵。"""
    for shape in [(1, 4, 3, 5), (1, 2, 6, 4), (1, 1, 2, 3), (1, 5, 1, 1)]:
        X = torch.randn(shape, device=device)
        check.close(student.gram(X), reference.gram(X))


@points(1)
@after(test_values)
@hint("reshape, not view.", zh="用 reshape，不要用 view。")
def test_features_that_are_not_contiguous(student, reference, device):
    """Features with permuted axes work too. / 轴的顺序调换过的特征也能算对。"""
    X = torch.randn(1, 5, 3, 4, device=device).permute(0, 3, 2, 1)
    check.close(student.gram(X), reference.gram(X))


@points(2)
@after(test_values)
@hint("Keep the dtype of X, and stay within autograd.", zh="保持 X 的 dtype，计算不要离开自动求导。")
def test_double_precision_and_gradients(student, reference, device):
    """Double precision is kept, and the gradient reaches X, which is left as it was.

    保持双精度，梯度传到 X，而 X 本身不变。"""
    X = torch.randn(1, 3, 4, 2, device=device, dtype=torch.float64)
    check.same_gradient(student.gram, reference.gram, X)
    check.leaves_alone(student.gram, X)


@points(1)
@after(test_values)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_matrix_is_on_the_device(student, reference, device):
    """Features on a GPU give a matrix on the same GPU. / 特征在 GPU 上，矩阵也在同一块 GPU 上。"""
    X = torch.randn(1, 3, 4, 2, device=device)
    check.close(student.gram(X), reference.gram(X))
