import collections
import math

import torch
from torch import nn
from torch.nn import functional as F


class _Encoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, dropout=dropout)

    def forward(self, X, *args):
        return self.rnn(self.embedding(X.T))


class Seq2SeqEncoder_time_last(_Encoder):
    """Your GRU takes the sentences for time steps and the words for sentences: it wants time first, and X has the batch
    first. Exchange the two axes before it.

    你的 GRU 把句子当成了时间步，把词当成了句子：它要求时间步在前，而 X 是批量在前。请先交换这两个轴。"""

    def forward(self, X, *args):
        return self.rnn(self.embedding(X))


class Seq2SeqEncoder_batch_first(_Encoder):
    """Your outputs have the batch first. The statement asks for time first, (num_steps, batch_size, num_hiddens), as
    nn.GRU gives them unless batch_first=True.

    你的输出以批量在前。题目要求时间步在前：(num_steps, batch_size, num_hiddens)，这也是 nn.GRU 在没有
    batch_first=True 时给出的形式。"""

    def forward(self, X, *args):
        outputs, state = self.rnn(self.embedding(X.T))
        return outputs.transpose(0, 1), state


class Seq2SeqEncoder_reshaped(_Encoder):
    """You brought the axes into order with reshape, which mixes the words of different sentences. Exchanging two axes is
    what permute and transpose do.

    你用 reshape 来调整轴的次序，这样会把不同句子的词混在一起。交换两个轴要用 permute 或 transpose。"""

    def forward(self, X, *args):
        return self.rnn(self.embedding(X.reshape(X.shape[1], X.shape[0])))


class Seq2SeqEncoder_outputs_only(_Encoder):
    """You return the outputs alone. The decoder starts from the state: return both, (outputs, state).

    你只返回了输出。解码器要从状态出发：请返回两者，(outputs, state)。"""

    def forward(self, X, *args):
        return self.rnn(self.embedding(X.T))[0]


class Seq2SeqEncoder_state_of_the_last_layer(_Encoder):
    """Your state is that of the last layer only. The decoder has as many layers, and each starts from its own: return
    the states of all.

    你的状态只有最后一层的。解码器也有这么多层，每一层都从对应的状态出发：请返回所有层的状态。"""

    def forward(self, X, *args):
        outputs, state = self.rnn(self.embedding(X.T))
        return outputs, state[-1]


class Seq2SeqEncoder_one_layer(_Encoder):
    """Your GRU has one layer, whatever num_layers says.

    不论 num_layers 是多少，你的 GRU 都只有一层。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, 1)


class Seq2SeqEncoder_an_lstm(_Encoder):
    """Your encoder is an LSTM. That is a fine encoder, but its state is a pair of tensors and its parameters are others:
    the statement asks for a GRU.

    你的编码器是 LSTM。它也能做编码器，但它的状态是两个张量，参数也不同：题目要求用 GRU。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers)
        self.rnn = nn.LSTM(embed_size, num_hiddens, num_layers, dropout=dropout)


class Seq2SeqEncoder_without_dropout(_Encoder):
    """You take dropout and never use it. Hand it on to the GRU.

    你接受了 dropout，却没有使用。请把它传给 GRU。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers)


class Seq2SeqEncoder_dropout_on_the_words(_Encoder):
    """You drop from the embeddings. The statement asks for dropout between the layers of the GRU, and nowhere else.

    你对嵌入也使用了暂退法。题目只要求在 GRU 的各层之间使用，别处都不用。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers, dropout)
        self.drop = nn.Dropout(dropout)

    def forward(self, X, *args):
        return self.rnn(self.drop(self.embedding(X.T)))


class Seq2SeqEncoder_words_alone(_Encoder):
    """Your forward takes X and nothing else. Encoders are also given valid lengths: take *args, and leave them unused.

    你的 forward 只接受 X。编码器还会得到有效长度：请接受 *args，但不使用。"""

    def forward(self, X):
        return self.rnn(self.embedding(X.T))


class _Decoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def init_state(self, enc_outputs, *args):
        return enc_outputs[1][-1], enc_outputs[1]

    def joined(self, X, context):
        return torch.cat([self.embedding(X.T), context.expand(X.shape[1], -1, -1)], dim=2)

    def forward(self, X, state):
        outputs, hidden = self.rnn(self.joined(X, state[0]), state[1])
        return self.dense(outputs).transpose(0, 1), (state[0], hidden)


