import torch


def length_from_the_shape(X):
    """The size of axis 0."""
    return X.shape[0]


def length_by_a_loop(X):
    """One for each matrix in X."""
    count = 0
    for _ in X:
        count += 1
    return count


def lengths_from_the_shapes():
    """Read off."""
    return [3, 4, 6, 4]


def shapes_as_tuples(X):
    """Each with one size left out."""
    sizes = tuple(X.shape)
    return [sizes[:i] + sizes[i + 1 :] for i in range(3)]


def transposed_by_permute(A):
    """Axes in the other order."""
    return A.permute(1, 0)


def column_sums_by_a_loop(A):
    """The rows added up."""
    total = torch.zeros(4)
    for row in A:
        total = total + row
    return total


def row_means_from_sums(A):
    """Sums over the number of columns."""
    return (A.sum(axis=1) / A.shape[1]).reshape(-1, 1)


def running_by_a_loop(A):
    """Row after row."""
    out = A.clone()
    for i in range(1, len(A)):
        out[i] += out[i - 1]
    return out


def normalise_rows_by_a_new_axis(A):
    """The sums as a column."""
    return A / A.sum(1)[:, None]


def normalise_rows_transposed(A):
    """Columns line up with a vector by themselves."""
    return (A.T / A.T.sum(axis=0)).T


def normalise_rows_row_by_row(A):
    """A loop, stacked."""
    return torch.stack([row / row.sum() for row in A])


def is_symmetric_equal(A):
    """torch.equal knows about shapes."""
    return torch.equal(A, A.T)


def is_symmetric_by_loops(A):
    """Pair by pair."""
    m, n = A.shape
    if m != n:
        return False
    return all(A[i, j].item() == A[j, i].item() for i in range(m) for j in range(i))


def dot_by_a_loop(x, y):
    """Term by term."""
    total = x[0] * y[0]
    for a, b in zip(x[1:], y[1:], strict=True):
        total = total + a * b
    return total


def dot_multiply(x, y):
    """torch's functions."""
    return torch.sum(torch.multiply(x, y))


def matvec_by_rows(A, x):
    """A dot product for each row."""
    return torch.stack([(row * x).sum() for row in A])


def matvec_by_columns(A, x):
    """A combination of the columns."""
    return sum(x[j] * A[:, j] for j in range(len(x)))


def matmul_by_loops(A, B):
    """Dot products, one by one."""
    C = torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype, device=A.device)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = (A[i] * B[:, j]).sum()
    return C


def matmul_outer_products(A, B):
    """A sum of outer products."""
    return sum(A[:, k, None] * B[None, k] for k in range(len(B)))


def l1_norm_by_where(x):
    """The sign turned where it is negative."""
    return torch.where(x < 0, -x, x).sum()


def l1_norm_floating_point(x):
    """Whole numbers become floating point."""
    return (x if x.is_floating_point() else x.float()).abs().sum()


def l2_norm_powers(x):
    """Powers of 2 and 1/2, in floating point."""
    x = x if x.is_floating_point() else x.to(torch.float32)
    return (x.flatten() ** 2).sum() ** 0.5


def l2_norm_dot(x):
    """The root of the product of a vector with itself."""
    x = x.reshape(-1)
    return torch.sqrt(torch.dot(x, x))
