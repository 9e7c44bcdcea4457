"""Softmax regression from scratch (Dive into Deep Learning, section 3.6)."""

import matplotlib.pyplot as plt
import torch


def softmax(X: torch.Tensor) -> torch.Tensor:
    """The softmax of each row of X.

    X: logits, floating point, shape (n, q): one example a row, one class a column.
    Returns probabilities, a new tensor with the shape, dtype and device of X; every row sums to one.
    """
    ### BEGIN SOLUTION
    X_exp = torch.exp(X - X.amax(dim=1, keepdim=True))  # the largest exponent of a row is 0: nothing overflows
    return X_exp / X_exp.sum(dim=1, keepdim=True)
    ### END SOLUTION


num_inputs, num_outputs, lr = 784, 10, 0.1

# W: shape (num_inputs, num_outputs), drawn from a normal distribution with mean 0 and standard deviation 0.01.
# b: shape (num_outputs,), zeros. Both are leaves that require a gradient.
### BEGIN SOLUTION
W = torch.normal(0, 0.01, size=(num_inputs, num_outputs), requires_grad=True)
b = torch.zeros(num_outputs, requires_grad=True)
### END SOLUTION


def net(X: torch.Tensor) -> torch.Tensor:
    """The probabilities softmax(X W + b), with W and b as they are at the time of the call.

    X: shape (n, 1, 28, 28), or any other shape whose examples have num_inputs elements. Returns shape (n, num_outputs).
    """
    ### BEGIN SOLUTION
    return softmax(X.reshape(-1, num_inputs) @ W + b)
    ### END SOLUTION


def updater(batch_size: int) -> None:
    """One step of minibatch SGD: subtracts lr * gradient / batch_size from W and b in place, then clears the gradients.

    batch_size: the number of examples over which the gradients are sums.
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        for parameter in W, b:
            parameter -= lr * parameter.grad / batch_size
            parameter.grad.zero_()
    ### END SOLUTION


def cross_entropy(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The loss of each example: minus the logarithm of the probability of its class.

    y_hat: probabilities, floating point, shape (n, q). y: classes, int64, shape (n,).
    Returns shape (n,), with the dtype and device of y_hat.
    """
    ### BEGIN SOLUTION
    return -torch.log(y_hat[range(len(y)), y])
    ### END SOLUTION


def accuracy(y_hat: torch.Tensor, y: torch.Tensor) -> float:
    """How many examples are classified rightly: a count, as a Python float.

    y_hat: scores or probabilities, shape (n, q), q > 1; or the predicted classes themselves, shape (n,) or (n, 1).
    y: the right classes, shape (n,), of any integer or floating-point dtype.
    """
    ### BEGIN SOLUTION
    guess = y_hat.argmax(dim=1) if y_hat.ndim > 1 and y_hat.shape[1] > 1 else y_hat.reshape(-1)
    return float((guess.type(y.dtype) == y).sum())
    ### END SOLUTION


class Accumulator:
    """n running sums, all of them 0.0 in the beginning."""

    def __init__(self, n: int):
        ### BEGIN SOLUTION
        self.data = [0.0] * n
        ### END SOLUTION

    def add(self, *args) -> None:
        """Add n numbers (or tensors with one element), one to each sum. Raises ValueError for another number of them."""
        ### BEGIN SOLUTION
        self.data = [total + float(value) for total, value in zip(self.data, args, strict=True)]
        ### END SOLUTION

    def reset(self) -> None:
        """Begin again with zeros."""
        ### BEGIN SOLUTION
        self.data = [0.0] * len(self.data)
        ### END SOLUTION

    def __getitem__(self, idx: int) -> float:
        """The sum number idx, a Python float."""
        ### BEGIN SOLUTION
        return self.data[idx]
        ### END SOLUTION


def evaluate_accuracy(net, data_iter) -> float:
    """The share of the examples of data_iter that net classifies rightly.

    net: a torch.nn.Module, put into eval mode, or a function. data_iter: gives (X, y), gone through once.
    No gradients are recorded.
    """
    ### BEGIN SOLUTION
    if isinstance(net, torch.nn.Module):
        net.eval()
    metric = Accumulator(2)  # right predictions, predictions
    with torch.no_grad():
        for X, y in data_iter:
            metric.add(accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]
    ### END SOLUTION