class Seq2SeqDecoder_without_context(_Decoder):
    """Your decoder sees the encoder's state once, at the beginning, and must remember it to the end. The statement asks
    for the context at every step, behind the embedding.

    你的解码器只在开头见到编码器的状态，必须一直记到最后。题目要求每个时间步都把上下文接在嵌入后面。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, dropout=dropout)

    def joined(self, X, context):
        return self.embedding(X.T)


class Seq2SeqDecoder_context_of_the_first_layer(_Decoder):
    """Your context is the state of the first layer. The last layer has seen the most: state[-1].

    你的上下文取自第一层的状态。最后一层才是看得最多的：state[-1]。"""

    def init_state(self, enc_outputs, *args):
        return enc_outputs[1][0], enc_outputs[1]


class Seq2SeqDecoder_context_of_the_first_word(_Decoder):
    """Your context is the encoder's output at the first word, when it had not read the rest. Take the last one.

    你的上下文是编码器读到第一个词时的输出，那时它还没有读后面的内容。请取最后一个。"""

    def init_state(self, enc_outputs, *args):
        return enc_outputs[0][0], enc_outputs[1]


class Seq2SeqDecoder_context_in_front(_Decoder):
    """You put the context in front of the embedding. The statement has the embedding first: with given parameters, the
    order counts.

    你把上下文接在了嵌入前面。题目规定嵌入在前：参数给定时，次序会影响结果。"""

    def joined(self, X, context):
        return torch.cat([context.expand(X.shape[1], -1, -1), self.embedding(X.T)], dim=2)


class Seq2SeqDecoder_begins_at_zero(_Decoder):
    """Your GRU begins with a state of zeros: the state is handed to forward, and you do not hand it on.

    你的 GRU 从全零状态出发：状态已经传给 forward，你却没有把它传给 GRU。"""

    def forward(self, X, state):
        outputs, hidden = self.rnn(self.joined(X, state[0]))
        return self.dense(outputs).transpose(0, 1), (state[0], hidden)


class Seq2SeqDecoder_time_first(_Decoder):
    """Your scores have time first, as the GRU gives them. The statement asks for the batch first:
    (batch_size, num_steps, vocab_size).

    你的得分以时间步在前，就像 GRU 给出的那样。题目要求批量在前：(batch_size, num_steps, vocab_size)。"""

    def forward(self, X, state):
        scores, state = super().forward(X, state)
        return scores.transpose(0, 1), state


class Seq2SeqDecoder_reshaped(_Decoder):
    """You reshape the scores where two axes must be exchanged: the words of different sentences are mixed.

    应当交换两个轴的地方，你用了 reshape：不同句子的词被混在了一起。"""

    def forward(self, X, state):
        scores, state = super().forward(X, state)
        return scores.transpose(0, 1).reshape(scores.shape), state


class Seq2SeqDecoder_probabilities(_Decoder):
    """You return probabilities. The loss takes the softmax itself: return the scores of dense as they are.

    你返回的是概率。softmax 由损失函数来做：请原样返回 dense 的得分。"""

    def forward(self, X, state):
        scores, state = super().forward(X, state)
        return scores.softmax(dim=2), state


class Seq2SeqDecoder_state_stands_still(_Decoder):
    """You return the state that you were given. Whoever translates token by token then starts each word from the
    beginning: return the GRU's new state.

    你返回的还是传进来的状态。这样逐个词元翻译时，每个词都会从头开始：请返回 GRU 的新状态。"""

    def forward(self, X, state):
        return super().forward(X, state)[0], state


class Seq2SeqDecoder_without_dropout(_Decoder):
    """You take dropout and never use it. Hand it on to the GRU.

    你接受了 dropout，却没有使用。请把它传给 GRU。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers)


class Seq2SeqDecoder_state_of_one_argument(_Decoder):
    """Your init_state takes the encoder's outputs and nothing else. It is called with valid lengths too: take *args.

    你的 init_state 只接受编码器的输出。调用时还会带上有效长度：请接受 *args。"""

    def init_state(self, enc_outputs):
        return super().init_state(enc_outputs)


class Seq2SeqDecoder_detached(_Decoder):
    """You detach the encoder's state: no gradient passes through it, and the encoder never learns.

    你把编码器的状态从计算图中分离了：梯度无法通过，编码器什么也学不到。"""

    def init_state(self, enc_outputs, *args):
        return enc_outputs[1][-1].detach(), enc_outputs[1].detach()


def _kept(X, valid_len):
    keep = torch.arange(X.shape[1], device=X.device) < valid_len[:, None]
    return keep.reshape(keep.shape + (1,) * (X.dim() - 2))


def sequence_mask_in_place(X, valid_len, value=0):
    """Your numbers are right, but you write them into the caller's tensor. Whoever still needs X has lost it, and where
    X is a leaf that requires a gradient, autograd refuses. Make a new tensor.

    数值是对的，但你把它们写进了调用者的张量。调用者手里的 X 就此丢失；如果 X 是需要梯度的叶子张量，自动求导还会
    拒绝。请新建一个张量。"""
    X[~torch.broadcast_to(_kept(X, valid_len), X.shape)] = value
    return X


def sequence_mask_always_zero(X, valid_len, value=0):
    """You mask with 0, whatever value says.

    不论 value 是多少，你都用 0 来遮蔽。"""
    return X.masked_fill(~_kept(X, valid_len), 0)


