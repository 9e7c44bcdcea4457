import random

import torch


def _linear(w, b, num_examples, noise=0.01):
    """Right but for what a mistake changes."""
    X = torch.randn(num_examples, len(w))
    y = X @ w + b
    return X, (y + noise * torch.randn(y.shape)).reshape(-1, 1)


def synthetic_data_labels_as_a_vector(w, b, num_examples):
    """Your labels have shape (n,). They are a column, (n, 1), like the predictions of the model.

    你的标签形状为 (n,)。它们应是一列 (n, 1)，与模型的预测一致。"""
    X, y = _linear(w, b, num_examples)
    return X, y.flatten()


def synthetic_data_without_noise(w, b, num_examples):
    """Your labels have no noise: they are exactly X w + b. Add normal noise to each.

    你的标签没有噪声：正好等于 X w + b。请给每个标签加上正态噪声。"""
    return _linear(w, b, num_examples, noise=0.0)


def synthetic_data_variance_for_deviation(w, b, num_examples):
    """Your noise has variance 0.01, a standard deviation of 0.1. The standard deviation is 0.01.

    你的噪声方差为 0.01，即标准差为 0.1。题目要求标准差为 0.01。"""
    return _linear(w, b, num_examples, noise=0.1)


def synthetic_data_noise_of_one(w, b, num_examples):
    """Your noise has standard deviation 1: it drowns what there is to learn. It is 0.01 here.

    你的噪声标准差为 1，会把要学的规律淹没。这里应为 0.01。"""
    return _linear(w, b, num_examples, noise=1.0)


def synthetic_data_same_noise_for_all(w, b, num_examples):
    """You drew one number and added it to all labels. Each label has noise of its own: draw as many as there are labels.

    你只抽了一个数，加到了所有标签上。每个标签要有自己的噪声：有多少标签就抽多少个。"""
    X = torch.randn(num_examples, len(w))
    return X, (X @ w + b + 0.01 * torch.randn(1)).reshape(-1, 1)


def synthetic_data_uniform_features(w, b, num_examples):
    """Your features are uniform between 0 and 1 (torch.rand). They are standard normal: torch.randn.

    你的特征是 0 到 1 之间的均匀分布（torch.rand）。应为标准正态分布：torch.randn。"""
    X = torch.rand(num_examples, len(w))
    return X, (X @ w + b + 0.01 * torch.randn(num_examples)).reshape(-1, 1)


def synthetic_data_without_b(w, b, num_examples):
    """The bias b is missing in your labels.

    你的标签漏掉了偏置 b。"""
    return _linear(w, 0.0, num_examples)


def synthetic_data_two_features(w, b, num_examples):
    """You always draw two features. There are as many as w has elements.

    你总是抽两个特征。特征的个数应等于 w 的元素个数。"""
    X = torch.randn(num_examples, 2)
    return X, (X @ w + b + 0.01 * torch.randn(num_examples)).reshape(-1, 1)


def synthetic_data_fixed_seed(w, b, num_examples):
    """You set the seed inside the function, so every call gives the same numbers. Leave the seed to the caller.

    你在函数内部设定了随机种子，每次调用得到的数都一样。种子应由调用者来定。"""
    torch.manual_seed(0)
    return _linear(w, b, num_examples)


def data_iter_not_shuffled(batch_size, features, labels):
    """Your batches come in the order of the data. Shuffle the indices first.

    你的批量按数据原来的顺序给出。请先打乱下标。"""
    for i in range(0, len(features), batch_size):
        yield features[i : i + batch_size], labels[i : i + batch_size]


def data_iter_drops_the_rest(batch_size, features, labels):
    """You drop the last batch when it is not full, so some examples are never seen. Give it as it is.

    最后一个批量不满时你把它丢掉了，有些样本永远用不上。请照样给出。"""
    order = torch.randperm(len(features))
    for i in range(0, len(features) - batch_size + 1, batch_size):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]


def data_iter_fills_up_the_last_batch(batch_size, features, labels):
    """You fill up the last batch with examples that have come before. Every example comes once: the last batch is smaller.

    你用已经出现过的样本补满了最后一个批量。每个样本只出现一次：最后一个批量应较小。"""
    order = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        chosen = [order[j % len(order)] for j in range(i, i + batch_size)]
        yield features[chosen], labels[chosen]


