import matplotlib.pyplot as plt
import torch


def softmax_last_dimension(X):
    """dim=-1 is dim=1 of a matrix."""
    largest, _ = X.max(-1, keepdim=True)
    X_exp = (X - largest).exp()
    return X_exp / X_exp.sum(-1, keepdim=True)


def softmax_maximum_as_a_constant(X):
    """The maximum cancels, so it may stay outside the graph."""
    with torch.no_grad():
        largest = X.max(dim=1)[0]
    X_exp = torch.exp(X - largest[:, None])
    return torch.einsum("nq,n->nq", X_exp, 1 / X_exp.sum(dim=1))


def softmax_through_logarithms(X):
    """exp of the logarithm of the softmax, with a log-sum-exp of one's own."""
    X = X - X.amax(dim=1, keepdim=True)
    return torch.exp(X - torch.log(torch.exp(X).sum(dim=1, keepdim=True)))


def softmax_row_by_row(X):
    """A loop over the rows, stacked."""
    rows = [torch.exp(row - torch.max(row)) for row in X]
    return torch.stack([row / torch.sum(row) for row in rows])


def softmax_by_differences(X):
    """1 / sum_k exp(x_k - x_j): the fraction with its numerator divided out. An overflow there is a right zero."""
    return 1 / torch.exp(X[:, None, :] - X[:, :, None]).sum(dim=2)


def softmax_ones_as_a_vector(X):
    """The row sums as a product with a vector of ones."""
    X_exp = (X - X.max(1, keepdim=True).values).exp()
    return X_exp / (X_exp @ torch.ones(X.shape[1], 1, dtype=X.dtype, device=X.device))


def W_scaled_first(num_inputs, num_outputs):
    """randn, and the gradient asked for last."""
    return (0.01 * torch.randn(num_inputs, num_outputs)).requires_grad_()


def b_a_parameter(num_outputs):
    """nn.Parameter."""
    return torch.nn.Parameter(torch.zeros(num_outputs))


def net_by_addmm(X):
    """addmm, and a softmax of a copy."""
    return softmax(torch.addmm(b, X.reshape((-1, W.shape[0])), W))


def net_by_einsum(X):
    """einsum."""
    return softmax(torch.einsum("ni,iq->nq", X.reshape(-1, num_inputs), W) + b)


def updater_through_data(batch_size):
    """.data, and gradients that are taken away."""
    for parameter in [W, b]:
        parameter.data.sub_(lr / batch_size * parameter.grad)
        parameter.grad = None


def updater_by_d2l(batch_size):
    """The book's own."""
    from d2l import torch as d2l

    return d2l.sgd([W, b], lr, batch_size)


def cross_entropy_by_gather(y_hat, y):
    """gather, and log first."""
    return -y_hat.log().gather(1, y[:, None]).squeeze(1)


def cross_entropy_by_range(y_hat, y):
    """The book's indices."""
    return -torch.log(y_hat[range(len(y_hat)), y])


def cross_entropy_stacked(y_hat, y):
    """A loop."""
    return torch.stack([torch.log(1 / row[label]) for row, label in zip(y_hat, y, strict=True)])


def accuracy_by_max(y_hat, y):
    """max instead of argmax, and a sum of Python numbers."""
    if len(y_hat.shape) > 1:
        y_hat = y_hat.max(dim=1).indices if y_hat.shape[1] > 1 else y_hat.squeeze(1)
    return float(sum(int(a) == int(b) for a, b in zip(y_hat, y, strict=True)))


def accuracy_by_equal(y_hat, y):
    """torch.eq and count_nonzero."""
    if y_hat.ndim == 2 and y_hat.size(1) != 1:
        y_hat = torch.argmax(y_hat, -1)
    return torch.eq(y_hat.flatten(), y).count_nonzero().item() * 1.0


