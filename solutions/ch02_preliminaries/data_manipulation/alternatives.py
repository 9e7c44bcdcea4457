import numpy as np
import torch


def number_from_the_shape(x):
    """The product of the sizes."""
    product = 1
    for size in x.shape:
        product *= size
    return product


def number_by_len(x):
    """x is a vector: its length."""
    return len(x)


def matrix_with_an_unknown_size(x):
    """The number of columns is worked out by torch."""
    return x.view(3, -1)


def matrix_from_rows(x):
    """Stacked from slices."""
    return torch.stack([x[0:4], x[4:8], x[8:12]])


def zeros_from_a_shape():
    """The shape as a tuple."""
    return torch.zeros((2, 3, 4))


def zeros_filled():
    """Full of 0.0."""
    return torch.full((2, 3, 4), 0.0)


def rows_by_vstack(X, Y):
    """vstack joins along the rows."""
    return torch.vstack([X, Y])


def columns_by_hstack(X, Y):
    """hstack joins along the columns."""
    return torch.hstack([X, Y])


def less_by_method(X, Y):
    """The method."""
    return X.lt(Y)


def greater_turned_round(X, Y):
    """Y < X."""
    return Y < X


def last_by_its_number(X):
    """Counted from the front."""
    return X[2, :]


def middle_by_a_list(X):
    """A list of indices."""
    return X[[1, 2]]


def written_by_where(X):
    """Chosen by a mask."""
    mask = torch.zeros(3, 4, dtype=torch.bool)
    mask[1][2] = True
    return torch.where(mask, torch.tensor(9.0), X)


def filled_by_cat(X):
    """Two new rows on top of the last."""
    return torch.cat([torch.full((2, 4), 12.0), X[2:]])


def broadcast_shape_by_trying(a, b):
    """Tensors that take no memory, added."""
    return (torch.empty(a, device="meta") + torch.empty(b, device="meta")).shape


def broadcast_shape_by_numpy(a, b):
    """NumPy has the same rules."""
    return np.broadcast_shapes(a, b)


def broadcast_shape_from_the_end(a, b):
    """From the last size to the first."""
    a, b, shape = list(a), list(b), []
    while a or b:
        m, n = a.pop() if a else 1, b.pop() if b else 1
        if m != n and 1 not in (m, n):
            raise RuntimeError("these do not broadcast")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def add_in_place_by_slice(Y, X):
    """Assigned to the whole of Y."""
    Y[...] = X + Y


def add_in_place_by_method(Y, X):
    """add_ returns Y."""
    return Y.add_(X)


def add_in_place_by_out(Y, X):
    """The result is written where out says."""
    torch.add(X, Y, out=Y)


def add_through_numpy_by_asarray(X, amount):
    """asarray shares, too."""
    A = np.asarray(X)
    A[...] = A + amount
    return A


def add_through_numpy_changes_the_tensor(X, amount):
    """One memory: the change may be made from either side."""
    A = X.detach().numpy()
    X.add_(amount)
    return A


def copy_and_add_out_of_place(A, amount):
    """from_numpy shares, but + makes a new tensor."""
    return torch.from_numpy(A) + amount


def copy_and_add_copies_the_array(A, amount):
    """The copy is made by NumPy."""
    return torch.as_tensor(A.copy()).add_(amount)
