import torch


def extract_features_from_the_picture(X, net, content_layers, style_layers):
    """You gave every layer the picture itself. Each layer takes what the layer before it gave: X = layer(X).

    你把图像本身交给了每一层。每一层的输入是前一层的输出：X = layer(X)。"""
    numbers = range(len(net))
    return (
        [net[i](X).clone() for i in numbers if i in content_layers],
        [net[i](X).clone() for i in numbers if i in style_layers],
    )


def extract_features_swapped(X, net, content_layers, style_layers):
    """You return the styles first. The contents come first.

    你先返回了风格。内容在前。"""
    return _features(X, net, style_layers, content_layers)


def extract_features_counted_from_one(X, net, content_layers, style_layers):
    """You count the layers from 1, so each feature is that of the layer before. They are counted from 0.

    你从 1 开始数层，所以每个特征都是前一层的。层从 0 开始编号。"""
    return _features(X, net, [i - 1 for i in content_layers], [i - 1 for i in style_layers])


def extract_features_before_the_layer(X, net, content_layers, style_layers):
    """You keep what goes into the layer. Asked for is what comes out of it: call the layer first.

    你保留的是该层的输入。题目要的是它的输出：先调用这一层。"""
    contents, styles = [], []
    for i, layer in enumerate(net):
        if i in style_layers:
            styles.append(X.clone())
        if i in content_layers:
            contents.append(X.clone())
        X = layer(X)
    return contents, styles


def extract_features_one_or_the_other(X, net, content_layers, style_layers):
    """A layer that serves for style is left out of the content (elif). Both lists may name the same layer.

    用于风格的层就不再用于内容（elif）。两个列表可以包含同一层。"""
    return _features(X, net, [i for i in content_layers if i not in style_layers], style_layers)


def extract_features_written_over(X, net, content_layers, style_layers):
    """A layer that works in place wrote over the features that you keep: they are those of the layer after. Keep a copy.

    就地计算的层覆盖了你保留的特征：它们变成了下一层的输出。请保留一份副本。"""
    contents, styles = [], []
    for i in range(len(net)):
        X = net[i](X)
        if i in style_layers:
            styles.append(X)
        if i in content_layers:
            contents.append(X)
    return contents, styles


def extract_features_detached(X, net, content_layers, style_layers):
    """Your features are right, but no gradient comes back to the picture (detach, .data or no_grad): it cannot be
    trained.

    特征是对的，但梯度传不回图像（detach、.data 或 no_grad）：图像无法训练。"""
    return _features(X.detach(), net, content_layers, style_layers)


def extract_features_on_the_cpu(X, net, content_layers, style_layers):
    """Your features leave the GPU (.cpu() or .numpy()). Keep them where they are.

    你的特征离开了 GPU（.cpu() 或 .numpy()）。请留在原来的设备上。"""
    contents, styles = _features(X, net, content_layers, style_layers)
    return [Y.cpu() for Y in contents], [Y.cpu() for Y in styles]


def content_loss_sum(Y_hat, Y):
    """You summed the squares. The loss is their mean, so that large layers weigh no more than small ones.

    你对平方求了和。损失是平方的平均，这样大的层不会比小的层分量更重。"""
    return (Y_hat - Y.detach()).square().sum()


def content_loss_halved(Y_hat, Y):
    """There is no factor one half in this loss.

    这个损失里没有系数二分之一。"""
    return (Y_hat - Y.detach()).square().mean() / 2


def content_loss_absolute(Y_hat, Y):
    """You took absolute values. The differences are squared.

    你取了绝对值。这里要的是差的平方。"""
    return (Y_hat - Y.detach()).abs().mean()


def content_loss_not_averaged(Y_hat, Y):
    """You return the square of each entry. The loss is one number: their mean.

    你返回的是每个元素的平方。损失是一个数：它们的平均。"""
    return (Y_hat - Y.detach()).square()


