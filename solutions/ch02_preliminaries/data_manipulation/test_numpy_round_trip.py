import torch

from grader.suite import after, check, hint, points

KINDS = [(torch.float32, 0.5), (torch.float64, -1.25), (torch.int64, 3)]


@points(2)
@hint("Return the array itself, not a tensor and not a copy.", zh="返回数组本身，不是张量，也不是副本。")
def test_the_array(student, reference):
    """add_through_numpy returns the right array, with the dtype of X. / add_through_numpy 返回的数组正确，dtype 与 X 相同。"""
    for dtype, amount in KINDS:
        X = (10 * torch.randn(2, 3)).to(dtype)
        check.equal(student.add_through_numpy(X, amount), reference.add_through_numpy(X, amount))


@points(1)
@after(test_the_array)
@hint(
    "The memory must be shared: no clone, no copy, and += rather than +.",
    zh="内存必须共用：不要 clone 或 copy，用 += 而不是 +。",
)
def test_the_memory_is_shared(student):
    """The change shows in X. / X 也随之改变。"""
    for dtype, amount in KINDS:
        X = (10 * torch.randn(4)).to(dtype)
        expected = X + amount
        student.add_through_numpy(X, amount)
        check.equal(X, expected)


@points(3)
@hint(
    "A tensor with the dtype of A: torch.Tensor and .float() convert.",
    zh="张量的 dtype 与 A 相同：torch.Tensor 和 .float() 会改变类型。",
)
def test_the_copy(student, reference):
    """copy_and_add returns the right tensor, with the dtype of A. / copy_and_add 返回的张量正确，dtype 与 A 相同。"""
    for dtype, amount in KINDS:
        A = (10 * torch.randn(2, 3)).to(dtype).numpy()
        check.equal(student.copy_and_add(A, amount), reference.copy_and_add(A, amount))


@points(1)
@after(test_the_copy)
@hint("from_numpy and as_tensor share the memory of A.", zh="from_numpy 和 as_tensor 与 A 共用内存。")
def test_the_original_array(student):
    """copy_and_add leaves A as it is. / copy_and_add 不改变 A。"""
    for dtype, amount in KINDS:
        A = (10 * torch.randn(4)).to(dtype).numpy()
        before = A.copy()
        student.copy_and_add(A, amount)
        check.equal(A, before)
