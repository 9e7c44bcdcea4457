import math

import torch


def _in_2d(x1, x2, s1, s2, eta, step):
    (x1, s1), (x2, s2) = step(x1, s1, 0.2 * x1, eta), step(x2, s2, 4 * x2, eta)
    return x1, x2, s1, s2


def adagrad_2d_epsilon_outside_the_root(x1, x2, s1, s2, eta=0.4):
    """You add epsilon to the root: sqrt(s) + 1e-6. Here it stands under the root: sqrt(s + 1e-6).

    你把 epsilon 加在了根号之外：sqrt(s) + 1e-6。这里它在根号之内：sqrt(s + 1e-6)。"""
    return _in_2d(x1, x2, s1, s2, eta, lambda x, s, g, eta: (x - eta * g / (math.sqrt(s + g * g) + 1e-6), s + g * g))


def adagrad_2d_without_the_root(x1, x2, s1, s2, eta=0.4):
    """You divide by the sum of squares itself. Divide by its root.

    你除以的是平方和本身。应除以它的平方根。"""
    return _in_2d(x1, x2, s1, s2, eta, lambda x, s, g, eta: (x - eta * g / (s + g * g + 1e-6), s + g * g))


def adagrad_2d_old_sum(x1, x2, s1, s2, eta=0.4):
    """You divide by the sum from before this step. Add the new square first.

    你用的是这一步之前的累加值。应先加上新的平方。"""
    return _in_2d(x1, x2, s1, s2, eta, lambda x, s, g, eta: (x - eta * g / math.sqrt(s + 1e-6), s + g * g))


def adagrad_2d_without_memory(x1, x2, s1, s2, eta=0.4):
    """You forget the squares of earlier steps. s is a sum over all of them.

    你丢掉了之前各步的平方。s 是所有平方之和。"""
    return _in_2d(x1, x2, s1, s2, eta, lambda x, s, g, eta: (x - eta * g / math.sqrt(g * g + 1e-6), g * g))


def adagrad_2d_sums_of_gradients(x1, x2, s1, s2, eta=0.4):
    """You add up the gradients. Their squares are added: the sign must not matter.

    你累加的是梯度本身。应累加梯度的平方：与符号无关。"""
    return _in_2d(x1, x2, s1, s2, eta, lambda x, s, g, eta: (x - eta * g / math.sqrt(max(s + g, 0.0) + 1e-6), s + g))


def adagrad_2d_one_sum_for_both(x1, x2, s1, s2, eta=0.4):
    """Both coordinates share one sum. Each has its own: that is the point of AdaGrad.

    两个坐标共用了一个累加值。每个坐标都应有自己的：这正是 AdaGrad 的要点。"""
    s = s1 + s2 + (0.2 * x1) ** 2 + (4 * x2) ** 2
    return x1 - eta * 0.2 * x1 / math.sqrt(s + 1e-6), x2 - eta * 4 * x2 / math.sqrt(s + 1e-6), s, s


def adagrad_2d_fixed_learning_rate(x1, x2, s1, s2, eta=0.4):
    """You wrote 0.4 into the formula, so eta has no effect.

    你把 0.4 写死在公式里，参数 eta 不起作用。"""
    return _in_2d(x1, x2, s1, s2, 0.4, lambda x, s, g, eta: (x - eta * g / math.sqrt(s + g * g + 1e-6), s + g * g))


def adagrad_2d_without_epsilon(x1, x2, s1, s2, eta=0.4):
    """Without epsilon, a gradient of zero at the start gives 0 / 0.

    没有 epsilon，开始时梯度为零就会出现 0 / 0。"""
    return _in_2d(x1, x2, s1, s2, eta, lambda x, s, g, eta: (x - eta * g / math.sqrt(s + g * g), s + g * g))


def init_adagrad_states_flat(feature_dim):
    """s_w has shape (feature_dim,). The weight is a column, and its sum too: (feature_dim, 1).

    s_w 的形状是 (feature_dim,)。权重是一列，它的累加值也应是一列：(feature_dim, 1)。"""
    return torch.zeros(feature_dim), torch.zeros(1)


def init_adagrad_states_ones(feature_dim):
    """Your sums start at one. Nothing has been added yet: zeros.

    你的累加值从 1 开始。此时还什么都没有加：应为零。"""
    return torch.ones(feature_dim, 1), torch.ones(1)


def init_adagrad_states_of_w_alone(feature_dim):
    """A state for w, none for b. Each parameter has its own.

    只有 w 的状态，没有 b 的。每个参数都有自己的状态。"""
    return (torch.zeros(feature_dim, 1),)


_kept = {}


