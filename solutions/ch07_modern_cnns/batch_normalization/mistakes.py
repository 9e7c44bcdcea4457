"""What goes wrong with batch normalization, and what we say to whoever wrote it."""

import torch
from torch import nn


def _dims(X):
    if X.dim() not in (2, 4):
        raise ValueError("X must have 2 or 4 axes")
    return (0,) if X.dim() == 2 else (0, 2, 3)


def _apply(X, mean, var, gamma, beta, eps):
    return gamma * (X - mean) / torch.sqrt(var + eps) + beta


def _batch_norm(X, gamma, beta, moving_mean, moving_var, eps=1e-5, momentum=0.9, training=True, correction=0):
    """Right but for the arguments that a mistake changes."""
    if not training:
        return _apply(X, moving_mean, moving_var, gamma, beta, eps), moving_mean, moving_var
    var, mean = torch.var_mean(X, dim=_dims(X), correction=correction, keepdim=True)
    Y = _apply(X, mean, var, gamma, beta, eps)
    with torch.no_grad():
        return Y, moving_mean.lerp(mean, 1 - momentum), moving_var.lerp(var, 1 - momentum)


def batch_norm_momentum_the_other_way_round(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You gave momentum to the batch and 1 - momentum to the moving value, as torch.nn.BatchNorm2d counts it. Here
    momentum weighs the old value, so that 0.9 means a slow change.

    你把 momentum 乘在了批量统计量上，把 1 - momentum 乘在了旧值上，这是 torch.nn.BatchNorm2d 的约定。本题中
    momentum 是旧值的权重：取 0.9 表示变化缓慢。
    """
    training = torch.is_grad_enabled()
    return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, 1 - momentum, training)


def batch_norm_unbiased_variance(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You divided the sum of squares by m - 1: X.var() does so unless you ask otherwise. Batch normalization
    divides by m, for example with X.var(..., correction=0).

    你把平方和除以了 m - 1：X.var() 默认如此。批量规范化要除以 m，例如用 X.var(..., correction=0)。
    """
    training = torch.is_grad_enabled()
    return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training, correction=1)


def batch_norm_unbiased_moving_variance(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You normalize with the biased variance but average the unbiased one, as PyTorch's own layer does. That is a
    reasonable estimate; in this exercise the moving variance averages the very variance that normalizes the batch.

    你用有偏方差做规范化，却对无偏方差求移动平均，PyTorch 自带的层正是这样做的。这种估计有它的道理；但本题约定，
    移动方差所平均的就是规范化该批量时用的那个方差。
    """
    training = torch.is_grad_enabled()
    Y, mean, _ = _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training)
    return Y, mean, _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training, correction=1)[2]


def batch_norm_always_by_the_batch(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You normalize with the batch's statistics in evaluation too. Under torch.no_grad() it is moving_mean and
    moving_var that count.

    你在预测时也用了批量的统计量。在 torch.no_grad() 之下，应当使用 moving_mean 和 moving_var。
    """
    return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum)


def batch_norm_normalized_by_the_moving_statistics(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You normalize with the moving statistics while training. In training a batch is normalized by its own mean
    and variance; the moving ones are only kept for later.

    你在训练时就用移动统计量做规范化。训练时，批量应当用它自己的均值和方差来规范化；移动统计量只是留待以后使用。
    """
    if not torch.is_grad_enabled():
        return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training=False)
    _, mean, var = _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum)
    return _apply(X, mean, var, gamma, beta, eps), mean, var


def batch_norm_each_pixel_a_feature(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """For images you took the mean over axis 0 alone, which treats every pixel as a feature of its own. A channel
    is one feature: average over axes 0, 2 and 3 together.

    对图像，你只沿轴 0 求了均值，等于把每个像素都当作一个特征。一个通道才是一个特征：应同时沿轴 0、2、3 求平均。
    """
    _dims(X)
    if not torch.is_grad_enabled():
        return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training=False)
    var, mean = torch.var_mean(X, dim=0, correction=0, keepdim=True)
    Y = _apply(X, mean, var, gamma, beta, eps)
    with torch.no_grad():
        return Y, moving_mean.lerp(mean, 1 - momentum), moving_var.lerp(var, 1 - momentum)


def batch_norm_each_example_by_itself(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You normalize each example over its own features: that is layer normalization. Batch normalization takes one
    feature and looks across the batch, so axis 0 is among the axes you average over.

    你是在每个样本内部、沿特征做规范化：那是层规范化。批量规范化是固定一个特征、跨整个批量统计，
    所以求平均的轴中一定有轴 0。
    """
    dims = tuple(range(1, X.dim()))
    _dims(X)
    if not torch.is_grad_enabled():
        return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training=False)
    var, mean = torch.var_mean(X, dim=dims, correction=0, keepdim=True)
    _, new_mean, new_var = _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum)
    return _apply(X, mean, var, gamma, beta, eps), new_mean, new_var


