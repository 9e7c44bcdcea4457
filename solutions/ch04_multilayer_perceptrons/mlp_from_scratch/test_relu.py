import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("max(x, 0) for every element.", zh="对每个元素求 max(x, 0)。")
def test_values(student, reference, device):
    """The values are right for any shape. / 任意形状都得到正确的值。"""
    for shape in (5,), (3, 4), (2, 3, 2), (1, 1):
        X = torch.randn(shape, device=device)
        check.close(student.relu(X), reference.relu(X))


@points(1)
@after(test_values)
@hint("Compare with a zero of the dtype of X: torch.zeros_like(X).", zh="与 X 同 dtype 的零比较：torch.zeros_like(X)。")
def test_other_dtypes(student, reference, device):
    """Integers and double precision keep their dtype. / 整数和双精度都保持 dtype。"""
    X = torch.randn(3, 4, device=device)
    check.close(student.relu((3 * X).long()), reference.relu((3 * X).long()))
    check.close(student.relu(X.double()), reference.relu(X.double()))


@points(1)
@after(test_values)
@hint("Infinities compare like other numbers.", zh="无穷大与其他数一样比较大小。")
def test_infinities(student, reference, device):
    """Minus infinity becomes 0, infinity stays. / 负无穷变为 0，正无穷不变。"""
    X = torch.tensor([float("-inf"), -1e30, 1e30, float("inf")], device=device)
    check.close(student.relu(X), reference.relu(X))


@points(1)
@after(test_values)
@hint("The positive elements pass their gradient on: use X itself.", zh="正的元素要把梯度传下去：直接使用 X。")
def test_the_gradient(student, reference, device):
    """The gradient is 1 for positive and 0 for negative elements. / 正的元素梯度为 1，负的为 0。"""
    check.same_gradient(student.relu, reference.relu, torch.randn(4, 5, dtype=torch.float64, device=device))


@points(1)
@after(test_values)
@hint("X[X < 0] = 0 writes into the caller's X.", zh="X[X < 0] = 0 会写入调用者的 X。")
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(student.relu, torch.randn(3, 4, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint(
    "torch.zeros makes its tensor on the CPU; zeros_like(X) where X is.",
    zh="torch.zeros 在 CPU 上新建张量；zeros_like(X) 则与 X 在同一设备。",
)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    X = torch.randn(3, 4, device=device)
    check.close(student.relu(X), reference.relu(X))