def sequence_mask_one_too_many(X, valid_len, value=0):
    """You keep one step too many. Positions count from 0, so the first valid_len steps are those below valid_len.

    你多保留了一步。位置从 0 数起，所以前 valid_len 步是小于 valid_len 的那些位置。"""
    return X.masked_fill(~_kept(X, valid_len + 1), value)


def sequence_mask_the_words(X, valid_len, value=0):
    """You mask what is valid and keep the padding. Turn the mask round.

    你遮蔽了有效的部分，留下了填充。请把掩码反过来。"""
    return X.masked_fill(_kept(X, valid_len), value)


def sequence_mask_one_length_for_all(X, valid_len, value=0):
    """You use the longest valid length for every row. Each row has its own.

    你对每一行都用了最大的有效长度。每一行有它自己的有效长度。"""
    return X.masked_fill(~_kept(X, valid_len.amax().expand(valid_len.shape)), value)


def sequence_mask_matrices_only(X, valid_len, value=0):
    """Your mask has two axes and meets an X with three: give it an axis of length one for each that follows.

    你的掩码有两个轴，而 X 可能有三个轴：后面每多一个轴，就给掩码添一个长度为 1 的轴。"""
    return X.masked_fill(torch.arange(X.shape[1], device=X.device) >= valid_len[:, None], value)


def sequence_mask_made_float(X, valid_len, value=0):
    """Your result is floating point even where X holds integers. It should have the dtype of X.

    即使 X 是整数，你的结果也成了浮点数。结果的 dtype 应与 X 相同。"""
    return torch.where(_kept(X, valid_len), X, torch.tensor(float(value), device=X.device).expand(X.shape))


def sequence_mask_positions_on_the_cpu(X, valid_len, value=0):
    """Your positions are on the CPU, because torch.arange puts them there, and valid_len may be on a GPU. Say
    device=X.device.

    torch.arange 把位置建在了 CPU 上，而 valid_len 可能在 GPU 上。请写明 device=X.device。"""
    keep = torch.arange(X.shape[1]) < valid_len[:, None]
    return X.masked_fill(~keep.reshape(keep.shape + (1,) * (X.dim() - 2)), value)


def sequence_mask_without_gradient(X, valid_len, value=0):
    """You copy X out of its graph before you mask: no gradient comes back. clone() alone keeps it.

    遮蔽之前，你把 X 复制到了计算图之外：梯度传不回来。单用 clone() 就不会。"""
    return X.detach().clone().masked_fill(~_kept(X, valid_len), value)


def _losses(pred, label):
    return F.cross_entropy(pred.transpose(1, 2), label, reduction="none")


class MaskedSoftmaxCELoss_over_valid_steps(nn.CrossEntropyLoss):
    """You divide by the valid length. The statement divides by num_steps, padding included; besides, a valid length of 0
    gives nan.

    你除以的是有效长度。题目要求除以 num_steps，填充也算在内；而且有效长度为 0 时会得到 nan。"""

    def forward(self, pred, label, valid_len):
        losses = _losses(pred, label)
        return (losses * _kept(losses, valid_len)).sum(dim=1) / valid_len


class MaskedSoftmaxCELoss_without_mask(nn.CrossEntropyLoss):
    """You never use valid_len: the loss counts the padding like words, and the net learns to predict it.

    你没有用到 valid_len：填充也像词一样计入损失，网络就会去学着预测填充。"""

    def forward(self, pred, label, valid_len):
        return _losses(pred, label).mean(dim=1)


class MaskedSoftmaxCELoss_sums(nn.CrossEntropyLoss):
    """You add up the losses of the steps. The statement asks for their mean over num_steps.

    你把各步的损失加了起来。题目要求对 num_steps 取平均。"""

    def forward(self, pred, label, valid_len):
        losses = _losses(pred, label)
        return (losses * _kept(losses, valid_len)).sum(dim=1)


class MaskedSoftmaxCELoss_one_number(nn.CrossEntropyLoss):
    """You return one number for the whole batch. Each sequence has a loss of its own: shape (batch_size,).

    你对整个批量只返回一个数。每个序列各有一个损失：形状为 (batch_size,)。"""

    def forward(self, pred, label, valid_len):
        losses = _losses(pred, label)
        return (losses * _kept(losses, valid_len)).mean()


class MaskedSoftmaxCELoss_averaged_first(nn.CrossEntropyLoss):
    """You let the cross-entropy average over everything, and mask what is left: one number. Mask the losses of the
    single steps: reduction="none".

    你先让交叉熵对所有位置取了平均，再去遮蔽剩下的那一个数。应当遮蔽每一步的损失：reduction="none"。"""

    def forward(self, pred, label, valid_len):
        return (F.cross_entropy(pred.transpose(1, 2), label) * _kept(label, valid_len)).mean(dim=1)


