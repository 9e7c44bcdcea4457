# Bo, homework 3
import torch
import torch.nn.functional as F


def softmax(X):
    X = X - X.max(dim=1, keepdim=True).values
    return X.exp() / X.exp().sum(dim=1, keepdim=True)


if __name__ == "__main__":
    X = torch.randn(3, 4)
    assert torch.allclose(softmax(X), F.softmax(X, dim=1))
    print("ok")
