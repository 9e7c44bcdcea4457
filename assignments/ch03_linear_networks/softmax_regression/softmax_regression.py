"""Softmax regression from scratch (Dive into Deep Learning, section 3.6)."""

import matplotlib.pyplot as plt
import torch


def softmax(X: torch.Tensor) -> torch.Tensor:
    """The softmax of each row of X.

    X: logits, floating point, shape (n, q): one example a row, one class a column.
    Returns probabilities, a new tensor with the shape, dtype and device of X; every row sums to one.
    """
    raise NotImplementedError("softmax is not written yet")


num_inputs, num_outputs, lr = 784, 10, 0.1

# W: shape (num_inputs, num_outputs), drawn from a normal distribution with mean 0 and standard deviation 0.01.
# b: shape (num_outputs,), zeros. Both are leaves that require a gradient.
# Your code here. / 在这里写你的代码。
W = None
b = None


def net(X: torch.Tensor) -> torch.Tensor:
    """The probabilities softmax(X W + b), with W and b as they are at the time of the call.

    X: shape (n, 1, 28, 28), or any other shape whose examples have num_inputs elements. Returns shape (n, num_outputs).
    """
    raise NotImplementedError("net is not written yet")


def updater(batch_size: int) -> None:
    """One step of minibatch SGD: subtracts lr * gradient / batch_size from W and b in place, then clears the gradients.

    batch_size: the number of examples over which the gradients are sums.
    """
    raise NotImplementedError("updater is not written yet")


def cross_entropy(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The loss of each example: minus the logarithm of the probability of its class.

    y_hat: probabilities, floating point, shape (n, q). y: classes, int64, shape (n,).
    Returns shape (n,), with the dtype and device of y_hat.
    """
    raise NotImplementedError("cross_entropy is not written yet")


def accuracy(y_hat: torch.Tensor, y: torch.Tensor) -> float:
    """How many examples are classified rightly: a count, as a Python float.

    y_hat: scores or probabilities, shape (n, q), q > 1; or the predicted classes themselves, shape (n,) or (n, 1).
    y: the right classes, shape (n,), of any integer or floating-point dtype.
    """
    raise NotImplementedError("accuracy is not written yet")


class Accumulator:
    """n running sums, all of them 0.0 in the beginning."""

    def __init__(self, n: int):
        raise NotImplementedError("Accumulator.__init__ is not written yet")

    def add(self, *args) -> None:
        """Add n numbers (or tensors with one element), one to each sum. Raises ValueError for another number of them."""
        raise NotImplementedError("Accumulator.add is not written yet")

    def reset(self) -> None:
        """Begin again with zeros."""
        raise NotImplementedError("Accumulator.reset is not written yet")

    def __getitem__(self, idx: int) -> float:
        """The sum number idx, a Python float."""
        raise NotImplementedError("Accumulator.__getitem__ is not written yet")


def evaluate_accuracy(net, data_iter) -> float:
    """The share of the examples of data_iter that net classifies rightly.

    net: a torch.nn.Module, put into eval mode, or a function. data_iter: gives (X, y), gone through once.
    No gradients are recorded.
    """
    raise NotImplementedError("evaluate_accuracy is not written yet")


def train_epoch_ch3(net, train_iter, loss, updater) -> tuple[float, float]:
    """One pass over train_iter, with one update a batch. Returns the mean loss and the accuracy over all its examples.

    net: a torch.nn.Module, put into training mode, or a function. loss(y_hat, y): the losses of the examples, shape (n,).
    updater: a torch.optim.Optimizer, which steps along the gradient of the mean loss; or a function updater(batch_size),
    which wants the gradient of the summed loss, and clears the gradients itself.
    """
    raise NotImplementedError("train_epoch_ch3 is not written yet")


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
        raise NotImplementedError("Animator.__init__ is not written yet")

    def add(self, x, y) -> None:
        """Add one point to each curve, and draw them all anew.

        y: the values of the curves at x: a number where there is one curve, else a list or tuple. A curve whose value is
        None gets no point.
        """
        raise NotImplementedError("Animator.add is not written yet")


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater) -> None:
    """num_epochs times: train_epoch_ch3 over train_iter, then evaluate_accuracy over test_iter.

    Draws training loss, training accuracy and test accuracy over the epochs 1, 2, ..., with an Animator whose legend is
    "train loss", "train acc", "test acc". The other arguments are those of train_epoch_ch3.
    """
    raise NotImplementedError("train_ch3 is not written yet")


def get_fashion_mnist_labels(labels) -> list[str]:
    """The names of the Fashion-MNIST classes with these numbers."""
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[int(i)] for i in labels]


def predict_ch3(net, test_iter, n: int = 6) -> None:
    """Show the first n images of the first batch of test_iter in a row, each titled "right label\\npredicted label".

    X of a batch has shape (batch size, 1, 28, 28). Where the batch has fewer than n images, all of them are shown.
    """
    raise NotImplementedError("predict_ch3 is not written yet")