class MaskedSoftmaxCELoss_masks_the_scores(nn.CrossEntropyLoss):
    """You mask the scores. Scores of 0 are no loss of 0: they are a guess among all words, which costs the logarithm of
    their number. Mask the losses.

    你遮蔽的是得分。得分为 0 并不等于损失为 0：那相当于在所有词中瞎猜，损失是词数的对数。请遮蔽损失。"""

    def forward(self, pred, label, valid_len):
        return _losses(pred * _kept(pred, valid_len), label).mean(dim=1)


class MaskedSoftmaxCELoss_padding_by_its_index(nn.CrossEntropyLoss):
    """You take label 0 for padding. Which index padding has depends on the vocabulary; what counts is said by valid_len.

    你把标签 0 当成了填充。填充的索引取决于词表；哪些位置计入，由 valid_len 说明。"""

    def forward(self, pred, label, valid_len):
        return (_losses(pred, label) * (label != 0)).mean(dim=1)


class MaskedSoftmaxCELoss_softmax_twice(nn.CrossEntropyLoss):
    """You take the softmax of the scores before the cross-entropy, which takes it once more.

    你在交叉熵之前先对得分取了 softmax，而交叉熵自己还会再取一次。"""

    def forward(self, pred, label, valid_len):
        losses = _losses(pred.softmax(dim=2), label)
        return (losses * _kept(losses, valid_len)).mean(dim=1)


class MaskedSoftmaxCELoss_detached(nn.CrossEntropyLoss):
    """You write zeros over the losses outside of autograd, through .data or a detached tensor: no gradient comes back.

    你通过 .data 或分离出来的张量在自动求导之外改写损失：梯度传不回来。"""

    def forward(self, pred, label, valid_len):
        losses = _losses(pred, label).detach()
        return (losses * _kept(losses, valid_len)).mean(dim=1)


class MaskedSoftmaxCELoss_weights_on_the_cpu(nn.CrossEntropyLoss):
    """You make the weights of the steps on the CPU, whatever device the batch is on. torch.ones_like(label) follows it.

    不论批量在哪个设备上，你都把各步的权重建在 CPU 上。torch.ones_like(label) 会跟随它的设备。"""

    def forward(self, pred, label, valid_len):
        weights = torch.zeros(label.shape)
        weights[torch.arange(label.shape[1]) < valid_len[:, None]] = 1
        return (_losses(pred, label) * weights).mean(dim=1)


def _xavier(layer):
    if isinstance(layer, nn.Linear):
        nn.init.xavier_uniform_(layer.weight)
    elif isinstance(layer, nn.GRU):
        for name, parameter in layer.named_parameters():
            if "weight" in name:
                nn.init.xavier_uniform_(parameter)


def _masked(Y_hat, Y, lens):
    losses = _losses(Y_hat, Y)
    return (losses * _kept(losses, lens)).mean(dim=1).sum()


def _forced(Y, bos):
    return torch.cat([torch.full((Y.shape[0], 1), bos, device=Y.device), Y[:, :-1]], dim=1)


def _clip(net):
    nn.utils.clip_grad_norm_(net.parameters(), 1)


def _nothing(net):
    pass


def _train(
    net, data_iter, lr, num_epochs, tgt_vocab, device, *,
    init=_xavier, loss=_masked, forced=_forced, clip=_clip, clear=True, mode=True, adam=torch.optim.Adam,
    lengths=True, source=False,
):  # fmt: skip
    net.apply(init)
    net.to(device)
    net.train(mode)
    optimizer = adam(net.parameters(), lr=lr)
    for _ in range(num_epochs):
        for batch in data_iter:
            X, X_len, Y, Y_len = (part.to(device) for part in batch)
            if clear:
                optimizer.zero_grad()
            dec_X = forced(Y, tgt_vocab["<bos>"])
            Y_hat, _ = net(X, dec_X, X_len) if lengths else net(X, dec_X)
            loss(Y_hat, Y, X_len if source else Y_len).backward()
            clip(net)
            optimizer.step()


def train_seq2seq_without_clipping(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You never clip the gradients. Recurrent networks have steps on which the gradient explodes: scale it to norm 1
    where it is longer, between backward and step.

    你没有裁剪梯度。循环网络有时会梯度爆炸：在 backward 与 step 之间，把范数大于 1 的梯度缩到 1。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, clip=_nothing)


def train_seq2seq_without_zero_grad(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You never clear the gradients, so each step also follows the gradients of all batches before. The loss still falls
    on an easy task, and nobody notices. Call optimizer.zero_grad() for every batch.

    你没有清零梯度，于是每一步都还带着之前所有批量的梯度。简单的任务上损失照样下降，很难察觉。每个批量都要调用
    optimizer.zero_grad()。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, clear=False)


