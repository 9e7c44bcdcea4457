import torch
from torch import nn


def f_power_of_the_sine(x):
    """You took the power of sin(x) as well. Only x has it: 2 sin(x) + x ** 0.8.

    你对 sin(x) 也取了幂。只有 x 取幂：2 sin(x) + x ** 0.8。"""
    return 2 * torch.sin(x) ** 0.8 + x**0.8


def f_without_the_power(x):
    """The power 0.8 of x is missing.

    漏掉了 x 的 0.8 次幂。"""
    return 2 * torch.sin(x) + x


def f_without_the_two(x):
    """The factor 2 before the sine is missing.

    漏掉了正弦前面的系数 2。"""
    return torch.sin(x) + x**0.8


def _f(x):
    return 2 * torch.sin(x) + x**0.8


def _data(n, noise, sort=True, top=5.0):
    x = torch.rand(n) * top
    x = x.sort().values if sort else x
    x_test = torch.arange(0, 5, 0.1)
    return x, _f(x) + noise(n), x_test, _f(x_test)


def make_data_without_noise(n_train=50):
    """Your y_train has no noise.

    你的 y_train 没有噪声。"""
    return _data(n_train, lambda n: torch.zeros(n))


def make_data_same_noise_for_all(n_train=50):
    """You drew one number and added it to all. Each example has noise of its own.

    你只抽了一个数，加到了所有样本上。每个样本各有噪声。"""
    return _data(n_train, lambda n: 0.5 * torch.randn(1))


def make_data_variance_for_deviation(n_train=50):
    """Your noise has variance 0.5. The standard deviation is 0.5.

    你的噪声方差为 0.5。应当是标准差为 0.5。"""
    return _data(n_train, lambda n: 0.5**0.5 * torch.randn(n))


def make_data_not_sorted(n_train=50):
    """x_train is not in ascending order: sort it before you compute y_train.

    x_train 没有按升序排列：请在计算 y_train 之前排序。"""
    return _data(n_train, lambda n: 0.5 * torch.randn(n), sort=False)


def make_data_sorted_too_late(n_train=50):
    """You sorted x_train after y_train was computed: the values belong to other places now.

    你在算出 y_train 之后才对 x_train 排序：值和位置对不上了。"""
    x, y, x_test, y_truth = make_data_not_sorted(n_train)
    return x.sort().values, y, x_test, y_truth


def make_data_between_zero_and_one(n_train=50):
    """Your x_train lies between 0 and 1. It goes up to 5.

    你的 x_train 在 0 到 1 之间。应到 5。"""
    return _data(n_train, lambda n: 0.5 * torch.randn(n), top=1.0)


def make_data_noisy_truth(n_train=50):
    """Your y_truth has noise. It is the truth.

    你的 y_truth 带有噪声。它应是真实值。"""
    x, y, x_test, y_truth = _data(n_train, lambda n: 0.5 * torch.randn(n))
    return x, y, x_test, y_truth + 0.5 * torch.randn(50)


def average_pooling_one_number(y_train, n_test):
    """You give one number. There is one for each query.

    你只给出了一个数。每个查询都要有一个。"""
    return y_train.mean()


def average_pooling_the_values_themselves(y_train, n_test):
    """You repeat the values, not their mean.

    你重复的是各个值，而不是它们的平均。"""
    return torch.repeat_interleave(y_train, n_test)


def average_pooling_as_a_column(y_train, n_test):
    """Your result is a column (n_test, 1). It is a vector, (n_test,).

    你的结果是一列 (n_test, 1)。应为向量 (n_test,)。"""
    return y_train.mean().repeat(n_test, 1)


def average_pooling_always_float32(y_train, n_test):
    """Your result is float32, whatever y_train is.

    无论 y_train 是什么类型，你的结果都是 float32。"""
    return torch.full((n_test,), y_train.mean().item())


def _pool(queries, keys, values, score=None, dim=1):
    scores = (score or (lambda d: -(d**2) / 2))(queries[:, None] - keys)
    weights = torch.softmax(scores, dim=dim)
    return weights @ values, weights


def kernel_pooling_over_the_queries(queries, keys, values):
    """Your softmax runs over the queries (dim=0). Each query spreads its weight over the keys: dim=1.

    你的 softmax 沿查询的方向进行（dim=0）。每个查询应把权重分配给各个键：dim=1。"""
    return _pool(queries, keys, values, dim=0)


def kernel_pooling_without_the_half(queries, keys, values):
    """The half is missing in the exponent: your kernel is too narrow.

    指数里漏掉了二分之一：你的核太窄。"""
    return _pool(queries, keys, values, lambda d: -(d**2))


def kernel_pooling_without_the_minus(queries, keys, values):
    """The minus is missing: the farthest key has the most weight.

    漏掉了负号：最远的键权重反而最大。"""
    return _pool(queries, keys, values, lambda d: d**2 / 2)


def kernel_pooling_absolute_distance(queries, keys, values):
    """You took the distance itself. The kernel falls with its square.

    你用的是距离本身。核随距离的平方衰减。"""
    return _pool(queries, keys, values, lambda d: -d.abs() / 2)


def kernel_pooling_not_normalised(queries, keys, values):
    """Your weights do not sum to one: divide by their sum, or take a softmax.

    你的权重之和不为一：请除以它们的和，或者用 softmax。"""
    weights = torch.exp(-((queries[:, None] - keys) ** 2) / 2)
    return weights @ values, weights


