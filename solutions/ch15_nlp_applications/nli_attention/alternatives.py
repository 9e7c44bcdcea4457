import torch
from torch import nn
from torch.nn import functional as F


def mlp_of_the_book(num_inputs, num_hiddens, flatten):
    """Layer by layer."""
    net = []
    net.append(nn.Dropout(0.2))
    net.append(nn.Linear(num_inputs, num_hiddens))
    net.append(nn.ReLU())
    if flatten:
        net.append(nn.Flatten(start_dim=1))
    net.append(nn.Dropout(0.2))
    net.append(nn.Linear(num_hiddens, num_hiddens))
    net.append(nn.ReLU())
    if flatten:
        net.append(nn.Flatten(start_dim=1))
    return nn.Sequential(*net)


class _Net(nn.Module):
    """The same as a class."""

    def __init__(self, num_inputs, num_hiddens, flatten):
        super().__init__()
        self.second = nn.Linear(num_hiddens, num_hiddens)
        self.first = nn.Linear(num_inputs, num_hiddens)
        self.flatten = flatten

    def forward(self, X):
        for layer in (self.first, self.second):
            X = layer(F.dropout(X, 0.2, self.training)).clamp(min=0)
            X = X.flatten(1) if self.flatten else X
        return X


def mlp_as_a_class(num_inputs, num_hiddens, flatten):
    """A module of one's own."""
    return _Net(num_inputs, num_hiddens, flatten)


class Attend_of_the_book(nn.Module):
    """By bmm and permute."""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(**kwargs)
        self.f = mlp(num_inputs, num_hiddens, flatten=False)

    def forward(self, A, B):
        f_A = self.f(A)
        f_B = self.f(B)
        e = torch.bmm(f_A, f_B.permute(0, 2, 1))
        beta = torch.bmm(F.softmax(e, dim=-1), B)
        alpha = torch.bmm(F.softmax(e.permute(0, 2, 1), dim=-1), A)
        return beta, alpha


class Attend_by_einsum(nn.Module):
    """Sums by name, and a softmax by hand."""

    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.inner = mlp(num_inputs, num_hiddens, False)

    @staticmethod
    def weights(e, dim):
        e = (e - e.amax(dim=dim, keepdim=True)).exp()
        return e / e.sum(dim=dim, keepdim=True)

    def forward(self, A, B):
        e = torch.einsum("nih,njh->nij", self.inner(A), self.inner(B))
        beta = torch.einsum("nij,njd->nid", self.weights(e, 2), B)
        return beta, torch.einsum("nij,nid->njd", self.weights(e, 1), A)


class Compare_of_the_book(nn.Module):
    """Each side by itself."""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(**kwargs)
        self.g = mlp(num_inputs, num_hiddens, flatten=False)

    def forward(self, A, B, beta, alpha):
        V_A = self.g(torch.cat([A, beta], dim=2))
        V_B = self.g(torch.cat([B, alpha], dim=2))
        return V_A, V_B


class Compare_both_at_once(nn.Module):
    """Both sentences in one go."""

    def __init__(self, num_inputs, num_hiddens):
        super().__init__()
        self.net = mlp(num_inputs, num_hiddens, False)

    def forward(self, A, B, beta, alpha):
        both = torch.cat((torch.cat((A, B), dim=1), torch.cat((beta, alpha), dim=1)), dim=-1)
        return self.net(both).split((A.shape[1], B.shape[1]), dim=1)


class Aggregate_of_the_book(nn.Module):
    """Step by step."""

    def __init__(self, num_inputs, num_hiddens, num_outputs, **kwargs):
        super().__init__(**kwargs)
        self.h = mlp(num_inputs, num_hiddens, flatten=True)
        self.linear = nn.Linear(num_hiddens, num_outputs)

    def forward(self, V_A, V_B):
        V_A = V_A.sum(dim=1)
        V_B = V_B.sum(dim=1)
        Y_hat = self.linear(self.h(torch.cat([V_A, V_B], dim=1)))
        return Y_hat


class Aggregate_in_one_sequence(nn.Module):
    """One nn.Sequential; sums by einsum; no flattening, which vectors do not need."""

    def __init__(self, num_inputs, num_hiddens, num_outputs):
        super().__init__()
        self.out = nn.Sequential(mlp(num_inputs, num_hiddens, False), nn.Linear(num_hiddens, num_outputs))

    def forward(self, V_A, V_B):
        return self.out(torch.hstack([torch.einsum("nid->nd", V) for V in (V_A, V_B)]))


class DecomposableAttention_of_the_book(nn.Module):
    """Step by step."""

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
        self.embedding = nn.Embedding(len(vocab), embed_size)
        self.attend = Attend(num_inputs_attend, num_hiddens)
        self.compare = Compare(num_inputs_compare, num_hiddens)
        self.aggregate = Aggregate(num_inputs_agg, num_hiddens, num_outputs=3)

    def forward(self, X):
        premises, hypotheses = X
        A = self.embedding(premises)
        B = self.embedding(hypotheses)
        beta, alpha = self.attend(A, B)
        V_A, V_B = self.compare(A, B, beta, alpha)
        Y_hat = self.aggregate(V_A, V_B)
        return Y_hat


class DecomposableAttention_other_names(nn.Module):
    """The steps made in another order, in a list."""

    def __init__(
        self, vocab, embed_size, num_hiddens, num_inputs_attend=100, num_inputs_compare=200, num_inputs_agg=400
    ):
        super().__init__()
        self.steps = nn.ModuleList(
            [
                Aggregate(num_inputs_agg, num_hiddens, 3),
                Compare(num_inputs_compare, num_hiddens),
                Attend(num_inputs_attend, num_hiddens),
            ]
        )
        self.embedding = nn.Embedding(len(vocab), embed_size)

    def forward(self, X):
        judge, compare, attend = self.steps
        A, B = map(self.embedding, X)
        return judge(*compare(A, B, *attend(A, B)))


def predict_snli_of_the_book(net, vocab, premise, hypothesis):
    """With the net in eval mode, and a chain of ifs."""
    net.eval()
    device = next(net.parameters()).device
    premise = torch.tensor(vocab[premise], device=device)
    hypothesis = torch.tensor(vocab[hypothesis], device=device)
    label = torch.argmax(net([premise.reshape((1, -1)), hypothesis.reshape((1, -1))]), dim=1)
    return "entailment" if label == 0 else "contradiction" if label == 1 else "neutral"


def predict_snli_by_a_dictionary(net, vocab, premise, hypothesis):
    """Words one by one, a tuple, no gradients."""
    net.train(False)
    pair = tuple(torch.tensor([vocab[word] for word in words])[None] for words in (premise, hypothesis))
    with torch.no_grad():
        scores = net(pair)[0].tolist()
    return dict(zip(scores[::-1], ["neutral", "contradiction", "entailment"]))[max(scores)]
