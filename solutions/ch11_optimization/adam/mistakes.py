import torch


def init_adam_states_not_in_pairs(feature_dim):
    """You give four tensors in a row. adam goes through params and states side by side: a pair for each parameter.

    你把四个张量排成一列返回。adam 会同时遍历 params 和 states：每个参数应对应一对。"""
    return torch.zeros(feature_dim, 1), torch.zeros(1), torch.zeros(feature_dim, 1), torch.zeros(1)


def init_adam_states_paired_by_kind(feature_dim):
    """Your pairs are (v_w, v_b) and (s_w, s_b). Each parameter gets its own pair: (v_w, s_w), (v_b, s_b).

    你的两对是 (v_w, v_b) 和 (s_w, s_b)。每个参数应有自己的一对：(v_w, s_w)、(v_b, s_b)。"""
    return (torch.zeros(feature_dim, 1), torch.zeros(1)), (torch.zeros(feature_dim, 1), torch.zeros(1))


def init_adam_states_one_tensor_twice(feature_dim):
    """v and s of a parameter are one and the same tensor: what is written into one stands in the other. Make four.

    同一参数的 v 和 s 是同一个张量：写入其中一个，另一个也跟着变。请建四个张量。"""
    w, b = torch.zeros(feature_dim, 1), torch.zeros(1)
    return (w, w), (b, b)


def init_adam_states_flat(feature_dim):
    """The tensors of w have shape (feature_dim,). The weight is a column, and they too: (feature_dim, 1).

    w 的张量形状是 (feature_dim,)。权重是一列，它们也应是一列：(feature_dim, 1)。"""
    return (torch.zeros(feature_dim), torch.zeros(feature_dim)), (torch.zeros(1), torch.zeros(1))


_kept = {}


def init_adam_states_kept_from_before(feature_dim):
    """You make the tensors once and hand out the same ones again, with the averages of the last run. Make new ones.

    你只建了一次张量，之后总是交出同一份，里面还是上一次的平均值。每次都要新建。"""
    return _kept.setdefault(
        feature_dim,
        ((torch.zeros(feature_dim, 1), torch.zeros(feature_dim, 1)), (torch.zeros(1), torch.zeros(1))),
    )


def _adam(v, s, g):
    return 0.9 * v + 0.1 * g, 0.999 * s + 0.001 * g**2


def _yogi(v, s, g):
    return 0.9 * v + 0.1 * g, s + 0.001 * torch.sign(g**2 - s) * g**2


def _step(
    params,
    states,
    hyperparams,
    averages=_adam,
    eps=1e-6,
    first=lambda t: 1 - 0.9**t,
    second=lambda t: 1 - 0.999**t,
    size=None,
    clear=True,
    counts=True,
):
    """Right but for what a mistake changes."""
    t = hyperparams["t"]
    size = size or (lambda v, s: v / (torch.sqrt(s) + eps))
    with torch.no_grad():
        for p, (v, s) in zip(params, states):
            v[...], s[...] = averages(v, s, p.grad)
            p[...] -= hyperparams["lr"] * size(v / first(t), s / second(t))
            if clear:
                p.grad.zero_()
    if counts:
        hyperparams["t"] += 1


def adam_without_bias_correction(params, states, hyperparams):
    """The bias correction is missing: both averages start at zero and are too small at first. Divide them by 1 - beta ** t.

    漏掉了偏差修正：两个平均值都从零开始，起初偏小。请分别除以 1 - beta ** t。"""
    _step(params, states, hyperparams, first=lambda t: 1, second=lambda t: 1)


def adam_first_average_not_corrected(params, states, hyperparams):
    """You correct s and not v. Both start at zero: divide v by 1 - beta1 ** t as well.

    你修正了 s，没有修正 v。两者都从零开始：v 也要除以 1 - beta1 ** t。"""
    _step(params, states, hyperparams, first=lambda t: 1)


def adam_second_average_not_corrected(params, states, hyperparams):
    """You correct v and not s. Both start at zero: divide s by 1 - beta2 ** t as well.

    你修正了 v，没有修正 s。两者都从零开始：s 也要除以 1 - beta2 ** t。"""
    _step(params, states, hyperparams, second=lambda t: 1)


