import torch


def _parts(net, loss, vocab_size, batch, lens=True, prepare=lambda scores: scores):
    tokens, segments, valid, positions, weights, labels, nsp_y = batch
    _, words, follows = net(tokens, segments, valid if lens else None, positions)
    each = loss(prepare(words.reshape(-1, vocab_size)), labels.reshape(-1))
    return each, weights.reshape(-1), loss(prepare(follows), nsp_y)


def _get_batch_loss_bert_each_with_each(net, loss, vocab_size, *batch):
    """You multiply losses of shape (n,) by weights of shape (n, 1): each meets each, n times n products. Bring both into
    the same shape.

    你用形状为 (n,) 的损失乘以形状为 (n, 1) 的权重：每个都与每个相乘，得到 n × n 个乘积。应让两者形状相同。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights.reshape(-1, 1)).sum() / (weights.sum() + 1e-8), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_weights_cancel(net, loss, vocab_size, *batch):
    """You average before you weight: then the weights cancel, and places that only fill up count like words. Weight each
    loss before adding them up.

    你先求平均再乘权重：权重就约掉了，补足的位置和词一样算数。应先给每个损失乘上权重，再求和。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each.mean() * weights).sum() / (weights.sum() + 1e-8), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_mean_of_all_places(net, loss, vocab_size, *batch):
    """You divide by the number of all places. Divide by the number of words to be guessed, the sum of the weights.

    你除以了所有位置的个数。应除以要预测的词的个数，即权重之和。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).mean(), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_mean_of_the_examples(net, loss, vocab_size, *batch):
    """You take the mean of each example, then the mean of these. Every word counts the same, whichever example it
    stands in.

    你先对每个样本求平均，再对样本求平均。每个词的分量都相同，与它在哪个样本中无关。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    shape = batch[4].shape
    of_examples = (each * weights).reshape(shape).sum(dim=1) / (batch[4].sum(dim=1) + 1e-8)
    mlm_l, nsp_l = of_examples.mean(), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_sum_of_words(net, loss, vocab_size, *batch):
    """You add the losses of the words up and do not divide by their number.

    你把各词的损失加了起来，却没有除以它们的个数。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).sum(), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_sum_of_pairs(net, loss, vocab_size, *batch):
    """You add the losses of the next sentence up. Take their mean.

    你把下一句的各个损失加了起来。应求平均。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).sum() / (weights.sum() + 1e-8), follows.sum()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_softmax_twice(net, loss, vocab_size, *batch):
    """You apply a softmax before the loss, which does so itself. Hand the scores over as they are.

    你在损失函数之前用了 softmax，而损失函数自己会做。应直接传入得分。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch, prepare=lambda scores: scores.softmax(dim=-1))
    mlm_l, nsp_l = (each * weights).sum() / (weights.sum() + 1e-8), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_without_lengths(net, loss, vocab_size, *batch):
    """You call the net without valid_lens_x: it attends to the padding.

    你调用网络时没有传入 valid_lens_x：它会注意到填充。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch, lens=False)
    mlm_l, nsp_l = (each * weights).sum() / (weights.sum() + 1e-8), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_divided_by_zero(net, loss, vocab_size, *batch):
    """Where there is nothing to guess, you divide 0 by 0. Keep the divisor away from 0.

    没有要预测的词时，你用 0 除以了 0。别让除数为 0。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).sum() / weights.sum(), follows.mean()
    return mlm_l, nsp_l, mlm_l + nsp_l


def _get_batch_loss_bert_mean_of_both(net, loss, vocab_size, *batch):
    """Your third loss is the mean of the two. It is their sum.

    你的第三个损失是两者的平均。应为两者之和。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).sum() / (weights.sum() + 1e-8), follows.mean()
    return mlm_l, nsp_l, (mlm_l + nsp_l) / 2


def _get_batch_loss_bert_sum_first(net, loss, vocab_size, *batch):
    """Your losses stand in another order: that of the words, that of the next sentence, their sum.

    你的损失次序不同：应为词的损失、下一句的损失、两者之和。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).sum() / (weights.sum() + 1e-8), follows.mean()
    return mlm_l + nsp_l, mlm_l, nsp_l


def _get_batch_loss_bert_no_graph(net, loss, vocab_size, *batch):
    """Your numbers are right, but they have left the graph: nothing can be learnt from them.

    数值是对的，但它们脱离了计算图：什么也学不到。"""
    each, weights, follows = _parts(net, loss, vocab_size, batch)
    mlm_l, nsp_l = (each * weights).sum() / (weights.sum() + 1e-8), follows.mean()
    return tuple(part.detach().requires_grad_() for part in (mlm_l, nsp_l, mlm_l + nsp_l))


def _encoded(net, tokens, segments, mode="back"):
    training = net.training
    if mode != "kept":
        net.eval()
    results = net(torch.tensor([vocab[tokens]]), torch.tensor([segments]), torch.tensor([len(tokens)]))
    if mode == "back":
        net.train(training)
    if mode == "train":
        net.train()
    return results


def get_bert_encoding_in_training_mode(net, tokens_a, tokens_b=None):
    """You do not put the net into eval mode: in training mode it drops words, and the encoding is another one each time.

    你没有把网络切换到预测模式：在训练模式下它会随机丢弃，每次的编码都不同。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a, tokens_b), mode="kept")[0]


def get_bert_encoding_left_in_eval_mode(net, tokens_a, tokens_b=None):
    """You leave the net in eval mode. Put it back into the mode in which it was.

    你让网络停在了预测模式。应恢复到原来的模式。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a, tokens_b), mode="left")[0]


def get_bert_encoding_always_training_afterwards(net, tokens_a, tokens_b=None):
    """You put the net into training mode afterwards, wherever it was before. Remember its mode.

    不管网络原来是什么模式，你之后都切换到训练模式。应记住原来的模式。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a, tokens_b), mode="train")[0]


def get_bert_encoding_without_batch(net, tokens_a, tokens_b=None):
    """You take the example out of the minibatch. The result keeps the axis of size 1.

    你把样本从小批量里取了出来。结果应保留大小为 1 的轴。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a, tokens_b))[0][0]


def get_bert_encoding_of_cls(net, tokens_a, tokens_b=None):
    """You return the vector of <cls> alone. Return those of all tokens.

    你只返回了 <cls> 的向量。应返回所有词元的向量。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a, tokens_b))[0][:, 0]


def get_bert_encoding_words_alone(net, tokens_a, tokens_b=None):
    """You encode the words without <cls> and <sep>. Use get_tokens_and_segments.

    你编码的词没有加上 <cls> 和 <sep>。应使用 get_tokens_and_segments。"""
    second = tokens_b or []
    return _encoded(net, tokens_a + second, [0] * len(tokens_a) + [1] * len(second))[0]


def get_bert_encoding_one_segment(net, tokens_a, tokens_b=None):
    """All your segments are 0. Those of the second sentence are 1.

    你的片段编号全是 0。第二个句子的应为 1。"""
    tokens, segments = get_tokens_and_segments(tokens_a, tokens_b)
    return _encoded(net, tokens, [0] * len(segments))[0]


def get_bert_encoding_second_forgotten(net, tokens_a, tokens_b=None):
    """You encode the first sentence alone.

    你只编码了第一个句子。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a))[0]


def get_bert_encoding_all_three(net, tokens_a, tokens_b=None):
    """You return all that the net gives. Asked for is the first, the encoding.

    你返回了网络的全部结果。题目只要第一项，即编码。"""
    return _encoded(net, *get_tokens_and_segments(tokens_a, tokens_b))
