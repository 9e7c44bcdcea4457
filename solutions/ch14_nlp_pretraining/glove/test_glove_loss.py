import torch

from grader.suite import after, check, hint, on, points


def given(n, m, d, dtype=torch.float64, zeros=0.0, device="cpu"):
    """Counts from 0.5 to 200, a share of them zero, and vectors and biases."""
    x = torch.exp(6 * torch.rand(n, m, dtype=dtype, device=device) - 0.7)
    x[torch.rand(n, m, device=device) < zeros] = 0
    parts = [torch.randn(shape, dtype=dtype, device=device) for shape in ((n, d), (m, d), (n,), (m,))]
    return x, *parts


@points(5)
@hint(
    "v @ u.T has u_j . v_i at [i, j]; b belongs to the rows, c to the columns.",
    zh="v @ u.T 的 [i, j] 处是 u_j 与 v_i 的点积；b 属于行，c 属于列。",
)
def test_every_pair_occurs(student, reference):
    """The loss is right where all counts are positive. / 所有次数都为正时，损失正确。"""
    for n, m, d in ((4, 4, 3), (3, 5, 2), (5, 2, 4), (1, 3, 1)):
        parts = given(n, m, d)
        check.close(student.glove_loss(*parts), reference.glove_loss(*parts))


@points(3)
@after(test_every_pair_occurs)
@hint(
    "log 0 is -inf: put a 1 there before the logarithm, or pick the pairs that occur.",
    zh="log 0 是 -inf：先在那里放 1 再取对数，或只挑出共现过的词对。",
)
def test_pairs_that_never_occur(student, reference):
    """Pairs that never occur add nothing. / 从不共现的词对没有贡献。"""
    for n, m, d in ((5, 5, 3), (4, 7, 2)):
        parts = given(n, m, d, zeros=0.5)
        check.close(student.glove_loss(*parts), reference.glove_loss(*parts))
    parts = given(3, 4, 2, zeros=1.1)
    check.close(student.glove_loss(*parts), reference.glove_loss(*parts))


@points(3)
@after(test_pairs_that_never_occur)
@hint(
    "torch.where around an infinite loss gives a right value and a gradient of nan: keep the infinity away before it.",
    zh="把 torch.where 套在无穷大的损失外面，数值正确而梯度是 nan：要在产生无穷大之前就避开它。",
)
def test_gradients(student, reference):
    """The gradients of vectors and biases are right, with pairs that never occur too. / 向量和偏置的梯度都正确，有从不共现的词对时也一样。"""
    for zeros in (0.0, 0.4):
        x, *parts = given(4, 5, 3, zeros=zeros)
        check.same_gradient(
            lambda *p, x=x: student.glove_loss(x, *p), lambda *p, x=x: reference.glove_loss(x, *p), *parts
        )


@points(1)
@after(test_pairs_that_never_occur)
@hint(
    "The loss has the dtype of the inputs, and leaves them as they are.", zh="损失的 dtype 与输入相同，且不改动输入。"
)
def test_single_precision(student, reference):
    """float32 stays float32, and the inputs stay as they are. / float32 保持 float32，输入不变。"""
    parts = given(4, 3, 2, torch.float32, zeros=0.3)
    check.close(student.glove_loss(*parts), reference.glove_loss(*parts), rtol=1e-4, atol=1e-3)
    check.leaves_alone(student.glove_loss, *parts)


@points(1)
@after(test_every_pair_occurs)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_the_result_stays_on_the_device(student, reference, device):
    """Inputs on a GPU give a loss on that GPU. / 输入在 GPU 上，损失也在同一块 GPU 上。"""
    parts = given(4, 3, 2, device=device)
    check.close(student.glove_loss(*parts), reference.glove_loss(*parts))
