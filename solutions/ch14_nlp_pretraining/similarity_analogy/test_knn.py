import torch

from grader.suite import after, check, hint, on, points


def rows(n, d, dtype=torch.float32):
    """n vectors of very different lengths, the first of zeros, and a query."""
    W = torch.randn(n, d, dtype=dtype) * (0.3 + 5 * torch.rand(n, 1, dtype=dtype))
    W[0] = 0
    return W, 3 * torch.randn(d, dtype=dtype)


def numbers(cos):
    return [float(c) for c in cos]


@points(4)
@hint(
    "Divide by the length of each row, not only multiply: long rows must not win.",
    zh="要除以每一行的长度：长的行不该因此胜出。",
)
def test_the_nearest(student, reference):
    """The rows are those with the largest cosines, largest first. / 给出余弦最大的各行，从大到小。"""
    for n, d, k in ((12, 5, 4), (6, 9, 3), (8, 8, 1), (30, 3, 10)):
        W, x = rows(n, d)
        topk, _ = student.knn(W, x, k)
        check.equal(topk, reference.knn(W, x, k)[0])


@points(3)
@hint("Divide by the lengths of both vectors.", zh="要除以两个向量的长度。")
def test_the_cosines(student, reference):
    """The similarities are cosines, in the same order. / 相似度就是余弦，次序相同。"""
    for n, d, k in ((12, 5, 4), (5, 7, 2)):
        W, x = rows(n, d)
        _, cos = student.knn(W, x, k)
        check.close(numbers(cos), numbers(reference.knn(W, x, k)[1]), rtol=1e-4, atol=1e-5)


@points(2)
@after(test_the_nearest)
@hint(
    "0 / 0 is nan, and nan counts as the largest: keep the divisor away from 0.",
    zh="0 / 0 是 nan，而 nan 会被当作最大：别让除数为 0。",
)
def test_a_row_of_zeros(student, reference):
    """A row of zeros has the similarity 0, between the near and the far. / 全零的行相似度为 0，排在正负之间。"""
    for n, d in ((9, 4), (7, 2)):
        W, x = rows(n, d)
        topk, cos = student.knn(W, x, n)
        right = reference.knn(W, x, n)
        check.equal(topk, right[0])
        check.close(numbers(cos), numbers(right[1]), rtol=1e-4, atol=1e-5)


@points(1)
@after(test_the_nearest)
@hint("x.reshape(-1) makes a vector of either.", zh="x.reshape(-1) 对两种形状都得到向量。")
def test_a_query_of_one_row(student, reference):
    """A query of shape (1, d) is the same as one of shape (d,). / 形状为 (1, d) 的查询与 (d,) 相同。"""
    for n, d, k in ((10, 4, 3), (6, 1, 2), (4, 6, 1)):
        W, x = rows(n, d)
        if d == 1:  # all cosines are 1, 0 or -1: one row that is nearest
            W[1:], W[4] = -W[1:].abs(), 2.0
            x, k = x.abs(), 1
        topk, cos = student.knn(W, x.reshape(1, -1), k)
        right = reference.knn(W, x, k)
        check.equal(topk, right[0])
        check.close(numbers(cos), numbers(right[1]), rtol=1e-4, atol=1e-5)


@points(1)
@after(test_the_nearest, test_the_cosines)
@hint("Compute in the dtype of W, and change neither input.", zh="按 W 的 dtype 计算，不要改动输入。")
def test_double_precision(student, reference):
    """float64 is as exact as it should be; the inputs stay as they are. / float64 有应有的精度；输入保持不变。"""
    W, x = rows(8, 5, torch.float64)
    _, cos = student.knn(W.clone(), x.clone(), 3)
    check.close(numbers(cos), numbers(reference.knn(W, x, 3)[1]), rtol=1e-7, atol=1e-8)
    check.leaves_alone(student.knn, W, x, 3)


@points(1)
@after(test_the_nearest)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_the_indices_stay_on_the_device(student, reference, device):
    """On a GPU the indices are on that GPU. / 在 GPU 上时，索引也在同一块 GPU 上。"""
    W, x = rows(8, 5)
    topk, _ = student.knn(W.to(device), x.to(device), 3)
    check.close(topk, reference.knn(W.to(device), x.to(device), 3)[0])
