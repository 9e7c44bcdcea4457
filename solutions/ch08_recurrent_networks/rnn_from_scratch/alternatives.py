"""Right answers that look different. Each gets full marks."""

import math
import time

import torch
from torch import nn
from torch.nn import functional as F


def rnn_by_torch_functions(inputs, state, params):
    """mm for @, rows collected in a tuple, the state as a list of one."""
    W_xh, W_hh, b_h, W_hq, b_q = params
    (H,) = state
    outputs = ()
    for X in inputs:
        H = torch.tanh(torch.mm(X, W_xh) + torch.mm(H, W_hh) + b_h)
        outputs += (torch.mm(H, W_hq) + b_q,)
    return torch.cat(outputs, dim=0), [H]


def rnn_inputs_multiplied_at_once(inputs, state, params):
    """The products with the inputs are taken for all steps at once, and so is the output layer."""
    W_xh, W_hh, b_h, W_hq, b_q = params
    H, hidden = state[0], []
    for step in inputs @ W_xh + b_h:
        H = (step + H @ W_hh).tanh()
        hidden.append(H)
    return torch.stack(hidden).flatten(0, 1) @ W_hq + b_q, (H,)


def rnn_one_product(inputs, state, params):
    """Input and state side by side, one product; tanh through sigmoid."""
    W, H, outputs = torch.cat(params[:2]), state[0], []
    for t in range(inputs.shape[0]):
        H = 2 * torch.sigmoid(2 * torch.addmm(params[2], torch.cat((inputs[t], H), dim=1), W)) - 1
        outputs.append(torch.addmm(params[4], H, params[3]))
    return torch.vstack(outputs), (H,)


def get_params_in_the_layout_of_a_textbook(vocab_size, num_hiddens, device):
    """A helper normal; requires_grad_ in a loop at the end."""
    num_inputs = num_outputs = vocab_size

    def normal(shape):
        return torch.randn(size=shape, device=device) * 0.01

    W_xh = normal((num_inputs, num_hiddens))
    W_hh = normal((num_hiddens, num_hiddens))
    b_h = torch.zeros(num_hiddens, device=device)
    W_hq = normal((num_hiddens, num_outputs))
    b_q = torch.zeros(num_outputs, device=device)
    params = [W_xh, W_hh, b_h, W_hq, b_q]
    for param in params:
        param.requires_grad_(True)
    return params


def get_params_as_nn_parameters(vocab_size, num_hiddens, device):
    """A tuple of nn.Parameter, filled by nn.init."""
    v, h = vocab_size, num_hiddens
    params = [nn.Parameter(torch.empty(s, device=device)) for s in [(v, h), (h, h), (h,), (h, v), (v,)]]
    for p in params:
        nn.init.normal_(p, std=0.01) if p.dim() == 2 else nn.init.zeros_(p)
    return tuple(params)


def init_rnn_state_by_new_zeros(batch_size, num_hiddens, device):
    """Another way to zeros; a list of one in place of a tuple."""
    return [torch.empty(0, device=device).new_zeros((batch_size, num_hiddens))]


class RNNModelScratch_rows_of_the_identity:
    """One-hot vectors as rows of an identity matrix; the state's function wrapped."""

    def __init__(self, vocab_size, num_hiddens, device, get_params, init_state, forward_fn):
        self.params = get_params(vocab_size, num_hiddens, device)
        self.eye = torch.eye(vocab_size)
        self.begin_state = lambda batch_size, device: init_state(batch_size, num_hiddens, device)
        self.forward_fn = forward_fn

    def __call__(self, X, state):
        inputs = self.eye.to(X.device)[X.permute(1, 0)]
        Y, state = self.forward_fn(inputs, state, self.params)
        return Y, state


class RNNModelScratch_with_type:
    """one_hot before the axes are exchanged; .type(torch.float32)."""

    def __init__(self, vocab_size, num_hiddens, device, get_params, init_state, forward_fn):
        self.vocab_size, self.num_hiddens = vocab_size, num_hiddens
        self.params = get_params(self.vocab_size, self.num_hiddens, device)
        self.init_state, self.forward_fn = init_state, forward_fn

    def __call__(self, X, state):
        X = F.one_hot(X.long(), self.vocab_size).transpose(0, 1).type(torch.float32)
        return self.forward_fn(X, state, self.params)

    def begin_state(self, batch_size, device):
        return self.init_state(batch_size, self.num_hiddens, device)


def predict_ch8_warm_up_apart(prefix, num_preds, net, vocab, device):
    """The warm-up and the predictions in loops of their own."""
    state = net.begin_state(batch_size=1, device=device)
    outputs = [vocab[prefix[0]]]

    def get_input():
        return torch.tensor([outputs[-1]], device=device).reshape((1, 1))

    for y in prefix[1:]:
        _, state = net(get_input(), state)
        outputs.append(vocab[y])
    for _ in range(num_preds):
        y, state = net(get_input(), state)
        outputs.append(int(y.argmax(dim=1).reshape(1)))
    return "".join([vocab.idx_to_token[i] for i in outputs])


def predict_ch8_prefix_at_once(prefix, num_preds, net, vocab, device):
    """The whole prefix in one call; the likeliest by topk; no gradients recorded."""
    text = prefix  # whatever a token is as text
    with torch.no_grad():
        state = net.begin_state(1, device)
        scores, state = net(torch.tensor([[vocab[c] for c in prefix]], device=device), state)
        for _ in range(num_preds):
            token = scores[-1].topk(1).indices.item()
            text += vocab.idx_to_token[token]
            scores, state = net(torch.tensor([[token]], device=device), state)
    return text


