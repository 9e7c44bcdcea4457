import torch
from torch import nn
from torch.nn import functional as F


def get_tokens_and_segments_by_loop(tokens_a, tokens_b=None):
    """A sentence at a time."""
    tokens, segments = ["<cls>"], [0]
    for number, sentence in enumerate([tokens_a] if tokens_b is None else [tokens_a, tokens_b]):
        for token in sentence + ["<sep>"]:
            tokens.append(token)
            segments.append(number)
    return tokens, segments


def get_tokens_and_segments_as_a_list(tokens_a, tokens_b=None):
    """Sums of lists, and a list of two for a tuple."""
    first, second = ["<cls>"] + tokens_a + ["<sep>"], [] if tokens_b is None else tokens_b + ["<sep>"]
    return [first + second, [0 for _ in first] + [1 for _ in second]]


class BERTEncoder_of_the_book(nn.Module):
    """Blocks added by name, positions made last."""

    def __init__(self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers,
                 dropout, max_len=1000, key_size=768, query_size=768, value_size=768, **kwargs):  # fmt: skip
        super().__init__(**kwargs)
        self.token_embedding = nn.Embedding(vocab_size, num_hiddens)
        self.segment_embedding = nn.Embedding(2, num_hiddens)
        self.blks = nn.Sequential()
        for i in range(num_layers):
            self.blks.add_module(
                f"{i}",
                EncoderBlock(key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input,
                             ffn_num_hiddens, num_heads, dropout, True),
            )  # fmt: skip
        self.pos_embedding = nn.Parameter(0.02 * torch.randn(1, max_len, num_hiddens))

    def forward(self, tokens, segments, valid_lens):
        X = self.token_embedding(tokens) + self.segment_embedding(segments)
        X = X + self.pos_embedding[:, : X.shape[1], :]
        for blk in self.blks:
            X = blk(X, valid_lens)
        return X


class BERTEncoder_by_looking_up(nn.Module):
    """Positions looked up by number, in a table of another distribution."""

    def __init__(self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers,
                 dropout, max_len=1000, key_size=768, query_size=768, value_size=768):  # fmt: skip
        super().__init__()
        self.pos_embedding = nn.Parameter(torch.rand(1, max_len, num_hiddens) - 0.5)
        self.segment_embedding, self.token_embedding = (nn.Embedding(n, num_hiddens) for n in (2, vocab_size))
        self.blks = nn.Sequential(
            *[
                EncoderBlock(key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input,
                             ffn_num_hiddens, num_heads, dropout, use_bias=True)
                for _ in range(num_layers)
            ]
        )  # fmt: skip

    def forward(self, tokens, segments, valid_lens=None):
        numbers = torch.arange(tokens.size(-1), device=tokens.device).expand_as(tokens)
        result = sum([F.embedding(numbers, self.pos_embedding[0]), self.segment_embedding(segments)])
        result = result + self.token_embedding(tokens)
        for i in range(len(self.blks)):
            result = self.blks[i](result, valid_lens)
        return result


class MaskLM_of_the_book(nn.Module):
    """Pairs of example and position in one long list."""

    def __init__(self, vocab_size, num_hiddens, num_inputs=768, **kwargs):
        super().__init__(**kwargs)
        self.mlp = nn.Sequential(
            nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.LayerNorm(num_hiddens), nn.Linear(num_hiddens, vocab_size)
        )

    def forward(self, X, pred_positions):
        batch_size, num_pred_positions = pred_positions.shape
        batch_idx = torch.repeat_interleave(torch.arange(batch_size), num_pred_positions)
        masked_X = X[batch_idx, pred_positions.reshape(-1)]
        return self.mlp(masked_X.reshape((batch_size, num_pred_positions, -1)))


class MaskLM_by_gather(nn.Module):
    """torch.gather along the steps."""

    def __init__(self, vocab_size, num_hiddens, num_inputs=768):
        super().__init__()
        self.mlp = nn.Sequential()
        self.mlp.append(nn.Linear(num_inputs, num_hiddens)).append(nn.ReLU(inplace=True))
        self.mlp.append(nn.LayerNorm([num_hiddens])).append(nn.Linear(num_hiddens, vocab_size))

    def forward(self, X, pred_positions):
        return self.mlp(X.gather(1, pred_positions.unsqueeze(-1).expand(-1, -1, X.shape[-1])))


class MaskLM_everything_first(nn.Module):
    """Scores everywhere, of which those asked for are picked."""

    def __init__(self, vocab_size, num_hiddens, num_inputs=768, **kwargs):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.LayerNorm(num_hiddens), nn.Linear(num_hiddens, vocab_size)
        )

    def forward(self, X, pred_positions):
        return torch.stack([scores[positions] for scores, positions in zip(self.mlp(X), pred_positions, strict=True)])


class NextSentencePred_by_function(nn.Module):
    """The layer as a function."""

    def __init__(self, num_inputs, **kwargs):
        super().__init__(**kwargs)
        self.output = nn.Linear(num_inputs, 2)

    def forward(self, X):
        return F.linear(X, self.output.weight, self.output.bias)


class NextSentencePred_by_hand(nn.Module):
    """The product written out."""

    def __init__(self, num_inputs):
        super().__init__()
        self.output = nn.Linear(num_inputs, 2)

    def forward(self, X):
        return X @ self.output.weight.T + self.output.bias


class BERTModel_of_the_book(nn.Module):
    """if and else."""

    def __init__(self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers,
                 dropout, max_len=1000, key_size=768, query_size=768, value_size=768, hid_in_features=768,
                 mlm_in_features=768, nsp_in_features=768):  # fmt: skip
        super().__init__()
        self.encoder = BERTEncoder(vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads,
                                   num_layers, dropout, max_len=max_len, key_size=key_size,
                                   query_size=query_size, value_size=value_size)  # fmt: skip
        self.hidden = nn.Sequential(nn.Linear(hid_in_features, num_hiddens), nn.Tanh())
        self.mlm = MaskLM(vocab_size, num_hiddens, mlm_in_features)
        self.nsp = NextSentencePred(nsp_in_features)

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        encoded_X = self.encoder(tokens, segments, valid_lens)
        if pred_positions is not None:
            mlm_Y_hat = self.mlm(encoded_X, pred_positions)
        else:
            mlm_Y_hat = None
        nsp_Y_hat = self.nsp(self.hidden(encoded_X[:, 0, :]))
        return encoded_X, mlm_Y_hat, nsp_Y_hat


class BERTModel_with_a_list(nn.Module):
    """The head first, the results in a list."""

    def __init__(self, vocab_size, num_hiddens, *sizes, hid_in_features=768, mlm_in_features=768, nsp_in_features=768,
                 **more):  # fmt: skip
        super().__init__()
        self.nsp, self.mlm = NextSentencePred(nsp_in_features), MaskLM(vocab_size, num_hiddens, mlm_in_features)
        self.hidden = nn.Sequential(nn.Linear(hid_in_features, num_hiddens), nn.Tanh())
        self.encoder = BERTEncoder(vocab_size, num_hiddens, *sizes, **more)

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        results = [self.encoder(tokens, segments, valid_lens), None]
        if pred_positions is not None:
            results[1] = self.mlm(results[0], pred_positions)
        return [*results, self.nsp(self.hidden(results[0].select(1, 0)))]
