import torch

from grader.suite import after, check, hint, on, points


@points(1)
@hint("One number: the sum of all the products.", zh="一个数：所有乘积之和。")
def test_dot(student, reference, device):
    """dot is right for vectors of any length. / 对任意长度的向量，dot 都正确。"""
    for n in 1, 4, 9:
        x, y = torch.randn(n, device=device), torch.randn(n, device=device)
        check.close(student.dot(x, y), reference.dot(x, y))


@points(2)
@hint("Element i is the dot product of row i of A with x.", zh="第 i 个元素是 A 的第 i 行与 x 的点积。")
def test_matvec(student, reference, device):
    """matvec is right for matrices of any shape. / 对任意形状的矩阵，matvec 都正确。"""
    for m, n in (3, 4), (4, 3), (3, 3), (1, 5), (5, 1):
        A, x = torch.randn(m, n, device=device), torch.randn(n, device=device)
        check.close(student.matvec(A, x), reference.matvec(A, x))


@points(2)
@hint(
    "Element (i, j) is the dot product of row i of A with column j of B.",
    zh="第 (i, j) 个元素是 A 的第 i 行与 B 的第 j 列的点积。",
)
def test_matmul(student, reference, device):
    """matmul is right for matrices of any shape. / 对任意形状的矩阵，matmul 都正确。"""
    for m, k, n in (3, 3, 3), (3, 4, 2), (2, 5, 3), (1, 3, 1), (4, 1, 2):
        A, B = torch.randn(m, k, device=device), torch.randn(k, n, device=device)
        check.close(student.matmul(A, B), reference.matmul(A, B))


@points(1)
@after(test_dot, test_matvec, test_matmul)
@hint(
    "Whole numbers stay whole numbers, and double precision stays double precision.",
    zh="整数仍是整数，双精度仍是双精度。",
)
def test_dtypes(student, reference):
    """The dtype of the inputs is kept. / 保持输入的 dtype。"""
    for dtype in torch.int64, torch.float64:
        A, B, x = (5 * torch.randn(shape).double() for shape in [(3, 4), (4, 2), (4,)])
        A, B, x = A.to(dtype), B.to(dtype), x.to(dtype)
        check.close(student.dot(x, x), reference.dot(x, x))
        check.close(student.matvec(A, x), reference.matvec(A, x))
        check.close(student.matmul(A, B), reference.matmul(A, B))


@points(2)
@after(test_dot, test_matvec, test_matmul)
@hint("Do not turn elements into Python numbers.", zh="不要把元素转成 Python 的数。")
def test_gradients(student, reference):
    """Gradients reach both factors. / 梯度能传到两个因子。"""
    A, B, x = (torch.randn(shape, dtype=torch.float64) for shape in [(3, 4), (4, 2), (4,)])
    check.same_gradient(student.dot, reference.dot, x, A[0])
    check.same_gradient(student.matvec, reference.matvec, A, x)
    check.same_gradient(student.matmul, reference.matmul, A, B)


@points(1)
@on("cuda")
@after(test_dot, test_matvec, test_matmul)
@hint("Create no tensor without device=A.device.", zh="新建张量要写 device=A.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the results stay on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    A, B, x = (torch.randn(shape, device=device) for shape in [(3, 4), (4, 2), (4,)])
    check.close(student.dot(x, x), reference.dot(x, x))
    check.close(student.matvec(A, x), reference.matvec(A, x))
    check.close(student.matmul(A, B), reference.matmul(A, B))
