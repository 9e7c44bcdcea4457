import math

import torch
from torch import nn
from torch.nn import functional as F


class _FFN(nn.Module):
    def __init__(self, ffn_num_input, ffn_num_hiddens, ffn_num_outputs, **kwargs):
        super().__init__(**kwargs)
        self.dense1 = nn.Linear(ffn_num_input, ffn_num_hiddens)
        self.dense2 = nn.Linear(ffn_num_hiddens, ffn_num_outputs)


class PositionWiseFFN_without_relu(_FFN):
    """There is nothing between your two layers: together they are a single linear map. A ReLU belongs there.

    你的两层之间什么都没有：合在一起仍是一个线性映射。中间应有 ReLU。"""

    def forward(self, X):
        return self.dense2(self.dense1(X))


class PositionWiseFFN_relu_at_the_end(_FFN):
    """You put a ReLU behind the second layer as well, so that no result is negative. There is one ReLU, between the
    layers.

    你在第二层之后也用了 ReLU，结果于是永远不为负。只在两层之间有一个 ReLU。"""

    def forward(self, X):
        return F.relu(self.dense2(F.relu(self.dense1(X))))


class PositionWiseFFN_gelu(_FFN):
    """Your activation is another than ReLU. GELU is what later models use; here it is ReLU.

    你的激活函数不是 ReLU。GELU 是后来的模型用的；这里要用 ReLU。"""

    def forward(self, X):
        return self.dense2(F.gelu(self.dense1(X)))


class PositionWiseFFN_positions_mixed(_FFN):
    """You average over the positions on the way: each one's result then depends on the others.

    你在中间对各个位置取了平均：每个位置的结果就会受其他位置影响。"""

    def forward(self, X):
        return self.dense2(F.relu(self.dense1(X)).mean(dim=1, keepdim=True).expand(-1, X.shape[1], -1))


class _AddNorm(nn.Module):
    def __init__(self, normalized_shape, dropout, **kwargs):
        super().__init__(**kwargs)
        self.dropout = nn.Dropout(dropout)
        self.ln = nn.LayerNorm(normalized_shape)


class AddNorm_without_x(_AddNorm):
    """You normalise Y alone: the residual connection, + X, is missing.

    你只对 Y 做了规范化：缺少残差连接 + X。"""

    def forward(self, X, Y):
        return self.ln(self.dropout(Y))


class AddNorm_norm_first(_AddNorm):
    """You normalise Y and add X afterwards. The sum is normalised.

    你先对 Y 做规范化，再加上 X。应当对和做规范化。"""

    def forward(self, X, Y):
        return self.ln(self.dropout(Y)) + X


class AddNorm_dropout_of_the_sum(_AddNorm):
    """Your dropout acts on the sum, so X is dropped as well. It is for Y alone.

    你的暂退法作用在和上，X 也会被丢弃。它只应作用于 Y。"""

    def forward(self, X, Y):
        return self.ln(self.dropout(Y + X))


class AddNorm_dropout_of_x(_AddNorm):
    """You drop from X. What passes by is X, whole; dropout is for Y.

    你对 X 使用了暂退法。X 应当完整地通过；暂退法作用于 Y。"""

    def forward(self, X, Y):
        return self.ln(self.dropout(X) + Y)


class AddNorm_without_dropout(_AddNorm):
    """You take dropout and never use it. It acts on Y, in training mode.

    你接受了 dropout，却没有使用。它应在训练模式下作用于 Y。"""

    def forward(self, X, Y):
        return self.ln(Y + X)


class AddNorm_in_place(_AddNorm):
    """Your numbers are right, but you add X into the caller's Y. X + Y makes a new tensor.

    数值是对的，但你把 X 加进了调用者的 Y。X + Y 会新建张量。"""

    def forward(self, X, Y):
        with torch.no_grad():
            Y += X
        return self.ln(self.dropout(Y - X) + X)


class AddNorm_without_weights(_AddNorm):
    """Your normalisation has no weights to learn. nn.LayerNorm has: use self.ln.

    你的规范化没有可学习的权重。nn.LayerNorm 有：请使用 self.ln。"""

    def forward(self, X, Y):
        return F.layer_norm(self.dropout(Y) + X, self.ln.normalized_shape)


