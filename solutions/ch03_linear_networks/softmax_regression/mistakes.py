import matplotlib.pyplot as plt
import torch


def softmax_naive_overflow(X):
    """Your formula is the definition, and it is right while the logits are small. But exp(1000) is inf and exp(-1000)
    is 0, so large logits end in inf/inf or 0/0, which is nan. Subtract from each row its own largest logit before you
    exponentiate: the softmax does not change.

    你的公式就是定义，logit 不大时是对的。但 exp(1000) 为 inf，exp(-1000) 为 0，logit 很大时就成了 inf/inf 或 0/0，
    得到 nan。求指数之前，先让每一行减去该行最大的 logit：softmax 的值不会变。"""
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def softmax_down_the_columns(X):
    """You normalised the columns: dim=0 runs over the examples, so each class sums to one over the batch. The classes
    of one example lie along dim=1.

    你归一化的是列：dim=0 遍历的是样本，于是每个类别在整个批量上的和为 1。同一个样本的各个类别排在 dim=1 上。"""
    X_exp = torch.exp(X - X.amax(dim=0, keepdim=True))
    return X_exp / X_exp.sum(dim=0, keepdim=True)


def softmax_over_the_whole_batch(X):
    """You divided by the sum of the whole matrix, so all probabilities of the batch together sum to one. Each row needs
    a sum of its own: tell sum along which dimension.

    你除以的是整个矩阵的和，于是整个批量的所有概率加起来才是 1。每一行要有自己的和：请指明 sum 沿哪个维度求和。"""
    X_exp = torch.exp(X - X.max())
    return X_exp / X_exp.sum()


def softmax_without_keepdim(X):
    """Your row sums have shape (n,), and broadcasting lines them up with the columns of the matrix: with n rows and n
    columns entry j of each row is divided by the sum of row j, and with other shapes it fails. Keep the summed
    dimension, so that the sums have shape (n, 1).

    你求得的各行之和形状为 (n,)，广播时它会与矩阵的列对齐：n 行 n 列时，每一行的第 j 个元素除以了第 j 行的和；
    其他形状则直接报错。请保留求和的那个维度，让和的形状为 (n, 1)。"""
    X_exp = torch.exp(X - X.amax(dim=1, keepdim=True))
    return X_exp / X_exp.sum(dim=1)


def softmax_without_the_exponential(X):
    """You divided the logits themselves by their sum. Logits may be negative, and then so are your "probabilities":
    take the exponential of every entry first.

    你直接用 logit 除以它们的和。logit 可以为负，这样算出的“概率”也会为负：先对每个元素求指数。"""
    return X / X.sum(dim=1, keepdim=True)


def softmax_never_normalised(X):
    """You took the exponentials and stopped there: the rows do not sum to one yet. Divide each row by its sum.

    你求了指数就停下了：各行的和还不是 1。请让每一行除以它的和。"""
    return torch.exp(X)


def softmax_divided_by_the_largest(X):
    """The largest entry of each of your rows is exactly 1: you subtracted the maximum, but did not divide by the sum.
    Subtracting the maximum only prevents the overflow; the division is still to come.

    你的每一行中最大的元素恰好是 1：你减去了最大值，却没有除以和。减去最大值只是为了防止上溢，之后还要做除法。"""
    return torch.exp(X - X.amax(dim=1, keepdim=True))


def softmax_largest_of_the_batch(X):
    """You subtracted one number from all rows, the largest logit of the whole matrix. A row far below it still
    underflows: all its exponentials are 0, and 0/0 is nan. Subtract from each row the maximum of that row.

    你让所有行都减去了同一个数，即整个矩阵中最大的 logit。远小于它的行仍会下溢：该行的指数全为 0，而 0/0 是 nan。
    每一行应减去该行自己的最大值。"""
    X_exp = torch.exp(X - X.max())
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def softmax_log_probabilities(X):
    """You returned the logarithms of the probabilities: they are all negative. One exponential is missing at the end.

    你返回的是概率的对数，它们全是负数。最后还差一次指数运算。"""
    X = X - X.amax(dim=1, keepdim=True)
    return X - X.exp().sum(dim=1, keepdim=True).log()


