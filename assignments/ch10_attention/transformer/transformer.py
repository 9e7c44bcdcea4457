"""The Transformer (Dive into Deep Learning, section 10.7)."""

import math

import torch
from torch import nn
from torch.nn import functional as F


class DotProductAttention(nn.Module):
    """Scaled dot-product attention as in section 10.3, for several heads at once; it keeps its attention_weights."""

    def __init__(self, dropout):
        super().__init__()
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens=None):
        scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.shape[-1])
        if valid_lens is not None:
            positions = torch.arange(keys.shape[-2], device=keys.device)
            # valid_lens: (batch_size,) or (batch_size, num_queries)
            beyond = positions >= valid_lens.reshape(len(valid_lens), 1, -1, 1)
            scores = scores.masked_fill(beyond, float("-inf"))
        self.attention_weights = scores.softmax(dim=-1)
        return self.dropout(self.attention_weights) @ values


class MultiHeadAttention(nn.Module):
    """Multi-head attention as in section 10.5; yours from there is as good."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(**kwargs)
        self.num_heads = num_heads
        self.attention = DotProductAttention(dropout)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)

    def forward(self, queries, keys, values, valid_lens):
        def by_head(features):
            return features.unflatten(2, (self.num_heads, -1)).transpose(1, 2)

        Q, K, V = by_head(self.W_q(queries)), by_head(self.W_k(keys)), by_head(self.W_v(values))
        return self.W_o(self.attention(Q, K, V, valid_lens).transpose(1, 2).flatten(2))


class PositionalEncoding(nn.Module):
    """The positional encoding of section 10.6, its table in P, shape (1, max_len, num_hiddens); yours is as good."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        columns = torch.arange(num_hiddens)
        rates = 10000.0 ** (-(columns // 2 * 2) / num_hiddens)
        waves = torch.sin(torch.arange(max_len)[:, None] * rates + columns % 2 * math.pi / 2)
        self.register_buffer("P", waves.unsqueeze(0), persistent=False)

    def forward(self, X):
        return self.dropout(X + self.P[:, : X.shape[1]])


class PositionWiseFFN(nn.Module):
    """A network of two layers with a ReLU between them, applied to every position by itself.

    dense1: nn.Linear(ffn_num_input, ffn_num_hiddens). dense2: nn.Linear(ffn_num_hiddens, ffn_num_outputs).
    """

    def __init__(self, ffn_num_input, ffn_num_hiddens, ffn_num_outputs, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("PositionWiseFFN.__init__ is not written yet")

    def forward(self, X):
        """X: (batch_size, num_steps, ffn_num_input). Returns (batch_size, num_steps, ffn_num_outputs)."""
        raise NotImplementedError("PositionWiseFFN.forward is not written yet")


class AddNorm(nn.Module):
    """A residual connection, then layer normalisation. dropout: of what is added, Y.

    ln: nn.LayerNorm(normalized_shape).
    """

    def __init__(self, normalized_shape, dropout, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("AddNorm.__init__ is not written yet")

    def forward(self, X, Y):
        """X: what went into a layer. Y: what came out, of the same shape. Returns that shape."""
        raise NotImplementedError("AddNorm.forward is not written yet")


class EncoderBlock(nn.Module):
    """Self-attention, then a position-wise network, each with an AddNorm behind it.

    attention: MultiHeadAttention. addnorm1, addnorm2: AddNorm. ffn: PositionWiseFFN. use_bias: of the attention.
    """

    def __init__(
        self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads,
        dropout, use_bias=False, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        raise NotImplementedError("EncoderBlock.__init__ is not written yet")

    def forward(self, X, valid_lens):
        """X: (batch_size, num_steps, num_hiddens). valid_lens: None or (batch_size,). Returns the shape of X."""
        raise NotImplementedError("EncoderBlock.forward is not written yet")


class TransformerEncoder(nn.Module):
    """Embedding and positional encoding, then num_layers blocks one after another.

    embedding: nn.Embedding(vocab_size, num_hiddens). pos_encoding: PositionalEncoding. blks: nn.Sequential of
    EncoderBlocks named block0, block1, …
    """

    def __init__(
        self, vocab_size, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
        num_heads, num_layers, dropout, use_bias=False, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        raise NotImplementedError("TransformerEncoder.__init__ is not written yet")

    def forward(self, X, valid_lens, *args):
        """X: token indices, (batch_size, num_steps). Returns (batch_size, num_steps, num_hiddens)."""
        raise NotImplementedError("TransformerEncoder.forward is not written yet")


class DecoderBlock(nn.Module):
    """Causal self-attention, attention to what the encoder returned, a position-wise network; an AddNorm behind each.

    attention1, attention2: MultiHeadAttention. addnorm1, addnorm2, addnorm3: AddNorm. ffn: PositionWiseFFN.
    i: the number of this block in the decoder, from 0.
    """

    def __init__(
        self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads,
        dropout, i, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        raise NotImplementedError("DecoderBlock.__init__ is not written yet")

    def forward(self, X, state):
        """X: (batch_size, num_steps, num_hiddens). Returns (Y, state), Y of the same shape.

        state: [enc_outputs, enc_valid_lens, past], where past[i] is None in the first call of block i, and afterwards
        holds what went into it so far, (batch_size, steps so far, num_hiddens).
        """
        raise NotImplementedError("DecoderBlock.forward is not written yet")


class TransformerDecoder(nn.Module):
    """Embedding and positional encoding, num_layers blocks, a layer with a score for each word.

    embedding: nn.Embedding(vocab_size, num_hiddens). pos_encoding: PositionalEncoding. blks: nn.Sequential of
    DecoderBlocks named block0, block1, … dense: nn.Linear(num_hiddens, vocab_size).
    """

    def __init__(
        self, vocab_size, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
        num_heads, num_layers, dropout, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        raise NotImplementedError("TransformerDecoder.__init__ is not written yet")

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        """The state before the first step: see DecoderBlock."""
        raise NotImplementedError("TransformerDecoder.init_state is not written yet")

    def forward(self, X, state):
        """X: token indices, (batch_size, num_steps). Returns (scores, state): (batch_size, num_steps, vocab_size)."""
        raise NotImplementedError("TransformerDecoder.forward is not written yet")
