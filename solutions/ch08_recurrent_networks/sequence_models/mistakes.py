import torch
from torch import nn


def autoregressive_features_with_the_label(x, tau):
    """Your rows begin at x[t + 1], so that the last feature is the label itself: the model is told the answer.

    你的行从 x[t + 1] 开始，最后一个特征就是标签本身：等于把答案告诉了模型。"""
    rows = len(x) - tau
    return torch.stack([x[i + 1 : i + 1 + rows] for i in range(tau)], dim=1), x[tau:].reshape(-1, 1)


def autoregressive_features_drop_the_last(x, tau):
    """You make T - tau - 1 examples: the last one, whose label is the last value of x, is missing.

    你只做了 T - tau - 1 个样本：漏掉了最后一个，它的标签是 x 的最后一个值。"""
    rows = len(x) - tau - 1
    return torch.stack([x[i : i + rows] for i in range(tau)], dim=1), x[tau : tau + rows].reshape(-1, 1)


def autoregressive_features_newest_first(x, tau):
    """Your rows run backwards: the newest value comes first. The oldest does.

    你的每一行是倒着的：最新的值在最前。应是最早的在前。"""
    rows = len(x) - tau
    return torch.stack([x[i : i + rows] for i in reversed(range(tau))], dim=1), x[tau:].reshape(-1, 1)


def autoregressive_features_rows_for_columns(x, tau):
    """Your features have shape (tau, T - tau). Each example is a row: (T - tau, tau).

    你的特征形状是 (tau, T - tau)。每个样本是一行：(T - tau, tau)。"""
    rows = len(x) - tau
    return torch.stack([x[i : i + rows] for i in range(tau)]), x[tau:].reshape(-1, 1)


def autoregressive_features_end_to_end(x, tau):
    """Your rows lie end to end. One begins at each value, so that they overlap.

    你的各行首尾相接。每个值处都应开始一行，因此各行互相重叠。"""
    starts = range(0, len(x) - tau, tau)
    return torch.stack([x[i : i + tau] for i in starts]), torch.stack([x[i + tau : i + tau + 1] for i in starts])


def autoregressive_features_labels_not_a_column(x, tau):
    """Your labels have shape (T - tau,). Beside results of shape (n, 1) the loss would broadcast: make a column.

    你的标签形状是 (T - tau,)。与形状 (n, 1) 的输出相比时，损失会发生广播：应变成一列。"""
    rows = len(x) - tau
    return torch.stack([x[i : i + rows] for i in range(tau)], dim=1), x[tau:]


def autoregressive_features_labels_before(x, tau):
    """Your labels are the last values of the rows. They are the values right behind them.

    你的标签是各行的最后一个值。应是紧跟在后面的值。"""
    rows = len(x) - tau
    return torch.stack([x[i : i + rows] for i in range(tau)], dim=1), x[tau - 1 : -1].reshape(-1, 1)


def autoregressive_features_always_four(x, tau):
    """You take four values, whatever tau is.

    无论 tau 是多少，你都取四个值。"""
    rows = len(x) - 4
    return torch.stack([x[i : i + rows] for i in range(4)], dim=1), x[4:].reshape(-1, 1)


def autoregressive_features_single_precision(x, tau):
    """Your features are float32, whatever x is: torch.zeros makes that. Pass dtype=x.dtype.

    无论 x 是什么类型，你的特征都是 float32：torch.zeros 默认如此。请传入 dtype=x.dtype。"""
    rows = len(x) - tau
    features = torch.zeros((rows, tau), device=x.device)
    for i in range(tau):
        features[:, i] = x[i : i + rows]
    return features, x[tau:].reshape(-1, 1)


def autoregressive_features_on_the_cpu(x, tau):
    """You fill a tensor that torch.zeros made on the CPU, so the features leave the GPU. Pass device=x.device.

    你填写的张量由 torch.zeros 建在 CPU 上，特征因此离开了 GPU。请传入 device=x.device。"""
    rows = len(x) - tau
    features = torch.zeros((rows, tau), dtype=x.dtype)
    for i in range(tau):
        features[:, i] = x[i : i + rows]
    return features, x[tau:].reshape(-1, 1)


def init_weights_does_nothing(m):
    """Your init_weights draws nothing: the weights stay as the layer made them.

    你的 init_weights 没有重新抽取：权重仍是层自己的初值。"""


def init_weights_normal(m):
    """You draw from Xavier's normal distribution. The uniform one is asked for.

    你用的是 Xavier 的正态分布。题目要求均匀分布。"""
    if isinstance(m, nn.Linear):
        nn.init.xavier_normal_(m.weight)


def init_weights_kaiming(m):
    """You use the start of Kaiming He, which looks at the inputs alone. Xavier's has inputs and outputs in it.

    你用的是何恺明的初始化，它只看输入数。Xavier 的公式里有输入数和输出数。"""
    if isinstance(m, nn.Linear):
        nn.init.kaiming_uniform_(m.weight, nonlinearity="relu")