def data_iter_labels_shuffled_apart(batch_size, features, labels):
    """You shuffled features and labels separately: examples get other examples' labels. Use the same indices for both.

    你把特征和标签分别打乱了：样本配上了别人的标签。两者应使用同一组下标。"""
    first, second = torch.randperm(len(features)), torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[first[i : i + batch_size]], labels[second[i : i + batch_size]]


def data_iter_labels_in_the_old_order(batch_size, features, labels):
    """You shuffled the features and took the labels in their old order. Use the same indices for both.

    你打乱了特征，标签却仍按原来的顺序取。两者应使用同一组下标。"""
    order = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[order[i : i + batch_size]], labels[i : i + batch_size]


def data_iter_with_replacement(batch_size, features, labels):
    """You draw each batch anew, so some examples come twice and others never. Shuffle once, then cut into pieces.

    你每个批量都重新抽取，有的样本出现两次，有的从不出现。应先打乱一次，再切成小段。"""
    for _ in range(0, len(features), batch_size):
        chosen = torch.randint(0, len(features), (min(batch_size, len(features)),))
        yield features[chosen], labels[chosen]


def data_iter_step_of_one(batch_size, features, labels):
    """Your loop goes on by one example, so the batches overlap. Go on by batch_size: range(0, n, batch_size).

    你的循环每次只前进一个样本，批量之间互相重叠。应每次前进 batch_size：range(0, n, batch_size)。"""
    order = torch.randperm(len(features))
    for i in range(len(features)):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]


def data_iter_first_batch_only(batch_size, features, labels):
    """You give one batch and stop (return inside the loop). Yield each batch and go on.

    你只给出一个批量就结束了（在循环里用了 return）。应对每个批量 yield，然后继续。"""
    order = torch.randperm(len(features))[:batch_size]
    return [(features[order], labels[order])]


def data_iter_always_the_same_order(batch_size, features, labels):
    """You set the seed in the function, so every pass has the same order. Let each pass have its own.

    你在函数里设定了种子，每一遍的顺序都一样。每一遍都应重新打乱。"""
    order = list(range(len(features)))
    random.Random(0).shuffle(order)
    for i in range(0, len(features), batch_size):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]


def data_iter_shuffles_the_data(batch_size, features, labels):
    """You shuffled the data itself: the caller's tensors have changed. Shuffle indices instead.

    你打乱的是数据本身：调用者的张量被改动了。应当打乱下标。"""
    order = torch.randperm(len(features))
    features.copy_(features[order])
    labels.copy_(labels[order])
    for i in range(0, len(features), batch_size):
        yield features[i : i + batch_size].clone(), labels[i : i + batch_size].clone()


def linreg_without_b(X, w, b):
    """You forgot to add b.

    你忘了加 b。"""
    return X @ w


def linreg_elementwise(X, w, b):
    """X * w.T multiplies element by element and sums nothing. It is a matrix product: X @ w.

    X * w.T 是逐元素相乘，没有求和。这里要的是矩阵乘法：X @ w。"""
    return X * w.T + b


def linreg_flattened(X, w, b):
    """Your result is a vector (n,). It is a column, (n, 1), like the labels.

    你的结果是向量 (n,)。它应是一列 (n, 1)，与标签一致。"""
    return (X @ w + b).flatten()


def linreg_bias_as_a_number(X, w, b):
    """b.item() is a Python number: no gradient reaches b. Add the tensor itself.

    b.item() 是 Python 数：梯度传不到 b。请直接加上张量本身。"""
    return X @ w + b.item()


def linreg_minus_b(X, w, b):
    """You subtract b. It is added.

    你减去了 b。应当加上。"""
    return X @ w - b


def squared_loss_broadcast(y_hat, y):
    """(n, 1) minus (n,) broadcasts to an (n, n) table of all pairs. Give y the shape of y_hat first.

    (n, 1) 减 (n,) 会广播成所有配对的 (n, n) 表。请先把 y 变成 y_hat 的形状。"""
    return (y_hat - y) ** 2 / 2


