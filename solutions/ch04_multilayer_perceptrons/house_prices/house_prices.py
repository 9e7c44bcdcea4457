"""Predicting house prices (Dive into Deep Learning, section 4.10), on tables of our own."""

import pandas as pd
import torch
from torch import nn
from torch.utils import data


def preprocess(train_file: str, test_file: str) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(train_features, test_features, train_labels), all float32, from two tables (CSV files).

    The training table has a column Id, feature columns, and SalePrice; the test table has the same without SalePrice.
    A feature column of numbers is standardised over both tables together, its missing values then become 0. A column
    of text becomes an indicator column for each of its values, and one for missing. The order of the columns is free.
    Returns shapes (n, d), (m, d), (n, 1).
    """
    ### BEGIN SOLUTION
    train_data, test_data = pd.read_csv(train_file), pd.read_csv(test_file)
    features = pd.concat((train_data.drop(columns=["Id", "SalePrice"]), test_data.drop(columns="Id")))
    numbers = features.select_dtypes("number").columns
    features[numbers] = (features[numbers] - features[numbers].mean()) / features[numbers].std()
    features[numbers] = features[numbers].fillna(0)
    features = pd.get_dummies(features, dummy_na=True, dtype=float)
    values = torch.tensor(features.to_numpy(dtype="float32"))
    n = len(train_data)
    labels = torch.tensor(train_data["SalePrice"].to_numpy(dtype="float32")).reshape(-1, 1)
    return values[:n], values[n:], labels
    ### END SOLUTION


def log_rmse(net, features: torch.Tensor, labels: torch.Tensor) -> float:
    """The root of the mean squared difference of the logarithms of prediction and label.

    Predictions below 1 count as 1. net(features) and labels: shape (n, 1). Returns a Python number.
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        predictions = net(features).clamp(min=1)
        return torch.sqrt((predictions.log() - labels.log()).square().mean()).item()
    ### END SOLUTION


def get_k_fold_data(k: int, i: int, X: torch.Tensor, y: torch.Tensor):
    """(X_train, y_train, X_valid, y_valid): fold i, from 0, is for validation, the other folds in their order for
    training.

    Each fold has len(X) // k consecutive examples; what is left over at the end is in no fold. k > 1."""
    ### BEGIN SOLUTION
    size = len(X) // k
    begin, end = i * size, (i + 1) * size
    X_train, y_train = (torch.cat([part[:begin], part[end : k * size]]) for part in (X, y))
    return X_train, y_train, X[begin:end], y[begin:end]
    ### END SOLUTION


def train(
    net, train_features, train_labels, test_features, test_labels, num_epochs, learning_rate, weight_decay, batch_size
):
    """Train net with Adam on shuffled minibatches and the mean squared error.

    Returns two lists of log_rmse after each epoch: on the training data, and on the test data (empty where
    test_labels is None)."""
    ### BEGIN SOLUTION
    loss, train_ls, test_ls = nn.MSELoss(), [], []
    optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate, weight_decay=weight_decay)
    dataset = data.TensorDataset(train_features, train_labels)
    train_iter = data.DataLoader(dataset, batch_size, shuffle=True)
    for _ in range(num_epochs):
        for X, y in train_iter:
            optimizer.zero_grad()
            loss(net(X), y).backward()
            optimizer.step()
        train_ls.append(log_rmse(net, train_features, train_labels))
        if test_labels is not None:
            test_ls.append(log_rmse(net, test_features, test_labels))
    return train_ls, test_ls
    ### END SOLUTION


def k_fold(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """Train a new net from get_net() for each of the k folds; return the means of the last training and validation
    errors."""
    ### BEGIN SOLUTION
    train_sum, valid_sum = 0.0, 0.0
    for i in range(k):
        fold = get_k_fold_data(k, i, X_train, y_train)
        train_ls, valid_ls = train(get_net(), *fold, num_epochs, learning_rate, weight_decay, batch_size)
        train_sum += train_ls[-1]
        valid_sum += valid_ls[-1]
    return train_sum / k, valid_sum / k
    ### END SOLUTION
