import torch
from torch import nn
from torch.nn import functional as F


def _windows(X, K):
    return X.unfold(-1, K.shape[-1], 1)


def _corr(X, K):
    return (_windows(X, K) * K).sum(dim=-1)


def corr1d_flipped(X, K):
    """You flip the kernel: that is a convolution in the mathematician's sense. Cross-correlation uses it as it is.

    你翻转了卷积核：那是数学意义上的卷积。互相关运算按原样使用它。"""
    return _corr(X, K.flip(0))


def corr1d_last_place_missing(X, K):
    """Your result is one number too short: a kernel of width w fits n - w + 1 times.

    你的结果少了一个数：宽度为 w 的卷积核放得下 n - w + 1 次。"""
    return _corr(X, K)[:-1]


def corr1d_padded(X, K):
    """Your result is as long as X: you let the kernel stand out beyond the end. There is no padding.

    你的结果与 X 一样长：卷积核伸到了序列之外。这里没有填充。"""
    return _corr(torch.cat((X, X.new_zeros(K.shape[0] - 1))), K)


def corr1d_not_added_up(X, K):
    """You return the products of each place. Add them up: one number a place.

    你返回的是每个位置上的各个乘积。应把它们加起来：每个位置一个数。"""
    return _windows(X, K) * K


def corr1d_averaged(X, K):
    """You average the products. Cross-correlation adds them up.

    你对乘积取了平均。互相关运算是把它们相加。"""
    return (_windows(X, K) * K).mean(dim=-1)


def corr1d_side_by_side(X, K):
    """Your kernel moves on by its own width. It moves by one.

    你的卷积核每次移动自己的宽度。应每次移动一步。"""
    return (X.unfold(0, K.shape[0], K.shape[0]) * K).sum(dim=-1)


def corr1d_on_the_cpu(X, K):
    """Your numbers are right, but you fill torch.zeros(n): always float32 on the CPU. Give it the dtype and device of X.

    数值是对的，但你填写的是 torch.zeros(n)：总是 CPU 上的 float32。请让它的 dtype 和设备与 X 相同。"""
    w = K.shape[0]
    Y = torch.zeros(X.shape[0] - w + 1)
    for i in range(Y.shape[0]):
        Y[i] = (X[i : i + w] * K).sum()
    return Y


def corr1d_without_gradient(X, K):
    """Your numbers are right, but .item() takes them out of autograd: no gradient reaches X or K.

    数值是对的，但 .item() 使它们离开了自动求导：梯度传不到 X 和 K。"""
    return torch.tensor([place.item() for place in _corr(X, K)], dtype=X.dtype, device=X.device)


def corr1d_multi_in_first_channel_alone(X, K):
    """Only the first channel counts in your result: return behind the loop, not inside it.

    你的结果里只有第一个通道：应在循环之后返回，而不是在循环里。"""
    return _corr(X[0], K[0])


def corr1d_multi_in_not_added_up(X, K):
    """You return one sequence a channel. Add them up: the result has no channels any more.

    你为每个通道各返回了一个序列。应当把它们加起来：结果不再有通道。"""
    return torch.stack([_corr(x, k) for x, k in zip(X, K)])


def corr1d_multi_in_averaged(X, K):
    """You average over the channels. Cross-correlation adds them up.

    你对各通道取了平均。互相关运算是把它们相加。"""
    return torch.stack([_corr(x, k) for x, k in zip(X, K)]).mean(dim=0)


def corr1d_multi_in_one_kernel_for_all(X, K):
    """You use the first kernel for all channels. Each channel has its own.

    所有通道你都用了第一个卷积核。每个通道有自己的卷积核。"""
    return torch.stack([_corr(x, K[0]) for x in X]).sum(dim=0)


def corr1d_multi_in_added_up_first(X, K):
    """You add up the channels, and the kernels, before you correlate them. Correlate first: each channel with its own kernel.

    你先把各通道相加、把各卷积核相加，再做互相关。应先让每个通道与自己的卷积核做互相关。"""
    return _corr(X.sum(dim=0), K.sum(dim=0))


