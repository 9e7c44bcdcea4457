"""Axes, reductions, products and norms (Dive into Deep Learning, section 2.3)."""

import torch

X = torch.arange(24).reshape(2, 3, 4)
A = torch.arange(20, dtype=torch.float32).reshape(5, 4)

# length: what is len(X)?
# lengths: a list with len of X[0], of X[0, 0], of X reshaped to (6, 4), and of X with its axes in the order (2, 0, 1).
# shapes: a list with the shapes of the sums of X over axis 0, over axis 1, and over axis 2.
### BEGIN SOLUTION
length = len(X)
lengths = [len(X[0]), len(X[0, 0]), len(X.reshape(6, 4)), len(X.permute(2, 0, 1))]
shapes = [X.sum(axis=i).shape for i in range(3)]
### END SOLUTION

# transposed: the transpose of A. column_sums: the sum of each column of A, a vector.
# row_means: the mean of each row of A, as a matrix with one column.
# running: as A, but each element is the sum of itself and of all the elements above it.
### BEGIN SOLUTION
transposed = A.T
column_sums = A.sum(axis=0)
row_means = A.mean(axis=1, keepdims=True)
running = A.cumsum(axis=0)
### END SOLUTION


def normalise_rows(A: torch.Tensor) -> torch.Tensor:
    """Divide each element of A by the sum of its row.

    A: shape (m, n), floating point or whole numbers; no row sums to zero. Returns a new floating-point tensor of shape (m, n).
    """
    ### BEGIN SOLUTION
    return A / A.sum(axis=1, keepdims=True)
    ### END SOLUTION


def is_symmetric(A: torch.Tensor) -> bool:
    """Whether A equals its transpose. A: a matrix of any shape (m, n)."""
    ### BEGIN SOLUTION
    return A.shape[0] == A.shape[1] and bool((A == A.T).all())
    ### END SOLUTION


def dot(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The dot product of two vectors of shape (n,): a tensor of shape () with their dtype."""
    ### BEGIN SOLUTION
    return (x * y).sum()
    ### END SOLUTION


def matvec(A: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """The product of a matrix A, shape (m, n), and a vector x, shape (n,): shape (m,), dtype as A."""
    ### BEGIN SOLUTION
    return (A * x).sum(axis=1)
    ### END SOLUTION


def matmul(A: torch.Tensor, B: torch.Tensor) -> torch.Tensor:
    """The product of a matrix A, shape (m, k), and a matrix B, shape (k, n): shape (m, n), dtype as A."""
    ### BEGIN SOLUTION
    return (A[:, :, None] * B).sum(axis=1)
    ### END SOLUTION


def l1_norm(x: torch.Tensor) -> torch.Tensor:
    """The sum of the absolute values of all elements of x, shape ().

    x: any shape, floating point or whole numbers.
    """
    ### BEGIN SOLUTION
    return x.abs().sum()
    ### END SOLUTION


def l2_norm(x: torch.Tensor) -> torch.Tensor:
    """The square root of the sum of the squares of all elements of x, shape (), floating point.

    x: any shape, floating point or whole numbers.
    """
    ### BEGIN SOLUTION
    return x.square().sum().sqrt()
    ### END SOLUTION
