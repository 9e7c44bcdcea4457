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