class Accumulator_in_numpy:
    """An array of numpy."""

    def __init__(self, n):
        import numpy as np

        self.sums = np.zeros(n)

    def add(self, *args):
        if len(args) != len(self.sums):
            raise ValueError(f"expected {len(self.sums)} numbers, got {len(args)}")
        self.sums += [float(a) for a in args]

    def reset(self):
        self.sums[:] = 0

    def __getitem__(self, idx):
        return float(self.sums[idx])


class Accumulator_in_a_loop:
    """A loop over indices."""

    def __init__(self, n):
        self.n = n
        self.reset()

    def add(self, *args):
        if len(args) != self.n:
            raise ValueError("one number for each sum")
        for i in range(self.n):
            self.data[i] += args[i].item() if isinstance(args[i], torch.Tensor) else args[i]

    def reset(self):
        self.data = [0.0 for _ in range(self.n)]

    def __getitem__(self, idx):
        return self.data[idx]


@torch.no_grad()
def evaluate_accuracy_decorated(net, data_iter):
    """no_grad as a decorator, plain sums, a tensor as the result."""
    if isinstance(net, torch.nn.Module):
        net.train(False)
    right, n = torch.zeros(()), 0
    for X, y in data_iter:
        right += (net(X).argmax(dim=1) == y).sum()
        n += len(y)
    return right / n


def evaluate_accuracy_all_at_once(net, data_iter):
    """inference_mode, and one comparison at the end."""
    if hasattr(net, "eval"):
        net.eval()
    with torch.inference_mode():
        pairs = [(net(X).argmax(axis=1), y) for X, y in data_iter]
        guess, right = (torch.cat(parts) for parts in zip(*pairs, strict=True))
        return (guess == right).double().mean().item()


