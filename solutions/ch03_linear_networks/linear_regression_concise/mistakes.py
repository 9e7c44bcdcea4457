import torch
from torch import nn
from torch.utils import data


def load_array_never_shuffled(data_arrays, batch_size, is_train=True):
    """You never shuffle, so every epoch has the same order. Pass shuffle=is_train.

    你从不打乱，每一轮的顺序都一样。请传入 shuffle=is_train。"""
    return data.DataLoader(data.TensorDataset(*data_arrays), batch_size)


def load_array_always_shuffled(data_arrays, batch_size, is_train=True):
    """You always shuffle: is_train has no effect. Pass shuffle=is_train.

    你总是打乱：is_train 不起作用。请传入 shuffle=is_train。"""
    return data.DataLoader(data.TensorDataset(*data_arrays), batch_size, shuffle=True)


def load_array_shuffled_the_wrong_way_round(data_arrays, batch_size, is_train=True):
    """You shuffle when is_train is False, and do not when it is True. It is the other way round.

    你在 is_train 为 False 时打乱，为 True 时反而不打乱。正好反了。"""
    return data.DataLoader(data.TensorDataset(*data_arrays), batch_size, shuffle=not is_train)


def load_array_batch_size_forgotten(data_arrays, batch_size, is_train=True):
    """You do not hand on batch_size, so each batch is one row.

    你没有把 batch_size 传下去，于是每个批量只有一行。"""
    return data.DataLoader(data.TensorDataset(*data_arrays), shuffle=is_train)


def load_array_drops_the_rest(data_arrays, batch_size, is_train=True):
    """You drop the last batch when it is not full (drop_last=True). The rows in it count as well.

    最后一个批量不满时你把它丢掉了（drop_last=True）。其中的行也要用到。"""
    return data.DataLoader(data.TensorDataset(*data_arrays), batch_size, shuffle=is_train, drop_last=True)


def load_array_without_the_star(data_arrays, batch_size, is_train=True):
    """TensorDataset wants each array as an argument of its own: TensorDataset(*data_arrays), with a star.

    TensorDataset 要求每个数组各作一个参数：TensorDataset(*data_arrays)，要有星号。"""
    return data.DataLoader(data.TensorDataset(data_arrays), batch_size, shuffle=is_train)


def load_array_list_of_batches(data_arrays, batch_size, is_train=True):
    """You return the batches of one pass, so every epoch has the same order. Return the DataLoader itself.

    你返回的是某一遍的所有批量，每一轮的顺序都一样。请返回 DataLoader 本身。"""
    return list(data.DataLoader(data.TensorDataset(*data_arrays), batch_size, shuffle=is_train))


def net_not_initialised():
    """Your weights start as torch makes them. Draw them with standard deviation 0.01, and set the bias to zero.

    你的权重用的是 torch 默认的初值。请按标准差 0.01 抽取，并把偏置设为零。"""
    return nn.Sequential(nn.Linear(2, 1))


def net_bias_as_torch_makes_it():
    """Your bias starts as torch makes it. It starts at zero.

    你的偏置用的是 torch 默认的初值。它应从零开始。"""
    made = nn.Sequential(nn.Linear(2, 1))
    nn.init.normal_(made[0].weight, std=0.01)
    return made


def net_without_a_bias():
    """Your layer has no bias: the line must go through zero. Leave bias=False out.

    你的层没有偏置：直线只能过原点。请去掉 bias=False。"""
    made = nn.Sequential(nn.Linear(2, 1, bias=False))
    nn.init.normal_(made[0].weight, std=0.01)
    return made


def net_all_zero():
    """Your weights are all zero. Draw them at random, with standard deviation 0.01.

    你的权重全为零。请随机抽取，标准差为 0.01。"""
    made = nn.Sequential(nn.Linear(2, 1))
    nn.init.zeros_(made[0].weight)
    nn.init.zeros_(made[0].bias)
    return made


def net_with_an_activation():
    """There is an activation behind the linear layer: it cannot predict negative numbers.

    线性层后面有激活函数：它无法预测负数。"""
    made = nn.Sequential(nn.Linear(2, 1), nn.ReLU())
    nn.init.normal_(made[0].weight, std=0.01)
    nn.init.zeros_(made[0].bias)
    return made


def train_gradients_pile_up(net, data_iter, loss, trainer, num_epochs):
    """zero_grad() is missing: each step also repeats the earlier gradients.

    漏掉了 zero_grad()：每一步都重复了之前的梯度。"""
    for _ in range(num_epochs):
        for X, y in data_iter:
            loss(net(X), y).backward()
            trainer.step()


def train_cleared_between_backward_and_step(net, data_iter, loss, trainer, num_epochs):
    """zero_grad() stands between backward() and step(): the gradients are gone before they are used.

    zero_grad() 放在了 backward() 和 step() 之间：梯度还没用就被清除了。"""
    for _ in range(num_epochs):
        for X, y in data_iter:
            loss(net(X), y).backward()
            trainer.zero_grad()
            trainer.step()


def train_cleared_once_an_epoch(net, data_iter, loss, trainer, num_epochs):
    """You clear the gradients once an epoch. They must be cleared for each batch.

    你每一轮只清除一次梯度。每个批量都要清除。"""
    for _ in range(num_epochs):
        trainer.zero_grad()
        for X, y in data_iter:
            loss(net(X), y).backward()
            trainer.step()


def train_step_once_an_epoch(net, data_iter, loss, trainer, num_epochs):
    """You step once an epoch: step() stands behind the loop over the batches. Step after each batch.

    你每一轮只走一步：step() 写在了批量循环之外。应在每个批量之后走一步。"""
    for _ in range(num_epochs):
        trainer.zero_grad()
        for X, y in data_iter:
            loss(net(X), y).backward()
        trainer.step()