def init_adagrad_states_kept_from_before(feature_dim):
    """You make the tensors once and hand out the same ones again, with the sums of the last run. Make new ones.

    你只建了一次张量，之后总是交出同一份，里面还是上一次的累加值。每次都要新建。"""
    return _kept.setdefault(feature_dim, (torch.zeros(feature_dim, 1), torch.zeros(1)))


def _step(params, states, lr, root=lambda s: torch.sqrt(s + 1e-6), square=torch.square, clear=True):
    """Right but for what a mistake changes."""
    with torch.no_grad():
        for p, s in zip(params, states):
            s[...] += square(p.grad)
            p[...] -= lr * p.grad / root(s)
            if clear:
                p.grad.zero_()


def adagrad_epsilon_outside_the_root(params, states, hyperparams):
    """You add epsilon to the root: sqrt(s) + 1e-6. Here it stands under the root: sqrt(s + 1e-6).

    你把 epsilon 加在了根号之外：sqrt(s) + 1e-6。这里它在根号之内：sqrt(s + 1e-6)。"""
    _step(params, states, hyperparams["lr"], lambda s: torch.sqrt(s) + 1e-6)


def adagrad_epsilon_of_torch(params, states, hyperparams):
    """Your epsilon is another one than 1e-6 (torch's own is 1e-10, and stands outside the root).

    你的 epsilon 不是 1e-6（torch 的默认值是 1e-10，并且在根号之外）。"""
    _step(params, states, hyperparams["lr"], lambda s: torch.sqrt(s) + 1e-10)


def adagrad_without_the_root(params, states, hyperparams):
    """You divide by the sum of squares itself. Divide by its root.

    你除以的是平方和本身。应除以它的平方根。"""
    _step(params, states, hyperparams["lr"], lambda s: s + 1e-6)


def adagrad_sum_not_in_place(params, states, hyperparams):
    """s = s + ... gives the name s to a new tensor; the sum in states stays as it was for ever. Change it in place.

    s = s + ... 只是让名字 s 指向新的张量；states 里的累加值永远不变。请就地修改。"""
    with torch.no_grad():
        for p, s in zip(params, states):
            s = s + p.grad**2
            p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s + 1e-6)
            p.grad.zero_()


def adagrad_old_sum(params, states, hyperparams):
    """You divide by the sum from before this step. Add the new square first.

    你用的是这一步之前的累加值。应先加上新的平方。"""
    with torch.no_grad():
        for p, s in zip(params, states):
            p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s + 1e-6)
            s[...] += p.grad**2
            p.grad.zero_()


def adagrad_one_rate_for_the_tensor(params, states, hyperparams):
    """You add up the square of the norm, one number for the whole tensor. Each element has its own sum.

    你累加的是整个张量的范数平方，只有一个数。每个元素都应有自己的累加值。"""
    _step(params, states, hyperparams["lr"], square=lambda g: g.square().sum())


def adagrad_one_sum_for_all(params, states, hyperparams):
    """Your parameters do not have sums of their own: the loop always takes the first state. Go through params and states
    side by side.

    你的各个参数没有自己的累加值：循环总是取第一个状态。请同时遍历 params 和 states。"""
    with torch.no_grad():
        for p in params:
            s = states[0]
            if s.shape == p.shape:
                s[...] += p.grad**2
                p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s + 1e-6)
            else:
                s += p.grad.square().mean()
                p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s.mean() + 1e-6)
            p.grad.zero_()


def adagrad_forgets(params, states, hyperparams):
    """Your sums forget (a moving average): that is RMSProp. AdaGrad adds up all squares.

    你的累加值会遗忘（滑动平均）：那是 RMSProp。AdaGrad 累加所有的平方。"""
    with torch.no_grad():
        for p, s in zip(params, states):
            s[...] = 0.9 * s + 0.1 * p.grad**2
            p[...] -= hyperparams["lr"] * p.grad / torch.sqrt(s + 1e-6)
            p.grad.zero_()


def adagrad_uphill(params, states, hyperparams):
    """You add the step: the loss grows. Subtract it.

    你把更新量加了上去：损失会变大。应当减去。"""
    _step(params, states, -hyperparams["lr"])


def adagrad_gradients_stay(params, states, hyperparams):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    _step(params, states, hyperparams["lr"], clear=False)


def adagrad_gradients_cleared_too_early(params, states, hyperparams):
    """You clear the gradients before the step, so there is nothing left to step by. Clear them afterwards.

    你在更新之前就清除了梯度，于是没有梯度可用。请在更新之后再清除。"""
    for p in params:
        p.grad.zero_()
    _step(params, states, hyperparams["lr"])
