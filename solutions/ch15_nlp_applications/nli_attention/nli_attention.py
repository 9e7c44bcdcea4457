"""Natural language inference by decomposable attention (Dive into Deep Learning, section 15.5; Parikh et al., 2016)."""

import torch
from torch import nn
from torch.nn import functional as F


def mlp(num_inputs, num_hiddens, flatten):
    """Two linear layers, each with dropout of 0.2 before it and ReLU behind it: an nn.Module.

    X: shape (..., num_inputs). Returns shape (..., num_hiddens); with flatten, all axes but the first become one after
    each layer, so that (n, 1, num_inputs) gives (n, num_hiddens).
    """
    ### BEGIN SOLUTION
    layers = []
    for size in num_inputs, num_hiddens:
        layers += [nn.Dropout(0.2), nn.Linear(size, num_hiddens), nn.ReLU()]
        if flatten:
            layers.append(nn.Flatten(start_dim=1))
    return nn.Sequential(*layers)
    ### END SOLUTION


class Attend(nn.Module):
    """Align each word of one sentence softly with the words of the other; f = mlp(num_inputs, num_hiddens, False)."""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.f = mlp(num_inputs, num_hiddens, flatten=False)
        ### END SOLUTION

    def forward(self, A, B):
        """A: premises, (batch_size, m, num_inputs). B: hypotheses, (batch_size, n, num_inputs).

        Returns (beta, alpha). beta, the shape of A: for each word of A the mean of B's words, weighted by the softmax of
        f(a) · f(b) over them. alpha, the shape of B: for each word of B the mean of A's words.
        """
        ### BEGIN SOLUTION
        e = self.f(A) @ self.f(B).transpose(1, 2)
        return F.softmax(e, dim=2) @ B, F.softmax(e.transpose(1, 2), dim=2) @ A
        ### END SOLUTION


class Compare(nn.Module):
    """Compare each word with what it is aligned with; g = mlp(num_inputs, num_hiddens, False)."""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.g = mlp(num_inputs, num_hiddens, flatten=False)
        ### END SOLUTION

    def forward(self, A, B, beta, alpha):
        """A, beta: (batch_size, m, d). B, alpha: (batch_size, n, d). d is num_inputs / 2.

        Returns (V_A, V_B), g of each word and its partner: (batch_size, m, num_hiddens), (batch_size, n, num_hiddens).
        """
        ### BEGIN SOLUTION
        return self.g(torch.cat((A, beta), dim=2)), self.g(torch.cat((B, alpha), dim=2))
        ### END SOLUTION


class Aggregate(nn.Module):
    """Scores from all comparisons: h = mlp(num_inputs, num_hiddens, True), then nn.Linear(num_hiddens, num_outputs)."""

    def __init__(self, num_inputs, num_hiddens, num_outputs, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.h = mlp(num_inputs, num_hiddens, flatten=True)
        self.linear = nn.Linear(num_hiddens, num_outputs)
        ### END SOLUTION

    def forward(self, V_A, V_B):
        """V_A: (batch_size, m, d). V_B: (batch_size, n, d). d is num_inputs / 2. Returns (batch_size, num_outputs)."""
        ### BEGIN SOLUTION
        return self.linear(self.h(torch.cat((V_A.sum(dim=1), V_B.sum(dim=1)), dim=1)))
        ### END SOLUTION


class DecomposableAttention(nn.Module):
    """Three scores for a premise and a hypothesis: embed, attend, compare, aggregate.

    embedding: nn.Embedding(len(vocab), embed_size). num_inputs_...: num_inputs of Attend, Compare and Aggregate; all three
    have num_hiddens.
    """

    def __init__(
        self,
        vocab,
        embed_size,
        num_hiddens,
        num_inputs_attend=100,
        num_inputs_compare=200,
        num_inputs_agg=400,
        **kwargs,
    ):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(len(vocab), embed_size)
        self.attend = Attend(num_inputs_attend, num_hiddens)
        self.compare = Compare(num_inputs_compare, num_hiddens)
        self.aggregate = Aggregate(num_inputs_agg, num_hiddens, num_outputs=3)
        ### END SOLUTION

    def forward(self, X):
        """X: a pair (premises, hypotheses) of numbers of words, int64, (batch_size, m) and (batch_size, n).

        Returns scores, shape (batch_size, 3).
        """
        ### BEGIN SOLUTION
        A, B = (self.embedding(part) for part in X)
        beta, alpha = self.attend(A, B)
        return self.aggregate(*self.compare(A, B, beta, alpha))
        ### END SOLUTION


def predict_snli(net, vocab, premise: list[str], hypothesis: list[str]) -> str:
    """Say "entailment", "contradiction" or "neutral": where the first, second or third score of the net is greatest.

    net: maps a pair of numbers of words, int64, (1, m) and (1, n), on the CPU, to scores, (1, 3); it is in eval mode when
    it looks. vocab: vocab[words] is a list of numbers for a list of words.
    """
    ### BEGIN SOLUTION
    net.eval()
    pair = [torch.tensor([vocab[words]]) for words in (premise, hypothesis)]
    return ("entailment", "contradiction", "neutral")[int(net(pair).argmax(dim=1))]
    ### END SOLUTION
