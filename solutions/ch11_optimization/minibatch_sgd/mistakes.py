import numpy as np
import torch
from torch import nn
from torch.utils import data as tud


def _loader(data, batch_size, n, shuffle=True, column=False):
    data = torch.as_tensor(data)[:n].float()
    y = data[:, -1:] if column else data[:, -1]
    return tud.DataLoader(tud.TensorDataset(data[:, :-1], y), batch_size, shuffle=shuffle), data.shape[1] - 1


def _table(path):
    return np.genfromtxt(path, delimiter="\t")


def _standardised(data):
    return (data - data.mean(axis=0)) / data.std(axis=0)


def get_data_ch11_as_it_is(batch_size=10, n=1500, path="data/airfoil.dat"):
    """You did not standardise the columns.

    你没有做标准化。"""
    return _loader(_table(path), batch_size, n)


def get_data_ch11_one_mean_for_all(batch_size=10, n=1500, path="data/airfoil.dat"):
    """You took one mean and one deviation of the whole table. Each column has its own: axis=0.

    你对整张表只取了一个均值和一个标准差。每一列都有自己的：axis=0。"""
    data = _table(path)
    return _loader((data - data.mean()) / data.std(), batch_size, n)


def get_data_ch11_divisor_of_torch(batch_size=10, n=1500, path="data/airfoil.dat"):
    """Your standard deviation has the divisor N - 1, as torch.std and pandas have it. Here it is N.

    你的标准差以 N - 1 为除数（torch.std 和 pandas 的默认做法）。这里应为 N。"""
    data = _table(path)
    return _loader((data - data.mean(axis=0)) / data.std(axis=0, ddof=1), batch_size, n)


def get_data_ch11_not_the_target(batch_size=10, n=1500, path="data/airfoil.dat"):
    """You standardised the features alone. The target is standardised too.

    你只标准化了特征。目标也要标准化。"""
    data = _table(path)
    data[:, :-1] = _standardised(data[:, :-1])
    return _loader(data, batch_size, n)


def get_data_ch11_without_the_deviation(batch_size=10, n=1500, path="data/airfoil.dat"):
    """You subtracted the means and did not divide by the standard deviations.

    你减去了均值，但没有除以标准差。"""
    data = _table(path)
    return _loader(data - data.mean(axis=0), batch_size, n)


def get_data_ch11_scaled_by_the_first_rows(batch_size=10, n=1500, path="data/airfoil.dat"):
    """You chose the first n rows and then standardised them. Mean and deviation are those of all rows.

    你先取前 n 行再标准化。均值和标准差应取自所有行。"""
    return _loader(_standardised(_table(path)[:n]), batch_size, n)


def get_data_ch11_not_shuffled(batch_size=10, n=1500, path="data/airfoil.dat"):
    """Your batches come in the order of the file. Each pass has a random order of its own.

    你的批量按文件的顺序给出。每一遍都应随机打乱。"""
    return _loader(_standardised(_table(path)), batch_size, n, shuffle=False)


def get_data_ch11_target_as_a_column(batch_size=10, n=1500, path="data/airfoil.dat"):
    """Your y has shape (m, 1). Here it has shape (m,).

    你的 y 形状是 (m, 1)。这里应为 (m,)。"""
    return _loader(_standardised(_table(path)), batch_size, n, column=True)


def get_data_ch11_counts_the_target(batch_size=10, n=1500, path="data/airfoil.dat"):
    """Your number of features counts the target too.

    你的特征个数把目标也算了进去。"""
    data_iter, d = _loader(_standardised(_table(path)), batch_size, n)
    return data_iter, d + 1


def _step(params, lr, clear=True):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            if clear:
                p.grad.zero_()


def sgd_not_in_place(params, states, hyperparams):
    """p = p - ... makes a new tensor and gives it the name; the parameter itself does not change. Use p -= ...

    p = p - ... 新建了一个张量并换了名字；参数本身没有改变。请用 p -= ...。"""
    with torch.no_grad():
        for p in params:
            p = p - hyperparams["lr"] * p.grad


