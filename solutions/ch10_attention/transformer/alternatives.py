import math

import torch
from torch import nn
from torch.nn import functional as F


class PositionWiseFFN_with_a_layer_for_relu(nn.Module):
    """The ReLU is a layer too."""

    def __init__(self, ffn_num_input, ffn_num_hiddens, ffn_num_outputs, **kwargs):
        super().__init__(**kwargs)
        self.dense1 = nn.Linear(ffn_num_input, ffn_num_hiddens)
        self.relu = nn.ReLU()
        self.dense2 = nn.Linear(ffn_num_hiddens, ffn_num_outputs)

    def forward(self, X):
        return self.dense2(self.relu(self.dense1(X)))


class PositionWiseFFN_by_clamping(nn.Module):
    """Rows of a matrix, clamped at zero."""

    def __init__(self, ffn_num_input, ffn_num_hiddens, ffn_num_outputs):
        super().__init__()
        self.dense2 = nn.Linear(ffn_num_hiddens, ffn_num_outputs)
        self.dense1 = nn.Linear(ffn_num_input, ffn_num_hiddens)

    def forward(self, X):
        rows = self.dense1(X.reshape(-1, X.shape[-1])).clamp(min=0)
        return self.dense2(rows).reshape(*X.shape[:-1], -1)


class AddNorm_of_functions(nn.Module):
    """Dropout as a function."""

    def __init__(self, normalized_shape, dropout, **kwargs):
        super().__init__()
        self.p, self.ln = dropout, nn.LayerNorm(normalized_shape)

    def forward(self, X, Y):
        return self.ln(X.add(F.dropout(Y, p=self.p, training=self.training)))


class AddNorm_by_hand(nn.Module):
    """The normalisation by its definition, with the layer's weights."""

    def __init__(self, normalized_shape, dropout, **kwargs):
        super().__init__()
        self.dropout, self.ln = nn.Dropout(dropout), nn.LayerNorm(normalized_shape)

    def forward(self, X, Y):
        S = X + self.dropout(Y)
        dims = tuple(range(-len(self.ln.normalized_shape), 0))
        S = S - S.mean(dim=dims, keepdim=True)
        S = S / torch.sqrt(S.square().mean(dim=dims, keepdim=True) + self.ln.eps)
        return S * self.ln.weight + self.ln.bias


class EncoderBlock_in_steps(nn.Module):
    """Each step with a name; the parts made in another order."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
                 num_heads, dropout, use_bias=False):  # fmt: skip
        super().__init__()
        self.ffn = PositionWiseFFN(ffn_num_input, ffn_num_hiddens, num_hiddens)
        self.addnorm1, self.addnorm2 = (AddNorm(norm_shape, dropout) for _ in range(2))
        self.attention = MultiHeadAttention(
            key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=use_bias
        )

    def forward(self, X, valid_lens):
        attended = self.attention(X, X, X, valid_lens)
        residual = self.addnorm1(X, attended)
        mapped = self.ffn(residual)
        return self.addnorm2(residual, mapped)


class EncoderBlock_with_lengths_for_queries(nn.Module):
    """One length for each query, as attention also takes them."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
                 num_heads, dropout, use_bias=False, **kwargs):  # fmt: skip
        super().__init__()
        parts = {
            "attention": MultiHeadAttention(
                key_size, query_size, value_size, num_hiddens, num_heads, dropout, use_bias
            ),
            "addnorm1": AddNorm(norm_shape, dropout),
            "ffn": PositionWiseFFN(ffn_num_input, ffn_num_hiddens, num_hiddens),
            "addnorm2": AddNorm(norm_shape, dropout),
        }
        for name, part in parts.items():
            self.add_module(name, part)

    def forward(self, X, valid_lens=None):
        if valid_lens is not None:
            valid_lens = valid_lens[:, None].expand(X.shape[:2])
        Y = self.addnorm1(X, self.attention(X, X, X, valid_lens))
        return self.addnorm2(Y, self.ffn(Y))


