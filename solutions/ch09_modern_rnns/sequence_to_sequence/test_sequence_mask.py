import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Row i keeps its first valid_len[i] entries.", zh="第 i 行保留前 valid_len[i] 个元素。")
def test_matrices(student, reference):
    """Of each row, the first entries stay and the others become the value. / 每行前若干元素不变，其余换成给定的值。"""
    for shape, lens, value in (((4, 6), (1, 6, 3, 5), 0), ((3, 3), (2, 1, 3), -7.5), ((1, 5), (4,), 2)):
        X = torch.randn(shape)
        check.close(
            student.sequence_mask(X.clone(), torch.tensor(lens), value),
            reference.sequence_mask(X.clone(), torch.tensor(lens), value),
        )


@points(2)
@hint(
    "The mask has the first two axes; whatever axes follow, a masked step is masked wholly.",
    zh="掩码只有前两个轴；后面无论还有几个轴，被遮蔽的时间步都整个被遮蔽。",
)
def test_more_axes(student, reference):
    """With three or four axes, whole steps are masked. / 有三个或四个轴时，整个时间步被遮蔽。"""
    for shape in (2, 3, 4), (3, 4, 3), (2, 4, 2, 3):
        X, lens = torch.randn(shape), torch.randint(1, shape[1] + 1, shape[:1])
        lens[0] = 1
        check.close(student.sequence_mask(X.clone(), lens, -1), reference.sequence_mask(X.clone(), lens, -1))


@points(1)
@after(test_matrices)
@hint(
    "A length of 0 masks the whole row; one beyond the end masks nothing.",
    zh="长度为 0 时整行被遮蔽；长度超出末尾时什么都不遮蔽。",
)
def test_nothing_and_too_much(student, reference):
    """Lengths of 0, and beyond the last step. / 长度为 0，以及超出最后一步的长度。"""
    X, lens = torch.randn(3, 4), torch.tensor([0, 9, 4])
    check.close(student.sequence_mask(X.clone(), lens, 3), reference.sequence_mask(X.clone(), lens, 3))


@points(1)
@after(test_matrices)
@hint("The result has the dtype of X.", zh="结果的 dtype 与 X 相同。")
def test_dtypes(student, reference):
    """Integers, bools and float64 keep their dtype. / 整数、布尔值和 float64 保持各自的 dtype。"""
    lens = torch.tensor([2, 3])
    for X in torch.randint(1, 9, (2, 4)), torch.randn(2, 4, dtype=torch.float64), torch.ones(2, 4, dtype=torch.bool):
        check.close(student.sequence_mask(X.clone(), lens), reference.sequence_mask(X.clone(), lens))


@points(1)
@after(test_matrices)
@hint(
    "X[...] = value writes into the caller's tensor. Make a new one: torch.where or masked_fill.",
    zh="X[...] = value 会改写调用者的张量。请新建一个：torch.where 或 masked_fill。",
)
def test_the_input_is_left_alone(student):
    """X and valid_len stay as they are. / X 和 valid_len 保持不变。"""
    check.leaves_alone(student.sequence_mask, torch.randn(3, 4), torch.tensor([1, 4, 2]))


@points(1)
@after(test_matrices)
@hint(
    "The gradient is 1 where an entry stays and 0 where it is masked; a leaf that requires one cannot be overwritten.",
    zh="保留的元素梯度为 1，被遮蔽的为 0；需要梯度的叶子张量不能被改写。",
)
def test_the_gradient(student, reference):
    """Gradients come back to what stays, also for a leaf. / 梯度传回保留的元素，X 是叶子张量时也如此。"""
    X, lens = torch.randn(3, 4, 2, dtype=torch.float64), torch.tensor([1, 4, 2])
    check.same_gradient(lambda X: student.sequence_mask(X, lens), lambda X: reference.sequence_mask(X, lens), X)


@points(1)
@after(test_matrices)
@on("cuda")
@hint(
    "torch.arange is on the CPU unless you say device=X.device.",
    zh="torch.arange 默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """A tensor on a GPU gives a result on that GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    X, lens = torch.randn(3, 4, device=device), torch.tensor([1, 4, 2], device=device)
    check.close(student.sequence_mask(X.clone(), lens), reference.sequence_mask(X.clone(), lens))