def train_epoch_ch3(net, train_iter, loss, updater) -> tuple[float, float]:
    """One pass over train_iter, with one update a batch. Returns the mean loss and the accuracy over all its examples.

    net: a torch.nn.Module, put into training mode, or a function. loss(y_hat, y): the losses of the examples, shape (n,).
    updater: a torch.optim.Optimizer, which steps along the gradient of the mean loss; or a function updater(batch_size),
    which wants the gradient of the summed loss, and clears the gradients itself.
    """
    ### BEGIN SOLUTION
    if isinstance(net, torch.nn.Module):
        net.train()
    metric = Accumulator(3)  # summed loss, right predictions, examples
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
        metric.add(losses.detach().sum(), accuracy(y_hat, y), len(y))
    return metric[0] / metric[2], metric[1] / metric[2]
    ### END SOLUTION


class Animator:
    """Curves that grow point by point, in one figure."""

    def __init__(
        self,
        xlabel=None,
        ylabel=None,
        legend=None,
        xlim=None,
        ylim=None,
        xscale="linear",
        yscale="linear",
        fmts=("-", "m--", "g-.", "r:"),
        nrows=1,
        ncols=1,
        figsize=(3.5, 2.5),
    ):
        """A figure of figsize inches with nrows x ncols plots; the curves are drawn in the first of them."""
        ### BEGIN SOLUTION
        self.fig, grid = plt.subplots(nrows, ncols, figsize=figsize, squeeze=False)
        self.axes = grid[0][0]
        self.labels = {"xlabel": xlabel or "", "ylabel": ylabel or "", "xscale": xscale, "yscale": yscale}
        self.limits = {name: limits for name, limits in {"xlim": xlim, "ylim": ylim}.items() if limits is not None}
        self.legend, self.fmts = legend or [], fmts
        self.curves: list[list[tuple[float, float]]] = []
        ### END SOLUTION

    def add(self, x, y) -> None:
        """Add one point to each curve, and draw them all anew.

        y: the values of the curves at x: a number where there is one curve, else a list or tuple. A curve whose value is
        None gets no point.
        """
        ### BEGIN SOLUTION
        values = y if hasattr(y, "__len__") else [y]
        self.curves = self.curves or [[] for _ in values]
        for i, value in enumerate(values):
            if value is not None:
                self.curves[i].append((x, value))
        self.axes.cla()
        for i, curve in enumerate(self.curves):
            self.axes.plot([x for x, _ in curve], [value for _, value in curve], self.fmts[i])
        self.axes.set(**self.labels, **self.limits)
        if self.legend:
            self.axes.legend(self.legend)
        self.axes.grid()
        ### END SOLUTION


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater) -> None:
    """num_epochs times: train_epoch_ch3 over train_iter, then evaluate_accuracy over test_iter.

    Draws training loss, training accuracy and test accuracy over the epochs 1, 2, ..., with an Animator whose legend is
    "train loss", "train acc", "test acc". The other arguments are those of train_epoch_ch3.
    """
    ### BEGIN SOLUTION
    animator = Animator(legend=["train loss", "train acc", "test acc"])
    for epoch in range(num_epochs):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
        animator.add(epoch + 1, (train_loss, train_acc, test_acc))
    ### END SOLUTION


def get_fashion_mnist_labels(labels) -> list[str]:
    """The names of the Fashion-MNIST classes with these numbers."""
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[int(i)] for i in labels]


def predict_ch3(net, test_iter, n: int = 6) -> None:
    """Show the first n images of the first batch of test_iter in a row, each titled "right label\\npredicted label".

    X of a batch has shape (batch size, 1, 28, 28). Where the batch has fewer than n images, all of them are shown.
    """
    ### BEGIN SOLUTION
    X, y = next(iter(test_iter))
    labels, guesses = get_fashion_mnist_labels(y), get_fashion_mnist_labels(net(X).argmax(dim=1))
    plt.figure()
    for i in range(min(n, len(y))):
        axes = plt.subplot(1, n, i + 1)
        axes.imshow(X[i].reshape(28, 28))
        axes.set_title(f"{labels[i]}\n{guesses[i]}")
    ### END SOLUTION