def squared_loss_shape_of_y(y_hat, y):
    """You gave y_hat the shape of y; the result has the shape of y_hat.

    你把 y_hat 变成了 y 的形状；结果应与 y_hat 同形状。"""
    return (y_hat.reshape(y.shape) - y) ** 2 / 2


def squared_loss_without_the_half(y_hat, y):
    """The factor one half is missing: the derivative should be y_hat - y, not twice that.

    漏掉了系数二分之一：导数应为 y_hat - y，而不是它的两倍。"""
    return (y_hat - y.reshape(y_hat.shape)) ** 2


def squared_loss_mean(y_hat, y):
    """You took the mean. Each example keeps its own loss here.

    你求了平均。这里每个样本保留自己的损失。"""
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()


def squared_loss_sum(y_hat, y):
    """You summed the losses. Each example keeps its own loss here; the training loop sums.

    你把损失加了起来。这里每个样本保留自己的损失，求和由训练循环来做。"""
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum()


def squared_loss_absolute(y_hat, y):
    """You took absolute values. The squared loss squares the difference.

    你取的是绝对值。平方损失应对差求平方。"""
    return (y_hat - y.reshape(y_hat.shape)).abs() / 2


def squared_loss_outside_the_graph(y_hat, y):
    """Your values are right, but they are cut off from the graph (.detach(), .data): nothing can be learnt from them.

    数值是对的，但与计算图断开了（.detach()、.data）：从中学不到任何东西。"""
    return (y_hat.detach() - y.reshape(y_hat.shape)) ** 2 / 2


def squared_loss_in_place(y_hat, y):
    """Your values are right, but y_hat -= y overwrites the predictions. Make a new tensor.

    数值是对的，但 y_hat -= y 覆盖了预测值。请新建张量。"""
    with torch.no_grad():
        y_hat -= y.reshape(y_hat.shape)
    return y_hat**2 / 2


def _step(params, lr, batch_size, clear=True):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            if clear:
                param.grad.zero_()


def sgd_not_in_place(params, lr, batch_size):
    """param = param - ... makes a new tensor, without a gradient, and gives it the name; the parameter itself does not
    change. Use param -= ...

    param = param - ... 新建了一个张量并换了名字，它没有梯度；参数本身没有改变。请用 param -= ...。"""
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size
            param.grad.zero_()


def sgd_replaces_in_the_list(params, lr, batch_size):
    """You put new tensors into the list; the caller's w and b are still the old ones. Change the tensors in place.

    你往列表里放了新的张量；调用者手里的 w 和 b 还是旧的。请就地修改张量。"""
    for i, param in enumerate(params):
        params[i] = (param - lr * param.grad / batch_size).detach().requires_grad_()


def sgd_without_the_batch_size(params, lr, batch_size):
    """You do not divide by batch_size. The gradients are those of a sum over the batch.

    你没有除以 batch_size。这里的梯度是整个批量之和的梯度。"""
    _step(params, lr, 1)


def sgd_times_the_batch_size(params, lr, batch_size):
    """You multiply by batch_size. Divide by it.

    你乘了 batch_size。应当除以它。"""
    _step(params, lr * batch_size, 1)


def sgd_uphill(params, lr, batch_size):
    """You add the gradient: the loss grows. Go against it.

    你加上了梯度：损失会变大。应沿反方向走。"""
    _step(params, -lr, batch_size)


def sgd_gradients_stay(params, lr, batch_size):
    """Your step is right, but the gradients stay, and the next backward() adds to them. Clear them after the step.

    这一步是对的，但梯度还留着，下一次 backward() 会累加上去。走完之后请清除梯度。"""
    _step(params, lr, batch_size, clear=False)


def sgd_cleared_too_early(params, lr, batch_size):
    """You clear the gradients before the step, so there is nothing left to step by. Clear them afterwards.

    你在更新之前就清除了梯度，于是没有梯度可用。请在更新之后再清除。"""
    for param in params:
        param.grad.zero_()
    _step(params, lr, batch_size)


def sgd_first_parameter_only(params, lr, batch_size):
    """Only the first parameter steps: something ends the loop after one round.

    只有第一个参数走了一步：循环在第一圈之后就结束了。"""
    _step(params[:1], lr, batch_size)