def kernel_pooling_exponentials_vanish(queries, keys, values):
    """Far from all keys your exponentials are all zero, and 0 / 0 is nan. torch.softmax takes care of that.

    离所有的键都很远时，你的指数全为零，0 / 0 得到 nan。torch.softmax 会处理这种情况。"""
    weights = torch.exp(-((queries[:, None] - keys) ** 2) / 2)
    weights = weights / weights.sum(dim=1, keepdim=True)
    return weights @ values, weights


def kernel_pooling_keys_by_queries(queries, keys, values):
    """Your weights have shape (n, m), a row for each key. There is a row for each query.

    你的权重形状是 (n, m)，每个键一行。应为每个查询一行。"""
    y_hat, weights = _pool(queries, keys, values)
    return y_hat, weights.T


def others_with_itself(x):
    """Each row still holds its own element, and the last one is missing instead.

    每一行仍含有自己的元素，去掉的却是最后一个。"""
    return x.repeat(len(x), 1)[:, :-1]


def others_by_value(x):
    """You leave out every element that equals the i-th. Leave out the position alone.

    你去掉了所有等于第 i 个元素的元素。只应去掉这个位置。"""
    return torch.stack([x[x != x[i]] for i in range(len(x))])


def others_rotated(x):
    """Your rows begin behind the element that is left out. They keep the order of x.

    你的每一行从被去掉的元素之后开始。应保持 x 原来的顺序。"""
    return torch.stack([torch.cat((x[i + 1 :], x[:i])) for i in range(len(x))])


def others_mask_on_the_cpu(x):
    """Right on the CPU, but the mask that torch.eye makes stays there: pass device=x.device.

    在 CPU 上没有问题，但 torch.eye 建的掩码留在 CPU 上：请传入 device=x.device。"""
    n = len(x)
    apart = torch.ones(n, n, dtype=x.dtype) - torch.eye(n, dtype=x.dtype)
    return (x.repeat(n, 1) + 0 * apart)[apart.bool()].reshape(n, n - 1)


class _Pooling(nn.Module):
    """Right but for what a mistake changes."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.w = nn.Parameter(torch.rand(1))

    def score(self, d):
        return -((d * self.w) ** 2) / 2

    def forward(self, queries, keys, values):
        self.attention_weights = torch.softmax(self.score(queries[:, None] - keys), dim=1)
        return (self.attention_weights * values).sum(dim=1)


class NWKernelRegression_w_outside_the_square(_Pooling):
    """w stands outside of the square: it is (x - x_i) * w that is squared.

    w 在平方之外：应先乘 w 再平方，即 ((x - x_i) * w) 的平方。"""

    def score(self, d):
        return -(d**2) * self.w / 2


class NWKernelRegression_without_the_half(_Pooling):
    """The half is missing in the exponent.

    指数里漏掉了二分之一。"""

    def score(self, d):
        return -((d * self.w) ** 2)


class NWKernelRegression_without_w(_Pooling):
    """w has no effect on the weights: nothing can be learned.

    w 对权重没有影响：什么也学不到。"""

    def score(self, d):
        return -(d**2) / 2 + 0 * self.w


class NWKernelRegression_w_no_parameter(nn.Module):
    """w is a plain tensor, no nn.Parameter: parameters() is empty, and no optimiser finds it.

    w 是普通张量，不是 nn.Parameter：parameters() 是空的，优化器找不到它。"""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.w = torch.rand(1, requires_grad=True)

    def forward(self, queries, keys, values):
        self.attention_weights = torch.softmax(-(((queries[:, None] - keys) * self.w) ** 2) / 2, dim=1)
        return (self.attention_weights * values).sum(dim=1)


class NWKernelRegression_over_the_queries(_Pooling):
    """Your softmax runs over the queries (dim=0). Each query spreads its weight over its keys: dim=1.

    你的 softmax 沿查询的方向进行（dim=0）。每个查询应把权重分配给自己的键：dim=1。"""

    def forward(self, queries, keys, values):
        self.attention_weights = torch.softmax(self.score(queries[:, None] - keys), dim=0)
        return (self.attention_weights * values).sum(dim=1)


class NWKernelRegression_queries_along_the_row(_Pooling):
    """queries - keys lines the queries up with the columns. Each query belongs to a row: queries[:, None].

    queries - keys 让查询与列对齐了。每个查询对应一行：queries[:, None]。"""

    def forward(self, queries, keys, values):
        self.attention_weights = torch.softmax(self.score(queries - keys), dim=1)
        return (self.attention_weights * values).sum(dim=1)


class NWKernelRegression_weights_not_kept(_Pooling):
    """The weights are not kept: set self.attention_weights in forward.

    没有保存权重：请在 forward 中设置 self.attention_weights。"""

    attention_weights = None

    def forward(self, queries, keys, values):
        weights = torch.softmax(self.score(queries[:, None] - keys), dim=1)
        return (weights * values).sum(dim=1)


class NWKernelRegression_outside_the_graph(_Pooling):
    """No gradient reaches w (.item(), .data, .detach()).

    梯度传不到 w（.item()、.data、.detach()）。"""

    def score(self, d):
        return -((d * self.w.detach()) ** 2) / 2