def init_weights_biases_too(m):
    """You set the biases to zero. They are to stay as they are.

    你把偏置设成了零。它们应保持原样。"""
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        nn.init.zeros_(m.bias)


def init_weights_every_layer(m):
    """You change every weight with two axes or more, those of convolutions too. Only nn.Linear is asked for.

    凡是有两个轴以上的权重你都改了，卷积层的也改了。只要求 nn.Linear。"""
    if isinstance(getattr(m, "weight", None), nn.Parameter) and m.weight.dim() > 1:
        nn.init.xavier_uniform_(m.weight)


def get_net_not_initialised():
    """You never apply init_weights to the net.

    你没有对网络使用 init_weights。"""
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 1))


def get_net_without_relu():
    """There is no activation between your layers: two linear layers in a row are one.

    你的两层之间没有激活函数：相连的两个线性层等于一个。"""
    net = nn.Sequential(nn.Linear(4, 10), nn.Linear(10, 1))
    net.apply(init_weights)
    return net


def get_net_relu_at_the_end():
    """A ReLU stands at the end: negative values can never be predicted.

    你在末尾放了 ReLU：永远预测不出负值。"""
    net = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 1), nn.ReLU())
    net.apply(init_weights)
    return net


def get_net_one_more_layer():
    """Your network has a hidden layer more than asked for.

    你的网络比要求的多一个隐藏层。"""
    net = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, 1))
    net.apply(init_weights)
    return net


def get_net_tanh():
    """Your activation is tanh. A ReLU is asked for.

    你的激活函数是 tanh。题目要求 ReLU。"""
    net = nn.Sequential(nn.Linear(4, 10), nn.Tanh(), nn.Linear(10, 1))
    net.apply(init_weights)
    return net


def _fit(net, train_iter, loss, epochs, make, clear=True):
    trainer = make(net.parameters())
    for _ in range(epochs):
        for X, y in train_iter:
            if clear:
                trainer.zero_grad()
            loss(net(X), y).sum().backward()
            trainer.step()


def train_gradients_pile_up(net, train_iter, loss, epochs, lr):
    """zero_grad() is missing: every step repeats all earlier gradients.

    漏掉了 zero_grad()：每一步都重复之前的所有梯度。"""
    _fit(net, train_iter, loss, epochs, lambda parameters: torch.optim.Adam(parameters, lr), clear=False)


def train_without_a_step(net, train_iter, loss, epochs, lr):
    """You never step: the gradients are computed and nothing changes.

    你没有更新参数：算出了梯度，却什么也没改变。"""
    for _ in range(epochs):
        for X, y in train_iter:
            net.zero_grad()
            loss(net(X), y).sum().backward()


def train_by_sgd(net, train_iter, loss, epochs, lr):
    """Your optimiser is SGD. Adam is asked for.

    你的优化器是 SGD。题目要求 Adam。"""
    _fit(net, train_iter, loss, epochs, lambda parameters: torch.optim.SGD(parameters, lr))


def train_without_the_learning_rate(net, train_iter, loss, epochs, lr):
    """You never use lr: Adam works with its own 0.001.

    你没有用到 lr：Adam 用的是它默认的 0.001。"""
    _fit(net, train_iter, loss, epochs, torch.optim.Adam)


def train_one_epoch(net, train_iter, loss, epochs, lr):
    """You go through the data once, whatever epochs says.

    无论 epochs 是多少，你都只遍历了一遍数据。"""
    _fit(net, train_iter, loss, 1, lambda parameters: torch.optim.Adam(parameters, lr))


def train_one_batch_an_epoch(net, train_iter, loss, epochs, lr):
    """You step once an epoch: the step stands outside of the loop over the batches.

    你每一轮只更新一次：更新写在了遍历批量的循环外面。"""
    trainer = torch.optim.Adam(net.parameters(), lr)
    for _ in range(epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).sum().backward()
        trainer.step()


def train_adam_anew_in_each_epoch(net, train_iter, loss, epochs, lr):
    """You make a new Adam in each epoch: it forgets its running means. Make it once.

    你每一轮都新建一个 Adam：它会忘掉之前的滑动平均。只创建一次。"""
    for _ in range(epochs):
        _fit(net, train_iter, loss, 1, lambda parameters: torch.optim.Adam(parameters, lr))


def train_a_net_of_its_own(net, train_iter, loss, epochs, lr):
    """You train a net that you made yourself. The one that you are given learns nothing.

    你训练的是自己新建的网络。传入的网络什么也没学到。"""
    sizes = next((X.shape[1], y.shape[1]) for X, y in train_iter)
    _fit(nn.Linear(*sizes), train_iter, loss, epochs, lambda parameters: torch.optim.Adam(parameters, lr))


def multistep_predictions_one_step(net, x, num_known, tau):
    """You predict each value from x itself: one step ahead each time. Behind num_known only predictions are known.

    你每个值都由 x 本身预测：每次只预测一步。num_known 之后，已知的只有预测值。"""
    values = x.clone()
    for i in range(num_known, len(x)):
        values[i] = net(x[i - tau : i].reshape(1, -1)).detach().reshape(())
    return values


