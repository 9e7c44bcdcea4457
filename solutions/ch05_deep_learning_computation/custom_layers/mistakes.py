import torch
from torch import nn


class CenteredLayer_column_means(nn.Module):
    """You subtracted from each column its own mean: mean(dim=0). Here one mean is taken, of all elements.

    你让每一列减去该列的均值：mean(dim=0)。本题只取一个均值，即所有元素的均值。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return X - X.mean(dim=0, keepdim=True)


class CenteredLayer_row_means(nn.Module):
    """You subtracted from each row its own mean, along the last axis. Here one mean is taken, of all elements.

    你沿最后一个轴，让每一行减去该行的均值。本题只取一个均值，即所有元素的均值。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return X - X.mean(dim=-1, keepdim=True)


class CenteredLayer_standardised(nn.Module):
    """You divided by the standard deviation as well. Centring only subtracts the mean; the spread stays as it is.

    你还除以了标准差。中心化只减去均值，不改变数据的离散程度。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return (X - X.mean()) / X.std()


class CenteredLayer_mean_as_a_number(nn.Module):
    """Your values are right, but the mean was taken out of the graph (.item(), .detach() or no_grad): for autograd it
    is a constant, and the gradient comes out as if nothing had been subtracted. Subtract X.mean() itself.

    数值是对的，但均值脱离了计算图（.item()、.detach() 或 no_grad）：在自动微分看来它是常数，梯度就像什么都没减一样。
    请直接减去 X.mean()。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return X - X.mean().detach()


class CenteredLayer_in_place(nn.Module):
    """Your numbers are right, but -= writes them into the caller's tensor. X - X.mean() makes a new one.

    数值是对的，但 -= 把结果写进了调用者的张量。X - X.mean() 会新建张量。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        with torch.no_grad():
            X -= X.mean()
        return X


class MyLinear_through_data(nn.Module):
    """Your numbers are right, but .data takes weight and bias out of the graph: the result has no gradient, and the
    layer can never be trained. Use self.weight and self.bias themselves.

    数值是对的，但 .data 使 weight 和 bias 脱离了计算图：结果没有梯度，这个层永远无法训练。请直接使用 self.weight 和
    self.bias。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return torch.relu(X @ self.weight.data + self.bias.data)


class MyLinear_without_relu(nn.Module):
    """Your layer returns negative numbers: the ReLU after XW + b is missing.

    你的层返回了负数：XW + b 之后缺少 ReLU。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return X @ self.weight + self.bias


class MyLinear_without_bias(nn.Module):
    """You have a bias but never add it.

    你定义了偏置，却没有把它加上。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return torch.relu(X @ self.weight)


class MyLinear_bias_after_the_relu(nn.Module):
    """You add the bias after the ReLU. It belongs inside: relu(XW + b), and then nothing negative is left.

    你在 ReLU 之后才加偏置。偏置应在里面：relu(XW + b)，这样结果中不会有负数。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return torch.relu(X @ self.weight) + self.bias


class MyLinear_weight_as_in_torch(nn.Module):
    """Your weight has shape (units, in_units), as nn.Linear keeps it. Here its shape is (in_units, units), and X @
    weight needs no transpose.

    你的 weight 形状为 (units, in_units)，与 nn.Linear 相同。本题约定为 (in_units, units)，X @ weight 不需要转置。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(units, in_units))
        self.bias = nn.Parameter(torch.randn(units))

    def forward(self, X):
        return torch.relu(X @ self.weight.T + self.bias)


class MyLinear_plain_tensors(nn.Module):
    """Your weight and bias are plain tensors, so the layer has no parameters: an optimiser gets nothing to update,
    and state_dict() is empty. Wrap both in nn.Parameter.

    你的 weight 和 bias 是普通张量，所以该层没有参数：优化器无从更新，state_dict() 也是空的。请都用 nn.Parameter 包
    装。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = torch.randn(in_units, units)
        self.bias = torch.randn(units)

    def forward(self, X):
        return torch.relu(X @ self.weight + self.bias)


class MyLinear_starts_at_zero(nn.Module):
    """All your weights start at zero, so all units compute the same and get the same gradient: they never come to
    differ, and behind the ReLU that gradient may even be zero for ever. Draw the weights at random.

    你的权重全部从零开始：所有单元算出同样的值，得到同样的梯度，永远不会有差别；经过 ReLU，梯度甚至可能一直为零。请随
    机抽取权重。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(in_units, units))
        self.bias = nn.Parameter(torch.zeros(units))

    def forward(self, X):
        return torch.relu(X @ self.weight + self.bias)