def content_loss_the_goal_moves(Y_hat, Y):
    """Your value is right, but a gradient flows to the goal as well. Detach it: the goal is a constant.

    数值是对的，但梯度也传到了目标。请用 detach：目标是常量。"""
    return (Y_hat - Y).square().mean()


def content_loss_nothing_moves(Y_hat, Y):
    """Your value is right, but no gradient reaches Y_hat: you detached the wrong one, or made a plain number of it.

    数值是对的，但梯度传不到 Y_hat：你分离（detach）错了对象，或者把它变成了普通的数。"""
    return (Y_hat.detach() - Y).square().mean()


def content_loss_on_the_cpu(Y_hat, Y):
    """Your loss is on the CPU (.cpu(), or a new tensor made of it). Leave it on the device of the features.

    你的损失在 CPU 上（.cpu()，或用它新建了张量）。请留在特征所在的设备上。"""
    return (Y_hat - Y.detach()).square().mean().cpu()


def gram_not_divided(X):
    """You did not divide: large layers would weigh more than small ones. Divide by the number of entries of X.

    你没有做除法：大的层会比小的层分量更重。请除以 X 的元素个数。"""
    return _products(X)


def gram_divided_by_the_pixels(X):
    """You divided by h * w alone. Divide by the number of all entries, c * h * w.

    你只除以了 h * w。应除以全部元素的个数 c * h * w。"""
    return _products(X) / (X.shape[2] * X.shape[3])


def gram_of_the_pixels(X):
    """Your matrix has a row for each pixel. It compares channels: X X^T with a row for each channel, shape (c, c).

    你的矩阵每个像素一行。格拉姆矩阵比较的是通道：X X^T，每个通道一行，形状为 (c, c)。"""
    rows = X.reshape(X.shape[1], -1)
    return rows.T @ rows / X.numel()


def gram_rows_of_the_wrong_numbers(X):
    """You reshaped to (h * w, c) and transposed: the rows then hold numbers of different channels. The numbers of a
    channel lie one behind the other: reshape to (c, h * w) at once.

    你先变形为 (h * w, c) 再转置：这样每一行混进了不同通道的数。一个通道的数是连着存放的：请直接变形为 (c, h * w)。"""
    rows = X.reshape(-1, X.shape[1]).T
    return rows @ rows.T / X.numel()


def gram_view(X):
    """view fails where X is not contiguous. reshape copies where it must.

    X 不连续时 view 会报错。reshape 在需要时会复制。"""
    rows = X.view(X.shape[1], X.shape[2] * X.shape[3])
    return rows @ rows.T / X.numel()


def gram_float32_on_the_cpu(X):
    """You fill a matrix that torch.zeros made: it is float32 on the CPU. Give it the dtype and the device of X.

    你填写的矩阵由 torch.zeros 建立：它是 CPU 上的 float32。请给它 X 的 dtype 和设备。"""
    c = X.shape[1]
    G = torch.zeros(c, c)
    for i in range(c):
        for j in range(c):
            G[i, j] = (X[0, i] * X[0, j]).sum() / X.numel()
    return G


def gram_out_of_the_graph(X):
    """Your numbers are right, but no gradient comes back to the features.

    数值是对的，但梯度传不回特征。"""
    return _products(X.detach()) / X.numel()


def style_loss_gram_of_a_gram(Y_hat, gram_Y):
    """You took the second argument for features. It is a Gram matrix already.

    你把第二个参数当成了特征。它已经是格拉姆矩阵。"""
    G = gram_Y.detach()
    return (_products(Y_hat) / Y_hat.numel() - G @ G.T / G.numel()).square().mean()


def style_loss_of_the_sums(Y_hat, gram_Y):
    """You did not divide the Gram matrix of Y_hat by the number of entries: use gram.

    你没有把 Y_hat 的格拉姆矩阵除以元素个数：请用 gram。"""
    return (_products(Y_hat) - gram_Y.detach()).square().mean()


