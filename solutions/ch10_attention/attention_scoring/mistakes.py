"""What goes wrong with a masked softmax, and what we say to whoever wrote it."""

import torch
from torch import nn


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


def _weights(scores, valid_lens):
    if valid_lens is None:
        return torch.softmax(scores, dim=-1)
    return torch.softmax(scores.masked_fill(_beyond(scores, valid_lens), float("-inf")), dim=-1)


class _Additive(nn.Module):
    """Right but for what a mistake changes."""

    bias = False

    def __init__(self, key_size, query_size, num_hiddens, dropout):
        super().__init__()
        self.W_k = nn.Linear(key_size, num_hiddens, bias=self.bias)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=self.bias)
        self.w_v = nn.Linear(num_hiddens, 1, bias=self.bias)
        self.dropout = nn.Dropout(dropout)

    def scores(self, queries, keys):
        return self.w_v(torch.tanh(self.W_q(queries)[:, :, None] + self.W_k(keys)[:, None])).squeeze(-1)

    def forward(self, queries, keys, values, valid_lens):
        self.attention_weights = _weights(self.scores(queries, keys), valid_lens)
        return self.dropout(self.attention_weights) @ values


class AdditiveAttention_without_tanh(_Additive):
    """There is no tanh: what the query adds to the scores is then the same for all keys, and the softmax drops it. Your
    weights do not depend on the query at all.

    缺少 tanh：这样查询对所有键的分数贡献相同，会被 softmax 消去。你的权重与查询完全无关。
    """

    def scores(self, queries, keys):
        return self.w_v(self.W_q(queries)[:, :, None] + self.W_k(keys)[:, None]).squeeze(-1)


class AdditiveAttention_layers_exchanged(_Additive):
    """W_k is made for the queries and W_q for the keys: the sizes are exchanged. W_k takes vectors of key_size.

    W_k 用在了查询上，W_q 用在了键上：大小弄反了。W_k 接收大小为 key_size 的向量。
    """

    def __init__(self, key_size, query_size, num_hiddens, dropout):
        super().__init__(query_size, key_size, num_hiddens, dropout)

    def scores(self, queries, keys):
        return self.w_v(torch.tanh(self.W_k(queries)[:, :, None] + self.W_q(keys)[:, None])).squeeze(-1)


class AdditiveAttention_with_bias(_Additive):
    """Your layers have a bias. Here they have none: bias=False.

    你的层带有偏置。这里不带：bias=False。
    """

    bias = True


class AdditiveAttention_product_for_sum(_Additive):
    """You multiply queries and keys. They are added: this is additive attention.

    你把查询和键相乘了。应当相加：这是加性注意力。
    """

    def scores(self, queries, keys):
        return self.w_v(torch.tanh(self.W_q(queries)[:, :, None] * self.W_k(keys)[:, None])).squeeze(-1)


class AdditiveAttention_mask_forgotten(_Additive):
    """You do not use valid_lens: padding gets weight.

    你没有用到 valid_lens：填充的部分也分到了权重。
    """

    def forward(self, queries, keys, values, valid_lens):
        return super().forward(queries, keys, values, None)


class AdditiveAttention_weights_not_kept(_Additive):
    """The weights are not kept: set self.attention_weights in forward.

    没有保存权重：请在 forward 中设置 self.attention_weights。
    """

    attention_weights = None

    def forward(self, queries, keys, values, valid_lens):
        return self.dropout(_weights(self.scores(queries, keys), valid_lens)) @ values


class AdditiveAttention_dropped_weights_kept(_Additive):
    """You keep the weights after dropout: in training mode some are zero, and rows do not sum to one. Keep them before.

    你保存的是暂退之后的权重：训练模式下有些为零，各行之和不为一。应保存暂退之前的。
    """

    def forward(self, queries, keys, values, valid_lens):
        self.attention_weights = self.dropout(_weights(self.scores(queries, keys), valid_lens))
        return self.attention_weights @ values


class AdditiveAttention_without_dropout(_Additive):
    """There is no dropout: in training mode it falls on the weights.

    没有暂退：训练模式下应对权重做暂退。
    """

    def forward(self, queries, keys, values, valid_lens):
        self.attention_weights = _weights(self.scores(queries, keys), valid_lens)
        return self.attention_weights @ values


