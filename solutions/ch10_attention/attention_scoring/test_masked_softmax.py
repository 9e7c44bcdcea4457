"""The masked softmax: three forms of valid_lens, scores of every size, gradients, and an X that stays as it is."""

import torch

from grader.suite import after, check, hint, on, points


@points(1)
@hint("None means that nothing is masked: softmax over the last axis.", zh="None 表示不掩蔽：沿最后一个轴做 softmax。")
def test_no_lengths(student, reference, device):
    """Without lengths, it is the softmax over the last axis. / 不给长度时，就是沿最后一个轴的 softmax。"""
    X = torch.randn(3, 4, 5, device=device)
    check.close(student.masked_softmax(X, None), reference.masked_softmax(X, None))


@points(3)
@hint(
    "One length for each example: all its queries share it, so repeat each length num_queries times in a row.",
    zh="每个样本一个长度，该样本的所有查询共用：每个长度要连续重复 num_queries 次。",
)
def test_one_length_for_each_example(student, reference, device):
    """Lengths of shape (batch_size,) mask whole examples. / 形状为 (batch_size,) 的长度按样本掩蔽。"""
    X, lens = torch.randn(4, 3, 6, device=device), torch.tensor([2, 6, 1, 4], device=device)
    check.close(student.masked_softmax(X, lens), reference.masked_softmax(X, lens))


@points(2)
@hint(
    "Lengths of shape (batch_size, num_queries) belong to the rows one by one.",
    zh="形状为 (batch_size, num_queries) 的长度逐行对应。",
)
def test_one_length_for_each_query(student, reference, device):
    """Lengths of shape (batch_size, num_queries) mask row by row. / 形状为 (batch_size, num_queries) 时逐行掩蔽。"""
    X, lens = torch.randn(3, 2, 5, device=device), torch.tensor([[1, 5], [3, 2], [4, 1]], device=device)
    check.close(student.masked_softmax(X, lens), reference.masked_softmax(X, lens))


@points(1)
@after(test_one_length_for_each_example)
@hint(
    "Mask the scores before the softmax: afterwards, masked scores have already taken their share.",
    zh="应在 softmax 之前掩蔽：做完 softmax 再掩蔽，被掩蔽的分数已经分走了权重。",
)
def test_masked_scores_have_no_influence(student, reference, device):
    """Masked scores may be anything, even enormous: weights stay the same. / 被掩蔽的分数再大，也不影响权重。"""
    X, lens = torch.randn(2, 3, 5, device=device), torch.tensor([2, 3], device=device)
    X[:, :, 3:] = torch.tensor([1000.0, -1000.0], device=device)
    check.close(student.masked_softmax(X, lens), reference.masked_softmax(X, lens))


@points(1)
@hint(
    "Stay in autograd, and do not write into X: a masked score gets the gradient zero, the others that of the softmax.",
    zh="计算要留在自动求导之中，也不要写入 X：被掩蔽的分数梯度为零，其余的与 softmax 的梯度相同。",
)
def test_gradients(student, reference, device):
    """Gradients reach the valid scores and no others, in float64 too. / 梯度只传到有效的分数，float64 也一样。"""
    X, lens = torch.randn(3, 2, 4, device=device, dtype=torch.float64), torch.tensor([1, 4, 2], device=device)
    check.same_gradient(
        lambda X: student.masked_softmax(X, lens),
        lambda X: reference.masked_softmax(X, lens),
        X,
    )


@points(1)
@after(test_one_length_for_each_query)
@hint(
    "A row of length 0 may come out as it likes, but must neither raise an error nor disturb other rows.",
    zh="长度为 0 的行结果不限，但不能报错，也不能影响其他行。",
)
def test_a_row_of_length_zero(student, reference, device):
    """A row of length zero leaves the other rows alone. / 长度为零的行不影响其他行。"""
    X, lens = torch.randn(2, 2, 4, device=device), torch.tensor([[0, 3], [4, 0]], device=device)
    rows = lens > 0
    check.close(student.masked_softmax(X, lens)[rows], reference.masked_softmax(X, lens)[rows])


@points(1)
@after(test_one_length_for_each_example)
@hint(
    "torch.softmax subtracts the largest score first; exponentials of your own must do so too.",
    zh="torch.softmax 会先减去最大的分数；如果自己写指数，也要这样做。",
)
def test_large_scores(student, reference, device):
    """Large valid scores do not overflow, in float64 either. / 有效分数很大时不会溢出，float64 也一样。"""
    X, lens = torch.randn(2, 3, 5, device=device, dtype=torch.float64) + 1000, torch.tensor([3, 5], device=device)
    check.close(student.masked_softmax(X, lens), reference.masked_softmax(X, lens))


@points(1)
@after(test_one_length_for_each_example)
@hint(
    "A fill of -1e6 is not low when the scores are lower still: float('-inf') is below every score.",
    zh="分数更低时，填充 -1e6 反而不算低：float('-inf') 低于任何分数。",
)
def test_scores_below_minus_a_million(student, reference, device):
    """Even below -1e6, no weight falls on masked positions. / 即使分数低于 -1e6，权重也不会落在被掩蔽的位置。"""
    X, lens = torch.randn(2, 3, 5, device=device) - 2e6, torch.tensor([2, 4], device=device)
    check.close(student.masked_softmax(X, lens), reference.masked_softmax(X, lens))


@points(1)
@after(test_one_length_for_each_example)
@hint(
    "X.reshape(...) shares memory with X, so an assignment to X[...] changes the caller's scores: use masked_fill.",
    zh="X.reshape(...) 与 X 共享内存，对 X[...] 赋值会改动调用者的分数：可改用 masked_fill。",
)
def test_the_input_is_left_alone(student, device):
    """The scores and the lengths are the same after the call. / 调用之后，分数和长度都保持不变。"""
    check.leaves_alone(student.masked_softmax, torch.randn(2, 3, 4, device=device), torch.tensor([1, 3], device=device))


@points(1)
@on("cuda")
@after(test_one_length_for_each_example)
@hint(
    "torch.arange(n) lives on the CPU: create it with device=X.device.",
    zh="torch.arange(n) 在 CPU 上：创建时要写 device=X.device。",
)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the mask and the weights are on the GPU. / 在 GPU 上，掩码和权重也都在 GPU 上。"""
    X, lens = torch.randn(4, 3, 6, device=device), torch.tensor([2, 6, 1, 4], device=device)
    check.close(student.masked_softmax(X, lens), reference.masked_softmax(X, lens))