def style_loss_sum(Y_hat, gram_Y):
    """You summed the squares. The loss is their mean.

    你对平方求了和。损失是它们的平均。"""
    return (_products(Y_hat) / Y_hat.numel() - gram_Y.detach()).square().sum()


def style_loss_the_goal_moves(Y_hat, gram_Y):
    """Your value is right, but a gradient flows to the goal as well. Detach it: the goal is a constant.

    数值是对的，但梯度也传到了目标。请用 detach：目标是常量。"""
    return (_products(Y_hat) / Y_hat.numel() - gram_Y).square().mean()


def style_loss_on_the_cpu(Y_hat, gram_Y):
    """Your loss is on the CPU (.cpu(), or a new tensor made of it). Leave it on the device of the features.

    你的损失在 CPU 上（.cpu()，或用它新建了张量）。请留在特征所在的设备上。"""
    return (_products(Y_hat) / Y_hat.numel() - gram_Y.detach()).square().mean().cpu()


def tv_loss_sum(Y_hat):
    """You summed the differences. Take the mean over the pairs of neighbours, for each direction.

    你对差求了和。应对每个方向的所有相邻像素取平均。"""
    down, right = _differences(Y_hat)
    return 0.5 * (down.abs().sum() + right.abs().sum())


def tv_loss_not_halved(Y_hat):
    """The factor one half is missing.

    漏掉了系数二分之一。"""
    down, right = _differences(Y_hat)
    return down.abs().mean() + right.abs().mean()


def tv_loss_squares(Y_hat):
    """You squared the differences. Take absolute values.

    你对差取了平方。应取绝对值。"""
    down, right = _differences(Y_hat)
    return 0.5 * (down.square().mean() + right.square().mean())


def tv_loss_with_signs(Y_hat):
    """You left out the absolute value: steps up and steps down cancel.

    你漏掉了绝对值：上升和下降会相互抵消。"""
    down, right = _differences(Y_hat)
    return 0.5 * (down.mean() + right.mean())


def tv_loss_one_direction(Y_hat):
    """You compare each pixel with the one below alone. The neighbour to the right counts as well.

    你只拿每个像素与它下面的像素比较。右边的邻居也要算。"""
    return 0.5 * _differences(Y_hat)[0].abs().mean()


def tv_loss_channels_as_neighbours(Y_hat):
    """You compare channels and rows: the first two axes of Y_hat are picture and channel. Rows and columns are the last
    two.

    你比较的是通道和行：Y_hat 的前两个轴是图像和通道。行和列是最后两个轴。"""
    channels = Y_hat[:, 1:] - Y_hat[:, :-1]
    return 0.5 * (channels.abs().mean() + _differences(Y_hat)[0].abs().mean())


def tv_loss_around_the_edge(Y_hat):
    """You compare the last row with the first, as torch.roll does. Pixels at the two ends are no neighbours.

    你把最后一行与第一行也比较了（torch.roll 就是如此）。两端的像素并不相邻。"""
    return 0.5 * sum((Y_hat - Y_hat.roll(1, axis)).abs().mean() for axis in (2, 3))


def tv_loss_out_of_the_graph(Y_hat):
    """Your value is right, but no gradient comes back to the picture.

    数值是对的，但梯度传不回图像。"""
    down, right = _differences(Y_hat.detach())
    return 0.5 * (down.abs().mean() + right.abs().mean())


def tv_loss_on_the_cpu(Y_hat):
    """Your loss is on the CPU: you added to a tensor that was made there. Leave it on the device of the picture.

    你的损失在 CPU 上：你把它加到了建在 CPU 上的张量里。请留在图像所在的设备上。"""
    down, right = _differences(Y_hat)
    return 0.5 * (down.abs().mean() + right.abs().mean()).cpu()


