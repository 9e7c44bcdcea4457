import torch


def _counts(rows, columns, k):
    counts = torch.zeros(k, k)
    for i, j in zip(rows.tolist(), columns.tolist()):
        counts[i, j] += 1
    return counts


def confusion_matrix_transposed(y_hat, y, num_classes):
    """Your rows are the true classes and your columns the predictions. Here it is the other way round, so that C q =
    mu.

    你的行是真实类别，列是预测。本题正好相反，这样才有 C q = mu。"""
    counts = _counts(y, y_hat, num_classes)
    return counts / counts.sum(dim=1, keepdim=True)


def confusion_matrix_rows_sum_to_one(y_hat, y, num_classes):
    """You normalised the rows. Of what is a share meant? Of the examples of a true class: each column sums to one.

    你归一化的是行。比例是相对于什么的？相对于某个真实类别的样本：每一列的和为 1。"""
    counts = _counts(y_hat, y, num_classes)
    return counts / counts.sum(dim=1, keepdim=True).clamp(min=1)


def confusion_matrix_counts(y_hat, y, num_classes):
    """You return counts. Divide each column by the number of examples of its class.

    你返回的是个数。请让每一列除以该类的样本数。"""
    return _counts(y_hat, y, num_classes)


def confusion_matrix_of_all_examples(y_hat, y, num_classes):
    """You divided by the number of all examples. Each column is divided by the number of examples of its own class.

    你除以的是全部样本数。每一列应除以该类自己的样本数。"""
    return _counts(y_hat, y, num_classes) / len(y)


def confusion_matrix_assigned_not_added(y_hat, y, num_classes):
    """You wrote counts[y_hat, y] += 1: a pair that occurs several times is counted once, since all are written at the
    same time. Use index_put_ with accumulate=True, or bincount.

    你写的是 counts[y_hat, y] += 1：同一对出现多次也只计一次，因为它们是同时写入的。请用 accumulate=True 的
    index_put_，或用 bincount。"""
    counts = torch.zeros(num_classes, num_classes)
    counts[y_hat, y] += 1
    return counts / counts.sum(dim=0)


def confusion_matrix_on_the_cpu(y_hat, y, num_classes):
    """Your numbers are right, but the result is on the CPU, whatever y is on. Make new tensors with device=y.device.

    数值是对的，但无论 y 在哪个设备上，结果都在 CPU 上。新建张量时请写 device=y.device。"""
    counts = torch.zeros(num_classes, num_classes)
    counts.index_put_((y_hat.cpu(), y.cpu()), torch.ones(len(y)), accumulate=True)
    return counts / counts.sum(dim=0)


def _shares(y_hat, C):
    return torch.bincount(y_hat, minlength=len(C)).to(C.dtype) / len(y_hat)


def estimate_label_distribution_shares_of_the_predictions(C, y_hat):
    """You return the shares of the predictions. The model makes mistakes: solve C q = mu for the shares of the true
    classes.

    你返回的是预测的比例。模型会犯错：要解 C q = mu，才得到真实类别的比例。"""
    return _shares(y_hat, C)


def estimate_label_distribution_product(C, y_hat):
    """You multiplied mu by C. C leads from the true classes to the predictions: it is its inverse that leads back.

    你用 C 乘了 mu。C 把真实类别变为预测：要反过来，需用它的逆。"""
    q = C @ _shares(y_hat, C)
    return q / q.sum()


def estimate_label_distribution_transposed(C, y_hat):
    """You solved with the transpose of C. Its rows are the predictions: C q = mu.

    你用 C 的转置求解。C 的行是预测：C q = mu。"""
    q = torch.linalg.solve(C.T, _shares(y_hat, C)).clamp(min=0)
    return q / q.sum()


def estimate_label_distribution_negative_shares(C, y_hat):
    """Some of your shares may be negative. Set these to zero, and divide by the sum.

    你的某些比例可能为负。请把它们设为零，再除以总和。"""
    return torch.linalg.solve(C, _shares(y_hat, C))


def estimate_label_distribution_absolute_values(C, y_hat):
    """You took absolute values of negative shares. Set them to zero.

    你对负的比例取了绝对值。应设为零。"""
    q = torch.linalg.solve(C, _shares(y_hat, C)).abs()
    return q / q.sum()


