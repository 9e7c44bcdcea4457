import torch
from torch import nn


def _lenet(act=nn.Sigmoid, pool=nn.AvgPool2d, padding=2, first=True, last=None):
    side = 5 if padding == 2 else 4
    layers = [nn.Conv2d(1, 6, 5, padding=padding), *([act()] if first else []), pool(2, stride=2), nn.Conv2d(6, 16, 5)]
    layers += [*([act()] if first else []), pool(2, stride=2), nn.Flatten(), nn.Linear(16 * side * side, 120), act()]
    return nn.Sequential(*layers, nn.Linear(120, 84), act(), nn.Linear(84, 10), *([last] if last else []))


def LeNet_max_pooling():
    """You pool with maxima. LeNet takes averages: nn.AvgPool2d.

    你用的是最大汇聚。LeNet 用平均汇聚：nn.AvgPool2d。"""
    return _lenet(pool=nn.MaxPool2d)


def LeNet_relu():
    """Your activations are ReLUs. LeNet is older than they are: its activations are sigmoids.

    你用的激活函数是 ReLU。LeNet 比它更早：用的是 sigmoid。"""
    return _lenet(act=nn.ReLU)


def LeNet_without_padding():
    """Your first convolution has no padding: the images shrink to 24 x 24 at once, and 16 x 4 x 4 numbers are left at the
    end. With a padding of 2 they are 16 x 5 x 5.

    你的第一个卷积没有填充：图像一下子缩小到 24 x 24，最后只剩 16 x 4 x 4 个数。填充为 2 时是 16 x 5 x 5 个。"""
    return _lenet(padding=0)


def LeNet_softmax_at_the_end():
    """There is a softmax at the end. nn.CrossEntropyLoss contains it already: return the outputs of the last linear layer.

    末尾有 softmax。nn.CrossEntropyLoss 已经包含它：应返回最后一个线性层的输出。"""
    return _lenet(last=nn.Softmax(dim=1))


def LeNet_sigmoid_at_the_end():
    """There is a sigmoid behind the last linear layer too, so that all outputs lie between 0 and 1. It has none.

    最后一个线性层之后也有 sigmoid，所有输出都在 0 和 1 之间。那里不应有激活函数。"""
    return _lenet(last=nn.Sigmoid())


def LeNet_convolutions_without_activation():
    """There is no activation behind your convolutions: each is followed by a sigmoid, then by pooling.

    你的卷积之后没有激活函数：每个卷积之后先是 sigmoid，再是汇聚。"""
    return _lenet(first=False)


def _evaluated(net, data_iter, device, how=""):
    if how != "mode":
        net.eval()
    device = device or next(net.parameters()).device
    right = total = 0
    with torch.set_grad_enabled(how == "grad"):
        for X, y in data_iter:
            if isinstance(X, list) and how != "list":
                X = [x if how == "cpu" else x.to(device) for x in X]
            elif how != "cpu":
                X = X.to(device)
            hits = int((net(X).argmax(dim=1) == y.to(device)).sum())
            right += hits / len(y) if how == "batches" else hits
            total += 1 if how == "batches" else len(y)
            if how == "first":
                break
    return float(right) if how == "count" else right / total


def evaluate_accuracy_gpu_with_gradients(net, data_iter, device=None):
    """You record gradients while you evaluate: that costs memory and time for nothing. Wrap the loop in torch.no_grad().

    你在评估时记录了梯度，白白耗费内存和时间。请把循环放在 torch.no_grad() 之下。"""
    return _evaluated(net, data_iter, device, "grad")


def evaluate_accuracy_gpu_in_training_mode(net, data_iter, device=None):
    """You left the network in training mode: dropout keeps dropping. Call net.eval() first.

    你让网络停留在训练模式：dropout 仍在丢弃。请先调用 net.eval()。"""
    return _evaluated(net, data_iter, device, "mode")


def evaluate_accuracy_gpu_tensors_only(net, data_iter, device=None):
    """You call X.to(device), which a list does not have. Where X is a list, move its tensors one by one.

    你调用了 X.to(device)，而列表没有这个方法。X 是列表时，要逐个移动其中的张量。"""
    return _evaluated(net, data_iter, device, "list")


def evaluate_accuracy_gpu_mean_of_batches(net, data_iter, device=None):
    """You average the accuracies of the batches: a short last batch then counts as much as a full one. Divide the number of
    right predictions by that of all.

    你对各批量的精度求了平均：较短的最后一个批量与完整的批量分量相同。应该用预测正确的总数除以样本总数。"""
    return _evaluated(net, data_iter, device, "batches")


def evaluate_accuracy_gpu_a_number(net, data_iter, device=None):
    """You return the number of right predictions, not divided by the number of examples.

    你返回的是预测正确的个数，没有除以样本数。"""
    return _evaluated(net, data_iter, device, "count")


