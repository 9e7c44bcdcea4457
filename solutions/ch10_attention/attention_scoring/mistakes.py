"""What goes wrong with a masked softmax, and what we say to whoever wrote it."""

import torch


def _beyond(X, valid_lens):
    """True at every position that is to be masked; (B, Q, K)."""
    if valid_lens.dim() == 1:
        valid_lens = valid_lens[:, None].expand(X.shape[:2])
    return torch.arange(X.shape[-1], device=X.device) >= valid_lens[:, :, None]


def masked_softmax_fill_of_minus_a_million(X, valid_lens):
    """Your function is right for everyday scores. With a fill of -1e6, scores below -1e6 put their weight on the
    masked positions: float("-inf") is below every score.

    你的函数对寻常的分数是正确的。但用 -1e6 填充时，如果分数低于 -1e6，权重就会落到被掩蔽的位置上：float("-inf")
    低于任何分数。
    """
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    return torch.softmax(X.masked_fill(_beyond(X, valid_lens), -1e6), dim=-1)


def masked_softmax_written_into_the_input(X, valid_lens):
    """Your weights are right, but the mask is written into X itself: reshape gives a view, and the caller's scores
    are overwritten; where X is a leaf that requires a gradient, autograd refuses. Mask a copy, or use masked_fill
    without the underscore.

    你的权重正确，但掩码写进了 X 本身：reshape 得到的是视图，调用者的分数被覆盖了；若 X 是需要梯度的叶子张量，
    自动求导还会报错。请在副本上掩蔽，或使用不带下划线的 masked_fill。
    """
    if valid_lens is not None:
        X[_beyond(X, valid_lens)] = float("-inf")
    return torch.softmax(X, dim=-1)


def masked_softmax_minus_a_million_written_into_the_input(X, valid_lens):
    """Your function computes what the book's does, and is right for everyday scores. Two things are left to mend:
    it overwrites the caller's scores (reshape gives a view of X), and scores below -1e6 put their weight on masked
    positions (fill with float("-inf")).

    你的函数与书中的写法结果一致，对寻常的分数是正确的。还有两处可以改进：它覆盖了调用者的分数（reshape 得到的是 X
    的视图）；分数低于 -1e6 时，权重会落到被掩蔽的位置上（应填充 float("-inf")）。
    """
    if valid_lens is not None:
        X[_beyond(X, valid_lens)] = -1e6
    return torch.softmax(X, dim=-1)


def masked_softmax_fill_of_zero(X, valid_lens):
    """You set masked scores to 0. The exponential of 0 is 1, so masked positions still get a share: the fill must
    be so low that its exponential vanishes.

    你把被掩蔽的分数设成了 0。0 的指数是 1，被掩蔽的位置仍会分到权重：填充值要小到指数消失才行。
    """
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    return torch.softmax(X.masked_fill(_beyond(X, valid_lens), 0.0), dim=-1)


def masked_softmax_masked_afterwards(X, valid_lens):
    """You took the softmax over all positions and then set the masked weights to 0: the rows no longer sum to 1.
    Mask the scores before the softmax.

    你先对所有位置做 softmax，再把被掩蔽的权重设为 0：各行的和不再是 1。应在 softmax 之前掩蔽分数。
    """
    weights = torch.softmax(X, dim=-1)
    return weights if valid_lens is None else weights.masked_fill(_beyond(X, valid_lens), 0.0)


def masked_softmax_renormalized_afterwards(X, valid_lens):
    """You took the softmax over all positions, masked, and divided by what was left. For moderate scores that is
    the same; but where a masked score is very large, it takes all the weight and nothing is left to divide. Mask
    the scores first.

    你先对所有位置做 softmax，掩蔽之后再除以剩余权重之和。分数适中时结果相同；但若某个被掩蔽的分数很大，
    它会占走全部权重，剩下的就没有可除的了。应先掩蔽分数。
    """
    weights = masked_softmax_masked_afterwards(X, valid_lens)
    return weights / weights.sum(dim=-1, keepdim=True)


