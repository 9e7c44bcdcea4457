import torch
from torch import nn


def birnn_in_one_loop(inputs, state, params):
    """Both directions in one loop; hidden states put where they belong."""
    W_xf, W_hf, b_f, W_xb, W_hb, b_b, W_hq, b_q = params
    H, K = state
    n = len(inputs)
    there, back = [None] * n, [None] * n
    for t in range(n):
        H = (torch.mm(inputs[t], W_xf) + torch.mm(H, W_hf) + b_f).tanh()
        K = (torch.mm(inputs[n - 1 - t], W_xb) + torch.mm(K, W_hb) + b_b).tanh()
        there[t], back[n - 1 - t] = H, K
    rows = [torch.cat(pair, dim=-1) @ W_hq + b_q for pair in zip(there, back, strict=True)]
    return torch.vstack(rows), [H, K]


def birnn_two_output_layers(inputs, state, params):
    """W_hq taken apart; the backward direction by recursion."""
    h = params[2].shape[0]

    def run(X, H, weights):
        if len(X) == 0:
            return []
        H = torch.tanh(torch.addmm(weights[2], X[0], weights[0]) + H @ weights[1])
        return [H, *run(X[1:], H, weights)]

    there = torch.stack(run(inputs, state[0], params[:3]))
    back = torch.stack(run(torch.flip(inputs, [0]), state[1], params[3:6]))
    outputs = there @ params[6][:h] + back.flip(0) @ params[6][h:] + params[7]
    return outputs.reshape(-1, outputs.shape[-1]), (there[-1], back[-1])


def bidirectional_lstm_by_keywords(vocab_size, num_hiddens, num_layers=2):
    """The layer first, its arguments named."""
    lstm_layer = nn.LSTM(input_size=vocab_size, hidden_size=num_hiddens, num_layers=num_layers, bidirectional=True)
    return RNNModel(lstm_layer, vocab_size)


def bidirectional_lstm_a_class_of_its_own(vocab_size, num_hiddens, num_layers=2):
    """A subclass that makes its own layer."""

    class Model(RNNModel):
        def __init__(self):
            super().__init__(nn.LSTM(vocab_size, num_hiddens, num_layers, bidirectional=True), vocab_size)

    return Model()


def influence_entry_by_entry(net, X, state, vocab_size):
    """A loop over both, torch.equal for each entry."""
    steps = X.shape[1]
    scores = net(X, state)[0].detach()
    found = torch.zeros(steps, steps, dtype=torch.bool)
    for s in range(steps):
        tokens = X[0].tolist()
        tokens[s] = (tokens[s] + 1) % vocab_size
        changed = net(torch.tensor([tokens]), state)[0].detach()
        for t in range(steps):
            found[t, s] = not torch.equal(changed[t], scores[t])
    return found


def influence_by_addition(net, X, state, vocab_size):
    """All changed texts as rows of a matrix; run one by one."""
    others = (X + torch.eye(X.shape[1], dtype=X.dtype)) % vocab_size
    before = net(X, state)[0]
    after = torch.stack([net(row[None], state)[0] for row in others])
    return ((after - before).abs().amax(dim=2) > 0).T


def reads_ahead_by_indices(net, X, state, vocab_size):
    """The places that are true, compared."""
    return any(s > t for t, s in influence(net, X, state, vocab_size).nonzero().tolist())


def reads_ahead_by_a_mask(net, X, state, vocab_size):
    """What is left when everything up to the diagonal is taken away."""
    found = influence(net, X, state, vocab_size)
    return not torch.equal(found, found.tril())


def suited_by_words(TASKS):
    """From the tasks themselves; a tuple."""
    known = ("gap", "speech", "review")
    return tuple(any(word in task for word in known) for task in TASKS)


def suited_as_one_by_one():
    """Assigned one by one."""
    suited = [False] * 6
    for i in (1, 3, 5):
        suited[i] = True
    return suited
