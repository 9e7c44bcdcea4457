"""Bahdanau attention (Dive into Deep Learning, section 10.4)."""

import torch
from torch import nn


class AdditiveAttention(nn.Module):
    """Additive attention as in section 10.3, which keeps its attention_weights; yours from there is as good."""

    def __init__(self, key_size, query_size, num_hiddens, dropout, **kwargs):
        super().__init__(**kwargs)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=False)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=False)
        self.w_v = nn.Linear(num_hiddens, 1, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens):
        scores = self.w_v(torch.tanh(self.W_q(queries).unsqueeze(2) + self.W_k(keys).unsqueeze(1))).squeeze(3)
        if valid_lens is not None:
            padding = torch.arange(keys.shape[1], device=keys.device) >= valid_lens.reshape(len(valid_lens), -1, 1)
            scores = scores.masked_fill(padding, float("-inf"))
        self.attention_weights = scores.softmax(dim=2)
        return self.dropout(self.attention_weights) @ values


class Decoder(nn.Module):
    """The interface of decoders, as in section 9.6."""

    def init_state(self, enc_outputs, *args):
        raise NotImplementedError

    def forward(self, X, state):
        raise NotImplementedError


class AttentionDecoder(Decoder):
    """The interface of decoders that attend: a Decoder with one property more, attention_weights.

    attention_weights: what a subclass looked at in its last call. Here: raises NotImplementedError.
    """

    # Your code here. / 在这里写你的代码。
    pass


class Seq2SeqAttentionDecoder(AttentionDecoder):
    """A GRU that writes a batch of sentences, and looks at the source anew before each word.

    attention: AdditiveAttention of num_hiddens features, with dropout. embedding: nn.Embedding(vocab_size, embed_size).
    rnn: nn.GRU with num_hiddens + embed_size inputs, num_layers layers of num_hiddens units, and dropout between them.
    dense: nn.Linear(num_hiddens, vocab_size).
    """

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("Seq2SeqAttentionDecoder.__init__ is not written yet")

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        """The state before the first word, (enc_outputs, hidden_state, enc_valid_lens).

        enc_outputs: the encoder's pair: its outputs, (enc_steps, batch_size, num_hiddens), time first, and its hidden
        state, (num_layers, batch_size, num_hiddens). enc_valid_lens: None or (batch_size,).
        In the state enc_outputs is (batch_size, enc_steps, num_hiddens), batch first; the other two are as given.
        """
        raise NotImplementedError("Seq2SeqAttentionDecoder.init_state is not written yet")

    def forward(self, X, state):
        """Read X, token indices of shape (batch_size, num_steps), starting from state.

        Returns (scores, state): scores (batch_size, num_steps, vocab_size), batch first; the state after the last step.
        """
        raise NotImplementedError("Seq2SeqAttentionDecoder.forward is not written yet")

    @property
    def attention_weights(self):
        """One entry for each step of the last call: the weights before dropout, (batch_size, 1, enc_steps)."""
        raise NotImplementedError("Seq2SeqAttentionDecoder.attention_weights is not written yet")