class TransformerEncoder_of_the_book(nn.Module):
    """Blocks added to a sequence by name; where each looked is kept."""

    def __init__(self, vocab_size, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input,
                 ffn_num_hiddens, num_heads, num_layers, dropout, use_bias=False, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self.num_hiddens = num_hiddens
        self.embedding = nn.Embedding(vocab_size, num_hiddens)
        self.pos_encoding = PositionalEncoding(num_hiddens, dropout)
        self.blks = nn.Sequential()
        for i in range(num_layers):
            self.blks.add_module(
                "block" + str(i),
                EncoderBlock(key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input,
                             ffn_num_hiddens, num_heads, dropout, use_bias),
            )  # fmt: skip

    def forward(self, X, valid_lens, *args):
        X = self.pos_encoding(self.embedding(X) * math.sqrt(self.num_hiddens))
        self.attention_weights = [None] * len(self.blks)
        for i, blk in enumerate(self.blks):
            X = blk(X, valid_lens)
            self.attention_weights[i] = blk.attention.attention.attention_weights
        return X


class TransformerEncoder_from_pairs(nn.Module):
    """The blocks as a dictionary that becomes a sequence."""

    def __init__(self, vocab_size, *sizes, **more):
        super().__init__()
        *of_block, num_layers, dropout = sizes[:10]
        bias = sizes[10] if len(sizes) > 10 else more.get("use_bias", False)
        self.scale = of_block[3] ** 0.5
        self.embedding, self.pos_encoding = (
            nn.Embedding(vocab_size, of_block[3]),
            PositionalEncoding(of_block[3], dropout),
        )
        self.blks = nn.Sequential()
        for i in range(num_layers):
            setattr(self.blks, f"block{i}", EncoderBlock(*of_block, dropout, bias))

    def forward(self, tokens, valid_lens=None, *_):
        result = self.pos_encoding(self.scale * self.embedding(tokens))
        for block in self.blks.children():
            result = block(result, valid_lens)
        return result


class _Parts(nn.Module):
    def __init__(self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
                 num_heads, dropout, i, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self.i = i
        for n in 1, 2:
            attention = MultiHeadAttention(key_size, query_size, value_size, num_hiddens, num_heads, dropout)
            setattr(self, f"attention{n}", attention)
        for n in 1, 2, 3:
            setattr(self, f"addnorm{n}", AddNorm(norm_shape, dropout))
        self.ffn = PositionWiseFFN(ffn_num_input, ffn_num_hiddens, num_hiddens)


class DecoderBlock_that_writes_into_the_state(_Parts):
    """As in the book, the state is changed and handed on; the mask is there in both modes."""

    def forward(self, X, state):
        enc_outputs, enc_valid_lens = state[0], state[1]
        if state[2][self.i] is None:
            key_values = X
        else:
            key_values = torch.cat((state[2][self.i], X), dim=1)
        state[2][self.i] = key_values
        batch_size, num_steps, _ = X.shape
        begin = key_values.shape[1] - num_steps
        dec_valid_lens = torch.arange(begin + 1, begin + num_steps + 1, device=X.device).repeat(batch_size, 1)
        X2 = self.attention1(X, key_values, key_values, dec_valid_lens)
        Y = self.addnorm1(X, X2)
        Y2 = self.attention2(Y, enc_outputs, enc_outputs, enc_valid_lens)
        Z = self.addnorm2(Y, Y2)
        return self.addnorm3(Z, self.ffn(Z)), state


class DecoderBlock_position_by_position(_Parts):
    """A loop over the positions: each query meets the keys that it may see, and no mask is needed."""

    def forward(self, X, state):
        source, lens, past = state
        before = X[:, :0] if past[self.i] is None else past[self.i]
        keys, found = torch.cat([before, X], dim=1), []
        for t in range(X.shape[1]):
            seen = keys[:, : before.shape[1] + t + 1]
            found.append(self.attention1(X[:, t : t + 1], seen, seen, None))
        past = list(past)
        past[self.i] = keys
        Y = self.addnorm1(X, torch.cat(found, dim=1))
        Y = self.addnorm2(Y, self.attention2(Y, source, source, lens))
        return self.addnorm3(Y, self.ffn(Y)), (source, lens, past)


class _Writing(nn.Module):
    def __init__(self, vocab_size, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input,
                 ffn_num_hiddens, num_heads, num_layers, dropout, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self.num_hiddens = num_hiddens
        self.num_layers = num_layers
        self.embedding = nn.Embedding(vocab_size, num_hiddens)
        self.pos_encoding = PositionalEncoding(num_hiddens, dropout)
        self.blks = nn.Sequential()
        for i in range(num_layers):
            self.blks.add_module(
                "block" + str(i),
                DecoderBlock(key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input,
                             ffn_num_hiddens, num_heads, dropout, i),
            )  # fmt: skip
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        return [enc_outputs, enc_valid_lens, [None] * self.num_layers]


class TransformerDecoder_by_the_table(_Writing):
    """The rows of the table from the first new position on; where each block looked is kept, as in the book."""

    @property
    def attention_weights(self):
        return self._attention_weights

    def forward(self, X, state):
        known = state[2][0]
        begin = known.shape[1] if known is not None else 0
        X = self.embedding(X) * math.sqrt(self.num_hiddens) + self.pos_encoding.P[:, begin : begin + X.shape[1]]
        X = F.dropout(X, self.pos_encoding.dropout.p, self.training)
        self._attention_weights = [[None] * self.num_layers for _ in range(2)]
        for i, blk in enumerate(self.blks):
            X, state = blk(X, state)
            self._attention_weights[0][i] = blk.attention1.attention.attention_weights
            self._attention_weights[1][i] = blk.attention2.attention.attention_weights
        return self.dense(X), state


class TransformerDecoder_words_in_front(_Writing):
    """Any word in front, as many times as there are steps past, and cut off again."""

    def forward(self, X, state):
        steps = 0 if state[2][0] is None else state[2][0].size(1)
        padded = F.pad(X, (steps, 0))
        Y = self.pos_encoding(self.embedding(padded) * self.num_hiddens**0.5)[:, steps:]
        for i in range(self.num_layers):
            Y, state = self.blks[i](Y, state)
        return self.dense(Y), state