def multistep_predictions_from_the_known_end(net, x, num_known, tau):
    """You predict every value from the last known ones: the window must move on.

    你每个值都由最后几个已知值预测：窗口应向前移动。"""
    values = x.clone()
    values[num_known:] = net(x[num_known - tau : num_known].reshape(1, -1)).detach().reshape(())
    return values


def multistep_predictions_one_too_early(net, x, num_known, tau):
    """You predict the last known value too. The first num_known values are known.

    你把最后一个已知值也预测了。前 num_known 个值都是已知的。"""
    values = x.clone()
    for i in range(max(num_known - 1, tau), len(x)):
        values[i] = net(values[i - tau : i].reshape(1, -1)).detach().reshape(())
    if num_known == tau:
        values[num_known - 1] = 0
    return values


def multistep_predictions_known_again_with_tau(net, x, num_known, tau):
    """You take tau values more for known than you are told. num_known counts all of them.

    你多取了 tau 个值当作已知。num_known 已经包含了全部已知值。"""
    values = x.clone()
    for i in range(min(num_known + tau, len(x)), len(x)):
        values[i] = net(values[i - tau : i].reshape(1, -1)).detach().reshape(())
    return values


def multistep_predictions_without_the_known(net, x, num_known, tau):
    """You return the predictions alone. The known values come first.

    你只返回了预测值。前面还应有已知值。"""
    values = x.clone()
    for i in range(num_known, len(x)):
        values[i] = net(values[i - tau : i].reshape(1, -1)).detach().reshape(())
    return values[num_known:]


def multistep_predictions_zeros_before(net, x, num_known, tau):
    """You forgot to copy the known values: you begin with zeros.

    你忘了复制已知值：一开始全是零。"""
    values = torch.zeros_like(x)
    for i in range(num_known, len(x)):
        values[i] = net(values[i - tau : i].reshape(1, -1)).detach().reshape(())
    return values


def multistep_predictions_into_x(net, x, num_known, tau):
    """Your predictions are right, but you write them into x. Work on a tensor of your own.

    预测值是对的，但你把它们写进了 x。请写进你自己的张量。"""
    for i in range(num_known, len(x)):
        x[i] = net(x[i - tau : i].reshape(1, -1)).detach().reshape(())
    return x


def multistep_predictions_backwards(net, x, num_known, tau):
    """You hand the newest value to the net first. The oldest comes first.

    你把最新的值放在最前面交给网络。应是最早的在前。"""
    values = x.clone()
    for i in range(num_known, len(x)):
        values[i] = net(values[i - tau : i].flip(0).reshape(1, -1)).detach().reshape(())
    return values


def _table(net, x, tau, max_steps, window, rows=None):
    rows = len(x) - tau - max_steps + 1 if rows is None else rows
    table = torch.zeros(rows, tau + max_steps)
    for i in range(tau):
        table[:, i] = x[i : i + rows]
    for j in range(tau, tau + max_steps):
        table[:, j] = net(window(table, j, rows)).detach().reshape(-1)
    return table


def k_step_features_one_step(net, x, tau, max_steps):
    """Each of your columns is predicted from x itself, one step ahead. Later columns are predicted from earlier ones.

    你的每一列都由 x 本身预测，只预测了一步。后面的列应由前面的列预测。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: torch.stack([x[i : i + n] for i in range(j - tau, j)], dim=1))


def k_step_features_from_the_first_columns(net, x, tau, max_steps):
    """All your predictions are made from the first tau columns: they are the same. The window must move on.

    你的预测全都来自前 tau 列：因此都一样。窗口应向前移动。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: t[:, :tau])


def k_step_features_a_row_too_few(net, x, tau, max_steps):
    """The last row is missing: there are T - tau - max_steps + 1.

    漏掉了最后一行：共有 T - tau - max_steps + 1 行。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: t[:, j - tau : j], len(x) - tau - max_steps)


def k_step_features_rows_without_values(net, x, tau, max_steps):
    """You have T - tau rows. The last value that is predicted must still lie in the series: T - tau - max_steps + 1.

    你有 T - tau 行。所预测的最后一个值还应在序列之内：T - tau - max_steps + 1 行。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: t[:, j - tau : j], len(x) - tau)


def k_step_features_predictions_alone(net, x, tau, max_steps):
    """You return the predictions alone. The tau columns of the series come first.

    你只返回了预测值。前面还应有序列的 tau 列。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: t[:, j - tau : j])[:, tau:]


def k_step_features_a_column_too_few(net, x, tau, max_steps):
    """You predict max_steps - 1 columns.

    你只预测了 max_steps - 1 列。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: t[:, j - tau : j])[:, :-1]


def k_step_features_backwards(net, x, tau, max_steps):
    """You hand the newest column to the net first. The oldest comes first.

    你把最新的列放在最前面交给网络。应是最早的在前。"""
    return _table(net, x, tau, max_steps, lambda t, j, n: t[:, j - tau : j].flip(1))