def sgd_under_autograd(params, lr, batch_size):
    """A leaf that requires a gradient cannot be changed in place while autograd records. Step under torch.no_grad().

    自动微分记录期间，不能就地修改要求梯度的叶子张量。请在 torch.no_grad() 之下更新。"""
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()


def sgd_no_longer_requires_grad(params, lr, batch_size):
    """You switched requires_grad off to make the step and never on again: the next backward() cannot reach the parameter.

    你为了更新关掉了 requires_grad，之后没有再打开：下一次 backward() 就传不到这个参数了。"""
    for param in params:
        param.requires_grad_(False)
        param -= lr * param.grad / batch_size
        param.grad.zero_()


def _loop(features, labels, w, b, batch_size, lr, num_epochs, *, total=torch.sum, clear=True, batches=None):
    """Right but for what a mistake changes."""
    for _ in range(num_epochs):
        order = torch.randperm(len(features))
        for chosen in (batches or list)(order.split(batch_size)):
            total((features[chosen] @ w + b - labels[chosen]) ** 2 / 2).backward()
            _step([w, b], lr, batch_size, clear)


def train_mean_divided_again(features, labels, w, b, batch_size, lr, num_epochs):
    """You go backward from the mean, and sgd divides by batch_size once more: your steps are too small. Use the sum.

    你对平均损失做了反向传播，sgd 又除了一次 batch_size：步子太小。请用损失之和。"""
    _loop(features, labels, w, b, batch_size, lr, num_epochs, total=torch.mean)


def train_gradients_pile_up(features, labels, w, b, batch_size, lr, num_epochs):
    """The gradients are never cleared, so each step also repeats the earlier ones.

    梯度从未清除，于是每一步都重复了之前的梯度。"""
    _loop(features, labels, w, b, batch_size, lr, num_epochs, clear=False)


def train_one_epoch(features, labels, w, b, batch_size, lr, num_epochs):
    """You go through the data once, whatever num_epochs says.

    无论 num_epochs 是多少，你都只遍历了一次数据。"""
    _loop(features, labels, w, b, batch_size, lr, 1)


def train_one_batch_an_epoch(features, labels, w, b, batch_size, lr, num_epochs):
    """You use only one batch of each epoch: next(...) or a break where a loop over all batches belongs.

    每一轮你只用了一个批量：应当循环遍历所有批量的地方用了 next(...) 或 break。"""
    _loop(features, labels, w, b, batch_size, lr, num_epochs, batches=lambda all_of_them: all_of_them[:1])


def train_same_batch_again(features, labels, w, b, batch_size, lr, num_epochs):
    """You take the same first batch over and over (next(iter(...)) inside the loop), so most examples are never used.

    你反复取同一个第一批（在循环里写 next(iter(...))），大多数样本从未用到。"""
    first = torch.arange(len(features))[:batch_size]
    _loop(features, labels, w, b, batch_size, lr, num_epochs, batches=lambda all_of_them: [first] * len(all_of_them))


def train_one_step_an_epoch(features, labels, w, b, batch_size, lr, num_epochs):
    """You step once at the end of each epoch, with the gradients of all batches. Step after each batch.

    你在每一轮结束时才走一步，用的是所有批量的梯度。应在每个批量之后走一步。"""
    for _ in range(num_epochs):
        for chosen in torch.randperm(len(features)).split(batch_size):
            ((features[chosen] @ w + b - labels[chosen]) ** 2 / 2).sum().backward()
        _step([w, b], lr, batch_size)


def train_without_the_bias(features, labels, w, b, batch_size, lr, num_epochs):
    """Only w is trained: b never steps. Give both to sgd.

    只训练了 w：b 从未更新。请把两者都交给 sgd。"""
    for _ in range(num_epochs):
        for chosen in torch.randperm(len(features)).split(batch_size):
            ((features[chosen] @ w + b - labels[chosen]) ** 2 / 2).sum().backward()
            _step([w], lr, batch_size)
            b.grad = None


def train_on_copies(features, labels, w, b, batch_size, lr, num_epochs):
    """You train copies of w and b: the caller's tensors never change. Step them in place.

    你训练的是 w 和 b 的副本：调用者的张量始终没变。请就地更新它们。"""
    _loop(features, labels, *(p.detach().clone().requires_grad_() for p in (w, b)), batch_size, lr, num_epochs)