def train_seq2seq_loss_over_padding(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Your loss counts the padding: the net spends its effort on predicting <pad>. Use the loss with the mask, and give
    it Y_valid_len.

    你的损失把填充也算了进去：网络把力气花在了预测 <pad> 上。请使用带掩码的损失，并把 Y_valid_len 传给它。"""

    def loss(Y_hat, Y, lens):
        return _losses(Y_hat, Y).mean(dim=1).sum()

    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, loss=loss)


def train_seq2seq_lengths_of_the_source(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You mask the loss with the valid lengths of the source. The label has its own: Y_valid_len.

    你用源序列的有效长度来遮蔽损失。标签有它自己的有效长度：Y_valid_len。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, source=True)


def train_seq2seq_fed_the_answer(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You give the decoder the label itself: at each step it sees the very word that it is to predict, and learns to
    copy it. The input is the label one step late, with <bos> in front.

    你把标签本身给了解码器：每一步它都看到了正要预测的那个词，只学会了照抄。输入应是推后一步的标签，最前面是 <bos>。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, forced=lambda Y, bos: Y)


def train_seq2seq_without_bos(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Your decoder's input begins with index 0 where <bos> belongs. A translation begins with <bos>, so the net must
    have met it: tgt_vocab["<bos>"].

    解码器输入的开头应是 <bos>，你放的却是索引 0。翻译总是从 <bos> 开始，网络必须见过它：tgt_vocab["<bos>"]。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, forced=lambda Y, bos: _forced(Y, 0))


def train_seq2seq_ahead_of_the_answer(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You shift the label the wrong way: at each step your decoder sees the word after the one that it is to predict.
    <bos> comes first, and the last token goes.

    你把标签移反了方向：每一步解码器看到的是待预测的词之后的那个词。应当在最前面加上 <bos>，去掉最后一个词元。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device,
           forced=lambda Y, bos: torch.cat([Y[:, 1:], torch.full((Y.shape[0], 1), bos)], dim=1))  # fmt: skip


def train_seq2seq_bos_alone(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Your decoder is fed <bos> at every step and never sees the words before. With teacher forcing it is given the
    right ones.

    你的解码器每一步得到的都是 <bos>，从来看不到前面的词。强制教学应当给它前面正确的词。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, forced=lambda Y, bos: torch.full_like(Y, bos))


def train_seq2seq_clips_each_by_itself(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You clip the gradient of each parameter by itself, which turns the whole. The norm is that of all of them together,
    and one factor scales all.

    你对每个参数的梯度分别裁剪，这会改变整体的方向。范数是所有梯度合在一起的范数，并用同一个系数缩放。"""

    def clip(net):
        for parameter in net.parameters():
            nn.utils.clip_grad_norm_([parameter], 1)

    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, clip=clip)


def train_seq2seq_without_initialisation(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You train with the weights as they come. The statement asks for Xavier's initialisation of the GRUs and linear
    layers first.

    你直接用原有的权重开始训练。题目要求先用 Xavier 方法初始化 GRU 和线性层。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, init=_nothing)


def train_seq2seq_only_linear_layers_initialised(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You initialise the linear layers and leave the GRUs. A GRU has several weight matrices: each is drawn.

    你只初始化了线性层，没有管 GRU。GRU 有好几个权重矩阵：每一个都要初始化。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, init=lambda m: isinstance(m, nn.Linear) and _xavier(m))


def train_seq2seq_in_eval_mode(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You never call net.train(): a net that has just translated is still in eval mode, and trains without its dropout.

    你没有调用 net.train()：刚做过预测的网络还停留在预测模式，训练时暂退法不起作用。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, mode=False)


def train_seq2seq_by_sgd(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Your optimiser is plain SGD. The statement asks for Adam.

    你的优化器是普通的 SGD。题目要求用 Adam。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, adam=torch.optim.SGD)


