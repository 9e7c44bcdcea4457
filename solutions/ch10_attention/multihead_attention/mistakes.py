import math

import torch
from torch import nn


def transpose_qkv_without_exchange(X, num_heads):
    """You reshape without exchanging positions and heads: each of your rows mixes several positions. Between two
    reshapes, permute.

    你没有交换位置与头两个轴就直接 reshape：每一行里混进了好几个位置。两次 reshape 之间要用 permute。"""
    return X.reshape(X.shape[0] * num_heads, X.shape[1], -1)


def transpose_qkv_every_other_feature(X, num_heads):
    """Your heads take every num_heads-th feature. Each gets neighbours: split the features into (num_heads, size of a
    head), in this order.

    你的每个头每隔 num_heads 个取一个特征。每个头得到的应是相邻的特征：把特征拆成 (num_heads, 每个头的大小)，
    次序不能反。"""
    heads = X.reshape(X.shape[0], X.shape[1], -1, num_heads)
    return heads.permute(0, 3, 1, 2).flatten(0, 1)


def transpose_qkv_heads_first(X, num_heads):
    """Your rows have the first head of all examples, then the second of all. Here all heads of one example come
    together.

    你的各行先是所有样本的第一个头，然后是所有样本的第二个头。这里要求同一个样本的所有头排在一起。"""
    return torch.cat(X.chunk(num_heads, dim=2))


def transpose_qkv_four_axes(X, num_heads):
    """Your result has four axes: examples and heads are still apart. Join them into one.

    你的结果有四个轴：样本与头还没有合在一起。请把它们合成一个轴。"""
    return X.reshape(X.shape[0], X.shape[1], num_heads, -1).transpose(1, 2)