def evaluate_accuracy_gpu_first_batch(net, data_iter, device=None):
    """Only the first batch counts: return behind the loop, not inside it.

    你只算了第一个批量：应在循环之后返回，而不是在循环里。"""
    return _evaluated(net, data_iter, device, "first")


def _trained(net, train_iter, test_iter, num_epochs, lr, device, how=""):
    kinds = {"linear": (nn.Linear,), "start": ()}.get(how, (nn.Linear, nn.Conv2d))
    for layer in net.children() if how == "outer" else net.modules():
        if isinstance(layer, kinds):
            (nn.init.xavier_normal_ if how == "normal" else nn.init.xavier_uniform_)(layer.weight)
    net.to(device)
    loss, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(net.parameters(), lr=lr)
    net.train()
    for _ in range(num_epochs):
        if how != "mode":
            net.train()
        losses = right = total = 0.0
        for i, (X, y) in enumerate(train_iter):
            if how == "fifths":
                (i + 1) % (len(train_iter) // 5)
            if how != "clear":
                optimizer.zero_grad()
            y_hat = net(X.to(device))
            mean = loss(y_hat, y.to(device))
            mean.backward()
            optimizer.step()
            losses += mean.item() * (1 if how == "means" else len(y))
            right += float((y_hat.argmax(dim=1) == y.to(device)).sum())
            total += len(y)
        test_acc = _evaluated(net, train_iter if how == "train data" else test_iter, device)
    if how == "means":
        losses *= total / len(train_iter)
    if how != "silent":
        print(f"loss {losses / total:.3f}, train acc {right / total:.3f}, test acc {test_acc:.3f}")


def train_ch6_needs_five_batches(net, train_iter, test_iter, num_epochs, lr, device):
    """num_batches // 5 is 0 where there are fewer than five batches, and % 0 raises ZeroDivisionError. Use
    max(num_batches // 5, 1).

    批量少于五个时，num_batches // 5 是 0，而 % 0 会抛出 ZeroDivisionError。请用 max(num_batches // 5, 1)。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "fifths")


def train_ch6_stays_in_eval_mode(net, train_iter, test_iter, num_epochs, lr, device):
    """You call net.train() once, before all epochs. The evaluation puts the net into eval mode: switch back in each epoch.

    你只在所有迭代周期之前调用了一次 net.train()。评估会把网络设为评估模式：每个迭代周期都要切换回来。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "mode")


def train_ch6_never_clears(net, train_iter, test_iter, num_epochs, lr, device):
    """You never clear the gradients, so that those of all earlier batches add up: optimizer.zero_grad() for each batch.

    你从未清除梯度，之前所有批量的梯度都会累加：每个批量都要调用 optimizer.zero_grad()。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "clear")


def train_ch6_start_of_torch(net, train_iter, test_iter, num_epochs, lr, device):
    """You train from the weights that the net came with. Draw them anew with nn.init.xavier_uniform_.

    你直接从传入的权重开始训练。请先用 nn.init.xavier_uniform_ 重新抽取。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "start")


def train_ch6_convolutions_keep_their_start(net, train_iter, test_iter, num_epochs, lr, device):
    """You initialise linear layers alone. Convolutions start as Xavier has it, too.

    你只初始化了线性层。卷积层也要用 Xavier 初始化。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "linear")


def train_ch6_outer_layers_only(net, train_iter, test_iter, num_epochs, lr, device):
    """You initialise the children of net, not the layers inside of them. net.apply and net.modules() reach all of them.

    你只初始化了 net 的直接子层，没有进入它们内部。net.apply 和 net.modules() 会遍历所有的层。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "outer")


def train_ch6_normal_start(net, train_iter, test_iter, num_epochs, lr, device):
    """Your weights start normally distributed. Here they are uniform: nn.init.xavier_uniform_.

    你的权重初值服从正态分布。这里要的是均匀分布：nn.init.xavier_uniform_。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "normal")


def train_ch6_mean_of_the_batches(net, train_iter, test_iter, num_epochs, lr, device):
    """You print the mean of the batches' losses: a short last batch counts as much as a full one. Weigh each with its size.

    你打印的是各批量损失的平均值：较短的最后一个批量与完整的分量相同。应按批量的大小加权。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "means")


def train_ch6_tested_on_the_training_data(net, train_iter, test_iter, num_epochs, lr, device):
    """Your test accuracy is that of the training data. Evaluate on test_iter.

    你的测试精度是在训练数据上算的。应在 test_iter 上评估。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "train data")


def train_ch6_silent(net, train_iter, test_iter, num_epochs, lr, device):
    """You print nothing. At the end, say loss, train acc and test acc in one line.

    你什么也没有打印。最后请用一行给出 loss、train acc 和 test acc。"""
    _trained(net, train_iter, test_iter, num_epochs, lr, device, "silent")
