import math

import torch
from torch import nn


def _factorials(d, dtype):
    return torch.tensor([float(math.factorial(i)) for i in range(d)], dtype=dtype)


def poly_features_without_factorials(x, max_degree):
    """You did not divide by i!: the features of high degree become huge.

    你没有除以 i!：高次特征会变得非常大。"""
    return x ** torch.arange(max_degree)


def poly_features_from_degree_one(x, max_degree):
    """Your columns begin with x. The first is x to the power of 0: ones.

    你的列从 x 开始。第一列应是 x 的 0 次方：全为 1。"""
    degrees = torch.arange(1, max_degree + 1)
    return x**degrees / _factorials(max_degree + 1, x.dtype)[1:]


def poly_features_gamma_of_i(x, max_degree):
    """You divided by gamma(i), which is (i - 1)!. i! is gamma(i + 1).

    你除以的是 gamma(i)，即 (i - 1)!。i! 等于 gamma(i + 1)。"""
    divisors = torch.tensor([1.0] + [float(math.factorial(max(i - 1, 0))) for i in range(1, max_degree)], dtype=x.dtype)
    return x ** torch.arange(max_degree) / divisors


def poly_features_divided_by_the_degree(x, max_degree):
    """You divided by i instead of by i!.

    你除以的是 i，而不是 i!。"""
    return x ** torch.arange(max_degree) / torch.arange(max_degree).clamp(min=1)


def poly_features_32_bits(x, max_degree):
    """Your factorials are 32-bit integers: beyond 12! they overflow. Compute with floating-point numbers.

    你的阶乘是 32 位整数：超过 12! 就溢出了。请用浮点数计算。"""
    factorials = torch.ones(max_degree, dtype=torch.int32)
    for i in range(1, max_degree):
        factorials[i:] *= i
    return x ** torch.arange(max_degree) / factorials


def _made(true_w, n, noise):
    x = torch.randn(n, 1)
    columns = x ** torch.arange(len(true_w)) / _factorials(len(true_w), x.dtype)
    return x, columns, columns @ true_w + noise(n)


def synthetic_poly_data_without_noise(true_w, num_examples):
    """Your labels have no noise. Add normal numbers with a standard deviation of 0.1.

    你的标签没有噪声。请加上标准差为 0.1 的正态随机数。"""
    return _made(true_w, num_examples, torch.zeros)


def synthetic_poly_data_loud(true_w, num_examples):
    """Your noise has a standard deviation of 1. It is to be 0.1.

    你的噪声标准差是 1。应为 0.1。"""
    return _made(true_w, num_examples, torch.randn)


def synthetic_poly_data_one_number(true_w, num_examples):
    """You drew one number and added it to all labels. Each label has noise of its own.

    你只抽取了一个数，加到了所有标签上。每个标签应有各自的噪声。"""
    return _made(true_w, num_examples, lambda n: 0.1 * torch.randn(1))


def synthetic_poly_data_uniform(true_w, num_examples):
    """Your features are uniform on [0, 1): torch.rand. Standard normal ones come from torch.randn.

    你的特征在 [0, 1) 上均匀分布：torch.rand。标准正态分布要用 torch.randn。"""
    x = torch.rand(num_examples, 1)
    columns = x ** torch.arange(len(true_w)) / _factorials(len(true_w), x.dtype)
    return x, columns, columns @ true_w + 0.1 * torch.randn(num_examples)


def evaluate_loss_mean_of_means(net, data_iter, loss):
    """You averaged the means of the batches. A short last batch then counts as much as a full one: add up all losses
    and divide by their number.

    你对各批量的平均值又取了平均。这样较小的最后一个批量与完整的批量分量相同：应把所有损失加起来，除以它们的个数。"""
    means = []
    for X, y in data_iter:
        out = net(X)
        means.append(float(loss(out, y.reshape(out.shape)).mean()))
    return sum(means) / len(means)


def evaluate_loss_broadcast(net, data_iter, loss):
    """With labels of shape (n,) and results of shape (n, 1), the difference has shape (n, n): every label meets every
    result. Reshape y first.

    标签形状为 (n,)、输出形状为 (n, 1) 时，差的形状是 (n, n)：每个标签都与所有输出相减。请先改变 y 的形状。"""
    total, count = 0.0, 0
    for X, y in data_iter:
        losses = loss(net(X), y)
        total, count = total + float(losses.sum()), count + losses.numel()
    return total / count