def adam_corrected_without_the_power(params, states, hyperparams):
    """You divide by 1 - beta at every step. The correction fades: 1 - beta ** t.

    你在每一步都除以 1 - beta。修正应逐渐消失：1 - beta ** t。"""
    _step(params, states, hyperparams, first=lambda t: 1 - 0.9, second=lambda t: 1 - 0.999)


def adam_one_beta_for_both_corrections(params, states, hyperparams):
    """You correct both averages with beta1. s was averaged with beta2: divide it by 1 - beta2 ** t.

    你用 beta1 修正了两个平均值。s 是用 beta2 平均的：应除以 1 - beta2 ** t。"""
    _step(params, states, hyperparams, second=lambda t: 1 - 0.9**t)


def adam_counts_from_zero(params, states, hyperparams):
    """You correct with t + 1: the first step comes with t = 1 already.

    你用 t + 1 做修正：第一步时 t 已经是 1。"""
    _step(params, states, hyperparams, first=lambda t: 1 - 0.9 ** (t + 1), second=lambda t: 1 - 0.999 ** (t + 1))


def adam_correction_kept(params, states, hyperparams):
    """You write the corrected averages back into states, so they are corrected again at every step. Give them names of
    their own.

    你把修正后的平均值写回了 states，于是每一步都会再修正一次。请给它们另取名字。"""
    t = hyperparams["t"]
    with torch.no_grad():
        for p, (v, s) in zip(params, states):
            v[...], s[...] = _adam(v, s, p.grad)
            v /= 1 - 0.9**t
            s /= 1 - 0.999**t
            p[...] -= hyperparams["lr"] * v / (torch.sqrt(s) + 1e-6)
            p.grad.zero_()
    hyperparams["t"] += 1


def adam_t_never_grows(params, states, hyperparams):
    """t stays what it was: every step is corrected as the first. Add one to hyperparams["t"] at the end.

    t 一直不变：每一步都按第一步来修正。请在最后把 hyperparams["t"] 加 1。"""
    _step(params, states, hyperparams, counts=False)


def adam_t_grows_with_each_parameter(params, states, hyperparams):
    """t grows inside the loop, once for each parameter. It counts steps: add one behind the loop.

    t 在循环里增加，每个参数加一次。它数的是步数：应在循环之后加 1。"""
    for p, pair in zip(params, states):
        _step([p], [pair], hyperparams)


def adam_epsilon_under_the_root(params, states, hyperparams):
    """You put epsilon under the root: sqrt(s + 1e-6). In Adam it stands outside: sqrt(s) + 1e-6.

    你把 epsilon 放在了根号之内：sqrt(s + 1e-6)。在 Adam 中它在根号之外：sqrt(s) + 1e-6。"""
    _step(params, states, hyperparams, size=lambda v, s: v / torch.sqrt(s + 1e-6))


def adam_epsilon_of_torch(params, states, hyperparams):
    """Your epsilon is 1e-8, as in torch. Here it is 1e-6.

    你的 epsilon 是 1e-8（torch 的默认值）。这里是 1e-6。"""
    _step(params, states, hyperparams, eps=1e-8)


def adam_epsilon_before_the_correction(params, states, hyperparams):
    """You add epsilon to the root of the uncorrected average. Correct first, then take the root, then add epsilon.

    你把 epsilon 加在了未修正的平均值的根上。应先修正，再开根，再加 epsilon。"""
    t = hyperparams["t"]
    _step(
        params, states, hyperparams, second=lambda t: 1, size=lambda v, s: v * (1 - 0.999**t) ** 0.5 / (s.sqrt() + 1e-6)
    )


def adam_betas_exchanged(params, states, hyperparams):
    """The betas are exchanged: gradients are averaged with 0.9, their squares with 0.999.

    两个 beta 写反了：梯度用 0.9 平均，梯度的平方用 0.999 平均。"""
    _step(
        params,
        states,
        hyperparams,
        averages=lambda v, s, g: (0.999 * v + 0.001 * g, 0.9 * s + 0.1 * g**2),
        first=lambda t: 1 - 0.999**t,
        second=lambda t: 1 - 0.9**t,
    )


def adam_states_exchanged(params, states, hyperparams):
    """You unpack the pair the wrong way round: v comes first, s second.

    你把这一对拆反了：v 在前，s 在后。"""
    _step(params, [(s, v) for v, s in states], hyperparams)


