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
