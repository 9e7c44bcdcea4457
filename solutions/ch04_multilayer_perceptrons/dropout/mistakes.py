import torch
from torch import nn


def _checked(p):
    if not 0 <= p <= 1:
        raise ValueError("not a probability")


def dropout_layer_not_scaled(X, dropout):
    """You drop elements but do not scale the others: the expectation shrinks. Divide what is kept by 1 - dropout.

    你丢弃了元素，却没有放大其余的：期望变小了。留下来的要除以 1 - dropout。"""
    _checked(dropout)
    return (torch.rand_like(X) >= dropout) * X


def dropout_layer_drops_what_it_should_keep(X, dropout):
    """You drop with probability 1 - dropout and keep with probability dropout: the comparison is the wrong way round.

    你以概率 1 - dropout 丢弃、以概率 dropout 保留：比较的方向反了。"""
    _checked(dropout)
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand_like(X) < dropout) * X / (1 - dropout)


def dropout_layer_divided_by_the_wrong_probability(X, dropout):
    """You divide by dropout. It is the probability of being kept, 1 - dropout, that makes up for the loss.

    你除以的是 dropout。要弥补损失，应除以保留的概率 1 - dropout。"""
    _checked(dropout)
    if dropout == 0:
        return X.clone()
    return (torch.rand_like(X) >= dropout) * X / dropout * (dropout != 1)


def dropout_layer_scaled_down(X, dropout):
    """You multiply what is kept by 1 - dropout. That belongs to another variant, which scales at test time; here you
    divide.

    你让留下来的元素乘以 1 - dropout。那是在测试时缩放的另一种做法；这里应当相除。"""
    _checked(dropout)
    return (torch.rand_like(X) >= dropout) * X * (1 - dropout)


def dropout_layer_nan_at_one(X, dropout):
    """With probability 1 you divide 0 by 0, which is nan. Treat that case first, or do not divide.

    概率为 1 时你计算了 0 除以 0，得到 nan。请先处理这种情况，或者避免相除。"""
    _checked(dropout)
    return (torch.rand_like(X) >= dropout) * X / (1 - torch.tensor(float(dropout)))


def dropout_layer_anything_goes(X, dropout):
    """You accept any number as a probability. Refuse what is below 0 or above 1: assert 0 <= dropout <= 1.

    你把任何数都当作概率。小于 0 或大于 1 的应当拒绝：assert 0 <= dropout <= 1。"""
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand_like(X) >= dropout) * X / (1 - dropout)


def dropout_layer_one_is_refused(X, dropout):
    """You refuse probabilities of exactly 0 or 1. Both are allowed: with 0 nothing is dropped, with 1 everything is.

    你拒绝了恰好为 0 或 1 的概率。两者都是允许的：为 0 时什么都不丢，为 1 时全部丢弃。"""
    assert 0 < dropout < 1
    return (torch.rand_like(X) >= dropout) * X / (1 - dropout)


def dropout_layer_whole_columns(X, dropout):
    """Your mask is too small: one number decides about a whole line of elements. Each element has its own chance, so
    the mask has the shape of X.

    你的掩码太小：一个随机数决定了一整排元素的去留。每个元素各有机会，所以掩码的形状应与 X 相同。"""
    _checked(dropout)
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape[-1]) >= dropout) * X / (1 - dropout)


def dropout_layer_normal_numbers(X, dropout):
    """You compare normally distributed numbers (randn) with the probability. It is uniform numbers on [0, 1) that are
    below p with probability p: torch.rand.

    你拿正态分布的随机数（randn）与概率比较。[0, 1) 上均匀分布的数才会以概率 p 小于 p：用 torch.rand。"""
    _checked(dropout)
    if dropout == 1:
        return torch.zeros_like(X)
    return (torch.randn_like(X) >= dropout) * X / (1 - dropout)


def dropout_layer_always_the_same(X, dropout):
    """Your mask is the same in every call: the random numbers start from a fixed seed. Each forward pass draws anew.

    你的掩码每次调用都一样：随机数从固定的种子开始。每次前向传播都应重新抽取。"""
    _checked(dropout)
    if dropout == 1:
        return torch.zeros_like(X)
    draws = torch.rand(X.shape, generator=torch.Generator().manual_seed(0))
    return (draws >= dropout) * X / (1 - dropout)


