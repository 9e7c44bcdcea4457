from matplotlib import pyplot as plt


def has_one_axis_lists_are_curves(X):
    """You take every list for one curve. A list of lists, tensors or arrays is several.

    你把所有列表都当作一条曲线。由列表、张量或数组组成的列表是几条。"""
    return isinstance(X, list) or X.ndim == 1


def has_one_axis_tensors_only(X):
    """You ask for ndim, which lists do not have: a list of numbers is one curve, too.

    你只看 ndim，而列表没有 ndim：数的列表也是一条曲线。"""
    return hasattr(X, "ndim") and X.ndim == 1


def has_one_axis_one_element(X):
    """You look at the length. One curve may have any number of points.

    你看的是长度。一条曲线可以有任意多个点。"""
    return len(X) == 1


def has_one_axis_number_of_axes(X):
    """You return the number of axes; a bool is asked for.

    你返回的是轴的个数；题目要的是布尔值。"""
    if isinstance(X, list):
        return 1 if isinstance(X[0], (int, float)) else 2
    return X.ndim


def has_one_axis_lists_of_lists_only(X):
    """In a list you look for lists alone: tensors and arrays in it are curves as well.

    对列表，你只看里面有没有列表：里面的张量和数组也是曲线。"""
    if isinstance(X, list):
        return not isinstance(X[0], list)
    return X.ndim == 1


def _one(X):
    if isinstance(X, list):
        return isinstance(X[0], (int, float))
    return X.ndim == 1


def _curves(X, Y, axes=None, clear=True, share=True, index=True):
    axes = axes if axes is not None else plt.gca()
    if clear:
        axes.cla()
    heights = X if Y is None else Y
    heights = [heights] if _one(heights) else list(heights)
    if Y is None:
        places = [range(len(y)) for y in heights] if index else [range(1, len(y) + 1) for y in heights]
    elif _one(X):
        places = [X] * len(heights) if share else [X]
    else:
        places = list(X)
    for x, y in zip(places, heights, strict=False):
        axes.plot(x, y)
    return axes


def _finish(axes, xlabel, ylabel, legend, xlim, ylim, xscale, yscale):
    axes.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale, xlim=xlim, ylim=ylim)
    if legend:
        axes.legend(legend)


def plot_first_curve_only(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """With one X and several Y you draw only the first curve: zip stops at the shorter list. Repeat X for each curve.

    X 是一条、Y 是几条时，你只画了第一条：zip 到较短的列表就停了。请为每条曲线重复 X。"""
    axes = _curves(X, Y, axes, share=False)
    _finish(axes, xlabel, ylabel, legend, xlim, ylim, xscale, yscale)


def plot_counted_from_one(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """Without Y, your points are 1, 2, 3, …: they begin at 0.

    没有 Y 时，你的横坐标是 1、2、3……：应当从 0 开始。"""
    axes = _curves(X, Y, axes, index=False)
    _finish(axes, xlabel, ylabel, legend, xlim, ylim, xscale, yscale)


def plot_axes_not_cleared(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """The curves of an earlier call are still in the axes: clear them first.

    上一次调用画的曲线还在轴上：请先清除。"""
    axes = _curves(X, Y, axes, clear=False)
    _finish(axes, xlabel, ylabel, legend, xlim, ylim, xscale, yscale)


def plot_scales_forgotten(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """xscale and yscale are never used: both axes stay linear.

    xscale 和 yscale 没有用上：两个轴始终是线性的。"""
    axes = _curves(X, Y, axes)
    _finish(axes, xlabel, ylabel, legend, xlim, ylim, "linear", "linear")


def plot_labels_swapped(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """The names of the two axes are swapped.

    两个轴的名字对调了。"""
    axes = _curves(X, Y, axes)
    _finish(axes, ylabel, xlabel, legend, xlim, ylim, xscale, yscale)


def plot_without_a_legend(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """The legend that was asked for is never drawn.

    没有画出要求的图例。"""
    axes = _curves(X, Y, axes)
    _finish(axes, xlabel, ylabel, None, xlim, ylim, xscale, yscale)


def _tangent(x, curve, line, names=("f(x)", "Tangent line (x=1)"), labels=("x", "f(x)")):
    plt.plot(x, curve, label=names[0])
    plt.plot(x, line, label=names[1])
    plt.xlabel(labels[0])
    plt.ylabel(labels[1])
    plt.legend()


def plot_tangent_through_zero(x):
    """At x = 0 you draw 1/0, which is infinite: leave such points out.

    你在 x = 0 处画了 1/0，那是无穷大：请去掉这样的点。"""
    _tangent(x, x**3 - 1 / x, 4 * x - 4)


def plot_tangent_of_the_section(x):
    """2x - 3 is the tangent of another function, 3x² - 4x. Work out f(1) and f'(1) for x³ - 1/x.

    2x - 3 是另一个函数 3x² - 4x 的切线。请对 x³ - 1/x 算出 f(1) 和 f'(1)。"""
    x = x[x != 0]
    _tangent(x, x**3 - 1 / x, 2 * x - 3)


def plot_tangent_wrong_sign(x):
    """The derivative of -1/x is +1/x²: the slope at 1 is not 3 - 1.

    -1/x 的导数是 +1/x²：1 处的斜率不是 3 - 1。"""
    x = x[x != 0]
    _tangent(x, x**3 - 1 / x, 2 * x - 2)


def plot_tangent_through_the_origin(x):
    """Your line has the right slope, but it does not touch the curve: it must pass through (1, f(1)).

    斜率是对的，但这条线没有与曲线相切：它必须经过 (1, f(1))。"""
    x = x[x != 0]
    _tangent(x, x**3 - 1 / x, 4 * x)


def plot_tangent_the_derivative(x):
    """You drew the derivative as a second curve. The tangent is a straight line.

    你把导数画成了第二条曲线。切线是一条直线。"""
    x = x[x != 0]
    _tangent(x, x**3 - 1 / x, 3 * x**2 + 1 / x**2)


def plot_tangent_without_the_axes(x):
    """The axes have no names.

    坐标轴没有名字。"""
    x = x[x != 0]
    _tangent(x, x**3 - 1 / x, 4 * x - 4, labels=("", ""))


def plot_tangent_zeros_replaced(x):
    """You changed the zeros in the caller's x. Choose the other points; that makes a new tensor.

    你修改了调用者的 x 中的零。请选出其余的点，那会得到新的张量。"""
    keep = x != 0
    x[x == 0] = 1e-3
    x = x[keep]
    _tangent(x, x**3 - 1 / x, 4 * x - 4)
