def gd_uphill(eta, f_grad):
    """You add the derivative: x climbs. Go against it.

    你加上了导数：x 会往上爬。应沿反方向走。"""
    results = [10.0]
    for _ in range(10):
        results.append(results[-1] + eta * f_grad(results[-1]))
    return results


def gd_without_the_start(eta, f_grad):
    """The start is missing in your list. It holds eleven places: the start and ten more.

    你的列表里没有起点。共应有十一个位置：起点和之后的十个。"""
    results, x = [], 10.0
    for _ in range(10):
        x -= eta * f_grad(x)
        results.append(x)
    return results


def gd_nine_steps(eta, f_grad):
    """You make one step too few: ten steps give eleven places.

    你少走了一步：十步应有十一个位置。"""
    results = [10.0]
    for _ in range(9):
        results.append(results[-1] - eta * f_grad(results[-1]))
    return results


def gd_last_place_alone(eta, f_grad):
    """You give the last place alone. The whole way is asked for, as a list.

    你只返回了最后的位置。题目要的是整条路径的列表。"""
    x = 10.0
    for _ in range(10):
        x -= eta * f_grad(x)
    return x


def gd_derivative_of_the_start(eta, f_grad):
    """You take the derivative at the start for every step. Take it anew where you are.

    你每一步都用起点处的导数。应在当前位置重新求导。"""
    slope = f_grad(10.0)
    return [10.0 - eta * slope * t for t in range(11)]


def gd_sign_alone(eta, f_grad):
    """You use only the sign of the derivative. Its size counts as well.

    你只用了导数的符号。它的大小也有作用。"""
    results = [10.0]
    for _ in range(10):
        slope = f_grad(results[-1])
        results.append(results[-1] - eta * ((slope > 0) - (slope < 0)))
    return results


def gd_2d_uphill(x1, x2, s1, s2, f_grad, eta=0.1):
    """You add the gradient. Go against it.

    你加上了梯度。应沿反方向走。"""
    g1, g2 = f_grad(x1, x2)
    return x1 + eta * g1, x2 + eta * g2, 0, 0


def gd_2d_second_gradient_too_late(x1, x2, s1, s2, f_grad, eta=0.1):
    """You take the second derivative after x1 has moved. Both belong to the place where the step begins.

    你在 x1 移动之后才求第二个偏导数。两者都应取这一步起点处的值。"""
    x1 = x1 - eta * f_grad(x1, x2)[0]
    return x1, x2 - eta * f_grad(x1, x2)[1], 0, 0


def gd_2d_fixed_learning_rate(x1, x2, s1, s2, f_grad, eta=0.1):
    """You wrote 0.1 into the formula, so eta has no effect.

    你把 0.1 写死在公式里，参数 eta 不起作用。"""
    g1, g2 = f_grad(x1, x2)
    return x1 - 0.1 * g1, x2 - 0.1 * g2, 0, 0


def gd_2d_derivatives_exchanged(x1, x2, s1, s2, f_grad, eta=0.1):
    """The derivatives are exchanged: the first belongs to x1.

    两个偏导数用反了：第一个属于 x1。"""
    g2, g1 = f_grad(x1, x2)
    return x1 - eta * g1, x2 - eta * g2, 0, 0


def gd_2d_gives_two(x1, x2, s1, s2, f_grad, eta=0.1):
    """You give two numbers. Four are expected, the states behind the place, though they are zero here.

    你只返回了两个数。应返回四个：位置之后是状态，虽然这里为零。"""
    g1, g2 = f_grad(x1, x2)
    return x1 - eta * g1, x2 - eta * g2


def gd_2d_states_kept(x1, x2, s1, s2, f_grad, eta=0.1):
    """You hand the states on as they came. Plain gradient descent has none: 0 and 0.

    你把收到的状态原样返回了。普通的梯度下降没有状态：应为 0 和 0。"""
    g1, g2 = f_grad(x1, x2)
    return x1 - eta * g1, x2 - eta * g2, s1, s2


def _ways(trainer, steps, f_grad, start=(-5, -2, 0, 0), keep=True, more=None):
    """Right but for what a mistake changes."""
    state, results = start, [start[:2]]
    more = more if more is not None else ([] if f_grad is None else [f_grad])
    for _ in range(steps):
        after = trainer(*state, *more)
        state = after if keep else (after[0], after[1], 0, 0)
        results.append((after[0], after[1]))
    return results


def train_2d_states_lost(trainer, steps=20, f_grad=None):
    """Your trainer starts with states of zero at each step. What it gave last time goes in again.

    你的训练器每一步的状态都从零开始。应把它上次返回的状态再传进去。"""
    return _ways(trainer, steps, f_grad, keep=False)


def train_2d_without_the_start(trainer, steps=20, f_grad=None):
    """The start is missing in your list: there are steps + 1 places.

    你的列表里没有起点：共应有 steps + 1 个位置。"""
    return _ways(trainer, steps, f_grad)[1:]


def train_2d_gradient_forgotten(trainer, steps=20, f_grad=None):
    """You never hand f_grad to the trainer. Where it is given, it is the fifth argument.

    你没有把 f_grad 传给训练器。给了它时，应作为第五个参数传入。"""
    return _ways(trainer, steps, f_grad, more=[])


def train_2d_gradient_always(trainer, steps=20, f_grad=None):
    """You hand f_grad to the trainer even where it is None: a trainer with four arguments fails.

    即使 f_grad 为 None，你也把它传给了训练器：只接收四个参数的训练器会出错。"""
    return _ways(trainer, steps, f_grad, more=[f_grad])