def compute_loss_styles_ten_times(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """The styles are in your sum ten times: 10 * styles_l repeats the list. Each loss counts once.

    总和中风格损失计了十次：10 * styles_l 会把列表重复十遍。每项损失只计一次。"""
    contents_l, styles_l, tv_l = _parts(X, *features)
    contents_l, styles_l = _times(content_weight, contents_l), _times(style_weight, styles_l)
    return contents_l, styles_l, tv_l * tv_weight, sum(10 * styles_l + contents_l + [tv_l * tv_weight])


def compute_loss_weights_in_the_sum_alone(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """Your sum is right, but the single losses that you return lack their weights.

    总和是对的，但返回的各项损失没有乘上权重。"""
    contents_l, styles_l, tv_l = _parts(X, *features)
    total = content_weight * sum(contents_l) + style_weight * sum(styles_l) + tv_weight * tv_l
    return contents_l, styles_l, tv_l, total


def compute_loss_fixed_weights(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """You wrote the weights of the book into the code. Use the arguments: another picture wants other weights.

    你把书中的权重写死在代码里了。请使用参数：换一幅图像就要换权重。"""
    contents_l, styles_l, tv_l = _parts(X, *features)
    styles_l = _times(1e3, styles_l)
    return contents_l, styles_l, 10 * tv_l, sum(contents_l) + sum(styles_l) + 10 * tv_l


def compute_loss_without_variation(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """The total variation is not in your sum, so no gradient reaches the picture from it.

    总和里漏掉了全变分损失，图像从它那里得不到梯度。"""
    contents_l, styles_l, tv_l = _parts(X, *features)
    contents_l, styles_l = _times(content_weight, contents_l), _times(style_weight, styles_l)
    return contents_l, styles_l, tv_l * tv_weight, sum(contents_l) + sum(styles_l)


def compute_loss_the_mean_of_the_layers(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """You averaged over the layers. The losses of all layers are added up.

    你对各层取了平均。各层的损失应当相加。"""
    contents_l, styles_l, tv_l = _parts(X, *features)
    contents_l, styles_l = _times(content_weight, contents_l), _times(style_weight, styles_l)
    total = sum(contents_l) / len(contents_l) + sum(styles_l) / len(styles_l) + tv_l * tv_weight
    return contents_l, styles_l, tv_l * tv_weight, total


def compute_loss_on_the_cpu(X, *features, content_weight=1, style_weight=1e3, tv_weight=10):
    """Your sum is made of plain numbers (.item()) or copied to a new tensor: it leaves the GPU and the graph.

    你的总和由普通的数（.item()）相加，或复制进了新建的张量：它离开了 GPU，也离开了计算图。"""
    contents_l, styles_l, tv_l = _parts(X, *features)
    contents_l, styles_l = _times(content_weight, contents_l), _times(style_weight, styles_l)
    total = (sum(contents_l) + sum(styles_l) + tv_l * tv_weight).detach().cpu()
    return contents_l, styles_l, tv_l * tv_weight, total


def _features(X, net, content_layers, style_layers):
    steps = []
    for layer in net:
        X = layer(X)
        steps.append(X.clone())
    steps = dict(enumerate(steps))
    return [steps.get(i, X) for i in content_layers], [steps.get(i, X) for i in style_layers]


def _products(X):
    rows = X.reshape(X.shape[1], -1)
    return rows @ rows.T


def _differences(Y_hat):
    return Y_hat[:, :, 1:, :] - Y_hat[:, :, :-1, :], Y_hat[:, :, :, 1:] - Y_hat[:, :, :, :-1]


def _times(weight, losses):
    return [loss * weight for loss in losses]


def _parts(X, contents_Y_hat, styles_Y_hat, contents_Y, styles_Y_gram):
    """The losses without weights."""
    contents_l = [(Y_hat - Y.detach()).square().mean() for Y_hat, Y in zip(contents_Y_hat, contents_Y)]
    styles_l = [
        (_products(Y_hat) / Y_hat.numel() - Y.detach()).square().mean() for Y_hat, Y in zip(styles_Y_hat, styles_Y_gram)
    ]
    return contents_l, styles_l, 0.5 * sum(d.abs().mean() for d in _differences(X))