def transpose_output_without_exchange(X, num_heads):
    """You reshape without exchanging heads and positions: the features of different positions are mixed.

    你没有交换头与位置两个轴就直接 reshape：不同位置的特征被混在了一起。"""
    return X.reshape(X.shape[0] // num_heads, X.shape[1], -1)


def transpose_output_heads_first(X, num_heads):
    """You take the rows for the first head of all examples, then the second of all. They come example by example.

    你把各行当成先是所有样本的第一个头，然后是第二个头。其实它们是按样本依次排列的。"""
    return torch.cat(X.chunk(num_heads), dim=2)


def transpose_output_features_interleaved(X, num_heads):
    """You put the first features of all heads side by side, then the second ones. The features of a head stay together.

    你把各个头的第一个特征排在一起，再排第二个。同一个头的特征应当放在一起。"""
    return X.unflatten(0, (-1, num_heads)).permute(0, 2, 3, 1).flatten(2)


def transpose_output_sum(X, num_heads):
    """You add the heads up. They are put side by side: num_heads times as many features.

    你把各个头加了起来。应当并排放在一起：特征数是原来的 num_heads 倍。"""
    return X.unflatten(0, (-1, num_heads)).sum(dim=1)


def _heads(X, h):
    return X.unflatten(2, (h, -1)).transpose(1, 2).flatten(0, 1)


def _joined(X, h):
    return X.unflatten(0, (-1, h)).transpose(1, 2).flatten(2)


class _Attention(nn.Module):
    """Right, step by step: each mistake changes one step."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(**kwargs)
        self.num_heads = num_heads
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)
        self.dropout = nn.Dropout(dropout)

    def mapped(self, queries, keys, values):
        return self.W_q(queries), self.W_k(keys), self.W_v(values)

    def split(self, X):
        return _heads(X, self.num_heads)

    def join(self, X):
        return _joined(X, self.num_heads)

    def lengths(self, lens):
        return lens.repeat_interleave(self.num_heads, dim=0)

    def root(self, size):
        return math.sqrt(size)

    def weights(self, scores):
        return self.dropout(scores.softmax(dim=-1))

    def masked(self, scores, lens):
        lens = lens[:, None] if lens.dim() == 1 else lens
        beyond = torch.arange(scores.shape[2], device=scores.device) >= lens[:, :, None]
        return scores.masked_fill(beyond, float("-inf"))

    def out(self, X):
        return self.W_o(X)

    def forward(self, queries, keys, values, valid_lens):
        Q, K, V = map(self.split, self.mapped(queries, keys, values))
        scores = Q @ K.transpose(1, 2) / self.root(Q.shape[-1])
        if valid_lens is not None:
            scores = self.masked(scores, self.lengths(valid_lens))
        return self.out(self.join(self.weights(scores) @ V))


class MultiHeadAttention_of_one_head(_Attention):
    """You never split into heads: one attention looks at all features. transpose_qkv comes after W_q, W_k and W_v.

    你没有拆分成多个头：只有一个注意力，用到了所有的特征。经过 W_q、W_k、W_v 之后要用 transpose_qkv。"""

    def split(self, X):
        return X

    def join(self, X):
        return X

    def lengths(self, lens):
        return lens


class MultiHeadAttention_scaled_by_all_features(_Attention):
    """You divide the scores by the root of num_hiddens. Each head has num_hiddens / num_heads features: take the root of
    that.

    你把得分除以了 num_hiddens 的平方根。每个头只有 num_hiddens / num_heads 个特征：应取它的平方根。"""

    def root(self, size):
        return math.sqrt(size * self.num_heads)


class MultiHeadAttention_not_scaled(_Attention):
    """You do not divide the scores by the root of a head's size: the softmax becomes the harder the more features there
    are.

    你没有把得分除以每个头大小的平方根：特征越多，softmax 就越尖锐。"""

    def root(self, size):
        return 1.0


class MultiHeadAttention_lengths_in_the_wrong_order(_Attention):
    """You repeat the lengths as a whole, [a, b, a, b], while the rows are all heads of one example after the other, so
    [a, a, b, b]. That is what repeat_interleave gives.

    你把有效长度整体重复成了 [a, b, a, b]，而各行是同一个样本的所有头依次排列的，应是 [a, a, b, b]。
    用 repeat_interleave 就能得到。"""

    def lengths(self, lens):
        return lens.repeat(self.num_heads, *[1] * (lens.dim() - 1))


class MultiHeadAttention_without_mask(_Attention):
    """You never use valid_lens: the padding is attended to as well.

    你没有用到 valid_lens：填充也被注意到了。"""

    def masked(self, scores, lens):
        return scores


class MultiHeadAttention_first_head_masked_only(_Attention):
    """You mask the first head and let the others see the padding. Each head needs the mask.

    你只遮蔽了第一个头，其他的头仍能看到填充。每个头都需要掩码。"""

    def masked(self, scores, lens):
        first = (torch.arange(len(scores), device=scores.device) % self.num_heads == 0)[:, None, None]
        return torch.where(first, super().masked(scores, lens), scores)


class MultiHeadAttention_lengths_of_examples_only(_Attention):
    """You take one length for each example and no other form. Lengths may also come one for each query,
    (batch_size, num_queries).

    你只支持每个样本一个有效长度。有效长度也可以是每个查询一个：(batch_size, num_queries)。"""

    def masked(self, scores, lens):
        if lens.dim() == 2:
            lens = lens.amax(dim=1)
        return super().masked(scores, lens)


class MultiHeadAttention_masked_with_zero(_Attention):
    """You give masked scores the value 0, and the softmax makes a good weight of it. Masked scores must be so low that
    nothing is left: -inf, or -1e6.

    你把被遮蔽的得分设成了 0，softmax 之后它仍有不小的权重。被遮蔽的得分要低到什么都不剩：-inf 或 -1e6。"""

    def masked(self, scores, lens):
        lens = lens[:, None] if lens.dim() == 1 else lens
        beyond = torch.arange(scores.shape[2], device=scores.device) >= lens[:, :, None]
        return scores.masked_fill(beyond, 0.0)


class MultiHeadAttention_softmax_over_queries(_Attention):
    """Your softmax runs over the queries: the weights of each key sum to one. It runs over the keys, the last axis.

    你的 softmax 沿着查询的方向：每个键的权重之和为一。应当沿着键的方向，即最后一个轴。"""

    def weights(self, scores):
        return self.dropout(scores.softmax(dim=1))


class MultiHeadAttention_without_last_layer(_Attention):
    """You return the joined heads as they are: W_o is never used.

    你直接返回了合并后的各个头：没有用到 W_o。"""

    def out(self, X):
        return X


class MultiHeadAttention_keys_for_queries(_Attention):
    """You exchanged W_q and W_k: W_q is for the queries, W_k for the keys.

    你把 W_q 和 W_k 弄反了：W_q 用于查询，W_k 用于键。"""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(query_size, key_size, value_size, num_hiddens, num_heads, dropout, bias)

    def mapped(self, queries, keys, values):
        return self.W_k(queries), self.W_q(keys), self.W_v(values)


class MultiHeadAttention_keys_for_values(_Attention):
    """You take the keys for values: W_v is applied to the wrong argument.

    你把键当成了值：W_v 作用在了错误的参数上。"""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(key_size, query_size, key_size, num_hiddens, num_heads, dropout, bias)

    def mapped(self, queries, keys, values):
        return self.W_q(queries), self.W_k(keys), self.W_v(keys)


class MultiHeadAttention_always_with_bias(_Attention):
    """Your layers always have a bias. They have one only where bias is true.

    你的各层总是有偏置。只有 bias 为真时才有。"""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(key_size, query_size, value_size, num_hiddens, num_heads, dropout, True)


class MultiHeadAttention_without_dropout(_Attention):
    """You take dropout and never use it. It drops attention weights, in training mode.

    你接受了 dropout，却没有使用。它应在训练模式下丢弃注意力权重。"""

    def weights(self, scores):
        return scores.softmax(dim=-1)


class MultiHeadAttention_dropout_of_the_result(_Attention):
    """You drop from the result. The statement asks for dropout of the attention weights.

    你对结果使用了暂退法。题目要求丢弃的是注意力权重。"""

    def weights(self, scores):
        return scores.softmax(dim=-1)

    def out(self, X):
        return self.dropout(self.W_o(X))


class MultiHeadAttention_features_lost(_Attention):
    """Where num_hiddens is no multiple of num_heads, you round down and leave some features out. Raise an error.

    num_hiddens 不是 num_heads 的倍数时，你向下取整，丢掉了一些特征。请引发错误。"""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        kept = num_hiddens // num_heads * num_heads
        super().__init__(key_size, query_size, value_size, kept, num_heads, dropout, bias)


class MultiHeadAttention_positions_on_the_cpu(_Attention):
    """You make the positions for the mask on the CPU, whatever device the keys are on.

    不论键在哪个设备上，你都把掩码用的位置建在 CPU 上。"""

    def masked(self, scores, lens):
        lens = lens[:, None] if lens.dim() == 1 else lens
        return scores.masked_fill(torch.arange(scores.shape[2]) >= lens[:, :, None], float("-inf"))
