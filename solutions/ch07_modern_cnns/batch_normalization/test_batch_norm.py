"""The function batch_norm: both shapes, both modes, the moving statistics, and what it must leave alone."""

import torch

from grader.suite import after, check, hint, on, points


def arguments(X):
    """X with a random scale and shift, moving statistics, eps and momentum to go with it.

    eps is 0, as where eps belongs is a test of its own.
    """
    shape = (1, X.shape[1]) + (1,) * (X.dim() - 2)
    gamma, beta, moving_mean, moving_var = torch.randn(4, *shape, dtype=X.dtype, device=X.device).unbind()
    return X, gamma, beta, moving_mean, moving_var.abs() + 0.5, 0.0, 0.9


@points(1)
@hint(
    "A feature of (n, d) is a column: take mean and variance over axis 0, standardize, multiply by gamma, add beta.",
    zh="(n, d) 的一个特征就是一列：沿轴 0 求均值和方差，标准化之后乘 gamma 再加 beta。",
)
def test_features_in_training(student, reference, device):
    """In training, each feature of (n, d) is normalized over the batch. / 训练时，(n, d) 的每个特征在批量上规范化。"""
    args = arguments(3 * torch.randn(6, 4, device=device) + 1)
    check.close(student.batch_norm(*args)[0], reference.batch_norm(*args)[0])


@points(2)
@hint(
    "A feature of (n, c, h, w) is a channel: its statistics run over axes 0, 2 and 3 together.",
    zh="(n, c, h, w) 的一个特征是一个通道：统计量要同时沿轴 0、2、3 求。",
)
def test_channels_in_training(student, reference, device):
    """In training, each channel of (n, c, h, w) is normalized. / 训练时，(n, c, h, w) 的每个通道各自规范化。"""
    args = arguments(3 * torch.randn(2, 3, 4, 5, device=device) + 1)
    check.close(student.batch_norm(*args)[0], reference.batch_norm(*args)[0])


@points(1)
@hint(
    "momentum weighs the old value: momentum * moving_mean + (1 - momentum) * the batch's mean.",
    zh="momentum 是旧值的权重：momentum * moving_mean + (1 - momentum) * 批量均值。",
)
def test_the_moving_mean(student, reference, device):
    """The moving mean takes a small step towards the batch's. / 移动均值向批量均值靠近一小步。"""
    for shape in (6, 4), (2, 3, 4, 5):
        args = arguments(torch.randn(shape, device=device))
        check.close(student.batch_norm(*args)[1], reference.batch_norm(*args)[1])


@points(1)
@hint(
    "Average the very variance that you normalize with (divide by m, not by m - 1), with momentum on the old value.",
    zh="移动平均所用的方差就是规范化所用的方差（除以 m，不是 m - 1），momentum 乘在旧值上。",
)
def test_the_moving_variance(student, reference, device):
    """The moving variance takes a small step towards the batch's. / 移动方差向批量方差靠近一小步。"""
    for shape in (6, 4), (2, 3, 4, 5):
        args = arguments(torch.randn(shape, device=device))
        check.close(student.batch_norm(*args)[2], reference.batch_norm(*args)[2])


@points(1)
@hint(
    "Under torch.no_grad(), normalize with moving_mean and moving_var, and return both as they came.",
    zh="在 torch.no_grad() 之下，用 moving_mean 和 moving_var 做规范化，并把二者原样返回。",
)
def test_evaluation(student, reference, device):
    """In evaluation, the moving statistics normalize and do not move. / 预测时用移动统计量规范化，且它们保持不变。"""
    for shape in (6, 4), (2, 3, 4, 5):
        args = arguments(torch.randn(shape, device=device))
        with torch.no_grad():
            check.close(student.batch_norm(*args), reference.batch_norm(*args))


@points(1)
@hint(
    "Add eps to the variance, inside the square root; use the eps that is passed in.",
    zh="eps 加在方差上，位于根号之内；并且要用传入的那个 eps。",
)
def test_epsilon_is_under_the_root(student, reference, device):
    """eps stands under the root, beside the variance. / eps 在根号内，与方差相加。"""
    *args, _, _ = arguments(torch.randn(6, 4, device=device))
    check.close(student.batch_norm(*args, 0.5, 0.9)[0], reference.batch_norm(*args, 0.5, 0.9)[0])


@points(2)
@hint(
    "In training the batch's mean and variance depend on X: do not detach them, and do not compute them under no_grad.",
    zh="训练时批量的均值和方差都依赖于 X：不要对它们 detach，也不要在 no_grad 之下计算。",
)
def test_gradients(student, reference, device):
    """Gradients reach X, gamma and beta, in float64 too. / 梯度能传到 X、gamma 和 beta，float64 也一样。"""
    X, gamma, beta, *rest = arguments(torch.randn(4, 3, device=device, dtype=torch.float64))
    check.same_gradient(
        lambda *inputs: student.batch_norm(*inputs, *rest)[0],
        lambda *inputs: reference.batch_norm(*inputs, *rest)[0],
        X, gamma, beta,
    )  # fmt: skip


@points(1)
@after(test_the_moving_mean)
@hint(
    "The moving statistics are a record, not part of the function that is trained: detach them before you return them.",
    zh="移动统计量只是记录，不参与求导：返回之前先 detach。",
)
def test_moving_statistics_carry_no_gradient(student, device):
    """The returned moving statistics carry no gradient. / 返回的移动统计量不带梯度。"""
    X = torch.randn(6, 4, device=device, requires_grad=True)
    _, moving_mean, moving_var = student.batch_norm(*arguments(X))
    check.that(
        not moving_mean.requires_grad and not moving_var.requires_grad,
        "The moving statistics still require a gradient, so every batch would stay in memory.",
        zh="移动统计量仍然带着梯度，这样每个批量的计算图都会留在内存里。",
    )


@points(1)
@after(test_features_in_training)
@hint("Work on new tensors: X -= mean changes the caller's X.", zh="请生成新的张量：X -= mean 会改动调用者的 X。")
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    X, *rest = arguments(torch.randn(2, 3, 4, 4, device=device))
    check.leaves_alone(lambda X: student.batch_norm(X, *rest), X)


@points(1)
@after(test_features_in_training)
@hint(
    "Check the number of axes of X first; 2 and 4 are the ones you can normalize.",
    zh="先检查 X 的轴数：只有 2 和 4 可以处理。",
)
def test_other_shapes_are_refused(student, device):
    """An X with three axes raises an error. / 三个轴的 X 会引发错误。"""
    X = torch.randn(4, 3, 5, device=device)
    check.raises((AssertionError, ValueError), student.batch_norm, *arguments(X))


@points(1)
@on("cuda")
@after(test_channels_in_training)
@hint("Create no tensor without device=X.device.", zh="新建张量时都要写上 device=X.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, everything stays on the GPU. / 在 GPU 上，所有结果都留在 GPU 上。"""
    args = arguments(torch.randn(2, 3, 4, 5, device=device))
    check.close(student.batch_norm(*args), reference.batch_norm(*args))
