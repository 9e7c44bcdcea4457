import math

import torch


def _right(y_hat, y):
    return y_hat[torch.arange(len(y)), y]


def perplexity_without_exp(y_hat, y):
    """You return the mean cross-entropy. Its exponential is still missing.

    你返回的是平均交叉熵。还要取指数。"""
    return float(-_right(y_hat, y).log().mean())


def perplexity_of_the_sum(y_hat, y):
    """You add up the losses of all tokens. Take their mean: perplexity must not grow with the length of the text.

    你把所有词元的损失加了起来。应取平均：困惑度不应随文本变长而增大。"""
    return float(torch.exp(-_right(y_hat, y).log().sum()))


def perplexity_base_two(y_hat, y):
    """You mix base 2 and base e: exp belongs to log, and 2 to the power of ... to log2.

    你混用了底数 2 和 e：exp 与 log 相配，2 的幂与 log2 相配。"""
    return float(torch.exp(-_right(y_hat, y).log2().mean()))


def perplexity_upside_down(y_hat, y):
    """The sign is missing: your number is 1 / perplexity, and smaller for worse models.

    漏了负号：你的结果是困惑度的倒数，模型越差反而越小。"""
    return float(torch.exp(_right(y_hat, y).log().mean()))


def perplexity_of_the_best_guess(y_hat, y):
    """You look at the largest probability of each row. That of the right token counts.

    你看的是每一行中最大的概率。应看正确词元的概率。"""
    return float(torch.exp(-y_hat.max(dim=1).values.log().mean()))


def perplexity_mean_of_inverses(y_hat, y):
    """You take the mean of 1/p. The mean is taken of the logarithms, so that it is a geometric one.

    你对 1/p 取了算术平均。应对对数取平均，也就是几何平均。"""
    return float((1 / _right(y_hat, y)).mean())


def perplexity_inverse_of_the_mean(y_hat, y):
    """You divide 1 by the mean probability. The mean is taken of the logarithms, so that it is a geometric one.

    你用 1 除以概率的算术平均。应对对数取平均，也就是几何平均。"""
    return float(1 / _right(y_hat, y).mean())


def perplexity_over_all_entries(y_hat, y):
    """You divide by the number of entries, tokens times vocabulary. Divide by the number of tokens.

    你除以的是元素总数，即词元数乘词表大小。应除以词元数。"""
    return float(torch.exp(-_right(y_hat, y).log().sum() / y_hat.numel()))


def perplexity_by_a_product(y_hat, y):
    """You multiply all probabilities: for a long text the product becomes 0. Add up logarithms.

    你把所有概率相乘：文本一长，乘积就变成 0。请把对数相加。"""
    return float(_right(y_hat, y).prod() ** (-1 / len(y)))


def perplexity_by_one_hot(y_hat, y):
    """You multiply the logarithms of whole rows by one-hot labels: 0 times log 0 is nan.

    你用独热标签乘整行的对数：0 乘 log 0 得 nan。"""
    labels = torch.nn.functional.one_hot(y, y_hat.shape[1])
    return float(torch.exp(-(labels * y_hat.log()).sum(dim=1).mean()))


def perplexity_of_softmax(y_hat, y):
    """You apply a softmax (cross_entropy has one inside), but y_hat holds probabilities already.

    你又做了一次 softmax（cross_entropy 里就有），而 y_hat 已经是概率了。"""
    return float(torch.exp(torch.nn.functional.cross_entropy(y_hat, y)))


def perplexity_logarithm_of_zero(y_hat, y):
    """math.log(0) raises an error. A right token with probability 0 makes the perplexity infinite.

    math.log(0) 会报错。正确词元的概率为 0 时，困惑度是无穷大。"""
    return math.exp(-sum(math.log(float(p)) for p in _right(y_hat, y)) / len(y))


def perplexity_with_a_floor(y_hat, y):
    """You add a small number to the probabilities. With a right token of probability 0 the perplexity is infinite,
    and you hide it.

    你给概率加了一个很小的数。正确词元的概率为 0 时困惑度是无穷大，你却把它掩盖了。"""
    return float(torch.exp(-(_right(y_hat, y) + 1e-8).log().mean()))


def perplexity_single_precision(y_hat, y):
    """You compute in float32, whatever the dtype of y_hat is.

    无论 y_hat 是什么类型，你都按 float32 计算。"""
    return float(torch.exp(-_right(y_hat, y).float().log().mean()))


def _losses(y_hat, y):
    return -_right(y_hat, y).log()


def perplexity_over_batches_mean_of_perplexities(batches):
    """You average the perplexities of the batches. Average the losses, and take exp at the end.

    你对各批量的困惑度取了平均。应对损失取平均，最后再取 exp。"""
    found = [float(_losses(*batch).mean().exp()) for batch in batches]
    return sum(found) / len(found)


def perplexity_over_batches_mean_of_means(batches):
    """You average the mean losses of the batches: a token of a small batch then counts for more. Divide the sum of all
    losses by the number of all tokens.

    你对各批量的平均损失取了平均：这样小批量中的词元分量更大。应用全部损失之和除以全部词元数。"""
    found = [float(_losses(*batch).mean()) for batch in batches]
    return math.exp(sum(found) / len(found))


def perplexity_over_batches_sum_over_batches(batches):
    """You divide the sum of all losses by the number of batches. Divide by the number of tokens.

    你用全部损失之和除以批量数。应除以词元数。"""
    found = [_losses(*batch).sum() for batch in batches]
    return float(torch.exp(sum(found) / len(found)))


def perplexity_over_batches_last_batch(batches):
    """You return the perplexity of the last batch alone.

    你只返回了最后一个批量的困惑度。"""
    for batch in batches:
        found = float(_losses(*batch).mean().exp())
    return found


def perplexity_over_batches_first_batch(batches):
    """You return inside the loop: only the first batch counts.

    你在循环里就返回了：只算了第一个批量。"""
    for batch in batches:
        return float(_losses(*batch).mean().exp())


def perplexity_over_batches_without_exp(batches):
    """You return the mean loss. Its exponential is still missing.

    你返回的是平均损失。还要取指数。"""
    return float(torch.cat([_losses(*batch) for batch in batches]).mean())


def perplexity_over_batches_twice_through(batches):
    """You go through the batches twice, to count the tokens: what can be gone through once is empty the second time.

    你为了数词元又遍历了一遍批量：只能遍历一遍的批量，第二遍就是空的。"""
    total = sum(float(_losses(*batch).sum()) for batch in batches)
    return math.exp(total / sum(len(y) for _, y in batches))
