import torch
from torch import nn


def l2_penalty_without_the_half(w):
    """The factor one half is missing: its derivative should be w, not 2w.

    漏掉了系数二分之一：导数应为 w，而不是 2w。"""
    return w.square().sum()


def l2_penalty_the_norm(w):
    """You took the square root: that is the norm. The penalty is half its square.

    你开了平方根：那是范数。惩罚是范数平方的一半。"""
    return w.norm() / 2


def l2_penalty_absolute_values(w):
    """You summed absolute values: that is the L1 penalty. Square them.

    你对绝对值求和：那是 L1 惩罚。应当平方。"""
    return w.abs().sum() / 2


def l2_penalty_mean(w):
    """You took the mean of the squares. The penalty is their sum: more weights, more penalty.

    你求的是平方的平均。惩罚是平方之和：权重越多，惩罚越大。"""
    return w.square().mean() / 2


def l2_penalty_as_a_matrix(w):
    """w.T @ w has two axes, and with a matrix w it is no single number. Square and sum.

    w.T @ w 有两个轴，而且 w 为矩阵时它不是一个数。请先平方再求和。"""
    w = w.reshape(-1, 1)
    return w.T @ w / 2


def l2_penalty_outside_the_graph(w):
    """Your value is right, but no gradient reaches w (.item(), .data, .detach()): the penalty would change nothing.

    数值是对的，但梯度传不到 w（.item()、.data、.detach()）：这样的惩罚不起任何作用。"""
    return w.detach().square().sum() / 2


def init_params_small(num_inputs):
    """Your standard deviation is 0.01. Here it is 1, so that there is something to decay.

    你的标准差是 0.01。本题中是 1，这样才有东西可以衰减。"""
    return [(torch.randn(num_inputs, 1) * 0.01).requires_grad_(), torch.zeros(1, requires_grad=True)]


def init_params_random_bias(num_inputs):
    """Your bias starts at random. It starts at zero.

    你的偏置初值是随机的。应从零开始。"""
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.ones(1, requires_grad=True)]


def init_params_without_gradient(num_inputs):
    """Your parameters require no gradient: backward() will leave them without one. Pass requires_grad=True.

    你的参数不要求梯度：backward() 不会给它们算梯度。请传入 requires_grad=True。"""
    return [torch.randn(num_inputs, 1), torch.zeros(1)]


def init_params_no_leaf(num_inputs):
    """You compute with w after it requires a gradient: the result is no leaf, and its .grad stays None.

    你在 w 要求梯度之后又对它做了运算：结果不是叶子，它的 .grad 一直是 None。"""
    return [torch.randn(num_inputs, 1, requires_grad=True) * 1.0, torch.zeros(1, requires_grad=True)]


def init_params_vector(num_inputs):
    """Your w has shape (num_inputs,). It is a column: (num_inputs, 1).

    你的 w 形状为 (num_inputs,)。它应是一列：(num_inputs, 1)。"""
    return [torch.randn(num_inputs, requires_grad=True), torch.zeros(1, requires_grad=True)]


def _steps(lambd, w, b, train_iter, num_epochs, lr, *, penalty=None, total=None, clear=True, size=None):
    """Right but for what a mistake changes."""
    penalty = penalty or (lambda n: lambd * w.square().sum() / 2)
    total = total or (lambda squares: squares.mean())
    for _ in range(num_epochs):
        for X, y in train_iter:
            loss = total((X @ w + b - y) ** 2 / 2) + penalty(len(X))
            loss.backward()
            with torch.no_grad():
                for p in w, b:
                    p -= lr * p.grad
                    if clear:
                        p.grad.zero_()


def train_penalty_for_every_example(lambd, w, b, train_iter, num_epochs, lr):
    """You added the penalty to the loss of each example and summed: it counts as often as the batch has examples. Add
    it once to the mean.

    你给每个样本的损失都加了惩罚再求和：批量有多少个样本，它就计了多少次。应在平均损失上只加一次。"""
    _steps(lambd, w, b, train_iter, num_epochs, lr, penalty=lambda n: n * lambd * w.square().sum() / 2)


def train_without_the_penalty(lambd, w, b, train_iter, num_epochs, lr):
    """lambd has no effect: the penalty is missing in the loss, or its gradient is lost.

    lambd 不起作用：损失中漏掉了惩罚项，或者它的梯度丢失了。"""
    _steps(0.0, w, b, train_iter, num_epochs, lr)


def train_penalty_doubled(lambd, w, b, train_iter, num_epochs, lr):
    """Your penalty is twice as large as it should be: lambd * l2_penalty(w) has the factor one half in it.

    你的惩罚大了一倍：lambd * l2_penalty(w) 中已经含有系数二分之一。"""
    _steps(2 * lambd, w, b, train_iter, num_epochs, lr)