class AdditiveAttention_dropout_on_the_result(_Additive):
    """Your dropout falls on the result. It falls on the weights, before they meet the values.

    你的暂退作用在结果上。应作用在权重上，在与值相乘之前。
    """

    def forward(self, queries, keys, values, valid_lens):
        self.attention_weights = _weights(self.scores(queries, keys), valid_lens)
        return self.dropout(self.attention_weights @ values)


class _DotProduct(nn.Module):
    """Right but for what a mistake changes."""

    def __init__(self, dropout):
        super().__init__()
        self.dropout = nn.Dropout(dropout)

    def scores(self, queries, keys):
        return queries @ keys.transpose(1, 2) / queries.shape[-1] ** 0.5

    def forward(self, queries, keys, values, valid_lens=None):
        self.attention_weights = _weights(self.scores(queries, keys), valid_lens)
        return self.dropout(self.attention_weights) @ values


class DotProductAttention_not_scaled(_DotProduct):
    """You do not divide by the root of d: with long vectors the scores are large, and one key takes all the weight.

    你没有除以 d 的平方根：向量很长时分数很大，全部权重会落到一个键上。
    """

    def scores(self, queries, keys):
        return queries @ keys.transpose(1, 2)


class DotProductAttention_divided_by_d(_DotProduct):
    """You divide by d itself. Divide by its root.

    你除以的是 d 本身。应除以它的平方根。
    """

    def scores(self, queries, keys):
        return queries @ keys.transpose(1, 2) / queries.shape[-1]


class DotProductAttention_scaled_by_the_number_of_keys(_DotProduct):
    """You divide by the root of the number of keys. It is the length of the vectors, queries.shape[-1], that counts.

    你除以的是键的个数的平方根。应当用向量的长度 queries.shape[-1]。
    """

    def scores(self, queries, keys):
        return queries @ keys.transpose(1, 2) / keys.shape[1] ** 0.5


class DotProductAttention_scaled_afterwards(_DotProduct):
    """You divide the weights by the root of d, after the softmax: the rows no longer sum to one. Divide the scores.

    你在 softmax 之后才除以 d 的平方根：各行之和不再为一。应除的是分数。
    """

    def forward(self, queries, keys, values, valid_lens=None):
        scores = queries @ keys.transpose(1, 2)
        self.attention_weights = _weights(scores, valid_lens) / queries.shape[-1] ** 0.5
        return self.dropout(self.attention_weights) @ values


class DotProductAttention_mask_forgotten(_DotProduct):
    """You do not use valid_lens: padding gets weight.

    你没有用到 valid_lens：填充的部分也分到了权重。
    """

    def forward(self, queries, keys, values, valid_lens=None):
        return super().forward(queries, keys, values)


class DotProductAttention_weights_not_kept(_DotProduct):
    """The weights are printed or thrown away: set self.attention_weights in forward.

    权重只是打印出来或者丢掉了：请在 forward 中设置 self.attention_weights。
    """

    attention_weights = None

    def forward(self, queries, keys, values, valid_lens=None):
        return self.dropout(_weights(self.scores(queries, keys), valid_lens)) @ values


class DotProductAttention_dropped_weights_kept(_DotProduct):
    """You keep the weights after dropout: in training mode some are zero, and rows do not sum to one. Keep them before.

    你保存的是暂退之后的权重：训练模式下有些为零，各行之和不为一。应保存暂退之前的。
    """

    def forward(self, queries, keys, values, valid_lens=None):
        self.attention_weights = self.dropout(_weights(self.scores(queries, keys), valid_lens))
        return self.attention_weights @ values


class DotProductAttention_without_dropout(_DotProduct):
    """There is no dropout: in training mode it falls on the weights.

    没有暂退：训练模式下应对权重做暂退。
    """

    def forward(self, queries, keys, values, valid_lens=None):
        self.attention_weights = _weights(self.scores(queries, keys), valid_lens)
        return self.attention_weights @ values


class DotProductAttention_lengths_needed(_DotProduct):
    """Your forward cannot be called without valid_lens. It has the default None.

    你的 forward 必须传入 valid_lens 才能调用。它的默认值应为 None。
    """

    def forward(self, queries, keys, values, valid_lens):
        return super().forward(queries, keys, values, valid_lens)
