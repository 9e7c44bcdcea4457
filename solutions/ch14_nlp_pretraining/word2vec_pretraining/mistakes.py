import torch
import torch.nn.functional as F
from torch import nn


def skip_gram_layers_exchanged(center, contexts_and_negatives, embed_v, embed_u):
    """You look centres up in embed_u and the words in embed_v. It is the other way round.

    你用 embed_u 查中心词，用 embed_v 查其余的词。正好反了。"""
    return torch.bmm(embed_u(center), embed_v(contexts_and_negatives).permute(0, 2, 1))


def skip_gram_one_layer(center, contexts_and_negatives, embed_v, embed_u):
    """You look everything up in embed_v. Context and noise words have their vectors in embed_u.

    你全都在 embed_v 中查找。上下文词和噪声词的向量在 embed_u 中。"""
    return torch.bmm(embed_v(center), embed_v(contexts_and_negatives).permute(0, 2, 1))


def skip_gram_squeezed(center, contexts_and_negatives, embed_v, embed_u):
    """Your result has shape (n, m). Keep the dimension of the centre: (n, 1, m).

    你的结果形状是 (n, m)。请保留中心词那一维：(n, 1, m)。"""
    return torch.bmm(embed_v(center), embed_u(contexts_and_negatives).permute(0, 2, 1)).squeeze(1)


def skip_gram_transposed(center, contexts_and_negatives, embed_v, embed_u):
    """Your result has shape (n, m, 1). The centre comes before the words: (n, 1, m).

    你的结果形状是 (n, m, 1)。中心词在前：(n, 1, m)。"""
    return torch.bmm(embed_u(contexts_and_negatives), embed_v(center).permute(0, 2, 1))


def skip_gram_reshaped(center, contexts_and_negatives, embed_v, embed_u):
    """reshape (or view) does not exchange dimensions: it reads the numbers in the same order. Use transpose or permute.

    reshape（或 view）不会交换维度，只是按原来的次序重新排列数字。请用 transpose 或 permute。"""
    v, u = embed_v(center), embed_u(contexts_and_negatives)
    return torch.bmm(v, u.reshape(u.shape[0], u.shape[2], u.shape[1]))


def skip_gram_probabilities(center, contexts_and_negatives, embed_v, embed_u):
    """You apply the sigmoid. Return logits: the loss takes them.

    你用了 sigmoid。应返回 logits：损失函数需要的是它。"""
    return torch.sigmoid(torch.bmm(embed_v(center), embed_u(contexts_and_negatives).permute(0, 2, 1)))


def skip_gram_cosines(center, contexts_and_negatives, embed_v, embed_u):
    """You divide by the lengths of the vectors. The model uses the plain dot product.

    你除以了向量的长度。模型用的是普通的点积。"""
    return F.cosine_similarity(embed_v(center), embed_u(contexts_and_negatives), dim=-1).unsqueeze(1)


def skip_gram_scaled(center, contexts_and_negatives, embed_v, embed_u):
    """You divide by the root of the dimension, as attention does. Here the dot product stays as it is.

    你像注意力那样除以了维度的平方根。这里点积保持不变。"""
    v = embed_v(center)
    return torch.bmm(v, embed_u(contexts_and_negatives).permute(0, 2, 1)) / v.shape[-1] ** 0.5


def skip_gram_detached(center, contexts_and_negatives, embed_v, embed_u):
    """Your logits are right, but no gradient reaches the embedding layers: detach and .data cut it off.

    logits 是对的，但梯度传不到嵌入层：detach 和 .data 会切断它。"""
    return torch.bmm(embed_v(center).detach(), embed_u(contexts_and_negatives).detach().permute(0, 2, 1))


class SigmoidBCELoss_mask_on_the_logits(nn.Module):
    """You multiply the logits by the mask. A logit of 0 still costs log 2: multiply the losses.

    你把掩码乘在了 logits 上。logit 为 0 时损失仍是 log 2：应乘在损失上。"""

    def forward(self, inputs, target, mask=None):
        if mask is not None:
            inputs = inputs * mask
        return F.binary_cross_entropy_with_logits(inputs, target, reduction="none").mean(dim=1)


class SigmoidBCELoss_without_the_mask(nn.Module):
    """You do not use the mask.

    你没有用到掩码。"""

    def forward(self, inputs, target, mask=None):
        return F.binary_cross_entropy_with_logits(inputs, target, reduction="none").mean(dim=1)


class SigmoidBCELoss_mask_reversed(nn.Module):
    """You count what is masked and leave out the rest: 1 means that an element counts.

    你计入了被遮住的，却略去了其余的：1 表示该元素计入。"""

    def forward(self, inputs, target, mask=None):
        loss = F.binary_cross_entropy_with_logits(inputs, target, reduction="none")
        return (loss if mask is None else loss * (1 - mask)).mean(dim=1)