def sgd_uphill(params, states, hyperparams):
    """You add the gradient: the loss grows. Go against it.

    你加上了梯度：损失会变大。应沿反方向走。"""
    _step(params, -hyperparams["lr"])


def sgd_gradients_stay(params, states, hyperparams):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    _step(params, hyperparams["lr"], clear=False)


def sgd_divided_by_the_length(params, states, hyperparams):
    """You divide by the length of the parameter, as if it were a batch size. The gradients are those of a mean already.

    你除以了参数的长度，像是批量大小。这里的梯度已经是平均损失的梯度。"""
    with torch.no_grad():
        for p in params:
            p -= hyperparams["lr"] * p.grad / max(2, p.numel())
            p.grad.zero_()


def sgd_first_parameter_only(params, states, hyperparams):
    """Only the first parameter steps: something ends the loop after one round.

    只有第一个参数走了一步：循环在第一圈之后就结束了。"""
    _step(params[:1], hyperparams["lr"])


def sgd_under_autograd(params, states, hyperparams):
    """A leaf that requires a gradient cannot be changed in place while autograd records. Step under torch.no_grad().

    自动微分记录期间，不能就地修改要求梯度的叶子张量。请在 torch.no_grad() 之下更新。"""
    for p in params:
        p -= hyperparams["lr"] * p.grad
        p.grad.zero_()


def _train(trainer_fn, states, hyperparams, data_iter, d, num_epochs, loss=None, std=0.01, total=None, each=None):
    """Right but for what a mistake changes."""
    w, b = (std * torch.randn(d, 1)).requires_grad_(), torch.zeros(1, requires_grad=True)

    def right(X, y):
        return (X @ w + b - y.reshape(-1, 1)) ** 2 / 2

    loss = loss or (lambda X, y, w, b: right(X, y).mean())
    results = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            loss(X, y, w, b).backward()
            trainer_fn([w, b], states, hyperparams)
        with torch.no_grad():
            parts = [right(X, y) for X, y in data_iter]
        results.append(float((total or (lambda parts: torch.cat(parts).mean()))(parts)))
    return results