def train_seq2seq_one_epoch(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You go through the data once, whatever num_epochs says.

    不论 num_epochs 是多少，你都只遍历了一遍数据。"""
    _train(net, data_iter, lr, 1, tgt_vocab, device)


def train_seq2seq_own_learning_rate(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You never use lr: your learning rate is Adam's own, 0.001.

    你没有用到 lr：你的学习率是 Adam 默认的 0.001。"""
    _train(net, data_iter, 0.001, num_epochs, tgt_vocab, device)


def train_seq2seq_average_of_the_batch(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You average the losses of the batch before you go backward. The statement asks for their sum: it decides which
    gradients are long enough to be clipped.

    反向传播之前你对批量的损失取了平均。题目要求求和：这决定了哪些梯度长到需要裁剪。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, loss=lambda *batch: _masked(*batch) / len(batch[1]))


def train_seq2seq_without_the_lengths(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """You call the net without the valid lengths of the source. An encoder-decoder with attention needs them.

    你调用网络时没有传入源序列的有效长度。带注意力的编码器—解码器需要它。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device, lengths=False)


def train_seq2seq_batches_on_the_cpu(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """The column of <bos> is made on the CPU, and the rest of the batch is on the device. Make it there.

    <bos> 那一列建在了 CPU 上，而批量的其余部分在 device 上。请把它也建在那里。"""
    _train(net, data_iter, lr, num_epochs, tgt_vocab, device,
           forced=lambda Y, bos: torch.cat([torch.tensor([bos] * Y.shape[0]).reshape(-1, 1), Y[:, :-1]], dim=1))  # fmt: skip


def _predict(
    net, src_sentence, src_vocab, tgt_vocab, num_steps, device, save_attention_weights=False, *,
    lower=True, end=True, pad=True, cut=True, count_padding=False, lengths=True, carry=True, feed=True, stop=True,
    keep_end=False, evaluate=True, always=False, early=False, first="<bos>",
):  # fmt: skip
    if evaluate:
        net.eval()
    words = src_sentence.lower() if lower else src_sentence
    tokens = src_vocab[words.split(" ")] + [src_vocab["<eos>"]] * end
    valid_len = torch.tensor([num_steps if count_padding else len(tokens)], device=device)
    tokens = tokens + [src_vocab["<pad>"]] * (num_steps - len(tokens)) * pad
    tokens = tokens[:num_steps] if cut else tokens
    enc_outputs = net.encoder(torch.tensor([tokens], device=device), valid_len)
    begin = state = net.decoder.init_state(enc_outputs, valid_len) if lengths else net.decoder.init_state(enc_outputs)
    token, found, weights = tgt_vocab[first], [], []
    for _ in range(num_steps):
        Y, state = net.decoder(torch.tensor([[token]], device=device), state if carry else begin)
        said = int(Y.argmax(dim=2))
        token = said if feed else token
        if (save_attention_weights or always) and not early:
            weights.append(net.decoder.attention_weights)
        if said == tgt_vocab["<eos>"] and stop:
            if keep_end:
                found.append(said)
            break
        found.append(said)
        if save_attention_weights and early:
            weights.append(net.decoder.attention_weights)
    return " ".join(tgt_vocab.to_tokens(found)), weights


def predict_seq2seq_capitals_kept(*given, **more):
    """You look the words up as they stand. The vocabulary knows lower case only, so "Go" is unknown to it.

    你按原样去查词表。词表里只有小写的词，所以 "Go" 对它来说是未知词。"""
    return _predict(*given, lower=False, **more)


def predict_seq2seq_source_without_end(*given, **more):
    """Your source does not end with <eos>. In training every sentence did.

    你的源序列末尾没有 <eos>。训练时每个句子都有。"""
    return _predict(*given, end=False, **more)


def predict_seq2seq_source_without_padding(*given, **more):
    """You do not pad the source to num_steps, as it was in training.

    你没有像训练时那样把源序列填充到 num_steps。"""
    return _predict(*given, pad=False, **more)


def predict_seq2seq_long_source(*given, **more):
    """You read a long sentence whole. Of more than num_steps tokens, the first num_steps are read, as in training.

    过长的句子你也全部读入。超过 num_steps 个词元时，应像训练时那样只读前 num_steps 个。"""
    return _predict(*given, cut=False, **more)


def predict_seq2seq_padding_is_valid(*given, **more):
    """Your valid length is num_steps, which counts the padding. Take the length before you pad.

    你的有效长度是 num_steps，把填充也算了进去。应当在填充之前取长度。"""
    return _predict(*given, count_padding=True, **more)


def predict_seq2seq_state_without_length(*given, **more):
    """You call init_state without the valid length. A decoder with attention needs it.

    你调用 init_state 时没有传入有效长度。带注意力的解码器需要它。"""
    return _predict(*given, lengths=False, **more)


def predict_seq2seq_state_dropped(*given, **more):
    """You decode each word from the first state. The decoder returns a new state with each: hand it on.

    每个词你都从最初的状态开始解码。解码器每次都会返回新的状态：请把它传下去。"""
    return _predict(*given, carry=False, **more)


def predict_seq2seq_fed_bos_again(*given, **more):
    """Your decoder is fed <bos> at every step. From the second on, it is fed what it said last.

    你的解码器每一步得到的都是 <bos>。从第二步起，应当输入它上一步给出的词元。"""
    return _predict(*given, feed=False, **more)


def predict_seq2seq_begins_with_eos(*given, **more):
    """The first token that you feed is <eos>. A translation begins with <bos>.

    你最先输入的词元是 <eos>。翻译应从 <bos> 开始。"""
    return _predict(*given, first="<eos>", **more)


def predict_seq2seq_goes_on(*given, **more):
    """You do not stop at <eos>: your translation always has num_steps tokens.

    遇到 <eos> 你没有停下：译文总是有 num_steps 个词元。"""
    return _predict(*given, stop=False, **more)


def predict_seq2seq_end_in_the_text(*given, **more):
    """Your translation ends with the word <eos>. It marks the end and is no part of the text.

    你的译文以 <eos> 结尾。它只表示结束，不属于译文。"""
    return _predict(*given, keep_end=True, **more)


def predict_seq2seq_in_training_mode(*given, **more):
    """You never call net.eval(): with dropout the same sentence is translated differently each time.

    你没有调用 net.eval()：有暂退法时，同一句话每次的译文都不一样。"""
    return _predict(*given, evaluate=False, **more)


def predict_seq2seq_weights_unasked(*given, **more):
    """You collect attention weights whether or not they are asked for. A decoder without attention has none.

    无论是否需要，你都收集注意力权重。没有注意力的解码器并没有这个属性。"""
    return _predict(*given, always=True, **more)


def predict_seq2seq_last_weights_missing(*given, **more):
    """You leave the loop at <eos> before you keep the attention weights of that step. Every step counts, the last one
    too.

    遇到 <eos> 时你先退出了循环，没有保存这一步的注意力权重。每一步都要算，最后一步也不例外。"""
    return _predict(*given, early=True, **more)


def predict_seq2seq_text_alone(*given, **more):
    """You return the translation alone. The result is a pair: the translation, and the list of attention weights, which
    may be empty.

    你只返回了译文。返回值是一对：译文和注意力权重的列表（可能为空）。"""
    return _predict(*given, **more)[0]


def _split(pred_seq, label_seq):
    return pred_seq.split(" "), label_seq.split(" ")


def _ngrams(tokens, n):
    return [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]


def _penalty(pred, label):
    return math.exp(min(0, 1 - len(label) / len(pred)))


def _matches(pred, label, n):
    return sum((collections.Counter(_ngrams(pred, n)) & collections.Counter(_ngrams(label, n))).values())


def _precision(pred, label, n):
    return _matches(pred, label, n) / (len(pred) - n + 1)


def _orders(pred, k):
    return range(1, min(k, len(pred)) + 1)


def bleu_division_by_zero_when_short(pred_seq, label_seq, k):
    """You let n run up to k even where the prediction is shorter. A prediction of m tokens has no n-grams for n > m,
    and len_pred - n + 1 becomes 0 in the denominator. Stop n at the length of the prediction.

    即使预测序列比 k 短，你的 n 也一直取到 k。只有 m 个词元的预测序列，当 n > m 时没有 n 元语法，
    分母 len_pred - n + 1 就会等于 0。请让 n 最多取到预测序列的长度。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in range(1, k + 1):
        score *= math.pow(_precision(pred, label, n), math.pow(0.5, n))
    return score


def bleu_zero_when_short(pred_seq, label_seq, k):
    """You give 0 to every prediction with fewer than k tokens, even to a perfect one. The statement asks for the
    n-grams that the prediction has: n stops at its length.

    只要预测序列不足 k 个词元，你就给 0 分，哪怕译文完全正确。
    题目要求只看预测序列确实含有的 n 元语法：n 最多取到它的长度。"""
    pred, label = _split(pred_seq, label_seq)
    if len(pred) < k:
        return 0.0
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in range(1, k + 1))


def bleu_tokens_run_together(pred_seq, label_seq, k):
    """You glue the tokens of an n-gram together with ''.join, so that 'ab c' and 'a bc' look the same. Keep them apart:
    a tuple of tokens, or ' '.join.

    你用 ''.join 把 n 元语法的词元连写在一起，于是 'ab c' 和 'a bc' 看起来一样。请让词元保持分开：
    用词元组成的元组（tuple），或者用 ' '.join。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        left = collections.Counter("".join(ngram) for ngram in _ngrams(label, n))
        found = collections.Counter("".join(ngram) for ngram in _ngrams(pred, n))
        score *= (sum((left & found).values()) / (len(pred) - n + 1)) ** (0.5**n)
    return score


def bleu_repeats_counted_every_time(pred_seq, label_seq, k):
    """You count an n-gram of the prediction as a match as often as it is repeated, so 'the the the the' scores like a
    translation. Each n-gram of the label can be matched only once: take it away when it is.

    预测序列中的 n 元语法重复多少次，你就算多少次匹配，于是 'the the the the' 也能像一句译文那样得分。
    标签中的每个 n 元语法只能匹配一次：匹配之后就要减去。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        known = set(_ngrams(label, n))
        score *= (sum(ngram in known for ngram in _ngrams(pred, n)) / (len(pred) - n + 1)) ** (0.5**n)
    return score


def bleu_repeats_counted_once(pred_seq, label_seq, k):
    """You compare the sets of n-grams, so that an n-gram which prediction and label both have twice counts once. Count
    how often each occurs, and take the smaller of the two counts.

    你比较的是 n 元语法的集合，于是预测和标签中都出现两次的 n 元语法只算了一次。请统计各自出现的次数，
    取两者中较小的。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        score *= (len(set(_ngrams(pred, n)) & set(_ngrams(label, n))) / (len(pred) - n + 1)) ** (0.5**n)
    return score


def bleu_equal_weights(pred_seq, label_seq, k):
    """You weigh all lengths alike, with the exponent 1/k, as the first paper on BLEU does. The exponent here is 1/2^n:
    1/2, 1/4, 1/8, ...

    你给各种长度以相同的权重，指数都是 1/k，最早的 BLEU 论文是这样做的。这里的指数是 1/2^n：1/2、1/4、1/8……"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (1 / k) for n in _orders(pred, k))


def bleu_exponent_two_times_n(pred_seq, label_seq, k):
    """Your exponents are 1/2, 1/4, 1/6: you divided by 2 times n. The exponent is one half to the power of n: 1/2, 1/4,
    1/8.

    你的指数是 1/2、1/4、1/6：除以的是 2 乘 n。正确的指数是二分之一的 n 次方：1/2、1/4、1/8。"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (1 / (2 * n)) for n in _orders(pred, k))


def bleu_no_exponent(pred_seq, label_seq, k):
    """You multiply the precisions themselves. Each has an exponent, 1/2^n, which brings it closer to 1 the longer the
    n-gram: long matches are hard to get.

    你直接把各个精确度相乘了。每个精确度都有指数 1/2^n，n 元语法越长，它就越接近 1：较长的匹配本来就难得。"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) for n in _orders(pred, k))


def bleu_last_length_missing(pred_seq, label_seq, k):
    """You stop before k: range(1, k) ends with k - 1. The n-grams of length k count too.

    你没有取到 k：range(1, k) 到 k - 1 就结束了。长度为 k 的 n 元语法也要计入。"""
    pred, label = _split(pred_seq, label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k - 1))