def batch_norm_epsilon_outside_the_root(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You added eps to the standard deviation, after the root. It belongs under the root, added to the variance.

    你把 eps 加在了开方之后的标准差上。它应当在根号里面，与方差相加。
    """
    mean, var = moving_mean, moving_var
    _dims(X)
    if torch.is_grad_enabled():
        var, mean = torch.var_mean(X, dim=_dims(X), correction=0, keepdim=True)
    Y = gamma * (X - mean) / (var.sqrt() + eps) + beta
    rest = _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, torch.is_grad_enabled())[1:]
    return Y, *rest


def batch_norm_divided_by_the_variance(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You divided by the variance. Divide by its square root, so that the result has variance one.

    你除以的是方差。应当除以方差的平方根，结果的方差才会是 1。
    """
    mean, var = moving_mean, moving_var
    _dims(X)
    if torch.is_grad_enabled():
        var, mean = torch.var_mean(X, dim=_dims(X), correction=0, keepdim=True)
    Y = gamma * (X - mean) / (var + eps) + beta
    rest = _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, torch.is_grad_enabled())[1:]
    return Y, *rest


def batch_norm_without_scale_and_shift(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You standardized X and stopped there. The last step multiplies by gamma and adds beta.

    你把 X 标准化之后就停下了。最后一步还要乘以 gamma 再加上 beta。
    """
    one, zero = torch.ones_like(gamma), torch.zeros_like(beta)
    return _batch_norm(X, one, zero, moving_mean, moving_var, eps, momentum, torch.is_grad_enabled())


def batch_norm_statistics_without_gradient(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You cut the gradient at the batch's mean and variance. They are functions of X: in training, the gradient
    flows through them too. Only the moving statistics that you return are detached.

    你在批量均值和方差处切断了梯度。它们是 X 的函数：训练时梯度也要流经它们。只有返回的移动统计量才需要 detach。
    """
    if not torch.is_grad_enabled():
        return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training=False)
    with torch.no_grad():
        var, mean = torch.var_mean(X, dim=_dims(X), correction=0, keepdim=True)
        rest = moving_mean.lerp(mean, 1 - momentum), moving_var.lerp(var, 1 - momentum)
    return _apply(X, mean, var, gamma, beta, eps), *rest


def batch_norm_moving_statistics_with_gradient(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """Your values are right. But the moving statistics that you return still hang on the graph of this batch, so
    each batch stays in memory: detach them.

    数值都正确。但你返回的移动统计量仍连着这个批量的计算图，每个批量都会留在内存里：请先 detach。
    """
    if not torch.is_grad_enabled():
        return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, training=False)
    var, mean = torch.var_mean(X, dim=_dims(X), correction=0, keepdim=True)
    Y = _apply(X, mean, var, gamma, beta, eps)
    return Y, moving_mean.lerp(mean, 1 - momentum), moving_var.lerp(var, 1 - momentum)


def batch_norm_returns_only_Y(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """You returned Y alone. The function returns three things: Y, moving_mean and moving_var.

    你只返回了 Y。这个函数要返回三样东西：Y、moving_mean 和 moving_var。
    """
    return _batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum, torch.is_grad_enabled())[0]


class _Layer(nn.Module):
    """A right layer, for mistakes to differ from in one thing."""

    momentum = 0.9

    def __init__(self, num_features, num_dims):
        super().__init__()
        shape = (1, num_features) if num_dims == 2 else (1, num_features, 1, 1)
        self.gamma = nn.Parameter(torch.ones(shape))
        self.beta = nn.Parameter(torch.zeros(shape))
        self.register_buffer("moving_mean", torch.zeros(shape))
        self.register_buffer("moving_var", torch.ones(shape))

    def normalize(self, X, training):
        state = self.gamma, self.beta, self.moving_mean, self.moving_var
        return _batch_norm(X, *state, momentum=self.momentum, training=training)

    def forward(self, X):
        Y, self.moving_mean, self.moving_var = self.normalize(X, self.training)
        return Y


