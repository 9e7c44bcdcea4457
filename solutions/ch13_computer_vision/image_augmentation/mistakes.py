import torch
from matplotlib import pyplot as plt
from torch.utils.data import DataLoader
from torchvision import transforms


def apply_once(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """You called aug once and drew its result everywhere. Each place wants a call of its own: the result is random.

    你只调用了一次 aug，到处画的都是同一个结果。每个位置都要调用一次：结果是随机的。"""
    made = aug(img)
    _draw([made] * (num_rows * num_cols), num_rows, num_cols, scale)


def apply_to_the_result(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """You augment what the call before gave. Each call takes the picture itself.

    你对上一次的结果再做增广。每次调用的输入都应是原图。"""
    made = []
    for _ in range(num_rows * num_cols):
        img = aug(img)
        made.append(img)
    _draw(made, num_rows, num_cols, scale)


def apply_draws_the_picture(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """You drew the picture itself. Draw what aug gives.

    你画的是原图。应画出 aug 的结果。"""
    for _ in range(num_rows * num_cols):
        aug(img)
    _draw([img] * (num_rows * num_cols), num_rows, num_cols, scale)


def apply_rows_for_columns(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """Rows and columns have changed places.

    行和列弄反了。"""
    made = [aug(img) for _ in range(num_rows * num_cols)]
    _draw(made, num_cols, num_rows, scale, figsize=(num_cols * scale, num_rows * scale))


def apply_default_size(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """You do not use scale: the figure has matplotlib's own size.

    你没有用到 scale：图的大小是 matplotlib 的默认值。"""
    _draw([aug(img) for _ in range(num_rows * num_cols)], num_rows, num_cols, scale, figsize=(6.4, 4.8))


def apply_with_ticks(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """Ticks and numbers are still to be seen. Hide both axes.

    刻度和数字仍然可见。请隐藏两个坐标轴。"""
    _draw([aug(img) for _ in range(num_rows * num_cols)], num_rows, num_cols, scale, ticks=True)


def color_aug_without_hue():
    """The hue stays as it is: hue=0.5 is missing.

    色调没有改变：漏掉了 hue=0.5。"""
    return transforms.ColorJitter(brightness=0.5, contrast=0.5, saturation=0.5)


def color_aug_brightness_alone():
    """Only the brightness changes. Contrast, saturation and hue change as well.

    只有亮度改变了。对比度、饱和度和色调也要改变。"""
    return transforms.ColorJitter(brightness=0.5)


def color_aug_hue_alone():
    """Only the hue changes. Brightness, contrast and saturation change as well.

    只有色调改变了。亮度、对比度和饱和度也要改变。"""
    return transforms.ColorJitter(hue=0.5)


def color_aug_without_saturation():
    """The saturation stays as it is: saturation=0.5 is missing.

    饱和度没有改变：漏掉了 saturation=0.5。"""
    return transforms.ColorJitter(brightness=0.5, contrast=0.5, hue=0.5)


def color_aug_small_factors():
    """Your changes are too small: factors go from 0.5 to 1.5, and the hue all around the circle.

    你的变化太小：系数应取自 0.5 到 1.5，色调应取遍整个色环。"""
    return transforms.ColorJitter(brightness=0.2, contrast=0.2, saturation=0.2, hue=0.1)


def shape_aug_never_small():
    """Your rectangles are large: at least half of the area. They have 0.1 to 1 of it.

    你的矩形太大：至少占一半的面积。应为 0.1 到 1。"""
    return transforms.RandomResizedCrop((200, 200), scale=(0.5, 1), ratio=(0.5, 2))


def shape_aug_very_small():
    """Some of your rectangles are very small: less than 0.1 of the area.

    你的一些矩形非常小：不到面积的 0.1。"""
    return transforms.RandomResizedCrop((200, 200), scale=(0.01, 1), ratio=(0.5, 2))


def shape_aug_default_ratio():
    """You did not set the ratio: torchvision's own goes from 3/4 to 4/3. Here it goes from 0.5 to 2.

    你没有设置宽高比：torchvision 默认从 3/4 到 4/3。这里应从 0.5 到 2。"""
    return transforms.RandomResizedCrop((200, 200), scale=(0.1, 1))


def shape_aug_always_square():
    """Your rectangles are squares. The ratio of width to height goes from 0.5 to 2.

    你的矩形都是正方形。宽与高之比应从 0.5 到 2。"""
    return transforms.RandomResizedCrop((200, 200), scale=(0.1, 1), ratio=(1, 1))


def shape_aug_no_crop():
    """You scale the whole picture. Cut out a random rectangle first.

    你缩放的是整幅图像。应先裁出一个随机的矩形。"""
    return transforms.Resize((200, 200))


def train_augs_always_mirrored():
    """You mirror every picture. Half of them stay as they are: p=0.5.

    你翻转了每幅图像。有一半应保持原样：p=0.5。"""
    return transforms.Compose([transforms.RandomHorizontalFlip(p=1.0), transforms.ToTensor()])


def train_augs_never_mirrored():
    """Your pictures are never mirrored: RandomHorizontalFlip is missing.

    你的图像从不翻转：漏掉了 RandomHorizontalFlip。"""
    return transforms.Compose([transforms.ToTensor()])


def train_augs_upside_down():
    """You mirror upside down. Left to right is asked for: RandomHorizontalFlip.

    你做的是上下翻转。题目要求左右翻转：RandomHorizontalFlip。"""
    return transforms.Compose([transforms.RandomVerticalFlip(), transforms.ToTensor()])


def train_augs_bytes():
    """Your tensors hold bytes from 0 to 255. ToTensor makes float32 from 0 to 1.

    你的张量里是 0 到 255 的字节。ToTensor 会得到 0 到 1 的 float32。"""
    return transforms.Compose([transforms.RandomHorizontalFlip(), transforms.PILToTensor()])


def test_augs_mirrored():
    """Your test pictures are mirrored at random. Nothing is random in a test: ToTensor alone.

    你的测试图像会随机翻转。测试中没有任何随机的东西：只用 ToTensor。"""
    return transforms.Compose([transforms.RandomHorizontalFlip(), transforms.ToTensor()])


def load_cifar10_always_shuffled(is_train, augs, batch_size):
    """You shuffle the test set as well. shuffle=is_train.

    你连测试集也打乱了。应为 shuffle=is_train。"""
    return DataLoader(CIFAR10("../data", is_train, augs), batch_size, shuffle=True)


def load_cifar10_never_shuffled(is_train, augs, batch_size):
    """The training set comes in the same order in every pass. shuffle=is_train.

    训练集每一遍的顺序都一样。应为 shuffle=is_train。"""
    return DataLoader(CIFAR10("../data", is_train, augs), batch_size)


def load_cifar10_always_train(is_train, augs, batch_size):
    """You load the training set, whatever is_train says: train=is_train is missing.

    无论 is_train 是什么，你读的都是训练集：漏掉了 train=is_train。"""
    return DataLoader(CIFAR10("../data", transform=augs), batch_size, shuffle=is_train)


def load_cifar10_without_augs(is_train, augs, batch_size):
    """You do not use augs. Your pictures are made tensors and nothing else.

    你没有用到 augs。你的图像只是变成了张量。"""
    return DataLoader(CIFAR10("../data", is_train, transforms.ToTensor()), batch_size, shuffle=is_train)


def load_cifar10_drops_the_rest(is_train, augs, batch_size):
    """You drop the last batch when it is not full. Give it as it is.

    最后一个批量不满时你把它丢掉了。请照样给出。"""
    return DataLoader(CIFAR10("../data", is_train, augs), batch_size, shuffle=is_train, drop_last=True)


def load_cifar10_augmented_once(is_train, augs, batch_size):
    """You augment the pictures once, when the loader is made: each pass shows the same. The transformation belongs to the
    data set.

    你只在创建加载器时做了一次增广：每一遍看到的都一样。变换应交给数据集。"""
    return DataLoader(list(CIFAR10("../data", is_train, augs)), batch_size, shuffle=is_train)


def _batch(net, X, y, loss, trainer, devices, *, total=torch.sum, clear=True, mode=True, step=True):
    """Right but for what a mistake changes."""
    X = [x.to(devices[0]) for x in X] if isinstance(X, list) else X.to(devices[0])
    y = y.to(devices[0])
    if mode:
        net.train()
    if clear:
        trainer.zero_grad()
    scores = net(X)
    losses = loss(scores, y)
    total(losses).backward()
    if step:
        trainer.step()
    return losses.detach().sum(), (scores.argmax(dim=1) == y).sum()


def train_batch_ch13_mean(net, X, y, loss, trainer, devices):
    """You went backward from the mean of the losses. Here the step follows the gradient of their sum.

    你对损失的平均做了反向传播。这里要用损失之和的梯度。"""
    return _batch(net, X, y, loss, trainer, devices, total=torch.mean)


def train_batch_ch13_gradients_pile_up(net, X, y, loss, trainer, devices):
    """zero_grad() is missing: old gradients are in your step.

    漏掉了 zero_grad()：这一步里混进了旧的梯度。"""
    return _batch(net, X, y, loss, trainer, devices, clear=False)


def train_batch_ch13_in_eval_mode(net, X, y, loss, trainer, devices):
    """You train in the mode in which the net came. Call net.train() first.

    你在网络传入时的模式下训练。请先调用 net.train()。"""
    return _batch(net, X, y, loss, trainer, devices, mode=False)


def train_batch_ch13_no_step(net, X, y, loss, trainer, devices):
    """The parameters stay as they are: trainer.step() is missing.

    参数没有变化：漏掉了 trainer.step()。"""
    return _batch(net, X, y, loss, trainer, devices, step=False)


def train_batch_ch13_tensors_alone(net, X, y, loss, trainer, devices):
    """A list has no .to: where X is a list, move each of its tensors.

    列表没有 .to：X 是列表时要逐个移动其中的张量。"""
    return _batch(net, X.to(devices[0]), y, loss, trainer, devices)


def train_batch_ch13_means_returned(net, X, y, loss, trainer, devices):
    """You return the mean loss and the accuracy. Asked for are the sum of the losses and the number of right predictions.

    你返回的是平均损失和精度。题目要的是损失之和与预测正确的个数。"""
    total, right = _batch(net, X, y, loss, trainer, devices)
    return total / len(y), right / len(y)


def train_batch_ch13_after_the_step(net, X, y, loss, trainer, devices):
    """You ask the net once more after the step: both results are those of before it.

    你在走完一步之后又计算了一次：两个结果都应是这一步之前的。"""
    _batch(net, X, y, loss, trainer, devices)
    with torch.no_grad():
        scores = net(X)
        return loss(scores, y).sum(), (scores.argmax(dim=1) == y).sum()


def _train(net, train_iter, test_iter, loss, trainer, num_epochs, devices, *, mode=True, grad=False, batch=_batch):
    """Right but for what a mistake changes."""
    device = (devices or [torch.device("cpu")])[0]
    net = net.to(device)
    accuracies = []
    for _ in range(num_epochs):
        for X, y in train_iter:
            batch(net, X, y, loss, trainer, [device])
        if mode:
            net.eval()
        with torch.set_grad_enabled(grad):
            pairs = [(net(X.to(device)).argmax(dim=1) == y.to(device), len(y)) for X, y in test_iter]
        accuracies.append(int(sum(right.sum() for right, _ in pairs)) / sum(n for _, n in pairs))
    return accuracies


def train_ch13_five_batches_needed(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """With fewer than five batches num_batches // 5 is 0, and you divide by it.

    批量少于五个时 num_batches // 5 为 0，而你除以了它。"""
    _ = 1 % (len(train_iter) // 5)
    return _train(net, train_iter, test_iter, loss, trainer, num_epochs, devices)


def train_ch13_evaluated_in_training_mode(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """You evaluate in training mode. Call net.eval() first.

    你在训练模式下评估。请先调用 net.eval()。"""
    return _train(net, train_iter, test_iter, loss, trainer, num_epochs, devices, mode=False)


def train_ch13_evaluated_with_gradients(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """You record gradients while you evaluate. Use torch.no_grad().

    评估时你仍在记录梯度。请使用 torch.no_grad()。"""
    return _train(net, train_iter, test_iter, loss, trainer, num_epochs, devices, grad=True)


def train_ch13_trained_once_and_left_in_eval_mode(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """After the first evaluation your net stays in eval mode. Each batch is trained in training mode.

    第一次评估之后，你的网络就一直处于评估模式。每个批量都要在训练模式下训练。"""
    net.train()

    def batch(*args):
        return _batch(*args, mode=False)

    return _train(net, train_iter, test_iter, loss, trainer, num_epochs, devices, batch=batch)


def train_ch13_accuracy_of_the_training_set(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """Your accuracies are those of the training set. Ask test_iter.

    你的精度是训练集上的。应在 test_iter 上求。"""
    return _train(net, train_iter, train_iter, loss, trainer, num_epochs, devices)


def train_ch13_mean_of_the_batches(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """You averaged the accuracies of the batches: a short last batch counts as much as a full one. Count over all
    examples.

    你对各批量的精度取了平均：较短的最后一个批量与完整的批量分量相同。应在全部样本上计数。"""
    accuracies = []
    for _ in range(num_epochs):
        _train(net, train_iter, test_iter, loss, trainer, 1, devices)
        net.eval()
        with torch.no_grad():
            shares = [float((net(X).argmax(dim=1) == y).float().mean()) for X, y in test_iter]
        accuracies.append(sum(shares) / len(shares))
    return accuracies


def train_ch13_one_epoch(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """You go through the data once, whatever num_epochs says.

    无论 num_epochs 是多少，你都只遍历了一次数据。"""
    return _train(net, train_iter, test_iter, loss, trainer, 1, devices)


def train_ch13_nothing_returned(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """You return nothing. The accuracies are asked for, a list of them.

    你没有返回任何值。题目要求返回精度的列表。"""
    _train(net, train_iter, test_iter, loss, trainer, num_epochs, devices)


def train_ch13_devices_needed(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """None is no list of devices: find them out where none are given.

    None 不是设备的列表：没有给出时要自己查询。"""
    return _train(net, train_iter, test_iter, loss, trainer, num_epochs, [devices[0]])


def _draw(made, rows, columns, scale, figsize=None, ticks=False):
    _, grid = plt.subplots(rows, columns, figsize=figsize or (columns * scale, rows * scale), squeeze=False)
    for axes, picture in zip(grid.flatten(), made):
        axes.imshow(picture)
        if not ticks:
            axes.axis("off")