def softmax_in_place(X):
    """Your numbers are right, but they are written over the input: whoever called you has lost the logits, and autograd
    refuses to change a leaf in place. Use X - ..., torch.exp(X) and / instead of -=, exp_() and /=.

    数值是对的，但结果写进了输入：调用者手里的 logit 被覆盖了，自动微分也不允许原地修改叶子张量。
    请用 X - ...、torch.exp(X) 和 /，不要用 -=、exp_() 和 /=。"""
    X -= X.amax(dim=1, keepdim=True)
    X.exp_()
    X /= X.sum(dim=1, keepdim=True)
    return X


def softmax_always_float32(X):
    """You convert to float32 on the way, so that double precision is lost. Leave the dtype of X as it is.

    你在计算途中转换成了 float32，双精度因此丢失。请保持 X 的 dtype 不变。"""
    X_exp = torch.exp(X.float() - X.float().amax(dim=1, keepdim=True))
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def softmax_outside_the_graph(X):
    """Your numbers are right, but no gradient reaches the logits: the computation left the graph (.detach(), .data,
    torch.no_grad() or numpy). A network could not learn through this softmax. Compute with X itself.

    数值是对的，但梯度传不回 logit：计算脱离了计算图（.detach()、.data、torch.no_grad() 或 numpy）。
    网络无法通过这样的 softmax 学习。请直接用 X 计算。"""
    X_exp = torch.exp(X.detach() - X.detach().amax(dim=1, keepdim=True))
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def softmax_result_on_the_cpu(X):
    """You fill a tensor that torch.zeros made on the CPU, so the probabilities leave the GPU that the logits are on.
    Pass device=X.device, or do without the empty tensor: whole-matrix operations need none.

    你把结果逐行填进 torch.zeros 新建的张量，而这个张量在 CPU 上：logit 在 GPU 上，概率却到了 CPU 上。
    请传入 device=X.device；更好的办法是不建空张量，直接对整个矩阵运算。"""
    P = torch.zeros(X.shape, dtype=X.dtype)
    for i in range(X.shape[0]):
        row = torch.exp(X[i] - X[i].max())
        P[i] = row / row.sum()
    return P


def softmax_squeezed(X):
    """You call squeeze(), which drops every dimension of size 1. With one class the column becomes a vector and is
    normalised as if it were one example; with one example the result has lost its row. Name the dimension instead:
    dim=1 with keepdim=True.

    你调用了 squeeze()，它会去掉所有大小为 1 的维度。只有一个类别时，这一列变成了向量，被当作一个样本来归一化；
    只有一个样本时，结果少了行这一维。请明确指定维度：dim=1，并令 keepdim=True。"""
    X = X.squeeze()
    X_exp = torch.exp(X - X.amax(dim=-1, keepdim=True))
    return X_exp / X_exp.sum(dim=-1, keepdim=True)


def softmax_by_view(X):
    """You flatten with view, which needs contiguous memory: a transposed matrix is refused. reshape copies where it
    must; and with dim=1 nothing has to be flattened at all.

    你用 view 展平，而 view 要求内存连续，遇到转置得到的矩阵就会报错。reshape 会在必要时复制；
    而用 dim=1 则根本不需要展平。"""
    rows = [torch.exp(row - row.max()) for row in X.view(-1).split(X.shape[1])]
    return torch.stack([row / row.sum() for row in rows])


def W_not_scaled(num_inputs, num_outputs):
    """Your W has standard deviation 1. The start is drawn with standard deviation 0.01.

    你的 W 标准差是 1。初值应以标准差 0.01 抽取。"""
    return torch.randn(num_inputs, num_outputs, requires_grad=True)


def W_all_zero(num_inputs, num_outputs):
    """Your W starts at zero. Draw it from a normal distribution with standard deviation 0.01.

    你的 W 从零开始。请从标准差为 0.01 的正态分布中抽取。"""
    return torch.zeros(num_inputs, num_outputs, requires_grad=True)


def W_scaled_afterwards(num_inputs, num_outputs):
    """You multiply by 0.01 after requires_grad=True: W is then the result of a product, no leaf, and gets no gradient of
    its own. Multiply first.

    你在 requires_grad=True 之后才乘以 0.01：这样 W 是乘法的结果，不是叶子，得不到自己的梯度。请先相乘。"""
    return torch.randn(num_inputs, num_outputs, requires_grad=True) * 0.01


def W_plain_tensor(num_inputs, num_outputs):
    """Your W requires no gradient, so that it cannot be trained: requires_grad=True.

    你的 W 不要求梯度，无法训练：请写 requires_grad=True。"""
    return torch.normal(0, 0.01, size=(num_inputs, num_outputs))


