import torch
from torch import nn


class AttentionDecoder_in_words(nn.Module):
    """The reason in words, behind a plain property object."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def _refuse(self, *args):
        raise NotImplementedError("a decoder says where it looked")

    init_state = forward = _refuse
    attention_weights = property(_refuse)


class AttentionDecoder_alone(nn.Module):
    """Without Decoder: all three by itself."""

    def init_state(self, *args):
        raise NotImplementedError

    def forward(self, *args):
        raise NotImplementedError

    @property
    def attention_weights(self):
        raise NotImplementedError(f"{type(self).__name__}.attention_weights")


class Seq2SeqAttentionDecoder_of_the_book(nn.Module):
    """Embeddings time first, results joined at the end, states as lists."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.attention = AdditiveAttention(num_hiddens, num_hiddens, num_hiddens, dropout)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        outputs, hidden_state = enc_outputs
        return [outputs.permute(1, 0, 2), hidden_state, enc_valid_lens]

    def forward(self, X, state):
        enc_outputs, hidden_state, enc_valid_lens = state
        X = self.embedding(X).permute(1, 0, 2)
        results, self._looked = [], []
        for x in X:
            query = torch.unsqueeze(hidden_state[-1], dim=1)
            context = self.attention(query, enc_outputs, enc_outputs, enc_valid_lens)
            both = torch.cat((context, torch.unsqueeze(x, dim=1)), dim=-1)
            out, hidden_state = self.rnn(both.permute(1, 0, 2), hidden_state)
            results.append(out)
            self._looked.append(self.attention.attention_weights)
        return self.dense(torch.cat(results, dim=0)).permute(1, 0, 2), [enc_outputs, hidden_state, enc_valid_lens]

    @property
    def attention_weights(self):
        return self._looked


class Seq2SeqAttentionDecoder_keys_mapped_once(nn.Module):
    """The keys go through W_k once for the whole call; weights in a tensor, as a plain attribute."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0):
        super().__init__()
        self.dense = nn.Linear(num_hiddens, vocab_size)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(num_hiddens + embed_size, num_hiddens, num_layers, batch_first=True, dropout=dropout)
        self.attention = AdditiveAttention(num_hiddens, num_hiddens, num_hiddens, dropout)

    def init_state(self, enc_outputs, enc_valid_lens, *_):
        return enc_outputs[0].swapaxes(0, 1), enc_outputs[1], enc_valid_lens

    def forward(self, X, state):
        values, hidden, lens = state
        keys, weights, scores = self.attention.W_k(values), [], []
        for t in range(X.shape[1]):
            match = torch.tanh(self.attention.W_q(hidden[-1])[:, None] + keys)
            match = self.attention.w_v(match).transpose(1, 2)
            if lens is not None:
                steps = torch.arange(values.shape[1], device=values.device)
                match = torch.where(steps < lens[:, None, None], match, float("-inf"))
            weights.append(match.softmax(dim=-1))
            context = torch.bmm(self.attention.dropout(weights[-1]), values)
            output, hidden = self.rnn(torch.cat([context, self.embedding(X[:, t : t + 1])], dim=2), hidden)
            scores.append(self.dense(output))
        self.attention_weights = torch.stack(weights)
        return torch.cat(scores, dim=1), (values, hidden, lens)
