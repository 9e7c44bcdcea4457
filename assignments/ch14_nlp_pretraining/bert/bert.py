"""BERT: an encoder, and the two tasks it is pretrained on (Dive into Deep Learning, section 14.8)."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    """Given: multi-head attention as in section 10.5, for the block below."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(**kwargs)
        self.num_heads = num_heads
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens):
        q, k, v = (
            projected.unflatten(2, (self.num_heads, -1)).transpose(1, 2)
            for projected in (self.W_q(queries), self.W_k(keys), self.W_v(values))
        )
        scores = q @ k.mT / q.shape[-1] ** 0.5
        if valid_lens is not None:
            beyond = torch.arange(k.shape[2], device=k.device) >= valid_lens.reshape(len(valid_lens), 1, -1, 1)
            scores = scores.masked_fill(beyond, -1e6)
        return self.W_o((self.dropout(scores.softmax(dim=-1)) @ v).transpose(1, 2).flatten(2))


class AddNorm(nn.Module):
    """Given: a residual connection and layer normalisation, as in section 10.7."""

    def __init__(self, normalized_shape, dropout, **kwargs):
        super().__init__(**kwargs)
        self.dropout = nn.Dropout(dropout)
        self.ln = nn.LayerNorm(normalized_shape)

    def forward(self, X, Y):
        return self.ln(self.dropout(Y) + X)


class PositionWiseFFN(nn.Module):
    """Given: the same small network at every position, as in section 10.7."""

    def __init__(self, ffn_num_input, ffn_num_hiddens, ffn_num_outputs, **kwargs):
        super().__init__(**kwargs)
        self.dense1 = nn.Linear(ffn_num_input, ffn_num_hiddens)
        self.dense2 = nn.Linear(ffn_num_hiddens, ffn_num_outputs)

    def forward(self, X):
        return self.dense2(self.dense1(X).relu())


class EncoderBlock(nn.Module):
    """Given: a block of the Transformer's encoder, as in section 10.7; yours from there is as good.

    forward(X, valid_lens): X of shape (batch_size, num_steps, num_hiddens), which the result has too; valid_lens: None,
    or (batch_size,), how many words count in each example.
    """

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
        X = self.addnorm1(X, self.attention(X, X, X, valid_lens))
        return self.addnorm2(X, self.ffn(X))


def get_tokens_and_segments(tokens_a: list[str], tokens_b: list[str] | None = None) -> tuple[list[str], list[int]]:
    """(tokens, segments) of one sentence or of two: "<cls>" in front, "<sep>" behind each sentence.

    segments: as many numbers, 0 up to the first "<sep>" and with it, then 1.
    """
    raise NotImplementedError("get_tokens_and_segments is not written yet")


class BERTEncoder(nn.Module):
    """Embeddings of tokens, segments and positions, added; then the blocks of a Transformer's encoder.

    token_embedding: nn.Embedding(vocab_size, num_hiddens). segment_embedding: nn.Embedding(2, num_hiddens).
    pos_embedding: a parameter, (1, max_len, num_hiddens), random at the start. blks: nn.Sequential of num_layers
    EncoderBlocks named "0", "1", …, with biases in the attention.
    """

    def __init__(
        self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers, dropout,
        max_len=1000, key_size=768, query_size=768, value_size=768, **kwargs,
    ):  # fmt: skip
        super().__init__(**kwargs)
        raise NotImplementedError("BERTEncoder.__init__ is not written yet")

    def forward(self, tokens, segments, valid_lens):
        """tokens, segments: int64, (batch_size, num_steps). valid_lens: None or (batch_size,).

        Returns (batch_size, num_steps, num_hiddens).
        """
        raise NotImplementedError("BERTEncoder.forward is not written yet")


class MaskLM(nn.Module):
    """A score for each word of the vocabulary, at the positions asked for.

    mlp: nn.Sequential of a linear layer from num_inputs to num_hiddens, nn.ReLU, nn.LayerNorm, and a linear layer to
    vocab_size.
    """

    def __init__(self, vocab_size, num_hiddens, num_inputs=768, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("MaskLM.__init__ is not written yet")

    def forward(self, X, pred_positions):
        """X: (batch_size, num_steps, num_inputs). pred_positions: int64, (batch_size, num_preds), each below num_steps.

        Returns (batch_size, num_preds, vocab_size).
        """
        raise NotImplementedError("MaskLM.forward is not written yet")


class NextSentencePred(nn.Module):
    """Two scores for a pair of sentences: 0, the second does not follow the first; 1, it does.

    output: nn.Linear(num_inputs, 2).
    """

    def __init__(self, num_inputs, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("NextSentencePred.__init__ is not written yet")

    def forward(self, X):
        """X: (batch_size, num_inputs). Returns (batch_size, 2)."""
        raise NotImplementedError("NextSentencePred.forward is not written yet")


class BERTModel(nn.Module):
    """The encoder with a head for each of the two tasks.

    encoder: BERTEncoder. mlm: MaskLM, with mlm_in_features inputs. hidden: nn.Sequential of
    nn.Linear(hid_in_features, num_hiddens) and nn.Tanh. nsp: NextSentencePred, with nsp_in_features inputs.
    """

    def __init__(
        self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers, dropout,
        max_len=1000, key_size=768, query_size=768, value_size=768, hid_in_features=768, mlm_in_features=768,
        nsp_in_features=768,
    ):  # fmt: skip
        super().__init__()
        raise NotImplementedError("BERTModel.__init__ is not written yet")

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        """Returns (encoded, mlm_Y_hat, nsp_Y_hat): what the encoder gives, (batch_size, num_steps, num_hiddens); the
        scores at pred_positions, (batch_size, num_preds, vocab_size), None where pred_positions is None; and
        (batch_size, 2), from what stands at "<cls>".
        """
        raise NotImplementedError("BERTModel.forward is not written yet")