def dropout_layer_in_place(X, dropout):
    """Your result is right, but you write it over the caller's X. mask * X makes a new tensor.

    结果是对的，但你覆盖了调用者的 X。mask * X 会新建张量。"""
    _checked(dropout)
    if dropout == 1:
        return X.zero_()
    return X.mul_((torch.rand_like(X) >= dropout).to(X.dtype)).div_(1 - dropout)


def dropout_always_float32(X, drop_prob):
    """You convert to float32 on the way, so that other dtypes are lost. Multiply by the mask of bools, or convert it to
    X.dtype.

    你在途中转换成了 float32，其他 dtype 因此丢失。请直接乘以布尔掩码，或把它转换成 X.dtype。"""
    _checked(drop_prob)
    if drop_prob == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape, device=X.device) >= drop_prob).float()
    return mask * X.float() / (1 - drop_prob)


def dropout_mask_on_the_cpu(X, drop_prob):
    """You draw the mask on the CPU, and X may be elsewhere. torch.rand_like(X) draws where X is.

    你在 CPU 上抽取掩码，而 X 可能在别的设备上。torch.rand_like(X) 会在 X 所在的设备上抽取。"""
    _checked(drop_prob)
    if drop_prob == 1:
        return torch.zeros_like(X)
    return (torch.rand(X.shape) >= drop_prob).to(X.dtype) * X / (1 - drop_prob)


def dropout_outside_the_graph(X, drop_prob):
    """Your values are right, but no gradient reaches X (.data, .detach() or no_grad): the layers below would learn
    nothing.

    数值是对的，但梯度传不到 X（.data、.detach() 或 no_grad）：下面的层什么也学不到。"""
    _checked(drop_prob)
    if drop_prob == 1:
        return torch.zeros_like(X)
    return (torch.rand_like(X) >= drop_prob) * X.detach() / (1 - drop_prob)


def dropout_gradient_for_all(X, drop_prob):
    """You set elements to zero through .data, behind autograd's back: what is dropped still gets a gradient. Multiply
    by the mask.

    你通过 .data 把元素设为零，自动微分并不知道：被丢弃的元素仍然得到梯度。请用掩码相乘。"""
    _checked(drop_prob)
    if drop_prob == 1:
        return torch.zeros_like(X)
    Y = X / (1 - drop_prob)
    Y.data[torch.rand_like(X) < drop_prob] = 0
    return Y


def _drop(X, p):
    return (torch.rand_like(X) >= p) * X / (1 - p)


class _Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        H = torch.relu(self.lin1(X.reshape(-1, self.num_inputs)))
        H = torch.relu(self.lin2(self.first(H)))
        return self.lin3(self.second(H))

    def first(self, H):
        return _drop(H, 0.2) if self.training else H

    def second(self, H):
        return _drop(H, 0.5) if self.training else H


class Net_always_drops(_Net):
    """Your model drops units in evaluation, too. Only in training: if self.training.

    你的模型在预测时也丢弃单元。只有训练时才丢弃：if self.training。"""

    def first(self, H):
        return _drop(H, 0.2)

    def second(self, H):
        return _drop(H, 0.5)


class Net_never_drops(_Net):
    """Your model drops nothing in training. Apply dropout_layer after each ReLU if self.training.

    你的模型在训练时什么也不丢弃。self.training 为真时，应在每个 ReLU 之后使用 dropout_layer。"""

    def first(self, H):
        return H

    def second(self, H):
        return H


class Net_probabilities_swapped(_Net):
    """You use dropout2 after the first layer and dropout1 after the second. It is the other way round.

    你在第一层之后用了 dropout2，在第二层之后用了 dropout1。应当反过来。"""

    def first(self, H):
        return _drop(H, 0.5) if self.training else H

    def second(self, H):
        return _drop(H, 0.2) if self.training else H