def train_penalty_on_the_bias(lambd, w, b, train_iter, num_epochs, lr):
    """You punish the bias as well. Only w is in the penalty.

    你连偏置也惩罚了。惩罚项中只有 w。"""
    _steps(lambd, w, b, train_iter, num_epochs, lr, penalty=lambda n: lambd * (w.square().sum() + b.square().sum()) / 2)


def train_gradients_pile_up(lambd, w, b, train_iter, num_epochs, lr):
    """You never clear the gradients, so each step also repeats the earlier ones. Set them to zero after each step.

    你没有清零梯度，于是每一步都重复了之前的梯度。请在每一步之后把它们清零。"""
    _steps(lambd, w, b, train_iter, num_epochs, lr, clear=False)


def train_sum_of_the_batch(lambd, w, b, train_iter, num_epochs, lr):
    """You went backward from the sum of the losses: your steps grow with the batch. Take the mean.

    你对损失之和做了反向传播：批量越大，步子越大。请取平均。"""
    _steps(lambd, w, b, train_iter, num_epochs, lr, total=lambda squares: squares.sum())


def train_divided_by_the_first_batch(lambd, w, b, train_iter, num_epochs, lr):
    """You divide by the size of the first batch. The last one may have fewer examples: divide by its own number.

    你除以的是第一个批量的大小。最后一个批量的样本可能较少：应除以它自己的样本数。"""
    sizes = []

    def total(squares):
        sizes.append(len(squares))
        return squares.sum() / sizes[0]

    _steps(lambd, w, b, train_iter, num_epochs, lr, total=total)


def train_one_epoch(lambd, w, b, train_iter, num_epochs, lr):
    """You go through the data once, whatever num_epochs says.

    无论 num_epochs 是多少，你都只遍历了一次数据。"""
    _steps(lambd, w, b, train_iter, 1, lr)


def train_squares_not_halved(lambd, w, b, train_iter, num_epochs, lr):
    """The factor one half of the squared error is missing.

    平方误差漏掉了系数二分之一。"""
    _steps(lambd, w, b, train_iter, num_epochs, lr, total=lambda squares: 2 * squares.mean())


def _concise(net, train_iter, num_epochs, lr, groups, half=True, clear=True):
    optimizer = torch.optim.SGD(groups, lr=lr)
    for _ in range(num_epochs):
        for X, y in train_iter:
            if clear:
                optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X), y)
            (loss / 2 if half else loss).backward()
            optimizer.step()


def train_concise_bias_decayed(wd, net, train_iter, num_epochs, lr):
    """You gave weight_decay to the whole optimiser, so the bias decays, too. Make two parameter groups.

    你对整个优化器设置了 weight_decay，偏置也会衰减。请分成两个参数组。"""
    _concise(net, train_iter, num_epochs, lr, [{"params": net.parameters(), "weight_decay": wd}])


def train_concise_without_decay(wd, net, train_iter, num_epochs, lr):
    """wd has no effect: no parameter group has a weight_decay.

    wd 不起作用：没有任何参数组设置了 weight_decay。"""
    _concise(net, train_iter, num_epochs, lr, [{"params": net.parameters()}])


def train_concise_decays_the_bias_only(wd, net, train_iter, num_epochs, lr):
    """You decay the bias and not the weight: the groups have changed places.

    你衰减的是偏置，而不是权重：两个参数组弄反了。"""
    groups = [{"params": [net[0].bias], "weight_decay": wd}, {"params": [net[0].weight]}]
    _concise(net, train_iter, num_epochs, lr, groups)


def train_concise_not_halved(wd, net, train_iter, num_epochs, lr):
    """nn.MSELoss has no factor one half: your steps are twice as large. Divide the loss by 2.

    nn.MSELoss 没有系数二分之一：你的步子大了一倍。请把损失除以 2。"""
    groups = [{"params": [net[0].weight], "weight_decay": wd}, {"params": [net[0].bias]}]
    _concise(net, train_iter, num_epochs, lr, groups, half=False)


def train_concise_gradients_pile_up(wd, net, train_iter, num_epochs, lr):
    """zero_grad() is missing: each step also repeats the earlier gradients.

    漏掉了 zero_grad()：每一步都重复了之前的梯度。"""
    groups = [{"params": [net[0].weight], "weight_decay": wd}, {"params": [net[0].bias]}]
    _concise(net, train_iter, num_epochs, lr, groups, clear=False)


def train_concise_weight_forgotten(wd, net, train_iter, num_epochs, lr):
    """Your optimiser does not have the bias: it is never trained.

    你的优化器里没有偏置：它从未被训练。"""
    _concise(net, train_iter, num_epochs, lr, [{"params": [net[0].weight], "weight_decay": wd}])