def b_random(num_outputs):
    """Your b starts at random. It starts at zero.

    你的 b 初值是随机的。它应从零开始。"""
    return torch.normal(0, 0.01, size=(num_outputs,), requires_grad=True)


def net_without_softmax(X):
    """You return X W + b as it is. This model returns probabilities: apply your softmax to it.

    你直接返回了 X W + b。这个模型返回的是概率：请对它使用你的 softmax。"""
    return X.reshape(-1, num_inputs) @ W + b


def net_without_bias(X):
    """You left out b. While it is zero nobody notices; after the first update it is not.

    你漏掉了 b。b 为零时看不出来；第一次更新之后它就不是零了。"""
    return softmax(X.reshape(-1, num_inputs) @ W)


def net_by_view(X):
    """You flatten with view, which refuses images that are not contiguous in memory, such as transposed ones. reshape
    copies where it must.

    你用 view 展平，遇到内存不连续的图像（例如转置后的）就会报错。reshape 会在必要时复制。"""
    return softmax(X.view(-1, num_inputs) @ W + b)


def net_through_data(X):
    """Your numbers are right, but .data (or detach, or no_grad) hides W and b from autograd: nothing can be learned.

    数值是对的，但 .data（或 detach、no_grad）使自动微分看不到 W 和 b：什么也学不到。"""
    return softmax(X.reshape(-1, num_inputs) @ W.data + b.data)


def net_softmax_over_the_examples(X):
    """Your softmax runs over the examples (dim=0), so that each class sums to one over the batch. The classes of one
    example are to sum to one.

    你的 softmax 沿样本方向（dim=0）进行，于是每个类别在整个批量上的和为 1。应使同一个样本的各个类别之和为 1。"""
    return softmax((X.reshape(-1, num_inputs) @ W + b).T).T


def updater_forgets_to_clear(batch_size):
    """You do not clear the gradients: those of the next batch are added to them. Set both to zero behind the update.

    你没有清除梯度：下一个批量的梯度会累加上去。请在更新之后把两个梯度都置零。"""
    with torch.no_grad():
        for parameter in W, b:
            parameter -= lr * parameter.grad / batch_size


def updater_ignores_the_batch_size(batch_size):
    """You do not divide by batch_size, so that large batches take larger steps.

    你没有除以 batch_size，批量越大步子就越大。"""
    with torch.no_grad():
        for parameter in W, b:
            parameter -= lr * parameter.grad
            parameter.grad.zero_()


def updater_only_the_weights(batch_size):
    """You update W alone: b stays zero for ever.

    你只更新了 W：b 永远是零。"""
    with torch.no_grad():
        W.sub_(lr * W.grad / batch_size)
    W.grad.zero_()
    b.grad.zero_()


def updater_uphill(batch_size):
    """You add the gradient instead of subtracting it: the loss grows.

    你加上了梯度，而不是减去：损失会越来越大。"""
    with torch.no_grad():
        for parameter in W, b:
            parameter += lr * parameter.grad / batch_size
            parameter.grad.zero_()


def cross_entropy_averaged(y_hat, y):
    """You return one number, the mean. Here each example keeps its own loss: shape (n,).

    你返回的是一个数，即平均值。这里每个样本要保留自己的损失：形状为 (n,)。"""
    return -torch.log(y_hat[torch.arange(len(y), device=y.device), y]).mean()


def cross_entropy_all_rows_and_columns(y_hat, y):
    """y_hat[:, y] takes the columns y from every row, n x n numbers. One number of each row is wanted:
    y_hat[range(len(y_hat)), y].

    y_hat[:, y] 从每一行都取出 y 所指的各列，共 n x n 个数。每一行只要一个数：y_hat[range(len(y_hat)), y]。"""
    return -torch.log(y_hat[:, y])


def cross_entropy_without_the_minus(y_hat, y):
    """You forgot the minus sign: the logarithm of a probability is negative, a loss is not.

    你漏了负号：概率的对数是负的，损失不是。"""
    return torch.log(y_hat[torch.arange(len(y), device=y.device), y])


def cross_entropy_without_the_logarithm(y_hat, y):
    """You return minus the probability itself. Take its logarithm.

    你返回的是概率的相反数。应先取对数。"""
    return -y_hat[torch.arange(len(y), device=y.device), y]


def cross_entropy_base_two(y_hat, y):
    """You took the logarithm to base 2 (or 10). The cross-entropy here uses the natural one.

    你取的是以 2（或 10）为底的对数。这里的交叉熵用自然对数。"""
    return -torch.log2(y_hat[torch.arange(len(y), device=y.device), y])