def corr1d_multi_in_one_number(X, K):
    """You add up everything to one number. The channels are added up, the places stay.

    你把一切加成了一个数。应只对通道求和，各个位置要保留。"""
    return torch.stack([_corr(x, k) for x, k in zip(X, K)]).sum()


def max_over_time_average(X):
    """You average over time, as nn.AdaptiveAvgPool1d in the book's code does. Then a single strong pattern is lost among
    all the other words: take the maximum.

    你取的是时间上的平均，与书中代码里的 nn.AdaptiveAvgPool1d 一样。这样，一处强烈的搭配就淹没在其他单词中了：应取最大值。"""
    return X.mean(dim=2)


def max_over_time_over_channels(X):
    """You take the maximum over the channels. It runs over the time steps, the last axis.

    你沿通道取了最大值。应沿时间步，即最后一个轴。"""
    return X.amax(dim=1)


def max_over_time_keeps_the_axis(X):
    """Your result still has a time axis of length one. Take it away: shape (batch_size, channels).

    你的结果还留着长度为 1 的时间轴。应去掉它：形状为 (batch_size, channels)。"""
    return X.amax(dim=2, keepdim=True)


def max_over_time_with_places(X):
    """X.max(dim=2) gives a pair: the values, and where they stand. Return the values alone.

    X.max(dim=2) 给出的是一对：最大值和它们的位置。只应返回最大值。"""
    return tuple(X.max(dim=2))


def max_over_time_places(X):
    """You return where the maximum stands, not how great it is.

    你返回的是最大值在哪里，而不是它有多大。"""
    return X.argmax(dim=2)


def max_over_time_squeezed(X):
    """squeeze() takes away every axis of length one: with a single example or channel, those axes are gone too.

    squeeze() 会去掉所有长度为 1 的轴：只有一个样本或一个通道时，那些轴也没有了。"""
    return F.adaptive_max_pool1d(X, 1).squeeze()


def max_over_time_not_below_zero(X):
    """Your maximum begins at 0: where all values are below, it is wrong.

    你的最大值从 0 算起：所有值都小于 0 时就错了。"""
    return X.amax(dim=2).clamp(min=0)


def max_over_time_last_step(X):
    """You take the last step. A pattern may stand anywhere: take the greatest value of all steps.

    你取的是最后一步。搭配可能出现在任何地方：应取所有步中的最大值。"""
    return X[:, :, -1]


