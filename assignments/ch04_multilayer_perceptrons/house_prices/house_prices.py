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
    raise NotImplementedError("preprocess is not written yet")


def log_rmse(net, features: torch.Tensor, labels: torch.Tensor) -> float:
    """The root of the mean squared difference of the logarithms of prediction and label.

    Predictions below 1 count as 1. net(features) and labels: shape (n, 1). Returns a Python number.
    """
    raise NotImplementedError("log_rmse is not written yet")


def get_k_fold_data(k: int, i: int, X: torch.Tensor, y: torch.Tensor):
    """(X_train, y_train, X_valid, y_valid): fold i, from 0, is for validation, the other folds in their order for
    training.

    Each fold has len(X) // k consecutive examples; what is left over at the end is in no fold. k > 1."""
    raise NotImplementedError("get_k_fold_data is not written yet")


def train(
    net, train_features, train_labels, test_features, test_labels, num_epochs, learning_rate, weight_decay, batch_size
):
    """Train net with Adam on shuffled minibatches and the mean squared error.

    Returns two lists of log_rmse after each epoch: on the training data, and on the test data (empty where
    test_labels is None)."""
    raise NotImplementedError("train is not written yet")


def k_fold(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """Train a new net from get_net() for each of the k folds; return the means of the last training and validation
    errors."""
    raise NotImplementedError("k_fold is not written yet")