def cross_entropy_of_the_largest(y_hat, y):
    """You took the largest probability of each row, whatever the right class is.

    你取的是每一行中最大的概率，而没有看正确的类别是哪一个。"""
    return -torch.log(y_hat.amax(dim=1))


def cross_entropy_clamped(y_hat, y):
    """You keep the probability (or add to it) some way from zero, so that an unlikely class costs too little. Take the
    logarithm of the probability as it is.

    你让概率离零有一段距离（截断，或加上一个数），不太可能的类别损失因此偏小。请直接对概率取对数。"""
    return -torch.log(y_hat[torch.arange(len(y), device=y.device), y] + 1e-7)


def cross_entropy_outside_the_graph(y_hat, y):
    """Your numbers are right, but no gradient comes back through them: float(), .item(), detach or numpy leave the graph.

    数值是对的，但梯度无法传回：float()、.item()、detach 或 numpy 都会脱离计算图。"""
    return -torch.log(y_hat.detach()[torch.arange(len(y), device=y.device), y])


def cross_entropy_on_the_cpu(y_hat, y):
    """You fill a tensor that was made on the CPU, so the losses leave the device of y_hat.

    你填写的张量建在 CPU 上，损失因此离开了 y_hat 所在的设备。"""
    losses = torch.zeros(len(y), dtype=y_hat.dtype)
    for i in range(len(y)):
        losses[i] = -torch.log(y_hat[i].gather(0, y[i : i + 1])[0])
    return losses


def accuracy_a_share(y_hat, y):
    """You return the share of right predictions. Here it is their number; the division comes later, over all batches.

    你返回的是正确预测所占的比例。这里要的是个数；除法留到后面，对所有批量一起做。"""
    return float((y_hat.argmax(dim=1) == y).float().mean()) if y_hat.ndim > 1 else float((y_hat == y).float().mean())


def accuracy_column_broadcast(y_hat, y):
    """A column of shape (n, 1) compared with y of shape (n,) broadcasts to n x n comparisons, so that you may count more
    right predictions than there are examples. Make the column a vector first.

    形状 (n, 1) 的一列与形状 (n,) 的 y 比较时，会广播成 n x n 次比较，数出的正确个数可能比样本还多。请先把这一列变成向量。"""
    if y_hat.ndim > 1 and y_hat.shape[1] > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.type(y.dtype) == y).sum())


def accuracy_always_argmax(y_hat, y):
    """You take the argmax of a y_hat with one axis as well. There it holds the predicted classes already.

    y_hat 只有一个轴时你也求了 argmax。这时它里面已经是预测的类别。"""
    return float((y_hat.argmax(dim=-1).type(y.dtype) == y).sum())


def accuracy_down_the_columns(y_hat, y):
    """You took argmax along dim 0, over the examples. The classes of an example lie along dim 1.

    你沿 dim 0（样本方向）求了 argmax。一个样本的各个类别排在 dim 1 上。"""
    guess = y_hat.argmax(dim=0) if y_hat.ndim > 1 and y_hat.shape[1] > 1 else y_hat.reshape(-1)
    return float(sum(int(a) == int(b) for a, b in zip(guess, y, strict=False)))


def accuracy_a_tensor(y_hat, y):
    """You return a tensor. A Python float is asked for: float(...).

    你返回的是张量。要求返回 Python 的 float：float(...)。"""
    guess = y_hat.argmax(dim=1) if y_hat.ndim > 1 and y_hat.shape[1] > 1 else y_hat.reshape(-1)
    return (guess.type(y.dtype) == y).sum()


