import torch
from torch import nn


def relu_absolute_value(X):
    """You return the absolute value: negative elements change their sign instead of becoming 0.

    你返回的是绝对值：负的元素只是变了号，而没有变为 0。"""
    return X.abs()


def relu_the_wrong_half(X):
    """You keep the negative elements and drop the positive ones: it is the larger of x and 0 that is wanted.

    你保留了负的元素，去掉了正的元素：应取 x 与 0 中较大的一个。"""
    return X.clamp(max=0)


def relu_ones(X):
    """You return whether an element is positive (0 or 1). Positive elements keep their value.

    你返回的是元素是否为正（0 或 1）。正的元素应保持原值。"""
    return (X > 0).to(X.dtype)


def relu_zeros_of_another_dtype(X):
    """You compare with a floating-point zero, so that integers turn into floats. zeros_like(X) has the dtype of X.

    你拿来比较的零是浮点数，整数因此变成了浮点数。zeros_like(X) 的 dtype 与 X 相同。"""
    return torch.max(X, torch.tensor(0.0, device=X.device))


def relu_zeros_on_the_cpu(X):
    """Your zeros are made on the CPU, whatever device X is on. torch.zeros_like(X) makes them where X is.

    无论 X 在哪个设备上，你的零都建在 CPU 上。torch.zeros_like(X) 会把它们建在 X 所在的设备上。"""
    return torch.max(X, torch.zeros(X.shape, dtype=X.dtype))


def relu_in_place(X):
    """Your numbers are right, but you set the negative elements of the caller's X to zero. Make a new tensor.

    数值是对的，但你把调用者的 X 中的负元素改成了零。请新建张量。"""
    with torch.no_grad():
        X[X < 0] = 0
    return X


def relu_by_a_product(X):
    """You multiply by 0 where X is negative. For minus infinity that gives nan: choose (maximum, where, clamp)
    instead of multiplying.

    你在 X 为负处乘以 0。负无穷乘 0 得到 nan：请用选择（maximum、where、clamp）代替相乘。"""
    return X * (X > 0)


def relu_outside_the_graph(X):
    """Your numbers are right, but no gradient comes back through your ReLU (.detach(), .data or no_grad).

    数值是对的，但梯度无法经你的 ReLU 传回（.detach()、.data 或 no_grad）。"""
    return X.detach().clamp(min=0)


def W1_not_scaled(num_inputs, num_hiddens):
    """Your weights have standard deviation 1. Multiply them by 0.01, inside of nn.Parameter(...).

    你的权重标准差是 1。请在 nn.Parameter(...) 里面乘以 0.01。"""
    return nn.Parameter(torch.randn(num_inputs, num_hiddens))


def W1_scaled_outside(num_inputs, num_hiddens):
    """You multiply the nn.Parameter by 0.01: W1 is then the result of a product, not a parameter, and an optimiser
    refuses it. Multiply first and wrap the product.

    你把 nn.Parameter 乘以了 0.01：这样 W1 是乘法的结果，不再是参数，优化器不接受。请先相乘，再包装乘积。"""
    return nn.Parameter(torch.randn(num_inputs, num_hiddens)) * 0.01


def W1_all_zero(num_inputs, num_hiddens):
    """Your weights start at zero: all hidden units are alike, get the same gradient and stay alike. Draw them at
    random.

    你的权重从零开始：所有隐藏单元都一样，得到的梯度也一样，永远不会分化。请随机抽取。"""
    return nn.Parameter(torch.zeros(num_inputs, num_hiddens))


def W1_uniform(num_inputs, num_hiddens):
    """You drew the weights with torch.rand, which is uniform on [0, 1) and never negative. torch.randn is normal.

    你用 torch.rand 抽取权重，它在 [0, 1) 上均匀分布，从不为负。torch.randn 才是正态分布。"""
    return nn.Parameter(torch.rand(num_inputs, num_hiddens) * 0.01)


def W1_transposed(num_inputs, num_hiddens):
    """Your W1 has shape (num_hiddens, num_inputs). X stands on the left, so W1 is (num_inputs, num_hiddens).

    你的 W1 形状为 (num_hiddens, num_inputs)。X 在左边，所以 W1 应为 (num_inputs, num_hiddens)。"""
    return nn.Parameter(torch.randn(num_hiddens, num_inputs) * 0.01)


def W1_plain_tensor(num_inputs, num_hiddens):
    """Your W1 is a plain tensor: it requires no gradient, so that it can never be trained. Wrap it in nn.Parameter.

    你的 W1 是普通张量：它不要求梯度，无法训练。请用 nn.Parameter 包装。"""
    return torch.randn(num_inputs, num_hiddens) * 0.01


def b1_random(num_hiddens):
    """Your b1 starts at random. The biases start at zero.

    你的 b1 初值是随机的。偏置的初值应为零。"""
    return nn.Parameter(torch.randn(num_hiddens) * 0.01)


def b1_a_row(num_hiddens):
    """Your b1 has shape (1, num_hiddens). One axis is enough: (num_hiddens,).

    你的 b1 形状为 (1, num_hiddens)。一个轴就够了：(num_hiddens,)。"""
    return nn.Parameter(torch.zeros(1, num_hiddens))


def b2_ones(num_outputs):
    """Your b2 starts at one. The biases start at zero.

    你的 b2 初值为 1。偏置的初值应为零。"""
    return nn.Parameter(torch.ones(num_outputs))


def net_without_relu(X):
    """There is no ReLU between your two layers: together they are no more than one linear layer.

    你的两层之间没有 ReLU：合起来不过是一个线性层。"""
    return (X.reshape(-1, num_inputs) @ W1 + b1) @ W2 + b2


def net_with_softmax(X):
    """Your rows sum to one: you applied a softmax. The model returns the outputs as they are; the loss does the rest.

    你的每一行之和为 1：你用了 softmax。模型应原样返回输出，其余由损失函数完成。"""
    return torch.softmax(relu(X.reshape(-1, num_inputs) @ W1 + b1) @ W2 + b2, dim=1)


def net_without_biases(X):
    """Your biases are not used. While they are zero nobody notices; after the first training step they are not zero.

    你没有用到偏置。偏置为零时看不出来；训练一步之后它们就不为零了。"""
    return relu(X.reshape(-1, num_inputs) @ W1) @ W2


def net_bias_after_the_relu(X):
    """You add b1 after the ReLU. It belongs inside: relu(X W1 + b1).

    你在 ReLU 之后才加 b1。它应在里面：relu(X W1 + b1)。"""
    return (relu(X.reshape(-1, num_inputs) @ W1) + b1) @ W2 + b2


def net_relu_at_the_end(X):
    """You applied ReLU to the outputs as well: they can no longer be negative. Only the hidden layer has an activation.

    你对输出也用了 ReLU：输出再也不会为负。只有隐藏层有激活函数。"""
    return relu(relu(X.reshape(-1, num_inputs) @ W1 + b1) @ W2 + b2)


def net_by_view(X):
    """You flatten with view, which refuses images that are not contiguous in memory, such as transposed ones. reshape
    copies where it must.

    你用 view 展平，遇到内存不连续的图像（例如转置后的）就会报错。reshape 会在必要时复制。"""
    return relu(X.view(-1, num_inputs) @ W1 + b1) @ W2 + b2


def net_through_data(X):
    """Your numbers are right, but .data (or detach, or no_grad) hides the parameters from autograd: nothing can be
    learned.

    数值是对的，但 .data（或 detach、no_grad）使自动微分看不到参数：什么也学不到。"""
    return relu(X.reshape(-1, num_inputs) @ W1.data + b1.data) @ W2.data + b2.data
