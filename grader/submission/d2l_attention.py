"""Owns the attention helpers of the shim for `d2l`, as source text: what chapters 10, 14 and 15 build on.

The exercises of sections 9.7, 10.3 and 10.5 to 10.7 that ask for these very classes forbid them
(`forbid = ["d2l.EncoderBlock"]`).
"""

ATTENTION = '''
def _attended(attention, scores, values, valid_lens):
    """The means of the values, weighted by a softmax over as many scores as are valid; (batch_size, queries, keys)."""
    if valid_lens is not None:
        beyond = torch.arange(scores.shape[-1], device=scores.device) >= valid_lens.reshape(len(valid_lens), -1, 1)
        scores = scores.masked_fill(beyond, -1e6)
    attention.attention_weights = scores.softmax(dim=-1)
    return attention.dropout(attention.attention_weights) @ values


class AdditiveAttention(nn.Module):
    def __init__(self, key_size, query_size, num_hiddens, dropout, **kwargs):
        super().__init__()
        self.W_k = nn.Linear(key_size, num_hiddens, bias=False)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=False)
        self.w_v = nn.Linear(num_hiddens, 1, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens):
        features = torch.tanh(self.W_q(queries).unsqueeze(2) + self.W_k(keys).unsqueeze(1))
        return _attended(self, self.w_v(features).squeeze(-1), values, valid_lens)


class DotProductAttention(nn.Module):
    def __init__(self, dropout, **kwargs):
        super().__init__()
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens=None):
        return _attended(self, queries @ keys.mT / math.sqrt(keys.shape[-1]), values, valid_lens)


class MultiHeadAttention(nn.Module):
    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__()
        self.num_heads, self.attention = num_heads, DotProductAttention(dropout)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)

    def forward(self, queries, keys, values, valid_lens):
        def by_head(features):  # (batch_size * num_heads, positions, size of a head)
            return features.unflatten(2, (self.num_heads, -1)).transpose(1, 2).flatten(0, 1)

        if valid_lens is not None:
            valid_lens = valid_lens.repeat_interleave(self.num_heads, dim=0)
        Q, K, V = by_head(self.W_q(queries)), by_head(self.W_k(keys)), by_head(self.W_v(values))
        heads = self.attention(Q, K, V, valid_lens)
        return self.W_o(heads.unflatten(0, (-1, self.num_heads)).transpose(1, 2).flatten(2))


class PositionalEncoding(nn.Module):
    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        angles = torch.arange(max_len)[:, None] / 10000 ** (torch.arange(0, num_hiddens, 2) / num_hiddens)
        self.P = torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)[None, :, :num_hiddens]

    def forward(self, X):
        return self.dropout(X + self.P[:, :X.shape[1]].to(X.device))


class Seq2SeqEncoder(Encoder):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, dropout=dropout)

    def forward(self, X, *args):
        return self.rnn(self.embedding(X.T))


class _AddNorm(nn.Module):
    def __init__(self, normalized_shape, dropout):
        super().__init__()
        self.dropout, self.ln = nn.Dropout(dropout), nn.LayerNorm(normalized_shape)

    def forward(self, X, Y):
        return self.ln(self.dropout(Y) + X)


class _FFN(nn.Module):
    def __init__(self, inputs, hiddens, outputs):
        super().__init__()
        self.dense1, self.dense2 = nn.Linear(inputs, hiddens), nn.Linear(hiddens, outputs)

    def forward(self, X):
        return self.dense2(self.dense1(X).relu())


class EncoderBlock(nn.Module):
    """A block of the Transformer's encoder, with the names of section 10.7."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens,
                 num_heads, dropout, use_bias=False, **kwargs):
        super().__init__()
        self.attention = MultiHeadAttention(
            key_size, query_size, value_size, num_hiddens, num_heads, dropout, use_bias)
        self.addnorm1, self.addnorm2 = _AddNorm(norm_shape, dropout), _AddNorm(norm_shape, dropout)
        self.ffn = _FFN(ffn_num_input, ffn_num_hiddens, num_hiddens)

    def forward(self, X, valid_lens):
        X = self.addnorm1(X, self.attention(X, X, X, valid_lens))
        return self.addnorm2(X, self.ffn(X))
'''