def train_2d_always_twenty(trainer, steps=20, f_grad=None):
    """You always make twenty steps. The number is an argument.

    你总是走二十步。步数是一个参数。"""
    return _ways(trainer, 20, f_grad)


def train_2d_states_in_the_list(trainer, steps=20, f_grad=None):
    """Your list holds all four values. Only the place, (x1, x2), is asked for.

    你的列表里有全部四个值。只需要位置 (x1, x2)。"""
    state, results = (-5, -2, 0, 0), [(-5, -2, 0, 0)]
    for _ in range(steps):
        state = trainer(*state, *([] if f_grad is None else [f_grad]))
        results.append(tuple(state))
    return results


def train_2d_another_start(trainer, steps=20, f_grad=None):
    """You start elsewhere. The start is x1 = -5, x2 = -2.

    你的起点不对。起点是 x1 = -5，x2 = -2。"""
    return _ways(trainer, steps, f_grad, start=(-2, -5, 0, 0))


def _newton(eta, f_grad, f_hess, step):
    results = [10.0]
    for _ in range(10):
        results.append(results[-1] - step(eta, f_grad(results[-1]), f_hess(results[-1])))
    return results


def newton_without_the_absolute_value(eta, f_grad, f_hess):
    """You divide by the curvature as it is: where it is negative, the step climbs. Take its absolute value.

    你直接除以曲率：曲率为负时会往上爬。请取它的绝对值。"""
    return _newton(eta, f_grad, f_hess, lambda eta, g, h: eta * g / h)


def newton_absolute_step(eta, f_grad, f_hess):
    """You take the absolute value of the whole step, so x only ever falls. Only the curvature loses its sign.

    你对整个步长取了绝对值，x 只会减小。只有曲率要取绝对值。"""
    return _newton(eta, f_grad, f_hess, lambda eta, g, h: eta * abs(g / h))


def newton_times_the_curvature(eta, f_grad, f_hess):
    """You multiply by the curvature. Divide: where the slope changes quickly, the minimum is near.

    你乘上了曲率。应当除以它：斜率变化快，说明最小值就在近处。"""
    return _newton(eta, f_grad, f_hess, lambda eta, g, h: eta * g * abs(h))


def newton_without_the_learning_rate(eta, f_grad, f_hess):
    """eta has no effect: your step is always the whole one.

    eta 不起作用：你总是走完整的一步。"""
    return _newton(eta, f_grad, f_hess, lambda eta, g, h: g / abs(h))


def newton_plain_gradient_descent(eta, f_grad, f_hess):
    """You do not use the second derivative: this is gradient descent.

    你没有用到二阶导数：这是梯度下降。"""
    return _newton(eta, f_grad, f_hess, lambda eta, g, h: eta * g)


def newton_curvature_of_the_start(eta, f_grad, f_hess):
    """You take the curvature at the start for every step. Take it anew where you are.

    你每一步都用起点处的曲率。应在当前位置重新求。"""
    curvature = abs(f_hess(10.0))
    return _newton(eta, f_grad, lambda x: curvature, lambda eta, g, h: eta * g / h)


def bisection_wrong_half(f_grad, a, b, tol=1e-6):
    """You keep the wrong half: where the derivative is negative, the minimum lies to the right.

    你保留了错误的一半：导数为负时，最小值在右边。"""
    while b - a > tol:
        middle = (a + b) / 2
        a, b = (a, middle) if f_grad(middle) < 0 else (middle, b)
    return (a + b) / 2


def bisection_fixed_number_of_rounds(f_grad, a, b, tol=1e-6):
    """You halve a fixed number of times, whatever tol and the interval are. Go on until b - a is at most tol.

    无论 tol 和区间是多少，你都减半固定的次数。应一直进行到 b - a 不超过 tol。"""
    for _ in range(25):
        middle = (a + b) / 2
        a, b = (middle, b) if f_grad(middle) < 0 else (a, middle)
    return (a + b) / 2


def bisection_tolerance_of_the_slope(f_grad, a, b, tol=1e-6):
    """You stop when the derivative is small. It is the interval that is to be small: where the function is flat, the minimum
    may still be far. And at an end the derivative never becomes small.

    你在导数很小时停止。应当变小的是区间：函数平坦时，最小值可能还很远；而最小值在端点时，导数永远不会变小。"""
    for _ in range(99):
        middle = (a + b) / 2
        slope = f_grad(middle)
        if abs(slope) < 0.001:
            break
        a, b = (middle, b) if slope < 0 else (a, middle)
    return middle


def bisection_needs_a_change_of_sign(f_grad, a, b, tol=1e-6):
    """You refuse an interval in which the derivative does not change its sign. Then the minimum is at an end.

    导数在区间内不变号时你就报错。此时最小值在端点。"""
    if f_grad(a) * f_grad(b) > 0:
        raise ValueError("no change of sign")
    while b - a > tol:
        middle = (a + b) / 2
        a, b = (middle, b) if f_grad(middle) < 0 else (a, middle)
    return (a + b) / 2


def bisection_by_gradient_descent(f_grad, a, b, tol=1e-6):
    """You run gradient descent: it needs a learning rate, and leaves the interval. Halve the interval.

    你用的是梯度下降：它需要学习率，还会走出区间。应把区间减半。"""
    x = (a + b) / 2
    for _ in range(99):
        x -= 0.1 * f_grad(x)
    return x


def bisection_gives_the_interval(f_grad, a, b, tol=1e-6):
    """You give the whole interval. One number is asked for.

    你返回了整个区间。应返回一个数。"""
    while b - a > tol:
        middle = (a + b) / 2
        a, b = (middle, b) if f_grad(middle) < 0 else (a, middle)
    return a, b