def train_epoch_ch3_mean_times_size(net, train_iter, loss, updater):
    """The gradients cleared at the end, the mean loss times the size of the batch."""
    if isinstance(net, torch.nn.Module):
        net.train()
    total, right, n = 0.0, 0.0, 0
    for X, y in train_iter:
        scores = net(X)
        losses = loss(scores, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.step()
            updater.zero_grad()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total += losses.mean().item() * len(y)
        right += accuracy(scores, y)
        n += len(y)
    return [total / n, right / n]


def train_epoch_ch3_ones_as_gradient(net, train_iter, loss, updater):
    """backward of the vector, with the weights of the examples."""
    if isinstance(net, torch.nn.Module):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.backward(torch.ones_like(losses) / len(losses))
            updater.step()
        else:
            losses.backward(torch.ones_like(losses))
            updater(y.numel())
        metric.add(float(losses.sum()), accuracy(y_hat, y), y.size().numel())
    return metric[0] / metric[2], metric[1] / metric[2]


class Animator_of_the_book:
    """Lists X and Y, axes in a list, settings through a function."""

    def __init__(self, xlabel=None, ylabel=None, legend=None, xlim=None, ylim=None, xscale="linear", yscale="linear",
                 fmts=("-", "m--", "g-.", "r:"), nrows=1, ncols=1, figsize=(3.5, 2.5)):  # fmt: skip
        from d2l import torch as d2l

        d2l.use_svg_display()
        self.fig, self.axes = d2l.plt.subplots(nrows, ncols, figsize=figsize)
        if nrows * ncols == 1:
            self.axes = [self.axes]
        self.config_axes = lambda: d2l.set_axes(self.axes[0], xlabel, ylabel, xlim, ylim, xscale, yscale, legend or [])
        self.X, self.Y, self.fmts = None, None, fmts

    def add(self, x, y):
        from IPython import display

        y = y if hasattr(y, "__len__") else [y]
        x = x if hasattr(x, "__len__") else [x] * len(y)
        if not self.X:
            self.X, self.Y = [[] for _ in y], [[] for _ in y]
        for i, (a, b) in enumerate(zip(x, y, strict=True)):
            if a is not None and b is not None:
                self.X[i].append(a)
                self.Y[i].append(b)
        self.axes[0].cla()
        for X, Y, fmt in zip(self.X, self.Y, self.fmts, strict=False):
            self.axes[0].plot(X, Y, fmt)
        self.config_axes()
        display.display(self.fig)
        display.clear_output(True)


class Animator_that_moves_lines:
    """The lines are made once and given new data."""

    def __init__(self, xlabel=None, ylabel=None, legend=None, xlim=None, ylim=None, xscale="linear", yscale="linear",
                 fmts=("-", "m--", "g-.", "r:"), nrows=1, ncols=1, figsize=(3.5, 2.5)):  # fmt: skip
        self.figure = plt.figure(figsize=figsize)
        self.axes = [self.figure.add_subplot(nrows, ncols, i + 1) for i in range(nrows * ncols)][0]
        self.axes.set(xscale=xscale, yscale=yscale)
        if xlabel:
            self.axes.set_xlabel(xlabel)
        if ylabel:
            self.axes.set_ylabel(ylabel)
        if xlim:
            self.axes.set_xlim(xlim)
        if ylim:
            self.axes.set_ylim(ylim)
        self.legend, self.fmts, self.lines, self.limits = legend, fmts, [], (xlim, ylim)

    def add(self, x, y):
        y = y if isinstance(y, list | tuple) else [y]
        if not self.lines:
            self.lines = [self.axes.plot([], [], fmt)[0] for _, fmt in zip(y, self.fmts, strict=False)]
            if self.legend:
                self.axes.legend(self.lines, self.legend)
        for line, value in zip(self.lines, y, strict=True):
            if value is not None:
                line.set_data([*line.get_xdata(), x], [*line.get_ydata(), value])
        self.axes.relim()
        self.axes.autoscale_view()


def train_ch3_with_asserts(net, train_iter, test_iter, loss, num_epochs, updater):
    """The book's limits on what comes out, and its range of y."""
    animator = Animator(
        xlabel="epoch", xlim=[1, num_epochs], ylim=[0.3, 0.9], legend=["train loss", "train acc", "test acc"]
    )
    for epoch in range(num_epochs):
        train_metrics = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
        animator.add(epoch + 1, train_metrics + (test_acc,))
    train_loss, train_acc = train_metrics
    assert train_loss < 0.5, train_loss
    assert 0.7 < train_acc <= 1, train_acc
    assert 0.7 < test_acc <= 1, test_acc


def train_ch3_collected(net, train_iter, test_iter, loss, num_epochs, updater):
    """All numbers first, the curves at the end."""
    rows = []
    for _ in range(num_epochs):
        rows.append([*train_epoch_ch3(net, train_iter, loss, updater), evaluate_accuracy(net, test_iter)])
    plt.figure()
    for name, values in zip(["train loss", "train acc", "test acc"], zip(*rows, strict=True), strict=True):
        plt.plot(range(1, num_epochs + 1), values, label=name)
    plt.legend()


def predict_ch3_of_the_book(net, test_iter, n=6):
    """d2l's helper, and a loop that is left at once."""
    from d2l import torch as d2l

    for X, y in test_iter:
        break
    n = min(n, len(X))
    trues = get_fashion_mnist_labels(y)
    preds = get_fashion_mnist_labels(net(X).argmax(axis=1))
    titles = [true + "\n" + pred for true, pred in zip(trues, preds, strict=True)]
    d2l.show_images(X[0:n].reshape((n, 28, 28)), 1, n, titles=titles[0:n])


def predict_ch3_subplots(net, test_iter, n=6):
    """plt.subplot, under no_grad, for the images that are shown alone."""
    X, y = next(iter(test_iter))
    X, y = X[:n], y[:n]
    with torch.no_grad():
        guess = net(X).max(dim=1).indices
    for i in range(len(X)):
        plt.subplot(1, n, i + 1)
        plt.imshow(X[i].squeeze(), cmap="gray")
        plt.title("\n".join(get_fashion_mnist_labels([y[i], guess[i]])))
        plt.axis("off")
