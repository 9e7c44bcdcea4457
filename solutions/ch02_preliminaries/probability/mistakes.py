import torch
from matplotlib import pyplot as plt
from torch.distributions import multinomial


def _sample(m, n, p=None):
    return multinomial.Multinomial(n, torch.ones(6) / 6 if p is None else p).sample((m,))


def roll_dice_of_the_book(m, n):
    """Your numbers of groups and rolls are fixed in the code: use m and n.

    组数和投掷次数写死在代码里了：请使用 m 和 n。"""
    return _sample(500, 10)


def roll_dice_groups_and_rolls_swapped(m, n):
    """You made n groups of m rolls. m is the number of groups.

    你掷了 n 组，每组 m 次。m 才是组数。"""
    return _sample(n, m)


def roll_dice_shares(m, n):
    """You divided by n: the counts are asked for, not their shares.

    你除以了 n：题目要的是次数，不是比例。"""
    return _sample(m, n) / n


def roll_dice_faces(m, n):
    """You return the faces as they came up, one column a roll. Count how often each face came up.

    你返回的是依次掷出的点数，每次投掷一列。请数一数每个点数出现的次数。"""
    return torch.randint(1, 7, (m, n)).float()


def roll_dice_one_group_repeated(m, n):
    """You rolled one group and repeated it m times. Roll each group for itself.

    你只掷了一组，然后重复了 m 次。每一组都要单独掷。"""
    return _sample(1, n).repeat(m, 1)


def roll_dice_loaded(m, n):
    """Your die is not fair: the six probabilities differ.

    你的骰子不公平：六个概率不相同。"""
    return _sample(m, n, torch.arange(1.0, 7.0) / 21)


def roll_dice_with_a_seed(m, n):
    """You set a seed in the function: each call gives the same rolls.

    你在函数里设置了随机种子：每次调用的结果都一样。"""
    torch.manual_seed(0)
    return _sample(m, n)


def running_estimates_each_group_alone(counts):
    """You estimate from each group alone. Add up all groups so far.

    你只用每一组自己来估计。请把到目前为止的所有组加起来。"""
    return counts / counts.sum(dim=1, keepdims=True)


def running_estimates_along_the_faces(counts):
    """You added up along the faces (dim 1). The groups lie along dim 0.

    你沿着点数（dim 1）累加了。各组排在 dim 0 上。"""
    totals = counts.cumsum(dim=1)
    return totals / totals[:, -1:]


def running_estimates_without_keepdims(counts):
    """The sums of the rows have shape (m,): they line up with the faces, which raises an error, or with as many groups as faces divides
    by the wrong ones. Keep the summed dimension.

    各行的和形状是 (m,)：它会与点数对齐，于是报错；组数与点数相同时，则除以了错误的数。请保留求和的维度。"""
    totals = counts.cumsum(dim=0)
    return totals / totals.sum(dim=1)


def running_estimates_by_the_grand_total(counts):
    """You divide by the number of all rolls from the start: the early rows do not sum to 1.

    你从一开始就除以全部的投掷次数：前面各行的和不为 1。"""
    return counts.cumsum(dim=0) / counts.sum()


def running_estimates_not_divided(counts):
    """These are the counts so far. Divide them by the number of rolls so far.

    这是到目前为止的次数。还要除以到目前为止的投掷次数。"""
    return counts.cumsum(dim=0)


def running_estimates_mean_of_shares(counts):
    """You average the shares of the groups: that is right only where all groups have the same size.

    你对各组的比例取平均：只有各组大小相同时才对。"""
    shares = (counts / counts.sum(dim=1, keepdims=True).clamp(min=1)).cumsum(dim=0)
    return shares / torch.arange(1, len(counts) + 1, dtype=shares.dtype)[:, None]


def running_estimates_in_place(counts):
    """The numbers are right, but you added up in the caller's counts.

    数值是对的，但你直接在调用者的 counts 里累加了。"""
    for i in range(1, len(counts)):
        counts[i] += counts[i - 1]
    return counts / counts.sum(dim=1, keepdims=True)


def _draw(estimates, first=1, line=1 / 6, names=True, x=None):
    for i in range(estimates.shape[1]):
        plt.plot(*([x] if x is not None else []), estimates[:, i], label=f"P(die={i + first})")
    if line:
        plt.axhline(y=line)
    if names:
        plt.xlabel("Groups of experiments")
        plt.ylabel("Estimated probability")
    plt.legend()


def plot_estimates_named_from_zero(estimates):
    """You name the faces 0 to 5. A die shows 1 to 6.

    你把点数命名为 0 到 5。骰子的点数是 1 到 6。"""
    _draw(estimates, first=0)


def plot_estimates_rows_as_lines(estimates):
    """You drew the rows: a line for each group. Each face is a column.

    你画的是各行：每组一条线。每个点数是一列。"""
    for i in range(6):
        plt.plot(estimates[i % len(estimates)], label=f"P(die={i + 1})")
    plt.axhline(y=1 / 6)
    plt.legend()


def plot_estimates_without_a_legend(estimates):
    """The legend is missing: nobody can tell the lines apart.

    缺少图例：无法区分各条线。"""
    plt.plot(estimates)
    plt.axhline(y=1 / 6)
    plt.xlabel("Groups of experiments")
    plt.ylabel("Estimated probability")


def plot_estimates_without_the_line(estimates):
    """The horizontal line at 1/6 is missing.

    缺少 1/6 处的水平线。"""
    _draw(estimates, line=None)


def plot_estimates_without_names(estimates):
    """The axes have no names.

    坐标轴没有名字。"""
    _draw(estimates, names=False)


def plot_estimates_counted_from_one(estimates):
    """Your groups are counted from 1; the statement has them from 0.

    你的组从 1 数起；题目要求从 0 数起。"""
    _draw(estimates, x=list(range(1, len(estimates) + 1)))