class BatchNorm_without_buffers(_Layer):
    """Your layer computes the right thing, but moving_mean and moving_var are plain attributes: state_dict() does
    not hold them, so a model that is saved and loaded forgets what it learned about its data; nor does .to(device)
    move them. Register them as buffers.

    你的层计算正确，但 moving_mean 和 moving_var 只是普通属性：state_dict() 里没有它们，模型保存后再加载，
    就忘掉了数据的统计量；.to(device) 也不会移动它们。请把它们登记为缓冲区。
    """

    def __init__(self, num_features, num_dims):
        super().__init__(num_features, num_dims)
        mean, var = self.moving_mean, self.moving_var
        del self.moving_mean, self.moving_var
        self.moving_mean, self.moving_var = mean, var

    def forward(self, X):
        self.moving_mean, self.moving_var = self.moving_mean.to(X.device), self.moving_var.to(X.device)
        return super().forward(X)


class BatchNorm_told_by_the_gradient_mode(_Layer):
    """Your layer asks torch.is_grad_enabled() which mode it is in. Under torch.no_grad() that works; but after
    eval() with gradients enabled it still normalizes by the batch and updates the moving statistics. A layer has
    self.training for this.

    你的层用 torch.is_grad_enabled() 判断模式。在 torch.no_grad() 之下没有问题；但调用 eval() 之后若梯度仍然启用，
    它仍会使用批量统计量，并更新移动统计量。请改用层自己的 self.training 来判断。
    """

    def forward(self, X):
        Y, self.moving_mean, self.moving_var = self.normalize(X, torch.is_grad_enabled())
        return Y


class BatchNorm_without_buffers_told_by_the_gradient_mode(BatchNorm_without_buffers):
    """Your layer computes what the book's does, and its numbers are right. Two things are left to mend: after
    eval() with gradients enabled it still trains (ask self.training), and state_dict() does not hold the moving
    statistics (register them as buffers).

    你的层与书中的写法结果一致，数值正确。还有两处可以改进：调用 eval() 之后若梯度仍然启用，它仍处于训练模式（应看
    self.training）；state_dict() 中没有移动统计量（应登记为缓冲区）。
    """

    def normalize(self, X, training):
        return super().normalize(X, torch.is_grad_enabled())


class BatchNorm_forgets_the_statistics(_Layer):
    """Your layer normalizes each batch but does not keep the moving statistics: store the second and third result
    of batch_norm in self.moving_mean and self.moving_var.

    你的层会规范化每个批量，却没有留下移动统计量：要把 batch_norm 返回的第二、第三个结果存回 self.moving_mean 和
    self.moving_var。
    """

    def forward(self, X):
        return self.normalize(X, self.training)[0]


class BatchNorm_always_training(_Layer):
    """After eval() your layer goes on using the batch's statistics. In evaluation it must use moving_mean and
    moving_var, and leave them as they are.

    调用 eval() 之后，你的层仍在使用批量统计量。预测时应当使用 moving_mean 和 moving_var，并且不再更新它们。
    """

    def forward(self, X):
        Y, self.moving_mean, self.moving_var = self.normalize(X, True)
        return Y


class BatchNorm_momentum_the_other_way_round(_Layer):
    """Your moving statistics move nine tenths of the way to each new batch. With momentum 0.9 the old value keeps
    nine tenths, and the batch brings one tenth.

    你的移动统计量每次都向新批量靠近了十分之九。momentum 为 0.9 时，应当是旧值保留十分之九，新批量只占十分之一。
    """

    momentum = 0.1


class BatchNorm_moving_variance_from_zero(_Layer):
    """Your moving_var starts at 0. In this exercise it starts at 1, so that a fresh layer in evaluation leaves its
    input (nearly) as it is.

    你的 moving_var 从 0 开始。本题中它从 1 开始，这样一个新建的层在预测时（几乎）不改变输入。
    """

    def __init__(self, num_features, num_dims):
        super().__init__(num_features, num_dims)
        self.moving_var.zero_()