class TensorReduction_squares_only(nn.Module):
    """You summed w_iik x_i x_i alone: one letter for both indices takes the diagonal. i and j run independently, so
    that every pair of entries counts.

    你只累加了 w_iik x_i x_i：两个下标用同一个字母，取到的只是对角线。i 和 j 各自独立取值，每一对分量都要计入。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, in_units, units))

    def forward(self, X):
        return torch.einsum("ni,iik,ni->nk", X, self.weight, X)


class TensorReduction_axes_swapped(nn.Module):
    """Your weight has its axes in another order: k comes first. Here the shape is (in_units, in_units, units), in the
    order of the indices i, j, k.

    你的 weight 轴的顺序不同：k 排在最前。本题约定形状为 (in_units, in_units, units)，与下标 i、j、k 的顺序一致。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(units, in_units, in_units))

    def forward(self, X):
        return torch.einsum("ni,kij,nj->nk", X, self.weight, X)


class TensorReduction_summed_over_the_batch(nn.Module):
    """You lost the batch: the examples are added up, and all rows of the result are the same. Each example gives a row
    of its own.

    你把批量丢掉了：各个样本被加在一起，结果的每一行都相同。每个样本应当得到自己的一行。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, in_units, units))

    def forward(self, X):
        return torch.einsum("ni,ijk,nj->k", X, self.weight, X).expand(X.shape[0], -1)


class TensorReduction_mixes_the_examples(nn.Module):
    """You multiply entries of different examples: x_i and x_j must come from the same row, so both factors carry the
    same batch index.

    你把不同样本的分量相乘了：x_i 和 x_j 必须来自同一行，所以两个因子要用同一个批量下标。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, in_units, units))

    def forward(self, X):
        return torch.einsum("ni,ijk,mj->nk", X, self.weight, X)


class TensorReduction_weight_of_ones(nn.Module):
    """All your weights start alike, so that all units start alike and stay alike. Draw them at random.

    你的权重起点全部相同，于是所有输出单元也相同，并且会一直相同。请随机抽取权重。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(in_units, in_units, units))

    def forward(self, X):
        return torch.einsum("ni,ijk,nj->nk", X, self.weight, X)


class TensorReduction_one_factor_detached(nn.Module):
    """Your numbers are right, but one of the two factors X is detached: the gradient of X lacks its half. Use X twice.

    数值是对的，但两个因子 X 中有一个被 detach 了：X 的梯度少了一半。两处都直接使用 X。"""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, in_units, units))

    def forward(self, X):
        return torch.einsum("ni,ijk,nj->nk", X, self.weight, X.detach())


class HalfSpectrum_rfft(nn.Module):
    """rfft returns n // 2 + 1 coefficients: one more than half. Here the first n // 2 are asked for.

    rfft 返回 n // 2 + 1 个系数，比一半多一个。本题要的是前 n // 2 个。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.rfft(X)


class HalfSpectrum_whole(nn.Module):
    """You return all n coefficients. Keep the first half.

    你返回了全部 n 个系数。只保留前一半。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.fft(X)


class HalfSpectrum_of_half_the_signal(nn.Module):
    """You cut the signal in half and transformed what was left: fft(X, n) shortens X first. Transform all of it, then
    keep half of the coefficients.

    你先把信号截成一半再做变换：fft(X, n) 会先截短 X。应当先变换整个信号，再保留一半系数。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.fft(X, X.shape[-1] // 2)


class HalfSpectrum_over_the_batch(nn.Module):
    """You transformed along the batch as well (fft2 or fftn). Each row is a signal of its own: transform along the last
    axis alone.

    你连批量的轴也一起变换了（fft2 或 fftn）。每一行是一个独立的信号：只沿最后一个轴变换。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.fftn(X)[..., : X.shape[-1] // 2]


class HalfSpectrum_first_rows(nn.Module):
    """You kept the first half of the rows: [: n // 2] cuts the first axis. The coefficients lie along the last.

    你保留的是前一半的行：[: n // 2] 截取的是第一个轴。系数排在最后一个轴上。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.fft(X)[: X.shape[-1] // 2]


class HalfSpectrum_magnitudes(nn.Module):
    """You return the absolute values: real numbers, without the phase. The coefficients are complex.

    你返回的是绝对值：那是实数，丢掉了相位。系数本身是复数。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.fft(X)[..., : X.shape[-1] // 2].abs()


class HalfSpectrum_divided_by_n(nn.Module):
    """Your coefficients are divided by n (norm="forward"). The sum stands without a factor in front.

    你的系数除以了 n（norm="forward"）。公式中求和号前没有系数。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        return torch.fft.fft(X, norm="forward")[..., : X.shape[-1] // 2]