class Accumulator_with_silent_zip:
    """add takes any number of arguments: zip stops at the shorter of the two, so that add(1, 2) on three sums leaves
    only two, and the mistake shows much later. Raise a ValueError at once.

    add 接受任意个参数：zip 到较短的一个就停下，于是对三个和调用 add(1, 2) 之后只剩两个，错误要很久以后才显现。
    应立刻抛出 ValueError。"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class Accumulator_shared:
    """Your sums stand in the class and belong to all its instances: two accumulators add to the same ones. Make them in
    __init__, as self.data.

    你的和写在类里，属于所有实例：两个累加器加的是同一组数。请在 __init__ 中创建 self.data。"""

    data = [0.0] * 100

    def __init__(self, n):
        self.n = n
        self.data[:] = [0.0] * 100

    def add(self, *args):
        if len(args) != self.n:
            raise ValueError(len(args))
        for i, b in enumerate(args):
            self.data[i] += float(b)

    def reset(self):
        self.data[:] = [0.0] * 100

    def __getitem__(self, idx):
        return self.data[idx]


class Accumulator_of_the_last:
    """add replaces the sums by the new numbers. They are to be added to what is there.

    add 用新的数替换了原来的和。应该加到原有的和上。"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [float(b) for _, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class Accumulator_reset_to_nothing:
    """reset empties the list: afterwards there are no sums at all. As many zeros as before are wanted.

    reset 清空了列表：之后一个和也没有了。应重置为同样个数的零。"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.data = []

    def __getitem__(self, idx):
        return self.data[idx]


class Accumulator_of_tensors:
    """You add tensors as they are, so that the sums become tensors (with their graph, in a training loop). Turn each
    number into a float.

    你直接把张量加上去，和就变成了张量（在训练循环中还带着计算图）。请把每个数转换成 float。"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + b for a, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


def evaluate_accuracy_with_gradients(net, data_iter):
    """You record gradients while you evaluate: that costs memory and time for nothing. Wrap the loop in torch.no_grad().

    你在评估时记录了梯度，白白耗费内存和时间。请把循环放在 torch.no_grad() 之下。"""
    if isinstance(net, torch.nn.Module):
        net.eval()
    metric = Accumulator(2)
    for X, y in data_iter:
        metric.add(accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]


def evaluate_accuracy_in_training_mode(net, data_iter):
    """You left the network in training mode: dropout keeps dropping and batch normalisation learns from the test data.
    Call net.eval() first.

    你让网络停留在训练模式：dropout 仍在丢弃，批量规范化还会从测试数据中学习。请先调用 net.eval()。"""
    metric = Accumulator(2)
    with torch.no_grad():
        for X, y in data_iter:
            metric.add(accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]


def evaluate_accuracy_mean_of_batches(net, data_iter):
    """You average the accuracies of the batches. A short last batch then counts as much as a full one: divide the number
    of right predictions by that of all.

    你对各批量的精度求了平均。这样较短的最后一个批量与完整的批量分量相同：应该用预测正确的总数除以样本总数。"""
    if isinstance(net, torch.nn.Module):
        net.eval()
    metric = Accumulator(2)
    with torch.no_grad():
        for X, y in data_iter:
            metric.add(accuracy(net(X), y) / y.numel(), 1)
    return metric[0] / metric[1]


def evaluate_accuracy_a_number(net, data_iter):
    """You return the number of right predictions, not divided by the number of examples.

    你返回的是预测正确的个数，没有除以样本数。"""
    if isinstance(net, torch.nn.Module):
        net.eval()
    with torch.no_grad():
        return float(sum(accuracy(net(X), y) for X, y in data_iter))


def evaluate_accuracy_first_batch(net, data_iter):
    """You return within the loop, after the first batch. Return behind it.

    你在循环里、第一个批量之后就返回了。应在循环之后返回。"""
    if isinstance(net, torch.nn.Module):
        net.eval()
    with torch.no_grad():
        for X, y in data_iter:
            return accuracy(net(X), y) / y.numel()


def evaluate_accuracy_only_networks(net, data_iter):
    """You call net.eval() on everything. A net that is a plain function has none: ask isinstance(net, nn.Module) first.

    你对任何 net 都调用 net.eval()。普通函数没有这个方法：请先判断 isinstance(net, nn.Module)。"""
    net.eval()
    metric = Accumulator(2)
    with torch.no_grad():
        for X, y in data_iter:
            metric.add(accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]


def _epoch(net, train_iter, loss, updater, how):
    if isinstance(net, torch.nn.Module) and how != "mode":
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            if how != "clear":
                updater.zero_grad()
            (losses.sum() if how == "sum" else losses.mean()).backward()
            updater.step()
        else:
            (losses.mean() if how == "mean" else losses.sum()).backward()
            updater(1 if how == "size" else len(y))
        mean = losses.detach().mean()
        metric.add(mean if how == "batch means" else losses.detach().sum(), accuracy(y_hat, y), len(y))
    return metric[0] / metric[2], metric[1] / metric[2]


