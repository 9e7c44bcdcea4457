import torch


def centre(X: torch.Tensor) -> torch.Tensor:
    """Move each column of X so that its mean is zero.

    X: floating point, shape (n, d), n at least 1. Returns a new tensor with the shape, dtype and device of X.
    """
    ### BEGIN SOLUTION
    # The reference. What stands between these marks is what a student writes, and never leaves this folder; all
    # else in this file is given. Say in the docstring what a test may ask for: shapes, dtypes, devices, edge cases.
    return X - X.mean(dim=0)
    ### END SOLUTION
