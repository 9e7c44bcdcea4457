"""Owns the attention helpers of the shim for `d2l`, as source text: the encoder's block, which chapters 14 and 15 use.

The exercises of sections 10.5 and 10.7 that ask for these very classes forbid them (`forbid = ["d2l.EncoderBlock"]`).
"""

ATTENTION = '''
class MultiHeadAttention(nn.Module):
    """Multi-head scaled dot-product attention, with the names of section 10.5."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__()
        self.num_heads = num_heads
        for name, size in zip(("W_q", "W_k", "W_v", "W_o"), (query_size, key_size, value_size, num_hiddens)):
            self.add_module(name, nn.Linear(size, num_hiddens, bias=bias))
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens):
        q, k, v = (
            W(X).unflatten(2, (self.num_heads, -1)).transpose(1, 2)
            for W, X in ((self.W_q, queries), (self.W_k, keys), (self.W_v, values)))
        scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
        if valid_lens is not None:
            lens = valid_lens.reshape(len(valid_lens), 1, -1, 1)
            scores = scores.masked_fill(torch.arange(k.shape[2], device=k.device) >= lens, -1e6)
        return self.W_o((self.dropout(scores.softmax(dim=-1)) @ v).transpose(1, 2).flatten(2))


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