def train_one_epoch(net, data_iter, loss, trainer, num_epochs):
    """You go through the data once, whatever num_epochs says.

    无论 num_epochs 是多少，你都只遍历了一次数据。"""
    for X, y in data_iter:
        trainer.zero_grad()
        loss(net(X), y).backward()
        trainer.step()


def train_never_steps(net, data_iter, loss, trainer, num_epochs):
    """You compute gradients and never step: trainer.step() is missing.

    你算了梯度，却从未更新：漏掉了 trainer.step()。"""
    for _ in range(num_epochs):
        for X, y in data_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()


def train_first_step_with_old_gradients(net, data_iter, loss, trainer, num_epochs):
    """You clear the gradients after each step, but not before the first: what was there before the call takes part in it.

    你在每一步之后清除梯度，但第一步之前没有：调用之前留下的梯度会混进第一步。"""
    for _ in range(num_epochs):
        for X, y in data_iter:
            loss(net(X), y).backward()
            trainer.step()
            trainer.zero_grad()


def train_own_loss(net, data_iter, loss, trainer, num_epochs):
    """You always use nn.MSELoss, whatever loss is handed in.

    无论传入什么损失，你用的都是 nn.MSELoss。"""
    own = nn.MSELoss()
    for _ in range(num_epochs):
        for X, y in data_iter:
            trainer.zero_grad()
            own(net(X), y).backward()
            trainer.step()


def train_own_optimiser(net, data_iter, loss, trainer, num_epochs):
    """You make an SGD optimiser of your own with its learning rate, in place of the trainer that is handed in.

    你自己新建了 SGD 优化器，没有使用传入的 trainer。"""
    own = torch.optim.SGD(net.parameters(), lr=0.03)
    for _ in range(num_epochs):
        for X, y in data_iter:
            own.zero_grad()
            loss(net(X), y).backward()
            own.step()


class _Huber(nn.Module):
    """Right but for what a mistake changes."""

    def __init__(self, sigma):
        super().__init__()
        self.sigma = sigma

    def elements(self, d):
        return torch.where(d.abs() > self.sigma, d.abs() - self.sigma / 2, d**2 / (2 * self.sigma))

    def forward(self, y, y_hat):
        return self.elements(y - y_hat).mean()


class HuberLoss_one_branch_for_the_batch(_Huber):
    """You compare the mean error of the batch with sigma and take one branch for all. Each element has its own: torch.where.

    你拿整个批量的平均误差与 sigma 比较，所有元素走同一个分支。每个元素应分别判断：torch.where。"""

    def elements(self, d):
        if d.abs().mean() > self.sigma:
            return d.abs() - self.sigma / 2
        return d**2 / (2 * self.sigma)


class HuberLoss_signed(_Huber):
    """You compare d itself with sigma, without the absolute value: large negative errors are squared.

    你直接拿 d 与 sigma 比较，没有取绝对值：很大的负误差被平方了。"""

    def elements(self, d):
        return torch.where(d > self.sigma, d.abs() - self.sigma / 2, d**2 / (2 * self.sigma))


class HuberLoss_branches_exchanged(_Huber):
    """Your branches have changed places: small errors are squared, large ones count as they are.

    两个分支弄反了：小误差应平方，大误差按原值计。"""

    def elements(self, d):
        return torch.where(d.abs() > self.sigma, d**2 / (2 * self.sigma), d.abs() - self.sigma / 2)


class HuberLoss_without_the_shift(_Huber):
    """The branch of large errors lacks - sigma / 2: the two do not meet at |d| = sigma.

    大误差的分支漏掉了 - sigma / 2：两个分支在 |d| = sigma 处接不上。"""

    def elements(self, d):
        return torch.where(d.abs() > self.sigma, d.abs(), d**2 / (2 * self.sigma))


class HuberLoss_square_not_divided_by_sigma(_Huber):
    """You halve the square and do not divide it by sigma: that is right for sigma = 1 alone.

    平方只除以了 2，没有除以 sigma：只有 sigma = 1 时才对。"""

    def elements(self, d):
        return torch.where(d.abs() > self.sigma, d.abs() - self.sigma / 2, d**2 / 2)


class HuberLoss_of_torch(_Huber):
    """This is torch's HuberLoss(delta=sigma), which is sigma times the loss of the book.

    这是 torch 的 HuberLoss(delta=sigma)，是书中损失的 sigma 倍。"""

    def elements(self, d):
        return self.sigma * super().elements(d)


class HuberLoss_sigma_ignored(_Huber):
    """You ignore sigma and always use 1.

    你没有用到 sigma，总是按 1 计算。"""

    def __init__(self, sigma):
        super().__init__(1.0)


class HuberLoss_summed(_Huber):
    """You sum over the batch. The loss is the mean.

    你对批量求了和。损失应取平均。"""

    def forward(self, y, y_hat):
        return self.elements(y - y_hat).sum()


class HuberLoss_not_reduced(_Huber):
    """You return the loss of each element. Take the mean of them.

    你返回的是每个元素的损失。请取平均。"""

    def forward(self, y, y_hat):
        return self.elements(y - y_hat)


class HuberLoss_outside_the_graph(_Huber):
    """Your value is right, but it is cut off from the graph (.item(), .data, torch.tensor): no gradient flows.

    数值是对的，但与计算图断开了（.item()、.data、torch.tensor）：没有梯度。"""

    def forward(self, y, y_hat):
        return self.elements((y - y_hat).detach()).mean()