class _EncoderBlock(nn.Module):
    def __init__(
        self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads,
        dropout, use_bias=False, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        self.attention = MultiHeadAttention(key_size, query_size, value_size, num_hiddens, num_heads, dropout, use_bias)
        self.addnorm1 = AddNorm(norm_shape, dropout)
        self.ffn = PositionWiseFFN(ffn_num_input, ffn_num_hiddens, num_hiddens)
        self.addnorm2 = AddNorm(norm_shape, dropout)

    def forward(self, X, valid_lens):
        Y = self.addnorm1(X, self.attention(X, X, X, valid_lens))
        return self.addnorm2(Y, self.ffn(Y))


class EncoderBlock_without_lengths(_EncoderBlock):
    """You call the attention without valid_lens: the words attend to the padding.

    你调用注意力时没有传入 valid_lens：词会注意到填充。"""

    def forward(self, X, valid_lens):
        return super().forward(X, None)


class EncoderBlock_residual_from_the_start(_EncoderBlock):
    """Your second AddNorm adds the block's own input. It adds what went into ffn, the result of the first AddNorm.

    你的第二个 AddNorm 加的是整个块的输入。应当加 ffn 的输入，即第一个 AddNorm 的结果。"""

    def forward(self, X, valid_lens):
        Y = self.addnorm1(X, self.attention(X, X, X, valid_lens))
        return self.addnorm2(X, self.ffn(Y))


class EncoderBlock_without_ffn(_EncoderBlock):
    """You leave the position-wise network out.

    你漏掉了基于位置的前馈网络。"""

    def forward(self, X, valid_lens):
        Y = self.addnorm1(X, self.attention(X, X, X, valid_lens))
        return self.addnorm2(Y, Y)


class EncoderBlock_without_second_addnorm(_EncoderBlock):
    """You return the network's result as it is: the second AddNorm is missing.

    你直接返回了前馈网络的结果：缺少第二个 AddNorm。"""

    def forward(self, X, valid_lens):
        return self.ffn(self.addnorm1(X, self.attention(X, X, X, valid_lens)))


class EncoderBlock_one_addnorm_twice(_EncoderBlock):
    """You use the same AddNorm in both places: the two share their weights. Each has one of its own.

    两处你用了同一个 AddNorm，它们就共用了权重。每处应有自己的 AddNorm。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.addnorm2 = self.addnorm1


class EncoderBlock_bias_forgotten(_EncoderBlock):
    """You take use_bias and do not hand it on to the attention.

    你接受了 use_bias，却没有传给注意力。"""

    def __init__(self, *sizes, use_bias=False):
        super().__init__(*sizes)


class EncoderBlock_dropout_forgotten(_EncoderBlock):
    """You take dropout and hand it on to nobody.

    你接受了 dropout，却没有传给任何部分。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes[:8], 0.0, *sizes[9:], **more)


