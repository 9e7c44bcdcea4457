import torch


def init_adadelta_states_not_in_pairs(feature_dim):
    """You give four tensors in a row. adadelta goes through params and states side by side: a pair for each parameter.

    你把四个张量排成一列返回。adadelta 会同时遍历 params 和 states：每个参数应对应一对。"""
    return torch.zeros(feature_dim, 1), torch.zeros(1), torch.zeros(feature_dim, 1), torch.zeros(1)


def init_adadelta_states_paired_by_kind(feature_dim):
    """Your pairs are (s_w, s_b) and (delta_w, delta_b). Each parameter gets its own pair: (s_w, delta_w), (s_b, delta_b).

    你的两对是 (s_w, s_b) 和 (delta_w, delta_b)。每个参数应有自己的一对：(s_w, delta_w)、(s_b, delta_b)。"""
    return (torch.zeros(feature_dim, 1), torch.zeros(1)), (torch.zeros(feature_dim, 1), torch.zeros(1))


def init_adadelta_states_one_tensor_twice(feature_dim):
    """s and delta of a parameter are one and the same tensor: what is written into one stands in the other. Make four.

    同一参数的 s 和 delta 是同一个张量：写入其中一个，另一个也跟着变。请建四个张量。"""
    w, b = torch.zeros(feature_dim, 1), torch.zeros(1)
    return (w, w), (b, b)


def init_adadelta_states_flat(feature_dim):
    """The tensors of w have shape (feature_dim,). The weight is a column, and they too: (feature_dim, 1).

    w 的张量形状是 (feature_dim,)。权重是一列，它们也应是一列：(feature_dim, 1)。"""
    return (torch.zeros(feature_dim), torch.zeros(feature_dim)), (torch.zeros(1), torch.zeros(1))


_kept = {}


def init_adadelta_states_kept_from_before(feature_dim):
    """You make the tensors once and hand out the same ones again, with the averages of the last run. Make new ones.

    你只建了一次张量，之后总是交出同一份，里面还是上一次的平均值。每次都要新建。"""
    return _kept.setdefault(
        feature_dim,
        ((torch.zeros(feature_dim, 1), torch.zeros(feature_dim, 1)), (torch.zeros(1), torch.zeros(1))),
    )


def _step(params, states, hyperparams, eps=1e-5, clear=True, share=None, root=None, lr=1.0):
    """Right but for what a mistake changes."""
    rho = hyperparams["rho"]
    share = 1 - rho if share is None else share
    root = root or (lambda average: torch.sqrt(average + eps))
    with torch.no_grad():
        for p, (s, delta) in zip(params, states):
            s[...] = rho * s + share * p.grad**2
            g = lr * root(delta) / root(s) * p.grad
            p[...] -= g
            delta[...] = rho * delta + share * g**2
            if clear:
                p.grad.zero_()


def adadelta_epsilon_of_torch(params, states, hyperparams):
    """Your epsilon is 1e-6, as in torch and in the sections before. Here it is 1e-5.

    你的 epsilon 是 1e-6（torch 的默认值，前几节也是如此）。这里是 1e-5。"""
    _step(params, states, hyperparams, eps=1e-6)


def adadelta_epsilon_outside_the_roots(params, states, hyperparams):
    """You add epsilon to the roots: sqrt(s) + 1e-5. Here it stands under them: sqrt(s + 1e-5). At the start that is a
    first step hundreds of times larger.

    你把 epsilon 加在了根号之外：sqrt(s) + 1e-5。这里它在根号之内：sqrt(s + 1e-5)，开始时第一步会大上百倍。"""
    _step(params, states, hyperparams, root=lambda average: torch.sqrt(average) + 1e-5)


