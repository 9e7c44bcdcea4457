"""Right answers that look different: each must get full marks, for a fair suite judges what the statement asks for."""

import torch


def centre_by_columns(X):
    """One column after another, stacked."""
    return torch.stack([column - column.sum() / len(column) for column in X.T], dim=1)


def centre_by_matrix(X):
    """As a product with the centring matrix."""
    n = len(X)
    H = torch.eye(n, dtype=X.dtype, device=X.device) - torch.full((n, n), 1 / n, dtype=X.dtype, device=X.device)
    return H @ X
