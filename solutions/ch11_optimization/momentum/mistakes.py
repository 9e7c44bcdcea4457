import torch


def momentum_2d_old_velocity(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """Your step uses the old velocities, so each gradient comes one step late. Compute the new velocities first.

    你用旧的速度走这一步，每个梯度都晚了一步才起作用。应先算出新的速度。"""
    return x1 - eta * v1, x2 - eta * v2, beta * v1 + 0.2 * x1, beta * v2 + 4 * x2


def momentum_2d_averaged(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """You scale the gradient by 1 - beta. Here the velocity takes the whole gradient: beta * v + g.

    你给梯度乘上了 1 - beta。这里速度加上的是整个梯度：beta * v + g。"""
    v1 = beta * v1 + (1 - beta) * 0.2 * x1
    v2 = beta * v2 + (1 - beta) * 4 * x2
    return x1 - eta * v1, x2 - eta * v2, v1, v2


def momentum_2d_without_memory(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """Your velocity is the gradient alone: plain gradient descent. What was there before stays with the share beta.

    你的速度只有梯度：这就是普通的梯度下降。原有的速度应按 beta 的比例保留。"""
    return x1 - eta * 0.2 * x1, x2 - eta * 4 * x2, 0.2 * x1, 4 * x2


def momentum_2d_fixed_settings(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """You wrote 0.6 and 0.5 into the formula, so eta and beta have no effect.

    你把 0.6 和 0.5 写死在公式里，参数 eta 和 beta 不起作用。"""
    v1, v2 = 0.5 * v1 + 0.2 * x1, 0.5 * v2 + 4 * x2
    return x1 - 0.6 * v1, x2 - 0.6 * v2, v1, v2


def momentum_2d_gradient_of_another_function(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """You used 2 x1 and 4 x2, the gradient of x1² + 2 x2². The function here is 0.1 x1² + 2 x2².

    你用的是 2 x1 和 4 x2，那是 x1² + 2 x2² 的梯度。这里的函数是 0.1 x1² + 2 x2²。"""
    v1, v2 = beta * v1 + 2 * x1, beta * v2 + 4 * x2
    return x1 - eta * v1, x2 - eta * v2, v1, v2


def momentum_2d_velocities_lost(x1, x2, v1, v2, eta=0.6, beta=0.5):
    """You give back the old velocities, so the next step does not know of this one. Give back the new ones.

    你返回的是旧的速度，下一步就不知道这一步的速度了。应返回新的。"""
    new1, new2 = beta * v1 + 0.2 * x1, beta * v2 + 4 * x2
    return x1 - eta * new1, x2 - eta * new2, v1, v2


def init_momentum_states_flat(feature_dim):
    """v_w has shape (feature_dim,). The weight is a column, and its velocity too: (feature_dim, 1).

    v_w 的形状是 (feature_dim,)。权重是一列，它的速度也应是一列：(feature_dim, 1)。"""
    return torch.zeros(feature_dim), torch.zeros(1)


def init_momentum_states_random(feature_dim):
    """Your velocities start at random. At the start nothing moves: zeros.

    你的速度初值是随机的。开始时一切静止：应为零。"""
    return torch.randn(feature_dim, 1), torch.randn(1)


def init_momentum_states_of_w_alone(feature_dim):
    """One velocity for w, none for b. Each parameter has its own.

    只有 w 的速度，没有 b 的。每个参数都有自己的速度。"""
    return (torch.zeros(feature_dim, 1),)


def init_momentum_states_scalar_bias(feature_dim):
    """v_b has no axis. b has shape (1,), and its velocity too.

    v_b 没有轴。b 的形状是 (1,)，它的速度也一样。"""
    return torch.zeros(feature_dim, 1), torch.tensor(0.0)


_kept = {}


def init_momentum_states_kept_from_before(feature_dim):
    """You make the tensors once and hand out the same ones again, with the velocities of the last run. Make new ones.

    你只建了一次张量，之后总是交出同一份，里面还是上一次的速度。每次都要新建。"""
    return _kept.setdefault(feature_dim, (torch.zeros(feature_dim, 1), torch.zeros(1)))


def _step(params, states, lr, momentum, share=1.0):
    with torch.no_grad():
        for p, v in zip(params, states):
            v[...] = momentum * v + share * p.grad
            p[...] -= lr * v
            p.grad.zero_()


def sgd_momentum_velocity_not_in_place(params, states, hyperparams):
    """v = ... gives the name v to a new tensor; the velocity in states stays zero for ever. Change it in place: v[:] = ...

    v = ... 只是让名字 v 指向新的张量；states 里的速度永远是零。请就地修改：v[:] = ...。"""
    with torch.no_grad():
        for p, v in zip(params, states):
            v = hyperparams["momentum"] * v + p.grad
            p[...] -= hyperparams["lr"] * v
            p.grad.zero_()


def sgd_momentum_old_velocity(params, states, hyperparams):
    """Your step uses the old velocity, so each gradient comes one step late. Update the velocity first.

    你用旧的速度走这一步，每个梯度都晚了一步才起作用。应先更新速度。"""
    with torch.no_grad():
        for p, v in zip(params, states):
            p[...] -= hyperparams["lr"] * v
            v[...] = hyperparams["momentum"] * v + p.grad
            p.grad.zero_()


def sgd_momentum_averaged(params, states, hyperparams):
    """You scale the gradient by 1 - momentum. Here the velocity takes the whole gradient: beta * v + g.

    你给梯度乘上了 1 - momentum。这里速度加上的是整个梯度：beta * v + g。"""
    _step(params, states, hyperparams["lr"], hyperparams["momentum"], share=1 - hyperparams["momentum"])


def sgd_momentum_one_velocity_for_all(params, states, hyperparams):
    """All your parameters share the first velocity. Each has its own: go through params and states side by side.

    所有参数共用了第一个速度。每个参数都有自己的：请同时遍历 params 和 states。"""
    with torch.no_grad():
        for p in params:
            v = states[0]
            new = hyperparams["momentum"] * (v if v.shape == p.shape else v.mean()) + p.grad
            if v.shape == p.shape:
                v[...] = new
            p[...] -= hyperparams["lr"] * new
            p.grad.zero_()


def sgd_momentum_learning_rate_in_the_velocity(params, states, hyperparams):
    """Your parameters are right, but your velocities hold the learning rate: beta * v + lr * g. Here the velocity is
    beta * v + g, and the learning rate comes in with the step.

    参数是对的，但学习率进了你的速度：beta * v + lr * g。这里的速度是 beta * v + g，学习率在更新参数时才乘上。"""
    with torch.no_grad():
        for p, v in zip(params, states):
            v[...] = hyperparams["momentum"] * v + hyperparams["lr"] * p.grad
            p[...] -= v
            p.grad.zero_()


def sgd_momentum_nesterov(params, states, hyperparams):
    """You look ahead along the velocity: that is Nesterov's momentum. Here the step is the velocity itself.

    你沿速度向前多看了一步：那是 Nesterov 动量。这里的更新就是速度本身。"""
    with torch.no_grad():
        for p, v in zip(params, states):
            v[...] = hyperparams["momentum"] * v + p.grad
            p[...] -= hyperparams["lr"] * (p.grad + hyperparams["momentum"] * v)
            p.grad.zero_()


def sgd_momentum_without_momentum(params, states, hyperparams):
    """The old velocity is forgotten: this is plain SGD. It stays with the share hyperparams["momentum"].

    旧的速度被丢掉了：这就是普通的 SGD。它应按 hyperparams["momentum"] 的比例保留。"""
    _step(params, states, hyperparams["lr"], 0.0)


def sgd_momentum_uphill(params, states, hyperparams):
    """You add the velocity to the parameter: the loss grows. Subtract it.

    你把速度加到了参数上：损失会变大。应当减去。"""
    _step(params, states, -hyperparams["lr"], hyperparams["momentum"])


def sgd_momentum_gradients_stay(params, states, hyperparams):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    with torch.no_grad():
        for p, v in zip(params, states):
            v[...] = hyperparams["momentum"] * v + p.grad
            p[...] -= hyperparams["lr"] * v


def sgd_momentum_under_autograd(params, states, hyperparams):
    """A leaf that requires a gradient cannot be changed in place while autograd records. Step under torch.no_grad().

    自动微分记录期间，不能就地修改要求梯度的叶子张量。请在 torch.no_grad() 之下更新。"""
    for p, v in zip(params, states):
        v[...] = hyperparams["momentum"] * v + p.grad
        p[...] -= hyperparams["lr"] * v
        p.grad.zero_()