class _Encoder(nn.Module):
    def __init__(
        self, vocab_size, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
        num_heads, num_layers, dropout, use_bias=False, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        self.num_hiddens = num_hiddens
        self.embedding = nn.Embedding(vocab_size, num_hiddens)
        self.pos_encoding = PositionalEncoding(num_hiddens, dropout)
        self.blks = nn.Sequential()
        sizes = key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
        for i in range(num_layers):
            self.blks.add_module(f"block{i}", EncoderBlock(*sizes, dropout, use_bias))

    def embedded(self, X):
        return self.pos_encoding(self.embedding(X) * math.sqrt(self.num_hiddens))

    def forward(self, X, valid_lens, *args):
        X = self.embedded(X)
        for block in self.blks:
            X = block(X, valid_lens)
        return X


class TransformerEncoder_embedding_not_scaled(_Encoder):
    """You add the positions to the embedding as it is. It is multiplied by the root of num_hiddens first, so that the
    positions do not drown the words.

    你把位置直接加到了嵌入上。嵌入要先乘以 num_hiddens 的平方根，以免位置盖过了词。"""

    def embedded(self, X):
        return self.pos_encoding(self.embedding(X))


class TransformerEncoder_positions_scaled_too(_Encoder):
    """You multiply the sum by the root of num_hiddens. Only the embedding is multiplied, before the positions are added.

    你把相加之后的和乘以了 num_hiddens 的平方根。只有嵌入要乘，而且在加位置之前。"""

    def embedded(self, X):
        return self.pos_encoding(self.embedding(X)) * math.sqrt(self.num_hiddens)


class TransformerEncoder_without_positions(_Encoder):
    """You never add the positional encoding: the order of the words makes no difference.

    你没有加位置编码：词的次序就没有影响。"""

    def embedded(self, X):
        return self.embedding(X) * math.sqrt(self.num_hiddens)


class TransformerEncoder_multiplied_by_the_size(_Encoder):
    """You multiply by num_hiddens itself. It is the root of it.

    你乘的是 num_hiddens 本身。应当乘它的平方根。"""

    def embedded(self, X):
        return self.pos_encoding(self.embedding(X) * self.num_hiddens)


class TransformerEncoder_first_block_only(_Encoder):
    """Every block of yours gets the embedding, and the last one's result is all that counts. Each gets the result of the
    one before.

    你的每个块得到的都是嵌入，结果只取决于最后一个块。每个块应得到前一个块的结果。"""

    def forward(self, X, valid_lens, *args):
        X = self.embedded(X)
        results = [X, *(block(X, valid_lens) for block in self.blks)]
        return results[-1]


class TransformerEncoder_same_block_again(_Encoder):
    """You made one block and run it num_layers times. Each layer has weights of its own.

    你只建了一个块，让它运行了 num_layers 次。每一层都有自己的权重。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        for i in range(1, len(self.blks)):
            self.blks.add_module(f"block{i}", self.blks[0])


class TransformerEncoder_without_lengths(_Encoder):
    """You call the blocks without valid_lens: the words attend to the padding.

    你调用各块时没有传入 valid_lens：词会注意到填充。"""

    def forward(self, X, valid_lens, *args):
        return super().forward(X, None)


class TransformerEncoder_two_arguments(_Encoder):
    """Your forward takes X and valid_lens and nothing else. Encoders may be given more: take *args.

    你的 forward 只接受 X 和 valid_lens。编码器可能会得到更多的参数：请接受 *args。"""

    def forward(self, X, valid_lens):
        return super().forward(X, valid_lens)


class _DecoderBlock(nn.Module):
    def __init__(
        self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads,
        dropout, i, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        self.i = i
        self.attention1 = MultiHeadAttention(key_size, query_size, value_size, num_hiddens, num_heads, dropout)
        self.addnorm1 = AddNorm(norm_shape, dropout)
        self.attention2 = MultiHeadAttention(key_size, query_size, value_size, num_hiddens, num_heads, dropout)
        self.addnorm2 = AddNorm(norm_shape, dropout)
        self.ffn = PositionWiseFFN(ffn_num_input, ffn_num_hiddens, num_hiddens)
        self.addnorm3 = AddNorm(norm_shape, dropout)

    def past(self, X, known):
        return X if known is None else torch.cat([known, X], dim=1)

    def lens(self, X, keys):
        return torch.arange(keys.shape[1] - X.shape[1] + 1, keys.shape[1] + 1, device=X.device).repeat(len(X), 1)

    def source(self, state):
        return state[0], state[1]

    def kept(self, state, keys):
        return [*state[:2], [*state[2][: self.i], keys, *state[2][self.i + 1 :]]]

    def forward(self, X, state):
        keys = self.past(X, state[2][self.i])
        Y = self.addnorm1(X, self.attention1(X, keys, keys, self.lens(X, keys)))
        encoded, lens = self.source(state)
        Z = self.addnorm2(Y, self.attention2(Y, encoded, encoded, lens))
        return self.addnorm3(Z, self.ffn(Z)), self.kept(state, keys)


class DecoderBlock_looks_ahead(_DecoderBlock):
    """Your first attention has no mask: in training each word sees the ones that it is to predict.

    你的第一个注意力没有掩码：训练时每个词都看得到它要预测的词。"""

    def lens(self, X, keys):
        return None


class DecoderBlock_mask_in_training_only(_DecoderBlock):
    """You mask in training mode only. In eval mode a whole sentence may come too, and must not be looked through.

    你只在训练模式下遮蔽。预测模式下也可能输入整个句子，同样不能看后面的词。"""

    def lens(self, X, keys):
        return super().lens(X, keys) if self.training else None


class DecoderBlock_one_step_behind(_DecoderBlock):
    """Your mask hides each word from itself. Position t sees the positions up to t, and itself.

    你的掩码让每个词看不到自己。位置 t 可以看到它自己和前面的位置。"""

    def lens(self, X, keys):
        return (super().lens(X, keys) - 1).clamp(min=1)


class DecoderBlock_past_forgotten(_DecoderBlock):
    """You never look at what went into the block before: decoded step by step, each word sees itself alone.

    你没有用到之前进入这个块的内容：逐步解码时，每个词只看得到自己。"""

    def past(self, X, known):
        return X


class DecoderBlock_past_not_kept(_DecoderBlock):
    """You do not put the inputs into the state: the next step knows nothing of them.

    你没有把输入保存到状态中：下一步对它们一无所知。"""

    def kept(self, state, keys):
        return state


class DecoderBlock_past_behind(_DecoderBlock):
    """You put the past behind the new inputs. It comes first.

    你把过去的内容接在了新输入的后面。过去的应在前面。"""

    def past(self, X, known):
        return X if known is None else torch.cat([X, known], dim=1)


class DecoderBlock_past_of_the_first_block(_DecoderBlock):
    """Every block of yours keeps its inputs in past[0]. Block i has past[i].

    你的每个块都把输入保存在 past[0]。第 i 个块用的是 past[i]。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.i = 0


class DecoderBlock_padding_of_the_source(_DecoderBlock):
    """Your second attention does not use the lengths of the source: it attends to the padding.

    你的第二个注意力没有用到源序列的有效长度：它会注意到填充。"""

    def source(self, state):
        return state[0], None


class DecoderBlock_without_the_source(_DecoderBlock):
    """You leave the second attention out: the translation knows nothing of the source.

    你漏掉了第二个注意力：译文对源句子一无所知。"""

    def forward(self, X, state):
        keys = self.past(X, state[2][self.i])
        Y = self.addnorm1(X, self.attention1(X, keys, keys, self.lens(X, keys)))
        return self.addnorm3(Y, self.ffn(Y)), self.kept(state, keys)


class DecoderBlock_positions_on_the_cpu(_DecoderBlock):
    """You make the lengths of the mask on the CPU, whatever device X is on.

    不论 X 在哪个设备上，你都把掩码用的长度建在 CPU 上。"""

    def lens(self, X, keys):
        return torch.arange(keys.shape[1] - X.shape[1] + 1, keys.shape[1] + 1, device="cpu").repeat(len(X), 1)


class _Decoder(nn.Module):
    def __init__(
        self, vocab_size, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
        num_heads, num_layers, dropout, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        self.num_hiddens, self.num_layers = num_hiddens, num_layers
        self.embedding = nn.Embedding(vocab_size, num_hiddens)
        self.pos_encoding = PositionalEncoding(num_hiddens, dropout)
        self.blks = nn.Sequential()
        sizes = key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
        for i in range(num_layers):
            self.blks.add_module(f"block{i}", DecoderBlock(*sizes, dropout, i))
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        return [enc_outputs, enc_valid_lens, [None] * self.num_layers]

    def embedded(self, X, steps):
        words = self.embedding(X) * math.sqrt(self.num_hiddens)
        before = words.new_zeros(len(words), steps, self.num_hiddens)
        return self.pos_encoding(torch.cat([before, words], dim=1))[:, steps:]

    def forward(self, X, state):
        X = self.embedded(X, 0 if state[2][0] is None else state[2][0].shape[1])
        for block in self.blks:
            X, state = block(X, state)
        return self.dense(X), state


class TransformerDecoder_always_at_the_first_position(_Decoder):
    """Decoded word by word, each of your words is at position 0: the positional encoding begins anew with every call.
    Count the steps that are past.

    逐词解码时，你的每个词都在位置 0：每次调用，位置编码都从头开始。请数一数已经过去了多少步。"""

    def embedded(self, X, steps):
        return super().embedded(X, 0)


class TransformerDecoder_embedding_not_scaled(_Decoder):
    """You do not multiply the embedding by the root of num_hiddens.

    你没有把嵌入乘以 num_hiddens 的平方根。"""

    def embedded(self, X, steps):
        words = self.embedding(X)
        before = words.new_zeros(len(words), steps, self.num_hiddens)
        return self.pos_encoding(torch.cat([before, words], dim=1))[:, steps:]


class TransformerDecoder_without_positions(_Decoder):
    """You never add the positional encoding.

    你没有加位置编码。"""

    def embedded(self, X, steps):
        return self.embedding(X) * math.sqrt(self.num_hiddens)


class TransformerDecoder_probabilities(_Decoder):
    """You return probabilities. The loss takes the softmax itself: return the scores of dense as they are.

    你返回的是概率。softmax 由损失函数来做：请原样返回 dense 的得分。"""

    def forward(self, X, state):
        scores, state = super().forward(X, state)
        return scores.softmax(dim=-1), state


class TransformerDecoder_state_stands_still(_Decoder):
    """You return the state that you were given: the next word knows nothing of this one.

    你返回的还是传进来的状态：下一个词对这个词一无所知。"""

    def forward(self, X, state):
        return super().forward(X, state)[0], state


class TransformerDecoder_without_lengths(_Decoder):
    """Your state has no lengths of the source: all blocks attend to the padding.

    你的状态里没有源序列的有效长度：所有的块都会注意到填充。"""

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        return [enc_outputs, None, [None] * self.num_layers]


class TransformerDecoder_one_past_for_all(_Decoder):
    """Your state has room for the past of one block, whatever num_layers says.

    不论 num_layers 是多少，你的状态只有一个块的位置。"""

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        return [enc_outputs, enc_valid_lens, [None]]