class BatchNorm_gamma_from_zero(_Layer):
    """Your gamma starts at 0, so everything that comes out is beta. Start gamma at 1 and beta at 0.

    你的 gamma 从 0 开始，于是输出全都等于 beta。应当让 gamma 从 1 开始，beta 从 0 开始。
    """

    def __init__(self, num_features, num_dims):
        super().__init__(num_features, num_dims)
        nn.init.zeros_(self.gamma)


class BatchNorm_nothing_to_learn(_Layer):
    """gamma and beta are plain tensors in your layer, so no optimizer will find them. Wrap each in nn.Parameter.

    在你的层中，gamma 和 beta 只是普通张量，优化器找不到它们。请把它们各自包进 nn.Parameter。
    """

    def __init__(self, num_features, num_dims):
        super().__init__(num_features, num_dims)
        gamma, beta = self.gamma.detach(), self.beta.detach()
        del self.gamma, self.beta
        self.gamma, self.beta = gamma, beta

    def forward(self, X):
        self.gamma, self.beta = self.gamma.to(X.device), self.beta.to(X.device)
        return super().forward(X)


class BatchNorm_returns_all_three(_Layer):
    """Your forward returns the moving statistics as well. A layer returns Y alone and keeps the statistics in its
    attributes.

    你的 forward 把移动统计量也一起返回了。一个层只返回 Y，统计量留在它的属性里。
    """

    def forward(self, X):
        Y, self.moving_mean, self.moving_var = self.normalize(X, self.training)
        return Y, self.moving_mean, self.moving_var


def _lenet(**changes):
    """The layers of a right network, but for what is said."""
    norm, pool, act = changes.get("norm", _Layer), changes.get("pool", nn.AvgPool2d), changes.get("act", nn.Sigmoid)
    layers = [nn.Conv2d(1, 6, 5), norm(6, 4), act(), pool(2, 2), nn.Conv2d(6, 16, 5), norm(16, 4), act(), pool(2, 2)]
    layers += [nn.Flatten(), nn.Linear(256, 120), norm(120, 2), act(), nn.Linear(120, 84), norm(84, 2), act()]
    return [*layers, nn.Linear(84, 10)]


def lenet_bn_sigmoid_first():
    """In your network the normalization comes after the sigmoid. Here it stands between the layer and its sigmoid.

    在你的网络中，规范化在 sigmoid 之后。这里它位于一层与它的 sigmoid 之间。
    """
    layers = _lenet()
    for i in (1, 5, 10, 13):
        layers[i], layers[i + 1] = layers[i + 1], layers[i]
    return nn.Sequential(*layers)


def lenet_bn_convolutions_only():
    """Only your convolutions are normalized. The two hidden linear layers are as well, with num_dims=2.

    你只对卷积层做了规范化。两个隐藏的线性层也要做，num_dims 为 2。
    """
    return nn.Sequential(*(layer for i, layer in enumerate(_lenet()) if i not in (10, 13)))


def lenet_bn_without_normalization():
    """This is LeNet without any normalization.

    这是没有规范化的 LeNet。
    """
    return nn.Sequential(*(layer for layer in _lenet() if not isinstance(layer, _Layer)))


def lenet_bn_maximum_pooling():
    """You pool by the maximum. LeNet takes the average.

    你用的是最大汇聚。LeNet 用的是平均汇聚。
    """
    return nn.Sequential(*_lenet(pool=nn.MaxPool2d))


def lenet_bn_relu():
    """Your activation is ReLU. Here it is the sigmoid.

    你用的激活函数是 ReLU。这里用 sigmoid。
    """
    return nn.Sequential(*_lenet(act=nn.ReLU))


def lenet_bn_first_convolution_padded():
    """Your first convolution has padding 2, as LeNet has without normalization. Here there is none, and 256 numbers reach the
    first linear layer.

    你的第一个卷积层的填充为 2，那是不带规范化的 LeNet 的写法。这里没有填充，到达第一个线性层的是 256 个数。
    """
    layers = _lenet()
    layers[0], layers[9] = nn.Conv2d(1, 6, 5, padding=2), nn.Linear(400, 120)
    return nn.Sequential(*layers)


def lenet_bn_output_normalized():
    """You normalize the output as well. The last linear layer is the end.

    你对输出也做了规范化。最后一个线性层就是结尾。
    """
    return nn.Sequential(*_lenet(), _Layer(10, 2))
