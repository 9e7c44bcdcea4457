"""Making, reshaping, joining and changing tensors (Dive into Deep Learning, section 2.1)."""

import numpy as np
import torch

x = torch.arange(12)
X = torch.arange(12, dtype=torch.float32).reshape(3, 4)
Y = torch.tensor([[2.0, 1, 4, 3], [1, 2, 3, 4], [4, 3, 2, 1]])

# number: how many elements x has, as a Python int.
# matrix: the elements of x in the same order, as 3 rows and 4 columns.
# zeros: a tensor of zeros, float32, with shape (2, 3, 4).
### BEGIN SOLUTION
number = x.numel()
matrix = x.reshape(3, 4)
zeros = torch.zeros(2, 3, 4)
### END SOLUTION

# rows: Y below X. columns: Y to the right of X.
# less: where X is less than Y. greater: where X is greater than Y. Both are tensors of bools.
### BEGIN SOLUTION
rows = torch.cat((X, Y), dim=0)
columns = torch.cat((X, Y), dim=1)
less = X < Y
greater = X > Y
### END SOLUTION

# last: the last row of X, a vector. middle: the second and the third row of X, a matrix.
# written: a copy of X with 9 in row 1, column 2 (counted from 0).
# filled: a copy of X with 12 in the whole of its first two rows. X itself stays as it is.
### BEGIN SOLUTION
last = X[-1]
middle = X[1:3]
written = X.clone()
written[1, 2] = 9
filled = X.clone()
filled[0:2, :] = 12
### END SOLUTION


def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of A + B, where A has the shape a and B has the shape b.

    Raises RuntimeError or ValueError if such tensors cannot be added.
    """
    ### BEGIN SOLUTION
    longest = max(len(a), len(b))
    shape = []
    for m, n in zip((1,) * (longest - len(a)) + tuple(a), (1,) * (longest - len(b)) + tuple(b), strict=True):
        if m != n and m != 1 and n != 1:
            raise ValueError(f"shapes {a} and {b} do not broadcast: {m} meets {n}")
        shape.append(n if m == 1 else m)
    return tuple(shape)
    ### END SOLUTION


def add_in_place(Y: torch.Tensor, X: torch.Tensor) -> None:
    """Add X to Y in the memory that Y already has.

    X broadcasts to the shape of Y and has its dtype. X stays as it is. What is returned does not matter.
    """
    ### BEGIN SOLUTION
    Y += X
    ### END SOLUTION


def add_through_numpy(X: torch.Tensor, amount: float) -> np.ndarray:
    """Make a NumPy array that shares the memory of X, add amount to the array in place, and return it.

    X lies on the CPU and requires no gradient. Since the memory is shared, X has changed as well.
    """
    ### BEGIN SOLUTION
    A = X.numpy()
    A += amount
    return A
    ### END SOLUTION


def copy_and_add(A: np.ndarray, amount: float) -> torch.Tensor:
    """Copy a NumPy array into a tensor of the same shape and dtype, add amount to the tensor, and return it.

    A stays as it is.
    """
    ### BEGIN SOLUTION
    X = torch.tensor(A)
    X += amount
    return X
    ### END SOLUTION