def adam_averages_not_in_place(params, states, hyperparams):
    """v = ... and s = ... give the names to new tensors; those in states stay as they were. Change them in place.

    v = ... 和 s = ... 只是把名字给了新的张量；states 里的没有变。请就地修改。"""
    _step(params, [(v.clone(), s.clone()) for v, s in states], hyperparams)


def adam_one_pair_for_all(params, states, hyperparams):
    """All your parameters share the first pair of averages. Each has its own: go through params and states side by side.

    所有参数共用了第一对平均值。每个参数都有自己的：请同时遍历 params 和 states。"""
    pairs = [
        states[0] if states[0][0].shape == p.shape else tuple(x.mean().expand(p.shape).clone() for x in states[0])
        for p in params
    ]
    _step(params, pairs, hyperparams)


def adam_gradients_stay(params, states, hyperparams):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    _step(params, states, hyperparams, clear=False)


def yogi_that_is_adam(params, states, hyperparams):
    """Your s is Adam's, a running average. Yogi's moves by (1 - beta2) * g², up or down.

    你的 s 是 Adam 的滑动平均。Yogi 的 s 每次移动 (1 - beta2) * g²，或升或降。"""
    _step(params, states, hyperparams, eps=1e-3)


def yogi_without_the_sign(params, states, hyperparams):
    """The sign is missing: your s only grows. Where g² is below s, it goes down.

    漏掉了符号函数：你的 s 只增不减。当 g² 小于 s 时，它应下降。"""
    _step(params, states, hyperparams, lambda v, s, g: (0.9 * v + 0.1 * g, s + 0.001 * g**2), eps=1e-3)


def yogi_sign_turned_round(params, states, hyperparams):
    """The sign is turned round: your s moves away from g². It is that of g² - s.

    符号反了：你的 s 离 g² 越来越远。应取 g² - s 的符号。"""
    _step(
        params,
        states,
        hyperparams,
        lambda v, s, g: (0.9 * v + 0.1 * g, s + 0.001 * torch.sign(s - g**2) * g**2),
        eps=1e-3,
    )


def yogi_sign_of_the_gradient(params, states, hyperparams):
    """You took the sign of g - s. Compare the square: sign(g² - s).

    你取的是 g - s 的符号。应比较平方：sign(g² - s)。"""
    _step(
        params, states, hyperparams, lambda v, s, g: (0.9 * v + 0.1 * g, s + 0.001 * torch.sign(g - s) * g**2), eps=1e-3
    )


def yogi_moves_by_the_distance(params, states, hyperparams):
    """You multiply by the distance g² - s itself, and by g². Of the distance only the sign counts.

    你乘上了距离 g² - s 本身，又乘了 g²。距离只取其符号。"""
    _step(params, states, hyperparams, lambda v, s, g: (0.9 * v + 0.1 * g, s + 0.001 * (g**2 - s) * g**2), eps=1e-3)


def yogi_epsilon_of_adam(params, states, hyperparams):
    """Your epsilon is Adam's, 1e-6. Yogi's is 1e-3.

    你的 epsilon 是 Adam 的 1e-6。Yogi 的是 1e-3。"""
    _step(params, states, hyperparams, _yogi)


def yogi_without_bias_correction(params, states, hyperparams):
    """The bias correction is missing: divide v by 1 - beta1 ** t and s by 1 - beta2 ** t, as in Adam.

    漏掉了偏差修正：与 Adam 一样，v 除以 1 - beta1 ** t，s 除以 1 - beta2 ** t。"""
    _step(params, states, hyperparams, _yogi, eps=1e-3, first=lambda t: 1, second=lambda t: 1)


def yogi_t_never_grows(params, states, hyperparams):
    """t stays what it was. Add one to hyperparams["t"] at the end.

    t 一直不变。请在最后把 hyperparams["t"] 加 1。"""
    _step(params, states, hyperparams, _yogi, eps=1e-3, counts=False)


def yogi_averages_not_in_place(params, states, hyperparams):
    """v = ... and s = ... give the names to new tensors; those in states stay as they were. Change them in place.

    v = ... 和 s = ... 只是把名字给了新的张量；states 里的没有变。请就地修改。"""
    _step(params, [(v.clone(), s.clone()) for v, s in states], hyperparams, _yogi, eps=1e-3)
