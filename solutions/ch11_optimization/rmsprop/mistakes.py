import math

import torch


def _in_2d(x1, x2, s1, s2, eta, gamma, average=None, root=lambda s: math.sqrt(s + 1e-6)):
    """Right but for what a mistake changes."""
    average = average or (lambda s, g: gamma * s + (1 - gamma) * g * g)
    g1, g2 = 0.2 * x1, 4 * x2
    s1, s2 = average(s1, g1), average(s2, g2)
    return x1 - eta * g1 / root(s1), x2 - eta * g2 / root(s2), s1, s2


def rmsprop_2d_epsilon_outside_the_root(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """You add epsilon to the root: sqrt(s) + 1e-6. Here it stands under the root: sqrt(s + 1e-6).

    你把 epsilon 加在了根号之外：sqrt(s) + 1e-6。这里它在根号之内：sqrt(s + 1e-6)。"""
    return _in_2d(x1, x2, s1, s2, eta, gamma, root=lambda s: math.sqrt(s) + 1e-6)


def rmsprop_2d_without_the_root(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """You divide by the average square itself. Divide by its root.

    你除以的是平方的平均本身。应除以它的平方根。"""
    return _in_2d(x1, x2, s1, s2, eta, gamma, root=lambda s: s + 1e-6)


def rmsprop_2d_adds_the_whole_square(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """You add the whole squared gradient. An average takes only 1 - gamma of it.

    你加上了整个梯度平方。平均值只吸收其中的 1 - gamma。"""
    return _in_2d(x1, x2, s1, s2, eta, gamma, average=lambda s, g: gamma * s + g * g)


def rmsprop_2d_shares_exchanged(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """The shares are exchanged: gamma belongs to the old average, 1 - gamma to the new square.

    比例写反了：gamma 属于旧的平均值，1 - gamma 属于新的平方。"""
    return _in_2d(x1, x2, s1, s2, eta, gamma, average=lambda s, g: (1 - gamma) * s + gamma * g * g)


def rmsprop_2d_old_average(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """You divide by the average from before this step. Update it first.

    你用的是这一步之前的平均值。应先更新平均值。"""
    after = _in_2d(x1, x2, s1, s2, eta, gamma)
    g1, g2 = 0.2 * x1, 4 * x2
    return x1 - eta * g1 / math.sqrt(s1 + 1e-6), x2 - eta * g2 / math.sqrt(s2 + 1e-6), after[2], after[3]


def rmsprop_2d_never_forgets(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """You add up all squares: that is AdaGrad. RMSProp keeps a running average.

    你累加了所有的平方：那是 AdaGrad。RMSProp 保存的是滑动平均。"""
    return _in_2d(x1, x2, s1, s2, eta, gamma, average=lambda s, g: s + g * g)


def rmsprop_2d_fixed_settings(x1, x2, s1, s2, eta=0.4, gamma=0.9):
    """You wrote 0.4 and 0.9 into the formula, so eta and gamma have no effect.

    你把 0.4 和 0.9 写死在公式里，参数 eta 和 gamma 不起作用。"""
    return _in_2d(x1, x2, s1, s2, 0.4, 0.9)


def init_rmsprop_states_flat(feature_dim):
    """s_w has shape (feature_dim,). The weight is a column, and its average too: (feature_dim, 1).

    s_w 的形状是 (feature_dim,)。权重是一列，它的平均值也应是一列：(feature_dim, 1)。"""
    return torch.zeros(feature_dim), torch.zeros(1)


def init_rmsprop_states_ones(feature_dim):
    """Your averages start at one. Nothing has been seen yet: zeros.

    你的平均值从 1 开始。此时还没有见过任何梯度：应为零。"""
    return torch.ones(feature_dim, 1), torch.ones(1)


def init_rmsprop_states_of_w_alone(feature_dim):
    """A state for w, none for b. Each parameter has its own.

    只有 w 的状态，没有 b 的。每个参数都有自己的状态。"""
    return (torch.zeros(feature_dim, 1),)


_kept = {}


def init_rmsprop_states_kept_from_before(feature_dim):
    """You make the tensors once and hand out the same ones again, with the averages of the last run. Make new ones.

    你只建了一次张量，之后总是交出同一份，里面还是上一次的平均值。每次都要新建。"""
    return _kept.setdefault(feature_dim, (torch.zeros(feature_dim, 1), torch.zeros(1)))


def _step(params, states, hyperparams, average=None, root=lambda s: torch.sqrt(s + 1e-6), sign=-1, clear=True):
    """Right but for what a mistake changes."""
    gamma = hyperparams["gamma"]
    average = average or (lambda s, g: gamma * s + (1 - gamma) * g * g)
    with torch.no_grad():
        for p, s in zip(params, states):
            s[...] = average(s, p.grad)
            p[...] += sign * hyperparams["lr"] * p.grad / root(s)
            if clear:
                p.grad.zero_()


def rmsprop_epsilon_outside_the_root(params, states, hyperparams):
    """You add epsilon to the root: sqrt(s) + 1e-6. Here it stands under the root: sqrt(s + 1e-6).

    你把 epsilon 加在了根号之外：sqrt(s) + 1e-6。这里它在根号之内：sqrt(s + 1e-6)。"""
    _step(params, states, hyperparams, root=lambda s: torch.sqrt(s) + 1e-6)


def rmsprop_epsilon_of_torch(params, states, hyperparams):
    """Your epsilon is another one than 1e-6 (torch's own is 1e-8, and stands outside the root).

    你的 epsilon 不是 1e-6（torch 的默认值是 1e-8，并且在根号之外）。"""
    _step(params, states, hyperparams, root=lambda s: torch.sqrt(s) + 1e-8)


def rmsprop_without_the_root(params, states, hyperparams):
    """You divide by the average square itself. Divide by its root.

    你除以的是平方的平均本身。应除以它的平方根。"""
    _step(params, states, hyperparams, root=lambda s: s + 1e-6)


def rmsprop_average_not_in_place(params, states, hyperparams):
    """s = ... gives the name s to a new tensor; the average in states stays as it was for ever. Change it in place.

    s = ... 只是让名字 s 指向新的张量；states 里的平均值永远不变。请就地修改。"""
    _step(params, [s.clone() for s in states], hyperparams)


def rmsprop_old_average(params, states, hyperparams):
    """You divide by the average from before this step. Update it first.

    你用的是这一步之前的平均值。应先更新平均值。"""
    old = [s.clone() for s in states]
    before = [p.detach().clone() for p in params]
    gradients = [p.grad.clone() for p in params]
    _step(params, states, hyperparams)
    with torch.no_grad():
        for p, s, start, g in zip(params, old, before, gradients):
            p[...] = start - hyperparams["lr"] * g / torch.sqrt(s + 1e-6)


def rmsprop_adds_the_whole_square(params, states, hyperparams):
    """You add the whole squared gradient. An average takes only 1 - gamma of it.

    你加上了整个梯度平方。平均值只吸收其中的 1 - gamma。"""
    _step(params, states, hyperparams, average=lambda s, g: hyperparams["gamma"] * s + g * g)


def rmsprop_shares_exchanged(params, states, hyperparams):
    """The shares are exchanged: gamma belongs to the old average, 1 - gamma to the new square.

    比例写反了：gamma 属于旧的平均值，1 - gamma 属于新的平方。"""
    _step(params, states, hyperparams, lambda s, g: (1 - hyperparams["gamma"]) * s + hyperparams["gamma"] * g * g)


def rmsprop_never_forgets(params, states, hyperparams):
    """You add up all squares: that is AdaGrad. RMSProp keeps a running average.

    你累加了所有的平方：那是 AdaGrad。RMSProp 保存的是滑动平均。"""
    _step(params, states, hyperparams, average=lambda s, g: s + g * g)


def rmsprop_one_average_for_all(params, states, hyperparams):
    """Your parameters do not have averages of their own: the loop always takes the first state. Go through params and
    states side by side.

    你的各个参数没有自己的平均值：循环总是取第一个状态。请同时遍历 params 和 states。"""
    for p in params:
        s = states[0] if states[0].shape == p.shape else states[0].mean().expand(p.shape).clone()
        _step([p], [s], hyperparams)


def rmsprop_gradients_stay(params, states, hyperparams):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    _step(params, states, hyperparams, clear=False)


def rmsprop_uphill(params, states, hyperparams):
    """You add the step: the loss grows. Subtract it.

    你把更新量加了上去：损失会变大。应当减去。"""
    _step(params, states, hyperparams, sign=1)
