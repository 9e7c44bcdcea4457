import pandas as pd
import torch


def _preprocess(
    train_file, test_file, *, joined=True, dummy_na=True, fill_first=False, with_id=False, ddof=1, scale=True
):
    """Right but for what a mistake changes."""
    train, test = pd.read_csv(train_file), pd.read_csv(test_file)
    labels = torch.tensor(train["SalePrice"].to_numpy(dtype="float32")).reshape(-1, 1)
    dropped = ["SalePrice"] if with_id else ["Id", "SalePrice"]
    parts = [train.drop(columns=dropped), test.drop(columns=dropped, errors="ignore")]

    def numbers(features):
        features = features.copy()
        columns = features.select_dtypes("number").columns
        if fill_first:
            features[columns] = features[columns].fillna(0)
        features[columns] = features[columns].astype(float)
        if scale:
            features[columns] = (features[columns] - features[columns].mean()) / features[columns].std(ddof=ddof)
        features[columns] = features[columns].fillna(0)
        return features

    if joined:
        whole = pd.get_dummies(numbers(pd.concat(parts)), dummy_na=dummy_na, dtype=float)
        values = torch.tensor(whole.to_numpy(dtype="float32"))
        return values[: len(train)], values[len(train) :], labels
    X, T = (pd.get_dummies(numbers(part), dummy_na=dummy_na, dtype=float) for part in parts)
    T = T.reindex(columns=X.columns, fill_value=0.0)
    return torch.tensor(X.to_numpy(dtype="float32")), torch.tensor(T.to_numpy(dtype="float32")), labels


def preprocess_filled_before_standardising(train_file, test_file):
    """You put 0 into the gaps before you standardise. Then 0 is a value like others and shifts the mean: standardise
    first, then 0 is the mean.

    你在标准化之前就把缺失填成了 0。这样 0 就成了普通的值，使均值偏移：应先标准化，之后 0 就是均值。"""
    return _preprocess(train_file, test_file, fill_first=True)


def preprocess_each_table_by_itself(train_file, test_file):
    """You treat each table by itself: means, deviations and columns differ. Join both first, and split them afterwards.

    你分别处理两个表：均值、标准差和列都不一致。请先合并，之后再拆开。"""
    return _preprocess(train_file, test_file, joined=False)


def preprocess_without_a_column_for_missing(train_file, test_file):
    """A gap in a column of text gets no column of its own. Pass dummy_na=True.

    文本列的缺失没有自己的列。请传入 dummy_na=True。"""
    return _preprocess(train_file, test_file, dummy_na=False)


def preprocess_with_the_id(train_file, test_file):
    """Id is among your features. It says nothing about a house, and a net would learn it by heart.

    你的特征中含有 Id。它与房子无关，网络只会把它背下来。"""
    return _preprocess(train_file, test_file, with_id=True)


def preprocess_not_standardised(train_file, test_file):
    """You did not standardise the columns of numbers: areas are in the hundreds, rooms below ten.

    你没有把数值列标准化：面积有几百，房间数不到十。"""
    return _preprocess(train_file, test_file, scale=False)


def preprocess_deviation_of_the_population(train_file, test_file):
    """You divided by the standard deviation with n (numpy's). pandas' std, with n - 1, is asked for.

    你用的标准差分母是 n（numpy 的默认）。题目要求 pandas 的 std，分母为 n - 1。"""
    return _preprocess(train_file, test_file, ddof=0)


def preprocess_labels_as_a_vector(train_file, test_file):
    """Your labels have shape (n,). They are a column: (n, 1).

    你的标签形状为 (n,)。它应是一列：(n, 1)。"""
    X, T, y = _preprocess(train_file, test_file)
    return X, T, y[:, 0]


def _error(predictions, labels):
    return (predictions.log() - labels.log()).square().mean().sqrt().item()