class SigmoidBCELoss_mean_over_what_counts(nn.Module):
    """You divide by the number of elements that count. Here it is the mean over the whole row, zeros included.

    你除以的是计入的元素个数。这里是对整行求均值，零也算在内。"""

    def forward(self, inputs, target, mask=None):
        mask = torch.ones_like(inputs) if mask is None else mask
        loss = F.binary_cross_entropy_with_logits(inputs, target, reduction="none")
        return (loss * mask).sum(dim=1) / mask.sum(dim=1)


class SigmoidBCELoss_one_number(nn.Module):
    """You take the mean over everything. Each row has a loss of its own: shape (n,).

    你对全部元素求了均值。每一行有各自的损失：形状为 (n,)。"""

    def forward(self, inputs, target, mask=None):
        return F.binary_cross_entropy_with_logits(inputs, target, weight=mask)


class SigmoidBCELoss_sum(nn.Module):
    """You add the losses of a row. Take their mean.

    你把一行的损失相加了。应取均值。"""

    def forward(self, inputs, target, mask=None):
        return F.binary_cross_entropy_with_logits(inputs, target, weight=mask, reduction="none").sum(dim=1)


class SigmoidBCELoss_over_the_examples(nn.Module):
    """Your mean runs over dim 0, the examples. Take it over dim 1.

    你沿 dim 0（样本）求了均值。应沿 dim 1。"""

    def forward(self, inputs, target, mask=None):
        return F.binary_cross_entropy_with_logits(inputs, target, weight=mask, reduction="none").mean(dim=0)


class SigmoidBCELoss_not_reduced(nn.Module):
    """You return the loss of each element. Take the mean of each row.

    你返回了每个元素的损失。应取每行的均值。"""

    def forward(self, inputs, target, mask=None):
        return F.binary_cross_entropy_with_logits(inputs, target, weight=mask, reduction="none")


class SigmoidBCELoss_without_the_sigmoid(nn.Module):
    """You take the logits for probabilities. The sigmoid is missing.

    你把 logits 当成了概率。少了 sigmoid。"""

    def forward(self, inputs, target, mask=None):
        p = inputs.clamp(1e-7, 1 - 1e-7)
        loss = F.binary_cross_entropy(p, target, reduction="none")
        return (loss if mask is None else loss * mask).mean(dim=1)


class SigmoidBCELoss_sigmoid_twice(nn.Module):
    """You apply the sigmoid before a function that takes logits: it is applied twice.

    你在接受 logits 的函数之前又用了一次 sigmoid：一共用了两次。"""

    def forward(self, inputs, target, mask=None):
        return F.binary_cross_entropy_with_logits(torch.sigmoid(inputs), target, weight=mask, reduction="none").mean(
            dim=1
        )


class SigmoidBCELoss_positives_alone(nn.Module):
    """You count the elements whose target is 1 alone: nothing then says that noise words are wrong.

    你只计入了目标为 1 的元素：这样就没有什么说明噪声词是错的。"""

    def forward(self, inputs, target, mask=None):
        loss = -target * F.logsigmoid(inputs)
        return (loss if mask is None else loss * mask).mean(dim=1)


class SigmoidBCELoss_naive(nn.Module):
    """log(sigmoid(x)) by way of the sigmoid: for large logits that is log(0). Use a function that takes logits.

    你先求 sigmoid 再取 log：logits 很大时就成了 log(0)。请用接受 logits 的函数。"""

    def forward(self, inputs, target, mask=None):
        p = torch.sigmoid(inputs)
        loss = -(target * torch.log(p) + (1 - target) * torch.log(1 - p))
        return (loss if mask is None else loss * mask).mean(dim=1)


class SigmoidBCELoss_clamped(nn.Module):
    """You keep the sigmoid away from 0 and 1, or use binary_cross_entropy, which bounds its log: large logits then cost too
    little. Use a function that takes logits.

    你限制了 sigmoid 的范围，或用了会限制对数大小的 binary_cross_entropy：这样很大的 logits 损失偏小。请用接受 logits 的函数。"""

    def forward(self, inputs, target, mask=None):
        loss = F.binary_cross_entropy(torch.sigmoid(inputs), target, reduction="none")
        return (loss if mask is None else loss * mask).mean(dim=1)


def _losses(pred, label, mask):
    return F.binary_cross_entropy_with_logits(pred.reshape(label.shape), label.to(pred.dtype), reduction="none") * mask


def batch_loss_over_the_width(pred, label, mask):
    """You divide by m, padding included: short examples count less. Divide by the number of words in each row.

    你除以了 m，把填充也算在内：短样本的损失就偏小。应除以每行的词数。"""
    return _losses(pred, label, mask).mean(dim=1)


def batch_loss_the_wrong_way_round(pred, label, mask):
    """You multiply by the share of words in the row; divide by it.

    你乘上了一行中词的比例；应除以它。"""
    return _losses(pred, label, mask).mean(dim=1) * mask.sum(dim=1) / mask.shape[1]