def grad_clipping_in_the_layout_of_a_textbook(net, theta):
    """A tensor as the norm; slices written in place."""
    params = [p for p in net.parameters() if p.requires_grad] if isinstance(net, nn.Module) else net.params
    params = [p for p in params if p.grad is not None]
    norm = torch.sqrt(sum(torch.sum(p.grad**2) for p in params))
    if norm > theta:
        for param in params:
            param.grad[:] *= theta / norm


def grad_clipping_new_gradients(net, theta):
    """A factor that is at most one; new tensors for the gradients."""
    params = list(net.parameters()) if isinstance(net, nn.Module) else net.params
    params = [p for p in params if p.grad is not None]
    norm = torch.cat([p.grad.flatten() for p in params]).norm()
    for p in params:
        if norm > theta:
            p.grad = p.grad / (norm / theta)


def train_epoch_ch8_in_the_layout_of_a_textbook(net, train_iter, loss, updater, device, use_random_iter):
    """detach_ in place; sums in a list."""
    state, began = None, time.time()
    metric = [0.0, 0]
    for X, Y in train_iter:
        if state is None or use_random_iter:
            state = net.begin_state(batch_size=X.shape[0], device=device)
        else:
            if isinstance(net, nn.Module) and not isinstance(state, tuple):
                state.detach_()
            else:
                for s in state:
                    s.detach_()
        y = Y.T.reshape(-1)
        X, y = X.to(device), y.to(device)
        y_hat, state = net(X, state)
        l = loss(y_hat, y.long()).mean()  # noqa: E741 - the book's name
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.backward()
            grad_clipping(net, 1)
            updater.step()
        else:
            l.backward()
            grad_clipping(net, 1)
            updater(batch_size=1)
        metric[0] += float(l * y.numel())
        metric[1] += y.numel()
    return math.exp(metric[0] / metric[1]), metric[1] / max(time.time() - began, 1e-9)


def train_epoch_ch8_cleared_at_the_end(net, train_iter, loss, updater, device, use_random_iter):
    """The gradients are cleared after the step, the state is detached at the end of the batch."""
    losses, sizes, state = [], [], None
    start = time.perf_counter()
    for X, Y in train_iter:
        if use_random_iter or state is None:
            state = net.begin_state(batch_size=len(X), device=device)
        y_hat, state = net(X.to(device), state)
        state = tuple(s.detach() for s in state) if isinstance(state, (tuple, list)) else state.detach()
        value = loss(y_hat, Y.to(device).T.flatten())
        value.backward()
        grad_clipping(net, 1.0)
        if isinstance(updater, torch.optim.Optimizer):
            updater.step()
            updater.zero_grad()
        else:
            updater(1)
        losses.append(value.item() * Y.numel())
        sizes.append(Y.numel())
    mean = torch.tensor(sum(losses) / sum(sizes))
    return torch.exp(mean), sum(sizes) / (time.perf_counter() - start)


def train_ch8_in_the_layout_of_a_textbook(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """d2l's sgd and its curves; a text every ten epochs."""
    from d2l import torch as d2l

    loss = nn.CrossEntropyLoss()
    animator = d2l.Animator(xlabel="epoch", ylabel="perplexity", legend=["train"], xlim=[10, num_epochs])
    if isinstance(net, nn.Module):
        updater = torch.optim.SGD(net.parameters(), lr)
    else:
        updater = lambda batch_size: d2l.sgd(net.params, lr, batch_size)  # noqa: E731 - as it is often written
    predict = lambda prefix: predict_ch8(prefix, 50, net, vocab, device)  # noqa: E731
    for epoch in range(num_epochs):
        ppl, speed = train_epoch_ch8(net, train_iter, loss, updater, device, use_random_iter)
        if (epoch + 1) % 10 == 0:
            print(predict("time traveller"))
            animator.add(epoch + 1, [ppl])
    print(f"perplexity {ppl:.1f}, {speed:.1f} tokens/sec on {device!s}")
    print(predict("time traveller"))
    print(predict("traveller"))


def train_ch8_one_optimizer_for_both(net, train_iter, vocab, lr, num_epochs, device, use_random_iter=False):
    """torch.optim.SGD for a list of parameters, too; everything printed at once."""
    params = net.parameters() if isinstance(net, nn.Module) else net.params
    optimizer, history = torch.optim.SGD(params, lr=lr), []
    for _ in range(num_epochs):
        history.append(train_epoch_ch8(net, train_iter, nn.CrossEntropyLoss(), optimizer, device, use_random_iter)[0])
    texts = [predict_ch8(prefix, 50, net, vocab, device) for prefix in ["time traveller", "traveller"]]
    print("ppl", history[-1], *texts, sep="\n")


def sample_by_a_distribution(logits, temperature=1.0):
    """torch.distributions."""
    return torch.distributions.Categorical(logits=logits / temperature).sample()


def sample_by_gumbel_noise(logits, temperature=1.0):
    """The largest of the logits with Gumbel noise on them."""
    noise = -torch.log(torch.empty_like(logits).exponential_())
    return (logits / temperature + noise).argmax(dim=-1)


def sample_row_by_row(logits, temperature=1.0):
    """A loop over the rows, with powers of the probabilities behind the largest."""
    weights = torch.exp(logits - logits.amax(dim=1, keepdim=True)).double() ** (1 / temperature)
    return torch.cat([torch.multinomial(row, num_samples=1) for row in weights])