def log_rmse_without_the_clamp(net, features, labels):
    """A prediction of 0 or less has no logarithm: you get -inf or nan. Raise predictions below 1 to 1 first.

    预测值为 0 或负数时没有对数，会得到 -inf 或 nan。请先把小于 1 的预测变为 1。"""
    return _error(net(features), labels)


def log_rmse_clamped_to_zero(net, features, labels):
    """You raise predictions to a bound other than 1.

    你用的下限不是 1。"""
    return _error(net(features).clamp(min=1e-3), labels)


def log_rmse_without_the_root(net, features, labels):
    """The root is missing: this is the mean squared error of the logarithms.

    漏掉了开方：这是对数的均方误差。"""
    return (net(features).clamp(min=1).log() - labels.log()).square().mean().item()


def log_rmse_without_the_logarithm(net, features, labels):
    """You compare the prices themselves. Take logarithms of both first.

    你比较的是价格本身。请先对两者取对数。"""
    return (net(features).clamp(min=1) - labels).square().mean().sqrt().item()


def log_rmse_logarithm_of_the_error(net, features, labels):
    """You take the logarithm of the error. It is the error of the logarithms that is wanted.

    你对误差取了对数。题目要的是对数的误差。"""
    return (net(features).clamp(min=1) - labels).square().mean().sqrt().log().item()


def log_rmse_summed(net, features, labels):
    """You summed the squares. Take their mean.

    你对平方求了和。请取平均。"""
    return (net(features).clamp(min=1).log() - labels.log()).square().sum().sqrt().item()


def log_rmse_a_tensor(net, features, labels):
    """Your number is right, but it is a tensor that drags its graph along. Return .item().

    数值是对的，但它是张量，还带着计算图。请返回 .item()。"""
    return (net(features).clamp(min=1).log() - labels.log()).square().mean().sqrt()


def _folds(k, i, X, y, size, end=None):
    begin, stop = i * size, (i + 1) * size
    return (
        torch.cat([X[:begin], X[stop:end]]),
        torch.cat([y[:begin], y[stop:end]]),
        X[begin:stop],
        y[begin:stop],
    )


