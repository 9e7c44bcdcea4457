import numpy as np
import pandas as pd
import torch
from torch import nn


def preprocess_as_in_a_textbook(train_file, test_file):
    """Columns by position, standardised by apply."""
    train_data, test_data = pd.read_csv(train_file), pd.read_csv(test_file)
    all_features = pd.concat((train_data.iloc[:, 1:-1], test_data.iloc[:, 1:]))
    numeric = [name for name in all_features.columns if pd.api.types.is_numeric_dtype(all_features[name])]
    all_features[numeric] = all_features[numeric].apply(lambda x: (x - x.mean()) / (x.std()))
    all_features[numeric] = all_features[numeric].fillna(0)
    all_features = pd.get_dummies(all_features, dummy_na=True)
    n_train = train_data.shape[0]
    train_features = torch.tensor(all_features[:n_train].values.astype(float), dtype=torch.float32)
    test_features = torch.tensor(all_features[n_train:].values.astype(float), dtype=torch.float32)
    train_labels = torch.tensor(train_data.SalePrice.values.reshape(-1, 1), dtype=torch.float32)
    return train_features, test_features, train_labels


def preprocess_column_by_column(train_file, test_file):
    """Without get_dummies."""
    train, test = pd.read_csv(train_file), pd.read_csv(test_file)
    y = torch.tensor(train.pop("SalePrice").to_numpy(), dtype=torch.float32)[:, None]
    whole = pd.concat([train, test], ignore_index=True).drop(columns="Id")
    columns = []
    for name in whole:
        column = whole[name]
        if pd.api.types.is_numeric_dtype(column):
            values = column.to_numpy(dtype=float)
            values = (values - np.nanmean(values)) / np.nanstd(values, ddof=1)
            columns.append(np.where(np.isnan(values), 0.0, values))
        else:
            for value in sorted(column.dropna().unique()):
                columns.append((column == value).fillna(False).to_numpy(dtype=float))
            columns.append(column.isna().to_numpy(dtype=float))
    X = torch.tensor(np.stack(columns, axis=1), dtype=torch.float32)
    return X[: len(train)], X[len(train) :], y


def log_rmse_by_mse_loss(net, features, labels):
    """nn.MSELoss of the logarithms."""
    clipped = torch.clamp(net(features), 1, float("inf"))
    rmse = torch.sqrt(nn.MSELoss()(torch.log(clipped), torch.log(labels)))
    return rmse.item()


def log_rmse_ratio(net, features, labels):
    """The logarithm of the ratio, and a norm."""
    ratio = torch.log(torch.relu(net(features) - 1).add(1) / labels)
    return float(ratio.norm() / len(labels) ** 0.5)


def get_k_fold_data_by_loop(k, i, X, y):
    """Fold by fold."""
    assert k > 1
    fold_size = X.shape[0] // k
    X_train, y_train = None, None
    for j in range(k):
        idx = slice(j * fold_size, (j + 1) * fold_size)
        X_part, y_part = X[idx], y[idx]
        if j == i:
            X_valid, y_valid = X_part, y_part
        elif X_train is None:
            X_train, y_train = X_part, y_part
        else:
            X_train = torch.cat([X_train, X_part], 0)
            y_train = torch.cat([y_train, y_part], 0)
    return X_train, y_train, X_valid, y_valid


def get_k_fold_data_by_mask(k, i, X, y):
    """A mask of the fold of each example."""
    n = k * (len(X) // k)
    valid = torch.arange(n) // (len(X) // k) == i
    return [part[:n][mask] for mask in (~valid, valid) for part in (X, y)]


def train_by_permutation(net, train_features, train_labels, test_features, test_labels, num_epochs, learning_rate,
                         weight_decay, batch_size):  # fmt: skip
    """Batches by a permutation."""
    optimizer = torch.optim.Adam(net.parameters(), learning_rate, weight_decay=weight_decay)
    train_ls, test_ls = [], []
    for _epoch in range(num_epochs):
        order = torch.randperm(len(train_features))
        for first in range(0, len(order), batch_size):
            rows = order[first : first + batch_size]
            l = nn.functional.mse_loss(net(train_features[rows]), train_labels[rows])  # noqa: E741
            net.zero_grad()
            l.backward()
            optimizer.step()
        train_ls += [log_rmse(net, train_features, train_labels)]
        test_ls += [log_rmse(net, test_features, test_labels)] if test_labels is not None else []
    return train_ls, test_ls


def train_with_a_mode(net, train_features, train_labels, test_features, test_labels, num_epochs, learning_rate,
                      weight_decay, batch_size):  # fmt: skip
    """train() and eval() around; a loss summed and divided."""
    train_ls, test_ls = [], []
    train_iter = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(train_features, train_labels), batch_size=batch_size, shuffle=True
    )
    optimizer = torch.optim.Adam(net.parameters(), lr=learning_rate, weight_decay=weight_decay)
    for _ in range(num_epochs):
        net.train()
        for X, y in train_iter:
            optimizer.zero_grad()
            ((net(X) - y) ** 2).sum().div(y.numel()).backward()
            optimizer.step()
        net.eval()
        train_ls.append(log_rmse(net, train_features, train_labels))
        if test_labels is not None:
            test_ls.append(log_rmse(net, test_features, test_labels))
    return train_ls, test_ls


def k_fold_collected(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """The last errors in lists."""
    last = []
    for i in range(k):
        fold = get_k_fold_data(k, i, X_train, y_train)
        found = train(get_net(), *fold, num_epochs, learning_rate, weight_decay, batch_size)
        last.append([errors[-1] for errors in found])
        print(f"fold {i + 1}: {last[-1]}")
    means = torch.tensor(last, dtype=torch.float64).mean(dim=0)
    return means[0].item(), means[1].item()


def k_fold_backwards(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """The folds in another order."""
    train_l_sum, valid_l_sum = 0, 0
    for i in reversed(range(k)):
        X, y, V, z = get_k_fold_data(k, i, X_train, y_train)
        net = get_net()
        train_ls, valid_ls = train(net, X, y, V, z, num_epochs, learning_rate, weight_decay, batch_size)
        train_l_sum += train_ls[-1] / k
        valid_l_sum += valid_ls[-1] / k
    return train_l_sum, valid_l_sum