def bleu_recall_for_precision(pred_seq, label_seq, k):
    """You divide by the number of n-grams in the label: that is recall. Precision asks how many of the n-grams in the
    prediction are right, so their number goes into the denominator.

    你除以的是标签中 n 元语法的个数，那是召回率。精确度问的是预测序列的 n 元语法中有多少是对的，
    所以分母应是预测序列中 n 元语法的个数。"""
    pred, label = _split(pred_seq, label_seq)
    score = _penalty(pred, label)
    for n in _orders(pred, k):
        score *= (_matches(pred, label, n) / max(len(label) - n + 1, 1)) ** (0.5**n)
    return score


def bleu_no_penalty(pred_seq, label_seq, k):
    """You left out the factor exp(min(0, 1 - len_label / len_pred)), so that a prediction of one right word scores as
    much as the whole sentence.

    你漏掉了因子 exp(min(0, 1 - len_label / len_pred))，于是只译对一个词也能得到整句的分数。"""
    pred, label = _split(pred_seq, label_seq)
    return math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_long_predictions_rewarded(pred_seq, label_seq, k):
    """Your factor grows beyond 1 when the prediction is longer than the label. min(0, ...) is missing in the exponent:
    a long prediction gets no bonus.

    当预测序列比标签序列长时，你的因子会超过 1。指数里少了 min(0, …)：预测得长并没有奖励。"""
    pred, label = _split(pred_seq, label_seq)
    penalty = math.exp(1 - len(label) / len(pred))
    return penalty * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_penalty_upside_down(pred_seq, label_seq, k):
    """You exchanged the two lengths in the penalty: yours falls on predictions that are too long. The length of the
    label goes on top, and that of the prediction below.

    你把惩罚项中的两个长度弄反了：受罚的成了过长的预测。标签的长度在分子上，预测的长度在分母上。"""
    pred, label = _split(pred_seq, label_seq)
    penalty = math.exp(min(0, 1 - len(pred) / len(label)))
    return penalty * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_letters_for_tokens(pred_seq, label_seq, k):
    """You compared letters: a Python string is a sequence of characters. Split both strings at the spaces first.

    你比较的是字母：Python 字符串是字符的序列。请先把两个字符串按空格切分。"""
    pred, label = list(pred_seq) or [""], list(label_seq)
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_empty_prediction_divides_by_zero(pred_seq, label_seq, k):
    """An empty prediction has no tokens, and you divide by their number. A decoder that says <eos> at once gives you
    exactly this: answer 0.0 before the division.

    空的预测序列没有词元，而你除以了词元的个数。解码器一上来就输出 <eos>，得到的正是空序列：
    请在做除法之前就返回 0.0。"""
    pred, label = pred_seq.split(), label_seq.split()
    return _penalty(pred, label) * math.prod(_precision(pred, label, n) ** (0.5**n) for n in _orders(pred, k))


def bleu_logarithm_of_zero(pred_seq, label_seq, k):
    """You add up logarithms, and the logarithm of 0 does not exist: where no n-gram matches, math.log raises an error.
    Such a prediction scores 0.0.

    你把对数加起来，而 0 没有对数：没有一个 n 元语法匹配时，math.log 就会报错。这样的预测得分应为 0.0。"""
    pred, label = _split(pred_seq, label_seq)
    logs = [0.5**n * math.log(_precision(pred, label, n)) for n in _orders(pred, k)]
    return _penalty(pred, label) * math.exp(sum(logs))