def train_epoch_ch3_backward_of_a_vector(net, train_iter, loss, updater):
    """You call losses.backward(), but the loss has one number for each example: backward needs a single one. Take the mean
    for an optimizer, the sum for the updater function.

    你调用了 losses.backward()，但损失对每个样本各有一个数，而 backward 只接受单个数。
    使用优化器时取平均，使用更新函数时取总和。"""
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.backward()
            updater.step()
        else:
            losses.backward()
            updater(len(y))
        metric.add(float(losses) * len(y), accuracy(y_hat, y), len(y))
    return metric[0] / metric[2], metric[1] / metric[2]


def train_epoch_ch3_loss_divided_twice(net, train_iter, loss, updater):
    """You add up the mean losses of the batches and divide by the number of examples: the loss you report is too small
    by the batch size. Add the sum of the losses instead.

    你把各批量的平均损失相加，再除以样本数：得到的损失小了一个批量大小的倍数。应累加损失的总和。"""
    return _epoch(net, train_iter, loss, updater, "batch means")


def train_epoch_ch3_never_clears(net, train_iter, loss, updater):
    """You never clear the optimizer's gradients, so that those of all earlier batches add up. Call updater.zero_grad()
    for each batch, before backward.

    你从未清除优化器的梯度，之前所有批量的梯度都会累加。每个批量在 backward 之前都要调用 updater.zero_grad()。"""
    return _epoch(net, train_iter, loss, updater, "clear")


def train_epoch_ch3_stays_in_eval_mode(net, train_iter, loss, updater):
    """You never call net.train(): after an evaluation the network stays in eval mode, and dropout is switched off while
    you train.

    你没有调用 net.train()：评估之后网络停留在评估模式，训练时 dropout 是关闭的。"""
    return _epoch(net, train_iter, loss, updater, "mode")


def train_epoch_ch3_mean_for_the_function(net, train_iter, loss, updater):
    """You send the mean loss back for the updater function as well. It divides by the batch size itself: the division is
    made twice. Send the sum back.

    使用更新函数时你也对平均损失做了反向传播。这个函数自己会除以批量大小，于是除了两次。此时应对总和做反向传播。"""
    return _epoch(net, train_iter, loss, updater, "mean")


def train_epoch_ch3_sum_for_the_optimizer(net, train_iter, loss, updater):
    """You send the summed loss back for an optimizer. It does not divide by the batch size: take the mean there.

    使用优化器时你对损失的总和做了反向传播。优化器不会除以批量大小：此时应取平均。"""
    return _epoch(net, train_iter, loss, updater, "sum")


def train_epoch_ch3_wrong_batch_size(net, train_iter, loss, updater):
    """You hand the updater function a number other than the size of this batch.

    你传给更新函数的数不是当前批量的大小。"""
    return _epoch(net, train_iter, loss, updater, "size")


class _Curves:
    """An Animator with something wrong in it."""

    how = ""

    def __init__(self, xlabel=None, ylabel=None, legend=None, xlim=None, ylim=None, xscale="linear", yscale="linear",
                 fmts=("-", "m--", "g-.", "r:"), nrows=1, ncols=1, figsize=(3.5, 2.5)):  # fmt: skip
        if self.how == "one plot":
            nrows = ncols = 1
        size = {} if self.how == "one plot" else {"figsize": figsize}
        self.fig, grid = plt.subplots(nrows, ncols, squeeze=False, **size)
        self.axes = grid[0][0]
        self.settings = {"xlabel": xlabel, "ylabel": ylabel, "xlim": xlim, "ylim": ylim}
        self.settings = {name: value for name, value in self.settings.items() if value is not None}
        self.settings |= {} if self.how == "scales" else {"xscale": xscale, "yscale": yscale}
        self.legend, self.fmts = legend or [], fmts
        self.X, self.Y = (self.every_x, self.every_y) if self.how == "shared" else ([], [])
        if self.how == "once":
            self.configure()

    def configure(self):
        self.axes.set(**self.settings)
        if self.legend:
            self.axes.legend(self.legend)

    def add(self, x, y):
        values = y if hasattr(y, "__len__") else [y]
        if not self.X:
            self.X.extend([] for _ in values)
            self.Y.extend([] for _ in values)
        if self.how == "new figure":
            self.fig, self.axes = plt.subplots()
        for i, value in enumerate(values):
            if value is None and self.how == "zero":
                value = 0.0
            if value is not None:
                self.X[i].append(x)
                self.Y[i].append(value)
        if self.how != "piles up":
            self.axes.cla()
        for X, Y, fmt in zip(self.X, self.Y, ["-"] * 9 if self.how == "formats" else self.fmts, strict=False):
            if self.how == "last point":
                self.axes.plot(X[-1:], Y[-1:], fmt)
            else:
                self.axes.plot(X, Y, fmt)
        if self.how != "once":
            self.configure()


