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