def adadelta_epsilon_below_only(params, states, hyperparams):
    """There is no epsilon in the numerator: delta starts at zero, so the first step is zero, and so is every other.

    分子里没有 epsilon：delta 从零开始，第一步为零，之后每一步也都为零。"""
    rho = hyperparams["rho"]
    with torch.no_grad():
        for p, (s, delta) in zip(params, states):
            s[...] = rho * s + (1 - rho) * p.grad**2
            g = torch.sqrt(delta) / torch.sqrt(s + 1e-5) * p.grad
            p[...] -= g
            delta[...] = rho * delta + (1 - rho) * g**2
            p.grad.zero_()


def adadelta_delta_of_gradients(params, states, hyperparams):
    """delta averages the squared gradients, as s does. It averages the squares of the steps.

    你的 delta 和 s 一样，平均的是梯度的平方。它应平均更新量的平方。"""
    rho = hyperparams["rho"]
    with torch.no_grad():
        for p, (s, delta) in zip(params, states):
            s[...] = rho * s + (1 - rho) * p.grad**2
            p[...] -= torch.sqrt(delta + 1e-5) / torch.sqrt(s + 1e-5) * p.grad
            delta[...] = rho * delta + (1 - rho) * p.grad**2
            p.grad.zero_()


def adadelta_delta_never_changes(params, states, hyperparams):
    """delta never changes: it is left out, or delta = ... gives its name to a new tensor. Change it in place after the step.

    delta 从未改变：要么漏掉了它的更新，要么 delta = ... 只是把名字给了新的张量。走完一步后请就地修改它。"""
    _step(params, [(s, delta.clone()) for s, delta in states], hyperparams)


def adadelta_averages_not_in_place(params, states, hyperparams):
    """s = ... and delta = ... give the names to new tensors; those in states stay as they were. Change them in place.

    s = ... 和 delta = ... 只是把名字给了新的张量；states 里的没有变。请就地修改。"""
    _step(params, [(s.clone(), delta.clone()) for s, delta in states], hyperparams)


def adadelta_new_delta(params, states, hyperparams):
    """You update delta before the step, from the gradient scaled by the old one, and scale the gradient again by the new.
    The step uses the old delta.

    你在走这一步之前就更新了 delta，再用新的 delta 重新缩放梯度。这一步用的应是旧的 delta。"""
    rho = hyperparams["rho"]
    with torch.no_grad():
        for p, (s, delta) in zip(params, states):
            s[...] = rho * s + (1 - rho) * p.grad**2
            g = torch.sqrt(delta + 1e-5) / torch.sqrt(s + 1e-5) * p.grad
            delta[...] = rho * delta + (1 - rho) * g**2
            p[...] -= torch.sqrt(delta + 1e-5) / torch.sqrt(s + 1e-5) * p.grad
            p.grad.zero_()


def adadelta_states_exchanged(params, states, hyperparams):
    """You unpack the pair the wrong way round: s comes first, delta second.

    你把这一对拆反了：s 在前，delta 在后。"""
    _step(params, [(delta, s) for s, delta in states], hyperparams)


def adadelta_roots_exchanged(params, states, hyperparams):
    """The quotient is upside down: the root of delta stands above, that of s below.

    分数写反了：delta 的根在分子，s 的根在分母。"""
    rho = hyperparams["rho"]
    with torch.no_grad():
        for p, (s, delta) in zip(params, states):
            s[...] = rho * s + (1 - rho) * p.grad**2
            g = torch.sqrt(s + 1e-5) / torch.sqrt(delta + 1e-5) * p.grad
            p[...] -= g
            delta[...] = rho * delta + (1 - rho) * g**2
            p.grad.zero_()


def adadelta_whole_squares(params, states, hyperparams):
    """You add the whole squares. An average takes only 1 - rho of them.

    你加上了整个平方。平均值只吸收其中的 1 - rho。"""
    _step(params, states, hyperparams, share=1.0)


def adadelta_with_a_learning_rate(params, states, hyperparams):
    """You scale the step by a learning rate of your own. Adadelta has none.

    你给更新量乘上了自己的学习率。Adadelta 没有学习率。"""
    _step(params, states, hyperparams, lr=0.1)


def adadelta_gradients_stay(params, states, hyperparams):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    _step(params, states, hyperparams, clear=False)