def estimate_label_distribution_not_normalised(C, y_hat):
    """You set negative shares to zero, but then the rest sums to more than one. Divide by the sum.

    你把负的比例设为零，但其余的和就超过了 1。请除以总和。"""
    return torch.linalg.solve(C, _shares(y_hat, C)).clamp(min=0)


def label_shift_weights_upside_down(y, q):
    """Your weights are upside down: p / q. A class that becomes more frequent must weigh more.

    你的权重上下颠倒了：p / q。变得更常见的类，权重应当更大。"""
    p = torch.bincount(y, minlength=len(q)).to(q.dtype) / len(y)
    return p[y] / q[y]


def label_shift_weights_for_each_class(y, q):
    """You return a weight for each class. Each example needs one: look it up by its label.

    你给每个类一个权重。每个样本都要有权重：请按标签查出。"""
    p = torch.bincount(y, minlength=len(q)).to(q.dtype) / len(y)
    return q / p


def label_shift_weights_only_q(y, q):
    """You give each example the share of its class in the new data. Divide by the share in the training data.

    你给每个样本的是它的类在新数据中的比例。还要除以它在训练数据中的比例。"""
    return q[y]


def label_shift_weights_by_counts(y, q):
    """You divided by the number of examples of each class, not by its share (or your weights by their sum):
    they are too small by the factor n.

    你除以的是各类的样本数，而不是比例（或者把权重除以了它们的和）：你的权重小了 n 倍。"""
    return q[y] / torch.bincount(y, minlength=len(q)).to(q.dtype)[y]


def covariate_shift_weights_sigmoid(h, c=float("inf")):
    """You return the probability that an input is new, the sigmoid of h. The ratio of the densities is exp(h).

    你返回的是输入为新数据的概率，即 h 的 sigmoid。密度之比是 exp(h)。"""
    return torch.sigmoid(h.detach()).clamp(max=c)


def covariate_shift_weights_the_other_ratio(h, c=float("inf")):
    """Your sign is wrong: exp(-h) weighs down what the new data has more of.

    符号反了：exp(-h) 会压低新数据中更多的那些输入。"""
    return torch.exp(-h.detach()).clamp(max=c)


def covariate_shift_weights_not_clipped(h, c=float("inf")):
    """You do not use c: single weights may become huge. Take min(exp(h), c).

    你没有用到 c：个别权重可能非常大。请取 min(exp(h), c)。"""
    return torch.exp(h.detach())


def covariate_shift_weights_logit_clipped(h, c=float("inf")):
    """You clipped the logit: c is the bound of the weight, exp(h).

    你截断的是 logit：c 是权重 exp(h) 的上限。"""
    return torch.exp(h.detach().clamp(max=c))


def covariate_shift_weights_with_a_gradient(h, c=float("inf")):
    """Your weights hang on the classifier's graph: training with them would train the classifier as well. Detach h.

    你的权重还连着分类器的计算图：用它们训练会连分类器一起训练。请对 h 使用 detach。"""
    return torch.exp(h).clamp(max=c)


def weighted_loss_divided_by_the_weights(losses, weights):
    """You divided by the sum of the weights. The empirical risk divides by the number of examples.

    你除以的是权重之和。经验风险应除以样本数。"""
    return (losses.reshape(-1) * weights).sum() / weights.sum()


def weighted_loss_sum(losses, weights):
    """You return the sum. Divide it by the number of examples.

    你返回的是总和。请除以样本数。"""
    return (losses.reshape(-1) * weights).sum()


def weighted_loss_broadcast(losses, weights):
    """With losses of shape (n, 1) and weights of shape (n,), the product has shape (n, n): every loss meets every
    weight. Give both the same shape first.

    损失形状为 (n, 1)、权重形状为 (n,) 时，乘积的形状是 (n, n)：每个损失都与所有权重相乘。请先统一两者的形状。"""
    return (losses * weights).mean()


def weighted_loss_mean_times_mean(losses, weights):
    """You multiplied the mean loss by the mean weight. Each loss is multiplied by its own weight.

    你把平均损失乘以了平均权重。每个损失应乘以它自己的权重。"""
    return losses.mean() * weights.mean()


def weighted_loss_outside_the_graph(losses, weights):
    """Your value is right, but no gradient reaches the losses: nothing could be learned.

    数值是对的，但梯度传不到损失：什么也学不到。"""
    return (losses.detach().reshape(-1) * weights).mean()