def batch_loss_divided_without_m(pred, label, mask):
    """You divide the mean by the number of words: the mean is divided by m already. Multiply by m first.

    你用均值去除以词数：均值已经除过 m。应先乘 m。"""
    return _losses(pred, label, mask).mean(dim=1) / mask.sum(dim=1)


def batch_loss_sum(pred, label, mask):
    """You add the losses of a row. Divide by the number of its words.

    你把一行的损失相加了。应除以它的词数。"""
    return _losses(pred, label, mask).sum(dim=1)


def batch_loss_without_the_mask(pred, label, mask):
    """You count padding as noise words. Hand the mask to the loss.

    你把填充当作噪声词计入了。应把掩码交给损失。"""
    return _losses(pred, label, torch.ones_like(mask)).mean(dim=1)


def batch_loss_mask_and_label_exchanged(pred, label, mask):
    """You exchange label and mask.

    你把标签和掩码弄反了。"""
    return _losses(pred, mask, label).sum(dim=1) / mask.sum(dim=1)


def batch_loss_one_number(pred, label, mask):
    """You give one number for the whole batch. Each example has a loss: shape (n,).

    你给出了整个批量的一个数。每个样本各有损失：形状为 (n,)。"""
    return (_losses(pred, label, mask).sum(dim=1) / mask.sum(dim=1)).mean()


def _loss(net, batch, mask=None):
    center, words, own, label = batch
    mask = own if mask is None else mask
    pred = (net[0](center) * net[1](words)).sum(dim=-1)
    loss = F.binary_cross_entropy_with_logits(pred, label.float(), reduction="none")
    return ((loss * mask).sum(dim=1) / mask.sum(dim=1)).sum()


def _begin(net):
    for layer in net:
        nn.init.xavier_uniform_(layer.weight)


def _adam(net, lr):
    return torch.optim.Adam(net.parameters(), lr=lr)


def _step(optimizer, loss, clear=True):
    if clear:
        optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def train_gradients_add_up(net, data_iter, lr, num_epochs, device="cpu"):
    """You never clear the gradients: each step uses those of all batches so far.

    你从不清零梯度：每一步用的都是此前所有批量的梯度之和。"""
    _begin(net)
    optimizer = _adam(net, lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch), clear=False)


def train_with_sgd(net, data_iter, lr, num_epochs, device="cpu"):
    """You train by SGD. The statement asks for Adam.

    你用了 SGD。题目要求用 Adam。"""
    _begin(net)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch))


def train_its_own_learning_rate(net, data_iter, lr, num_epochs, device="cpu"):
    """You do not hand lr on: Adam takes its own 0.001.

    你没有把 lr 传下去：Adam 用的是默认的 0.001。"""
    _begin(net)
    optimizer = torch.optim.Adam(net.parameters())
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch))


def train_a_new_optimizer_each_epoch(net, data_iter, lr, num_epochs, device="cpu"):
    """You make a new Adam in each epoch, which has forgotten its moments. Make it once.

    你在每一轮都新建 Adam，它的动量状态就丢了。应只创建一次。"""
    _begin(net)
    for _ in range(num_epochs):
        optimizer = _adam(net, lr)
        for batch in data_iter:
            _step(optimizer, _loss(net, batch))


def train_the_mask_is_ignored(net, data_iter, lr, num_epochs, device="cpu"):
    """Padding is trained as a noise word. Hand the mask to the loss.

    填充被当作噪声词训练了。应把掩码交给损失。"""
    _begin(net)
    optimizer = _adam(net, lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch, torch.ones_like(batch[2])))


def train_centres_alone(net, data_iter, lr, num_epochs, device="cpu"):
    """You hand only the first layer to the optimiser. Both are trained.

    你只把第一层交给了优化器。两层都要训练。"""
    _begin(net)
    optimizer = _adam(net[0], lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch))


def train_one_epoch(net, data_iter, lr, num_epochs, device="cpu"):
    """You go through the data once, whatever num_epochs is.

    无论 num_epochs 是多少，你都只遍历了一遍数据。"""
    _begin(net)
    optimizer = _adam(net, lr)
    for batch in data_iter:
        _step(optimizer, _loss(net, batch))


def train_weights_as_they_are(net, data_iter, lr, num_epochs, device="cpu"):
    """You do not draw the weights anew: embedding layers begin with normal numbers of spread 1, which is far too wide here.

    你没有重新初始化权重：嵌入层默认是标准差为 1 的正态分布，在这里太大了。"""
    optimizer = _adam(net, lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch))


def train_normal_weights(net, data_iter, lr, num_epochs, device="cpu"):
    """You draw the weights from a normal distribution. The statement asks for xavier_uniform_.

    你从正态分布中抽取权重。题目要求用 xavier_uniform_。"""
    for layer in net:
        nn.init.xavier_normal_(layer.weight)
    optimizer = _adam(net, lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            _step(optimizer, _loss(net, batch))
