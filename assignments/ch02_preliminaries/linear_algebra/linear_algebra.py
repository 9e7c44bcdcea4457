"""Axes, reductions, products and norms (Dive into Deep Learning, section 2.3)."""

import torch

X = torch.arange(24).reshape(2, 3, 4)
A = torch.arange(20, dtype=torch.float32).reshape(5, 4)

# length: what is len(X)?
# lengths: a list with len of X[0], of X[0, 0], of X reshaped to (6, 4), and of X with its axes in the order (2, 0, 1).
# shapes: a list with the shapes of the sums of X over axis 0, over axis 1, and over axis 2.
# Your code here. / 在这里写你的代码。
length = None
lengths = None
shapes = None

# transposed: the transpose of A. column_sums: the sum of each column of A, a vector.
# row_means: the mean of each row of A, as a matrix with one column.
# running: as A, but each element is the sum of itself and of all the elements above it.
# Your code here. / 在这里写你的代码。
transposed = None
column_sums = None
row_means = None
running = None


def normalise_rows(A: torch.Tensor) -> torch.Tensor:
    """Divide each element of A by the sum of its row.

    A: shape (m, n), floating point or whole numbers; no row sums to zero. Returns a new floating-point tensor of shape (m, n).
    """
    raise NotImplementedError("normalise_rows is not written yet")


def is_symmetric(A: torch.Tensor) -> bool:
    """Whether A equals its transpose. A: a matrix of any shape (m, n)."""
    raise NotImplementedError("is_symmetric is not written yet")


def dot(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The dot product of two vectors of shape (n,): a tensor of shape () with their dtype."""
    raise NotImplementedError("dot is not written yet")


def matvec(A: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The product of a matrix A, shape (m, n), and a vector x, shape (n,): shape (m,), dtype as A."""
    raise NotImplementedError("matvec is not written yet")


def matmul(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    """The product of a matrix A, shape (m, k), and a matrix B, shape (k, n): shape (m, n), dtype as A."""
    raise NotImplementedError("matmul is not written yet")


def l1_norm(x: torch.Tensor) -> torch.Tensor:
    """The sum of the absolute values of all elements of x, shape ().

    x: any shape, floating point or whole numbers.
    """
    raise NotImplementedError("l1_norm is not written yet")


def l2_norm(x: torch.Tensor) -> torch.Tensor:
    """The square root of the sum of the squares of all elements of x, shape (), floating point.

    x: any shape, floating point or whole numbers.
    """
    raise NotImplementedError("l2_norm is not written yet")