def evaluate_loss_sum(net, data_iter, loss):
    """You return the sum of the losses. Divide by their number.

    你返回的是损失之和。请除以它们的个数。"""
    total = 0.0
    for X, y in data_iter:
        out = net(X)
        total += float(loss(out, y.reshape(out.shape)).sum())
    return total


def evaluate_loss_for_each_example(net, data_iter, loss):
    """You divide by the number of examples. With several outputs there are more losses than examples: count the losses.

    你除以的是样本数。有多个输出时，损失比样本多：应数损失的个数。"""
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        losses = loss(out, y.reshape(out.shape))
        total, count = total + float(losses.sum()), count + len(y)
    return total / count


def evaluate_loss_first_batch(net, data_iter, loss):
    """You return in the loop: only the first batch counts.

    你在循环中就返回了：只算了第一个批量。"""
    for X, y in data_iter:
        out = net(X)
        losses = loss(out, y.reshape(out.shape))
        return float(losses.sum()) / losses.numel()


def evaluate_loss_goes_backward(net, data_iter, loss):
    """You go backward while you evaluate: the net collects gradients, and the next training step uses them.

    你在评估时做了反向传播：网络会积累梯度，下一步训练就会用到它们。"""
    total, count = 0.0, 0
    for X, y in data_iter:
        out = net(X)
        losses = loss(out, y.reshape(out.shape))
        losses.sum().backward()
        total, count = total + float(losses.sum()), count + losses.numel()
    return total / count


def _fit(X, y, num_epochs, bias=False, clear=True, column=True, batch=10, shuffle=True):
    net = nn.Sequential(nn.Linear(X.shape[1], 1, bias=bias))
    trainer = torch.optim.SGD(net.parameters(), lr=0.01)
    if column:
        y = y.reshape(-1, 1)
    for _ in range(num_epochs):
        order = torch.randperm(len(X)) if shuffle else torch.arange(len(X))
        for rows in order.split(min(batch, len(X))):
            if clear:
                trainer.zero_grad()
            (net(X[rows]) - y[rows]).square().mean().backward()
            trainer.step()
    return net


def train_with_a_bias(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Your layer has a bias. The first feature is 1 already: bias=False.

    你的层带有偏置。第一个特征已经是 1：bias=False。"""
    return _fit(train_features, train_labels, num_epochs, bias=True)


def train_on_the_test_data_too(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """You trained on the test data as well. They are there to find out how the net does on data it has not seen.

    你也用测试数据训练了。测试数据是用来了解网络在没见过的数据上表现如何的。"""
    X, y = torch.cat([train_features, test_features]), torch.cat([train_labels, test_labels])
    return _fit(X, y, num_epochs)


def train_labels_not_reshaped(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Your labels have shape (n,) and the results (n, 1): their difference is an (n, n) matrix, and the net learns
    the mean of all labels. Reshape the labels to a column.

    你的标签形状为 (n,)，输出为 (n, 1)：两者之差是 (n, n) 的矩阵，网络学到的是所有标签的平均。请把标签变成一列。"""
    return _fit(train_features, train_labels, num_epochs, column=False)


def train_gradients_pile_up(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """zero_grad() is missing: every step repeats all earlier gradients, and the weights swing instead of settling.

    漏掉了 zero_grad()：每一步都重复之前的所有梯度，权重来回摆动，无法稳定。"""
    return _fit(train_features, train_labels, num_epochs, clear=False)


def train_one_epoch(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """You train for one epoch, whatever num_epochs says.

    无论 num_epochs 是多少，你都只训练了一轮。"""
    return _fit(train_features, train_labels, 1)


def train_always_400_epochs(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Your number of epochs is fixed. Use num_epochs.

    你的轮数是写死的。请使用 num_epochs。"""
    return _fit(train_features, train_labels, 400)


def train_on_all_at_once(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """You take one step an epoch, with all examples at once. Go through minibatches of 10.

    你每一轮只用全部样本走一步。应按每批 10 个样本的小批量逐步训练。"""
    return _fit(train_features, train_labels, num_epochs, batch=len(train_features))


def train_in_order(train_features, test_features, train_labels, test_labels, num_epochs=400):
    """Your minibatches are the same in every epoch. Shuffle the examples before each.

    你每一轮的小批量都相同。每一轮开始前应打乱样本。"""
    return _fit(train_features, train_labels, num_epochs, shuffle=False)