class _TextCNN(nn.Module):
    """Right, step by step: each mistake changes one step."""

    both, extra = 2, 0

    def __init__(self, vocab_size, embed_size, kernel_sizes, num_channels, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.constant_embedding = nn.Embedding(vocab_size, embed_size)
        self.convs = nn.ModuleList(self.conv(self.both * embed_size, c, k) for c, k in zip(num_channels, kernel_sizes))
        self.decoder = nn.Linear(sum(num_channels), 2)

    def conv(self, channels, c, k):
        return nn.Conv1d(channels, c, k)

    def words(self, inputs):
        return torch.cat((self.embedding(inputs), self.constant_embedding(inputs)), dim=2)

    def channels(self, words):
        return words.transpose(1, 2)

    def active(self, X):
        return F.relu(X)

    def pool(self, X):
        return X.amax(dim=2)

    def join(self, parts):
        return torch.cat(parts, dim=1)

    def drop(self, X):
        return F.dropout(X, 0.5, self.training)

    def forward(self, inputs):
        words = self.channels(self.words(inputs))
        return self.decoder(self.drop(self.join([self.pool(self.active(conv(words))) for conv in self.convs])))


class TextCNN_average_over_time(_TextCNN):
    """You average over time, as nn.AdaptiveAvgPool1d in the book's code does. Then a single strong pattern is lost among
    all the other words: take the maximum.

    你取的是时间上的平均，与书中代码里的 nn.AdaptiveAvgPool1d 一样。这样，一处强烈的搭配就淹没在其他单词中了：应取最大值。"""

    def pool(self, X):
        return X.mean(dim=2)


class TextCNN_one_embedding(_TextCNN):
    """You use one of the two embeddings alone: your convolutions have embed_size input channels instead of twice as many.

    两个嵌入层你只用了一个：卷积层只有 embed_size 个输入通道，应是它的两倍。"""

    both = 1

    def words(self, inputs):
        return self.embedding(inputs)


class TextCNN_the_same_embedding_twice(_TextCNN):
    """You look up the words in the same embedding twice. The second half of the channels comes from the other one.

    你在同一个嵌入层里查了两次。通道的后一半应来自另一个嵌入层。"""

    def words(self, inputs):
        return torch.cat((self.embedding(inputs), self.embedding(inputs)), dim=2)


class TextCNN_constant_first(_TextCNN):
    """You put the vectors of constant_embedding first. Those of embedding come first.

    你把 constant_embedding 的向量放在了前面。embedding 的应在前。"""

    def words(self, inputs):
        return torch.cat((self.constant_embedding(inputs), self.embedding(inputs)), dim=2)


class TextCNN_reshaped(_TextCNN):
    """You bring the channels before the time steps by reshape: that mixes numbers of different words. Exchange the two axes:
    permute or transpose.

    你用 reshape 把通道挪到时间步之前：这会把不同单词的数混在一起。应交换这两个轴：用 permute 或 transpose。"""

    def channels(self, words):
        return words.reshape(words.shape[0], words.shape[2], words.shape[1])


class TextCNN_without_relu(_TextCNN):
    """There is no ReLU in your model.

    你的模型里没有 ReLU。"""

    def active(self, X):
        return X


class TextCNN_padded(_TextCNN):
    """You pad the reviews with zeros before you convolve: the kernel then finds patterns that stand half outside.

    你在卷积之前给影评填充了零：卷积核会找到一半在外面的搭配。"""

    def conv(self, channels, c, k):
        return nn.Conv1d(channels, c, k, padding=k - 1)


class TextCNN_joined_the_wrong_way_round(_TextCNN):
    """You join the results of the convolutions in the opposite order. The first convolution comes first.

    你连结各卷积层结果的次序反了。第一个卷积层的结果应在最前面。"""

    def join(self, parts):
        return torch.cat(parts[::-1], dim=1)


class TextCNN_without_dropout(_TextCNN):
    """Nothing is dropped while training. The joined vector goes through a dropout of 0.5 before the decoder.

    训练时没有丢弃任何东西。连结好的向量在解码器之前要经过概率为 0.5 的 dropout。"""

    def drop(self, X):
        return X


class TextCNN_dropout_in_every_mode(_TextCNN):
    """You drop in eval mode too: F.dropout does so unless it is told training=self.training. nn.Dropout knows by itself.

    评估模式下你也在丢弃：F.dropout 需要写明 training=self.training。nn.Dropout 则自己知道。"""

    def drop(self, X):
        return F.dropout(X, 0.5)


class TextCNN_drops_too_little(_TextCNN):
    """Your dropout has another probability than 0.5.

    你的 dropout 的概率不是 0.5。"""

    def drop(self, X):
        return F.dropout(X, 0.1, self.training)


class TextCNN_convolutions_in_a_list(_TextCNN):
    """Your convolutions stand in a plain list: the module does not know their parameters, and no optimiser will. Use
    nn.ModuleList.

    你的卷积层放在普通列表里：模块不知道它们的参数，优化器也不会知道。请用 nn.ModuleList。"""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        convs = list(self.convs)
        del self.convs
        object.__setattr__(self, "convs", convs)


class TextCNN_normalised(_TextCNN):
    """You apply softmax to the scores. Leave that to the loss, which would do it a second time.

    你对得分做了 softmax。那是损失函数的事，否则就做了两遍。"""

    def forward(self, inputs):
        return super().forward(inputs).softmax(dim=1)