def train_ch11_broadcast(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """(m, 1) minus (m,) broadcasts to an (m, m) table of all pairs. Give y the shape of y_hat first.

    (m, 1) 减 (m,) 会广播成所有配对的 (m, m) 表。请先把 y 变成 y_hat 的形状。"""
    return _train(
        trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs,
        lambda X, y, w, b: ((X @ w + b - y) ** 2 / 2).mean(),
    )  # fmt: skip


def train_ch11_sum_of_losses(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """You go backward from the sum over the batch. It is the mean here: the trainers divide by nothing.

    你对批量的损失之和做了反向传播。这里应取平均：训练器不再除以任何数。"""
    return _train(
        trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs,
        lambda X, y, w, b: ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).sum(),
    )  # fmt: skip


def train_ch11_without_the_half(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """The factor one half is missing in the loss of a batch: your gradients are twice as large.

    批量的损失漏掉了系数二分之一：你的梯度大了一倍。"""
    return _train(
        trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs,
        lambda X, y, w, b: ((X @ w + b - y.reshape(-1, 1)) ** 2).mean(),
    )  # fmt: skip


def train_ch11_large_start(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """Your weights start with standard deviation 1. Here it is 0.01.

    你的权重初值的标准差是 1。这里应为 0.01。"""
    return _train(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs, std=1.0)


def train_ch11_mean_of_means(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """You average the means of the batches: where the last batch is smaller, its examples count for more.

    你对各批量的平均值再取平均：最后一个批量较小时，其中的样本占的分量就过重。"""
    return _train(
        trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs,
        total=lambda parts: sum(float(part.mean()) for part in parts) / len(parts),
    )  # fmt: skip


def train_ch11_loss_of_the_last_batch(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """You give the loss of the last batch. It is that of all examples.

    你给出的是最后一个批量的损失。应为所有样本的损失。"""
    return _train(
        trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs, total=lambda parts: parts[-1].mean()
    )


def train_ch11_one_loss(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """You give the last loss alone. There is one for each epoch, in a list.

    你只给出了最后的损失。每一轮一个，组成列表。"""
    return _train(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs)[-1]


def train_ch11_one_step_an_epoch(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """You call the trainer once an epoch, with the gradients of all batches added up. Call it after each batch.

    你每一轮只调用一次训练器，用的是所有批量累加的梯度。应在每个批量之后调用。"""
    w, b = (0.01 * torch.randn(feature_dim, 1)).requires_grad_(), torch.zeros(1, requires_grad=True)
    results = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            ((X @ w + b - y.reshape(-1, 1)) ** 2 / 2).mean().backward()
        trainer_fn([w, b], states, hyperparams)
        with torch.no_grad():
            results.append(float(torch.cat([(X @ w + b - y.reshape(-1, 1)) ** 2 / 2 for X, y in data_iter]).mean()))
    return results


def train_ch11_states_forgotten(trainer_fn, states, hyperparams, data_iter, feature_dim, num_epochs=2):
    """You hand None to the trainer for its states. Hand states on as they came.

    你把 None 当作状态传给了训练器。应把 states 原样传过去。"""
    return _train(trainer_fn, None, hyperparams, data_iter, feature_dim, num_epochs)


def _concise(
    trainer_fn, hyperparams, data_iter, num_epochs, scale=1.0, half=0.5, clear=True, shape=lambda y: y.reshape(-1, 1)
):
    """Right but for what a mistake changes."""
    net = nn.Linear(5, 1)
    nn.init.normal_(net.weight, std=0.01)
    optimizer = trainer_fn(net.parameters(), **hyperparams)
    results = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            if clear:
                optimizer.zero_grad()
            (scale * (net(X) - shape(y)) ** 2).mean().backward()
            optimizer.step()
        with torch.no_grad():
            results.append(half * float(torch.cat([(net(X) - y.reshape(-1, 1)) ** 2 for X, y in data_iter]).mean()))
    return results


def train_concise_ch11_steps_of_half(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """You halve the loss of a batch, so your steps are half as large. For the steps it is nn.MSELoss itself.

    你把批量的损失减半了，步子也就小了一半。更新时应直接用 nn.MSELoss。"""
    return _concise(trainer_fn, hyperparams, data_iter, num_epochs, scale=0.5)


def train_concise_ch11_not_halved(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """Your list holds the mean squared error. It is to hold half of it, as train_ch11's does.

    你的列表里是均方误差。应为它的一半，与 train_ch11 一致。"""
    return _concise(trainer_fn, hyperparams, data_iter, num_epochs, half=1.0)


def train_concise_ch11_broadcast(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """(m, 1) minus (m,) broadcasts to an (m, m) table of all pairs. Give y the shape of the net's output first.

    (m, 1) 减 (m,) 会广播成所有配对的 (m, m) 表。请先把 y 变成网络输出的形状。"""
    return _concise(trainer_fn, hyperparams, data_iter, num_epochs, shape=lambda y: y)


def train_concise_ch11_settings_ignored(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """You use the learning rate alone; the other hyperparameters are lost. Hand all of them on with **.

    你只用了学习率，其他超参数都丢掉了。请用 ** 全部传过去。"""
    return _concise(trainer_fn, {"lr": hyperparams["lr"]}, data_iter, num_epochs)


def train_concise_ch11_always_sgd(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """You always use torch.optim.SGD. The optimiser is an argument.

    你总是用 torch.optim.SGD。优化器是一个参数。"""
    return _concise(torch.optim.SGD, hyperparams, data_iter, num_epochs)


def train_concise_ch11_gradients_pile_up(trainer_fn, hyperparams, data_iter, num_epochs=4):
    """The gradients are never cleared, so each step also repeats the earlier ones: zero_grad() is missing.

    梯度从未清除，于是每一步都重复了之前的梯度：缺少 zero_grad()。"""
    return _concise(trainer_fn, hyperparams, data_iter, num_epochs, clear=False)