def get_k_fold_data_rest_is_trained_on(k, i, X, y):
    """What is left over is in your training data. Here it belongs to no fold.

    剩余的样本进了你的训练数据。本题约定它们不属于任何一折。"""
    return _folds(k, i, X, y, len(X) // k)


def get_k_fold_data_counted_from_one(k, i, X, y):
    """You count folds from 1. Fold 0 is the first.

    你从 1 数折。第 0 折是第一折。"""
    size = len(X) // k
    return _folds(k, i - 1 if i else 0, X, y, size, k * size)


def get_k_fold_data_validation_in_training(k, i, X, y):
    """Your training data contain the validation fold: the net is tested on what it has learned.

    你的训练数据包含了验证折：网络被拿学过的数据来测试。"""
    size = len(X) // k
    return X[: k * size], y[: k * size], X[i * size : (i + 1) * size], y[i * size : (i + 1) * size]


def get_k_fold_data_pairs_of_another_order(k, i, X, y):
    """You return (X_train, X_valid, y_train, y_valid). The order is X_train, y_train, X_valid, y_valid.

    你返回的是 (X_train, X_valid, y_train, y_valid)。次序应为 X_train、y_train、X_valid、y_valid。"""
    size = len(X) // k
    a, b, c, d = _folds(k, i, X, y, size, k * size)
    return a, c, b, d


def get_k_fold_data_every_kth(k, i, X, y):
    """You took every k-th example. A fold is len(X) // k consecutive ones.

    你每隔 k 个取一个样本。一折是 len(X) // k 个相邻的样本。"""
    n = k * (len(X) // k)
    chosen = torch.arange(n) % k == i
    return X[:n][~chosen], y[:n][~chosen], X[:n][chosen], y[:n][chosen]


def _train(
    net, X, y, T, z, num_epochs, lr, wd, batch_size, *, sgd=False, clear=True, also=False, ends=False, shuffle=True
):
    optimizer = (torch.optim.SGD if sgd else torch.optim.Adam)(net.parameters(), lr=lr, weight_decay=wd)
    train_ls, test_ls = [], []
    if also and z is not None:
        X, y = torch.cat([X, T]), torch.cat([y, z])

    def error(A, b):
        with torch.no_grad():
            return _error(net(A).clamp(min=1), b)

    for _ in range(num_epochs):
        order = torch.randperm(len(X)) if shuffle else torch.arange(len(X))
        for rows in order.split(batch_size):
            if clear:
                optimizer.zero_grad()
            (net(X[rows]) - y[rows]).square().mean().backward()
            optimizer.step()
        if not ends:
            train_ls.append(error(X, y))
            if z is not None:
                test_ls.append(error(T, z))
    if ends:
        train_ls = [error(X, y)]
        test_ls = [] if z is None else [error(T, z)]
    return train_ls, test_ls


def train_with_sgd(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """Your optimiser is SGD. Adam is asked for: it hardly minds how large the prices are.

    你的优化器是 SGD。题目要求 Adam：它几乎不受价格大小的影响。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size, sgd=True)


def train_without_weight_decay(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """weight_decay has no effect: hand it to Adam.

    weight_decay 不起作用：请把它传给 Adam。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, 0.0, batch_size)


def train_gradients_pile_up(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """zero_grad() is missing: every step repeats the earlier gradients.

    漏掉了 zero_grad()：每一步都重复了之前的梯度。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size, clear=False)


def train_on_the_test_data_too(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """You trained on the test data as well. They are only evaluated.

    你也用测试数据训练了。测试数据只用于评估。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size, also=True)


def train_errors_at_the_end_only(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """You compute the errors once, at the end. There is one for each epoch.

    你只在最后算了一次误差。每一轮都应有一个。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size, ends=True)


def train_whole_data_at_once(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """You do not use batch_size: all examples are one batch, so that there is one step an epoch.

    你没有用 batch_size：所有样本作为一个批量，每轮只走一步。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, weight_decay, len(X))


def train_in_order(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size):
    """Your minibatches are the same in every epoch. Shuffle the examples before each.

    你每一轮的小批量都相同。每一轮开始前应打乱样本。"""
    return _train(net, X, y, T, z, num_epochs, learning_rate, weight_decay, batch_size, shuffle=False)


def _k_fold(k, X, y, num_epochs, lr, wd, batch_size, get_net, *, new=True, first=False, divide=True):
    net, sums = get_net(), [0.0, 0.0]
    for i in range(k):
        size = len(X) // k
        fold = _folds(k, i, X, y, size, k * size)
        if new and i:
            net = get_net()
        found = _train(net, *fold, num_epochs, lr, wd, batch_size)
        sums = [total + values[0 if first else -1] for total, values in zip(sums, found)]
    return tuple(total / k if divide else total for total in sums)


def k_fold_one_net(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """You train one net through all folds: it has seen every validation fold but the first. Each fold needs a new net.

    你用同一个网络训练了所有各折：除第一折外，每个验证折它都见过。每一折都需要新的网络。"""
    return _k_fold(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net, new=False)


def k_fold_sums(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """You return sums. Divide by k.

    你返回的是总和。请除以 k。"""
    return _k_fold(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net, divide=False)


def k_fold_first_errors(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """You take the error after the first epoch. The last one counts.

    你取的是第一轮之后的误差。应取最后一轮的。"""
    return _k_fold(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net, first=True)


def k_fold_validation_first(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net):
    """You return the validation error first. The training error comes first.

    你先返回了验证误差。应先返回训练误差。"""
    a, b = _k_fold(k, X_train, y_train, num_epochs, learning_rate, weight_decay, batch_size, get_net)
    return b, a