class Net_first_layer_only(_Net):
    """You drop units of the first hidden layer only. The second has its own dropout.

    你只对第一隐藏层做了暂退。第二隐藏层也有自己的暂退。"""

    def second(self, H):
        return H


class Net_scaled_in_evaluation(_Net):
    """You scale in evaluation as well. Because the kept units are scaled up in training, there is nothing to scale
    later.

    你在预测时也做了缩放。训练时留下来的单元已经放大，之后就不必再缩放。"""

    def first(self, H):
        return _drop(H, 0.2) if self.training else H * 0.8

    def second(self, H):
        return _drop(H, 0.5) if self.training else H * 0.5


class Net_drops_the_input(_Net):
    """You also drop elements of the input. Dropout comes after the ReLU of each hidden layer.

    你对输入也做了暂退。暂退应在每个隐藏层的 ReLU 之后。"""

    def forward(self, X):
        return super().forward(_drop(X, 0.2) if self.training else X)


class Net_drops_the_output(_Net):
    """You also drop elements of the output: predictions are set to zero at random. Dropout is for the hidden layers.

    你对输出也做了暂退：预测值会随机变成零。暂退只用于隐藏层。"""

    def forward(self, X):
        Y = super().forward(X)
        return _drop(Y, 0.5) if self.training else Y


class Net_mode_of_its_own(_Net):
    """You keep the mode under another name, so that train() and eval() do not change it. nn.Module has self.training
    for that.

    你把模式存在了另一个名字里，train() 和 eval() 改变不了它。nn.Module 为此准备了 self.training。"""

    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__(num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training)
        self.is_training = is_training

    def first(self, H):
        return _drop(H, 0.2) if self.is_training else H

    def second(self, H):
        return _drop(H, 0.5) if self.is_training else H


class Net_flag_ignored(_Net):
    """You ignore is_training: the model always starts in training mode.

    你忽略了 is_training：模型总是从训练模式开始。"""

    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__(num_inputs, num_outputs, num_hiddens1, num_hiddens2)


def _made(*layers):
    net = nn.Sequential(*layers)
    for layer in net:
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=0.01)
    return net


def make_net_dropout_before_relu(dropout1, dropout2):
    """You put the dropout layers before the ReLU. They come after it.

    你把暂退层放在了 ReLU 之前。它们应在 ReLU 之后。"""
    return _made(
        nn.Flatten(), nn.Linear(784, 256), nn.Dropout(dropout1), nn.ReLU(),
        nn.Linear(256, 256), nn.Dropout(dropout2), nn.ReLU(), nn.Linear(256, 10),
    )  # fmt: skip


def make_net_probabilities_swapped(dropout1, dropout2):
    """dropout1 and dropout2 have changed places: the first dropout layer gets dropout1.

    dropout1 和 dropout2 放反了：第一个暂退层应当用 dropout1。"""
    return _made(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout2),
        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 10),
    )  # fmt: skip


def make_net_fixed_probabilities(dropout1, dropout2):
    """Your probabilities are fixed numbers. Use the arguments dropout1 and dropout2.

    你的概率是写死的数。请使用参数 dropout1 和 dropout2。"""
    return _made(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 10),
    )  # fmt: skip


def make_net_own_start_of_torch(dropout1, dropout2):
    """Your weights start as torch makes them. Draw them from a normal distribution with standard deviation 0.01.

    你的权重用的是 torch 默认的初值。请从标准差为 0.01 的正态分布中抽取。"""
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1),
        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10),
    )  # fmt: skip


def make_net_softmax_at_the_end(dropout1, dropout2):
    """There is a softmax at the end of your model. The loss contains it; the model returns the outputs of the last
    layer.

    你的模型末尾有 softmax。它包含在损失函数里；模型应返回最后一层的输出。"""
    return _made(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1),
        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(dropout2), nn.Linear(256, 10), nn.Softmax(dim=1),
    )  # fmt: skip


def make_net_one_hidden_layer(dropout1, dropout2):
    """Your model has one hidden layer. There are two, each with its own dropout.

    你的模型只有一个隐藏层。应有两个，各带自己的暂退层。"""
    return _made(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1), nn.Linear(256, 10))
