import math

import torch


def _sgd(x1, x2, f_grad, eta_t, first, second):
    g1, g2 = f_grad(x1, x2)
    return x1 - eta_t * (g1 + first), x2 - eta_t * (g2 + second), 0, 0


def _draw():
    return torch.randn(1).item()


def sgd_without_noise(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """There is no noise: this is plain gradient descent. Add some to each derivative.

    没有噪声：这是普通的梯度下降。请给每个偏导数加上噪声。"""
    return _sgd(x1, x2, f_grad, eta_t, 0.0, 0.0)


def sgd_same_noise_for_both(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """You drew one number and added it to both derivatives. Each has noise of its own: draw twice.

    你只抽了一个数，加到了两个偏导数上。各自应有自己的噪声：抽两次。"""
    drawn = noise * _draw()
    return _sgd(x1, x2, f_grad, eta_t, drawn, drawn)


def sgd_noise_on_one_coordinate(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """Only the first derivative gets noise. Both get some.

    只有第一个偏导数加了噪声。两个都要加。"""
    return _sgd(x1, x2, f_grad, eta_t, noise * _draw(), 0.0)


def sgd_noise_on_the_place(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """You added the noise to the place, not to the gradient: it is not scaled by the learning rate.

    你把噪声加在了位置上，而不是梯度上：它没有乘上学习率。"""
    y1, y2, _, _ = _sgd(x1, x2, f_grad, eta_t, 0.0, 0.0)
    return y1 + noise * _draw(), y2 + noise * _draw(), 0, 0


def sgd_variance_for_deviation(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """You took noise for the variance. It is the standard deviation.

    你把 noise 当成了方差。它是标准差。"""
    return _sgd(x1, x2, f_grad, eta_t, noise**0.5 * _draw(), noise**0.5 * _draw())


def sgd_uniform_noise(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """Your noise is uniform between 0 and noise (rand). It is normal around zero (randn).

    你的噪声是 0 到 noise 之间的均匀分布（rand）。应为以零为中心的正态分布（randn）。"""
    return _sgd(x1, x2, f_grad, eta_t, noise * torch.rand(1).item(), noise * torch.rand(1).item())


def sgd_fixed_seed(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """You set the seed inside the function, so every step has the same noise. Leave the seed to the caller.

    你在函数内部设定了随机种子，每一步的噪声都一样。种子应由调用者来定。"""
    torch.manual_seed(0)
    return _sgd(x1, x2, f_grad, eta_t, noise * _draw(), noise * _draw())


def sgd_uphill(x1, x2, s1, s2, f_grad, eta_t=0.1, noise=1.0):
    """You add the gradient. Go against it.

    你加上了梯度。应沿反方向走。"""
    return _sgd(x1, x2, f_grad, -eta_t, noise * _draw(), noise * _draw())


def exponential_lr_grows(t, lam=0.1):
    """The minus is missing: your learning rate grows.

    漏掉了负号：你的学习率会变大。"""
    return math.exp(lam * t)


def exponential_lr_power_of_lam(t, lam=0.1):
    """You took lam to the power of t. It is e to the power of -lam * t.

    你算的是 lam 的 t 次幂。应为 e 的 -lam * t 次幂。"""
    return lam**t


_t = 0


def exponential_lr_counts_calls(t, lam=0.1):
    """You count the calls in a global variable and do not look at t. What a second run gets depends on the first.

    你用全局变量数调用的次数，没有用参数 t。第二次运行的结果会受第一次的影响。"""
    global _t
    _t += 1
    return math.exp(-lam * _t)


def polynomial_lr_settings_exchanged(t, alpha=0.5, beta=0.1):
    """alpha and beta are exchanged: alpha is the power, beta stands before t.

    alpha 和 beta 用反了：alpha 是幂次，beta 是 t 的系数。"""
    return (alpha * t + 1) ** -beta


def polynomial_lr_without_one(t, alpha=0.5, beta=0.1):
    """The 1 is missing: at small t your factor is above 1, and at t = 0 it does not exist.

    漏掉了 1：t 很小时系数大于 1，t = 0 时没有意义。"""
    return (beta * t) ** -alpha


def polynomial_lr_grows(t, alpha=0.5, beta=0.1):
    """The minus in the power is missing: your learning rate grows.

    幂次漏掉了负号：你的学习率会变大。"""
    return (beta * t + 1) ** alpha


def piecewise_lr_one_step_late(t, steps, factors):
    """You compare with >: at t = steps[0] the second factor holds already.

    你用的是 >：t = steps[0] 时就应使用第二个系数。"""
    return factors[sum(t > step for step in steps)]


def piecewise_lr_product(t, steps, factors):
    """You multiply the factors up. Each piece has its own factor, used alone.

    你把系数累乘了起来。每一段有自己的系数，单独使用。"""
    value = factors[0]
    for step, factor in zip(steps, factors[1:]):
        if t >= step:
            value *= factor
    return value


def piecewise_lr_first_two(t, steps, factors):
    """You know only two pieces. There are as many as there are factors.

    你只处理了两段。有多少个系数就有多少段。"""
    return factors[0] if not steps or t < steps[0] else factors[1]


def constant_lr_of_the_learning_rate(t):
    """You give a learning rate. A schedule gives the factor by which it is multiplied: 1.

    你返回的是学习率。这里返回的是学习率要乘的系数：1。"""
    return 0.1


def _train(f_grad, eta, lr, steps, noise, when=lambda t: t):
    x1, x2, results = -5.0, -2.0, [(-5.0, -2.0)]
    for t in range(1, steps + 1):
        x1, x2, _, _ = _sgd(x1, x2, f_grad, eta * lr(when(t)), noise * _draw(), noise * _draw())
        results.append((x1, x2))
    return results


def train_sgd_2d_from_zero(f_grad, eta, lr=lambda t: 1, steps=50, noise=1.0):
    """You count the steps from 0: the first is t = 1.

    你从 0 开始数步数：第一步是 t = 1。"""
    return _train(f_grad, eta, lr, steps, noise, lambda t: t - 1)


def train_sgd_2d_without_the_schedule(f_grad, eta, lr=lambda t: 1, steps=50, noise=1.0):
    """The schedule has no effect: step t has the learning rate eta * lr(t).

    动态学习率没有起作用：第 t 步的学习率是 eta * lr(t)。"""
    return _train(f_grad, eta, lambda t: 1, steps, noise)


def train_sgd_2d_factors_pile_up(f_grad, eta, lr=lambda t: 1, steps=50, noise=1.0):
    """You multiply eta itself by lr(t) at each step, so the factors pile up.

    你每一步都把 eta 本身乘以 lr(t)，系数累积了起来。"""
    x1, x2, results = -5.0, -2.0, [(-5.0, -2.0)]
    for t in range(1, steps + 1):
        eta *= lr(t)
        x1, x2, _, _ = _sgd(x1, x2, f_grad, eta, noise * _draw(), noise * _draw())
        results.append((x1, x2))
    return results


def train_sgd_2d_without_the_start(f_grad, eta, lr=lambda t: 1, steps=50, noise=1.0):
    """The start is missing in your list: there are steps + 1 places.

    你的列表里没有起点：共应有 steps + 1 个位置。"""
    return _train(f_grad, eta, lr, steps, noise)[1:]


def train_sgd_2d_noise_not_handed_on(f_grad, eta, lr=lambda t: 1, steps=50, noise=1.0):
    """You do not hand noise on to sgd, which then takes its default, 1.

    你没有把 noise 传给 sgd，它用了默认值 1。"""
    return _train(f_grad, eta, lr, steps, 1.0)


def chances_never(n):
    """Your first number is the probability of never being drawn. Take one minus it.

    你的第一个数是一次也没抽到的概率。应取 1 减它。"""
    return (1 - 1 / n) ** n, (1 - 1 / n) ** (n - 1)


def chances_the_limits(n):
    """You gave the limits for large n, 0.63 and 0.37. For small n the probabilities are others.

    你返回的是 n 很大时的极限 0.63 和 0.37。n 较小时概率并不相同。"""
    return 1 - math.exp(-1), math.exp(-1)


def chances_once_of_n_hits(n):
    """For exactly once you let all n draws miss but one place short: the other n - 1 draws miss, not n.

    计算恰好一次时，你让 n 次都没抽到。没抽到的是其余 n - 1 次，而不是 n 次。"""
    return 1 - (1 - 1 / n) ** n, (1 - 1 / n) ** n


def chances_forgets_which_draw(n):
    """For exactly once you forgot that any of the n draws may be the one that hits: multiply by n.

    计算恰好一次时，你忘了抽到的可以是 n 次中的任何一次：要乘以 n。"""
    return 1 - (1 - 1 / n) ** n, (1 - 1 / n) ** (n - 1) / n