class Animator_last_point(_Curves):
    """After you clear the axes you draw only the newest point. Keep all points in lists and draw the whole curves.

    清空坐标系之后你只画了最新的点。请把所有的点保存在列表里，每次画出整条曲线。"""

    how = "last point"


class Animator_piles_up(_Curves):
    """You draw the curves again without clearing the axes: each add leaves one more copy of every curve. Call cla()
    first.

    你没有清空坐标系就重新画曲线：每次 add 都多留下一份。请先调用 cla()。"""

    how = "piles up"


class Animator_new_figures(_Curves):
    """You make a new figure at every add. One figure, made in __init__, is drawn anew.

    你每次 add 都新建一张图。应在 __init__ 中建一张图，之后在它上面重画。"""

    how = "new figure"


class Animator_configured_once(_Curves):
    """You set labels, limits and legend once, in __init__. cla() takes them away again: set them behind each drawing.

    你只在 __init__ 中设置了一次标签、范围和图例。cla() 会把它们清掉：每次画完都要重新设置。"""

    how = "once"


class Animator_without_scales(_Curves):
    """You do not use xscale and yscale: the axes are always linear.

    你没有使用 xscale 和 yscale：坐标轴始终是线性的。"""

    how = "scales"


class Animator_without_formats(_Curves):
    """You draw every curve in the same format. Curve number i has the format fmts[i].

    你用同一种格式画所有曲线。第 i 条曲线的格式是 fmts[i]。"""

    how = "formats"


class Animator_none_as_zero(_Curves):
    """A value that is None becomes a point at zero in your plot. That curve gets no point.

    值为 None 时你画了一个零点。这条曲线不应增加点。"""

    how = "zero"


class Animator_one_plot_of_one_size(_Curves):
    """You do not use nrows, ncols and figsize: plt.subplots takes all three.

    你没有使用 nrows、ncols 和 figsize：plt.subplots 接受这三个参数。"""

    how = "one plot"


class Animator_shared_points(_Curves):
    """Your lists of points stand in the class and belong to all its instances: two animators draw each other's curves.

    你的点列表写在类里，属于所有实例：两个 Animator 会画出对方的曲线。"""

    how = "shared"
    every_x: list = []
    every_y: list = []


def train_ch3_points_from_zero(net, train_iter, test_iter, loss, num_epochs, updater):
    """Your curves begin at 0. The epochs are counted from 1: animator.add(epoch + 1, ...).

    你的曲线从 0 开始。迭代周期从 1 数起：animator.add(epoch + 1, ...)。"""
    animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
    for epoch in range(num_epochs):
        trained = train_epoch_ch3(net, train_iter, loss, updater)
        animator.add(epoch, (*trained, evaluate_accuracy(net, test_iter)))


def train_ch3_accuracy_on_training_data(net, train_iter, test_iter, loss, num_epochs, updater):
    """Your test accuracy is that of the training data. Evaluate on test_iter.

    你的测试精度是在训练数据上算的。应在 test_iter 上评估。"""
    animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
    for epoch in range(num_epochs):
        trained = train_epoch_ch3(net, train_iter, loss, updater)
        animator.add(epoch + 1, (*trained, evaluate_accuracy(net, list(train_iter))))


def train_ch3_evaluated_first(net, train_iter, test_iter, loss, num_epochs, updater):
    """You evaluate before the training of the epoch, so that the test accuracy is one epoch behind, and the last state
    of the network is never evaluated.

    你在每个迭代周期的训练之前评估，测试精度因此落后一个周期，网络的最终状态从未被评估。"""
    animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
    for epoch in range(num_epochs):
        test_acc = evaluate_accuracy(net, test_iter)
        animator.add(epoch + 1, (*train_epoch_ch3(net, train_iter, loss, updater), test_acc))


def train_ch3_an_animator_each_epoch(net, train_iter, test_iter, loss, num_epochs, updater):
    """You make a new Animator in every epoch. One is enough for the whole training: make it before the loop.

    你在每个迭代周期都新建一个 Animator。整个训练只需要一个：请在循环之前创建。"""
    for epoch in range(num_epochs):
        animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
        trained = train_epoch_ch3(net, train_iter, loss, updater)
        animator.add(epoch + 1, (*trained, evaluate_accuracy(net, test_iter)))