def masked_softmax_exponentials_overflow(X, valid_lens):
    """Your formula is right, but exp of a large score is infinite, and the quotient nan. Subtract the largest valid
    score first, or leave it to torch.softmax.

    你的公式正确，但很大的分数取指数会得到无穷大，相除得到 nan。请先减去最大的有效分数，或交给 torch.softmax。
    """
    weights = torch.exp(X)
    if valid_lens is not None:
        weights = weights.masked_fill(_beyond(X, valid_lens), 0.0)
    return weights / weights.sum(dim=-1, keepdim=True)


def masked_softmax_keeps_one_position_too_many(X, valid_lens):
    """You mask one position too few: positions count from 0, so with a valid length of 2 the positions 0 and 1
    count, and position 2 is masked already.

    你少掩蔽了一个位置：位置从 0 数起，有效长度为 2 时只有位置 0 和 1 有效，位置 2 已应被掩蔽。
    """
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    return torch.softmax(X.masked_fill(_beyond(X, valid_lens + 1), float("-inf")), dim=-1)


def masked_softmax_the_valid_positions_masked(X, valid_lens):
    """Your mask is upside down: it hides the first positions and keeps the padding.

    你的掩码弄反了：掩蔽了前面的有效位置，却留下了填充的部分。
    """
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    return torch.softmax(X.masked_fill(~_beyond(X, valid_lens), float("-inf")), dim=-1)


def masked_softmax_lengths_repeated_in_turn(X, valid_lens):
    """You repeated the list of lengths as a whole (a, b, a, b, ...), so queries get the lengths of other examples.
    Each length is to be repeated for all queries of its own example (a, a, b, b, ...): torch.repeat_interleave.

    你把长度列表整体重复，即 a, b, a, b, ……，于是查询用到了别的样本的长度。应当让每个长度在自己的样本内重复，即 a,
    a, b, b, ……：torch.repeat_interleave。
    """
    if valid_lens is not None and valid_lens.dim() == 1:
        valid_lens = valid_lens.repeat(X.shape[1]).reshape(X.shape[:2])
    return torch.softmax(X if valid_lens is None else X.masked_fill(_beyond(X, valid_lens), float("-inf")), dim=-1)


def masked_softmax_the_first_length_for_all(X, valid_lens):
    """With a length for each query you use only the first length of each example. Each row has a length of its own.

    每个查询都有自己的长度时，你只用了每个样本的第一个长度。应当每一行使用各自的长度。
    """
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    if valid_lens.dim() == 2:
        valid_lens = valid_lens[:, 0]
    return torch.softmax(X.masked_fill(_beyond(X, valid_lens), float("-inf")), dim=-1)


def masked_softmax_over_the_queries(X, valid_lens):
    """Your softmax runs over the queries (dim=1). Each query spreads its weight over the keys: dim=-1.

    你的 softmax 沿查询的方向进行（dim=1）。每个查询应把权重分配给各个键：dim=-1。
    """
    if valid_lens is not None:
        X = X.masked_fill(_beyond(X, valid_lens), -1e6)
    return torch.softmax(X, dim=1)


def masked_softmax_without_a_mask(X, valid_lens):
    """Your function ignores valid_lens: it is a plain softmax.

    你的函数没有用到 valid_lens：它只是普通的 softmax。
    """
    return torch.softmax(X, dim=-1)


def masked_softmax_detached(X, valid_lens):
    """Your weights are right, but they are computed from X.data or X.detach(), so nothing can be learned through
    them. Work on X itself, or on X.clone().

    你的权重正确，但它们由 X.data 或 X.detach() 算出，梯度无法通过。请直接使用 X，或使用 X.clone()。
    """
    if valid_lens is None:
        return torch.softmax(X.detach(), dim=-1)
    return torch.softmax(X.detach().masked_fill(_beyond(X, valid_lens), float("-inf")), dim=-1)


def masked_softmax_mask_on_the_cpu(X, valid_lens):
    """Your function works on the CPU, but torch.arange(...) without device= stays there: on a GPU it meets
    valid_lens on another device. Write device=X.device.

    你的函数在 CPU 上没有问题，但不写 device= 的 torch.arange(...) 会留在 CPU 上：在 GPU 上它与 valid_lens
    处于不同的设备。请写上 device=X.device。
    """
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    lens = valid_lens[:, None, None] if valid_lens.dim() == 1 else valid_lens[:, :, None]
    return torch.softmax(X.masked_fill(torch.arange(X.shape[-1]) >= lens, float("-inf")), dim=-1)