def train_ch3_one_epoch(net, train_iter, test_iter, loss, num_epochs, updater):
    """You train for one epoch only, whatever num_epochs says.

    无论 num_epochs 是多少，你都只训练了一个迭代周期。"""
    animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
    trained = train_epoch_ch3(net, train_iter, loss, updater)
    animator.add(1, (*trained, evaluate_accuracy(net, test_iter)))


def train_ch3_learns_from_the_test_data(net, train_iter, test_iter, loss, num_epochs, updater):
    """You call train_epoch_ch3 on the test data: the network learns what it is to be examined on. Use
    evaluate_accuracy.

    你对测试数据调用了 train_epoch_ch3：网络学到了考试的内容。应使用 evaluate_accuracy。"""
    animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
    for epoch in range(num_epochs):
        trained = train_epoch_ch3(net, train_iter, loss, updater)
        animator.add(epoch + 1, (*trained, train_epoch_ch3(net, test_iter, loss, updater)[1]))


def train_ch3_accuracies_swapped(net, train_iter, test_iter, loss, num_epochs, updater):
    """Your curves and their names do not go together: the values are handed to add in another order than the legend's.

    你的曲线与名字对不上：传给 add 的值的顺序与图例的顺序不同。"""
    animator = Animator(xlabel="epoch", legend=["train loss", "train acc", "test acc"])
    for epoch in range(num_epochs):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        animator.add(epoch + 1, (train_acc, train_loss, evaluate_accuracy(net, test_iter)))


def _predict(net, batch, n, titled, pictures=None):
    X, y = batch
    names = get_fashion_mnist_labels(y), get_fashion_mnist_labels(net(X).argmax(dim=1))
    _, grid = plt.subplots(1, n, squeeze=False)
    for axes, image, true, pred in zip(
        grid[0], (X if pictures is None else pictures).reshape(-1, 28, 28), *names, strict=False
    ):
        axes.imshow(image)
        axes.set_title(titled(true, pred))


def predict_ch3_reshapes_to_n(net, test_iter, n=6):
    """You reshape to (n, 28, 28). Where the batch has fewer than n images that fails: show those that there are.

    你用 reshape 得到 (n, 28, 28)。批量中不足 n 幅图像时会失败：有几幅就显示几幅。"""
    X, y = next(iter(test_iter))
    images = X[:n].reshape((n, 28, 28))
    _predict(net, (images.unsqueeze(1), y[:n]), n, lambda true, pred: f"{true}\n{pred}")


def predict_ch3_swapped(net, test_iter, n=6):
    """Your titles have the predicted label above the right one. The right one comes first.

    你的标题中预测标签在真实标签之上。真实标签应在前。"""
    X, y = next(iter(test_iter))
    _predict(net, (X, y), min(n, len(y)), lambda true, pred: f"{pred}\n{true}")


def predict_ch3_last_batch(net, test_iter, n=6):
    """You show the last batch: the loop over test_iter is never left. The first batch is wanted.

    你显示的是最后一个批量：遍历 test_iter 的循环没有中途退出。应显示第一个批量。"""
    for X, y in test_iter:
        batch = X, y
    _predict(net, batch, min(n, len(batch[1])), lambda true, pred: f"{true}\n{pred}")


def predict_ch3_only_right_labels(net, test_iter, n=6):
    """Both lines of your titles are the right labels. The second one is what net predicts.

    你的标题两行都是真实标签。第二行应是 net 的预测。"""
    X, y = next(iter(test_iter))
    _predict(net, (X, y), min(n, len(y)), lambda true, pred: f"{true}\n{true}")


def predict_ch3_always_six(net, test_iter, n=6):
    """You show six images whatever n says.

    无论 n 是多少，你都显示六幅图像。"""
    X, y = next(iter(test_iter))
    _predict(net, (X, y), min(6, len(y)), lambda true, pred: f"{true}\n{pred}")


def predict_ch3_upside_down(net, test_iter, n=6):
    """Your images are transposed or turned. Show each as the 28 x 28 numbers that it is.

    你的图像被转置或翻转了。应按原样显示 28 x 28 个数。"""
    X, y = next(iter(test_iter))
    _predict(net, (X, y), min(n, len(y)), lambda true, pred: f"{true}\n{pred}", X.mT)
