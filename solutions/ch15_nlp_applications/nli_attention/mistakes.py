import torch
from torch import nn
from torch.nn import functional as F


def _net(num_inputs, num_hiddens, flatten, order="dlr", p=(0.2, 0.2), relu=(True, True)):
    """Right but for what a mistake changes; order: of dropout, linear layer and ReLU."""
    layers = []
    for size, share, active in zip((num_inputs, num_hiddens), p, relu):
        made = {"d": nn.Dropout(share), "l": nn.Linear(size, num_hiddens), "r": nn.ReLU() if active else nn.Identity()}
        layers += [made[key] for key in order]
        if flatten:
            layers.append(nn.Flatten(start_dim=1))
    return nn.Sequential(*layers)


def mlp_without_the_last_relu(num_inputs, num_hiddens, flatten):
    """There is no ReLU behind your second linear layer.

    你的第二个线性层之后没有 ReLU。"""
    return _net(num_inputs, num_hiddens, flatten, relu=(True, False))


def mlp_without_the_first_relu(num_inputs, num_hiddens, flatten):
    """There is no ReLU between your linear layers: together they are no more than one.

    你的两个线性层之间没有 ReLU：合起来就相当于一个线性层。"""
    return _net(num_inputs, num_hiddens, flatten, relu=(False, True))


def mlp_one_layer(num_inputs, num_hiddens, flatten):
    """You have one linear layer. There are two.

    你只有一个线性层。应有两个。"""
    layers = [nn.Dropout(0.2), nn.Linear(num_inputs, num_hiddens), nn.ReLU()]
    return nn.Sequential(*layers, nn.Flatten(start_dim=1)) if flatten else nn.Sequential(*layers)


def mlp_without_dropout(num_inputs, num_hiddens, flatten):
    """Nothing is dropped while training. Each linear layer has dropout before it.

    训练时没有丢弃任何东西。每个线性层之前都应有 dropout。"""
    return _net(num_inputs, num_hiddens, flatten, p=(0.0, 0.0))


def mlp_one_dropout(num_inputs, num_hiddens, flatten):
    """You have one dropout, at the beginning. There is one before the second linear layer, too.

    你只在开头有一个 dropout。第二个线性层之前也应有一个。"""
    return _net(num_inputs, num_hiddens, flatten, p=(0.2, 0.0))


def mlp_drops_half(num_inputs, num_hiddens, flatten):
    """You drop with probability 0.5, as nn.Dropout does if it is told nothing. Here it is 0.2.

    你以 0.5 的概率丢弃，这是 nn.Dropout 的默认值。这里应是 0.2。"""
    return _net(num_inputs, num_hiddens, flatten, p=(0.5, 0.5))


def mlp_dropout_behind(num_inputs, num_hiddens, flatten):
    """Your dropout stands behind ReLU. It comes first: what is dropped is a part of the linear layer's input.

    你的 dropout 放在 ReLU 之后。它应在最前面：丢弃的是线性层的一部分输入。"""
    return _net(num_inputs, num_hiddens, flatten, order="lrd")


def mlp_never_flat(num_inputs, num_hiddens, flatten):
    """You never use flatten.

    你没有用到 flatten。"""
    return _net(num_inputs, num_hiddens, False)


def mlp_flat_in_the_end(num_inputs, num_hiddens, flatten):
    """You flatten whatever flatten says: the words of a sentence become one long vector.

    无论 flatten 是什么，你都展平了：一个句子的各词连成了一个长向量。"""
    return nn.Sequential(*_net(num_inputs, num_hiddens, False), nn.Flatten(start_dim=1))


class _Attend(nn.Module):
    """Right, step by step: each mistake changes one step."""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(**kwargs)
        self.f = mlp(num_inputs, num_hiddens, flatten=False)

    def scores(self, A, B):
        return self.f(A) @ self.f(B).transpose(1, 2)

    def beta(self, e, A, B):
        return F.softmax(e, dim=2) @ B

    def alpha(self, e, A, B):
        return F.softmax(e, dim=1).transpose(1, 2) @ A

    def forward(self, A, B):
        e = self.scores(A, B)
        return self.beta(e, A, B), self.alpha(e, A, B)


class Attend_one_softmax(_Attend):
    """You use the weights of beta, turned round, for alpha too. For a word of the hypothesis the weights have to sum to one
    over the premise: that is a softmax of its own.

    计算 alpha 时，你用的是 beta 的权重的转置。对假设中的每个词，权重应在前提的各词上总和为一：那是另一个 softmax。"""

    def alpha(self, e, A, B):
        return F.softmax(e, dim=2).transpose(1, 2) @ A


class Attend_softmax_over_the_wrong_words(_Attend):
    """Your softmax for beta runs over the words of the premise. It runs over those that are averaged, the hypothesis'.

    计算 beta 时，你的 softmax 沿前提的各词。应沿被平均的那些词，即假设的各词。"""

    def beta(self, e, A, B):
        return F.softmax(e, dim=1) @ B


class Attend_not_normalised(_Attend):
    """You multiply by the scores themselves. Turn them into weights by softmax first.

    你直接用得分相乘。应先用 softmax 把它们变成权重。"""

    def beta(self, e, A, B):
        return e @ B

    def alpha(self, e, A, B):
        return e.transpose(1, 2) @ A


class Attend_scaled(_Attend):
    """You divide the scores by the root of their size, as in scaled dot-product attention. Here they are not scaled.

    你像缩放点积注意力那样，把得分除以了大小的平方根。这里不缩放。"""

    def scores(self, A, B):
        f_A = self.f(A)
        return f_A @ self.f(B).transpose(1, 2) / f_A.shape[-1] ** 0.5


class Attend_without_f(_Attend):
    """Your scores are products of the words themselves: f is made, but not used.

    你的得分是词向量本身的内积：f 建好了，却没有用到。"""

    def scores(self, A, B):
        return A @ B.transpose(1, 2)


class Attend_averages_f(_Attend):
    """You average f of the words. f is for the scores alone: the words themselves are averaged.

    你平均的是 f 作用之后的结果。f 只用于计算得分：应对词向量本身取加权平均。"""

    def beta(self, e, A, B):
        return F.softmax(e, dim=2) @ self.f(B)

    def alpha(self, e, A, B):
        return F.softmax(e, dim=1).transpose(1, 2) @ self.f(A)


class Attend_exchanged(_Attend):
    """You return alpha first. The order is (beta, alpha): first what belongs to the words of A.

    你先返回了 alpha。次序应是 (beta, alpha)：先是属于 A 的各词的那一个。"""

    def forward(self, A, B):
        return super().forward(A, B)[::-1]


class Attend_two_functions(_Attend):
    """You have a function f for each sentence. Both share one.

    你给每个句子各建了一个 f。两个句子应共用一个。"""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(num_inputs, num_hiddens, **kwargs)
        self.f_B = mlp(num_inputs, num_hiddens, flatten=False)

    def scores(self, A, B):
        return self.f(A) @ self.f_B(B).transpose(1, 2)


class Attend_plain_exp(_Attend):
    """You compute exp of the scores as they are: where they are large that is infinite, and infinity divided by infinity is
    nan. Use torch.softmax, or take away the largest score first.

    你直接对得分求 exp：得分大时结果是无穷，无穷除以无穷得到 nan。请用 torch.softmax，或先减去最大的得分。"""

    def beta(self, e, A, B):
        weights = e.exp()
        return weights / weights.sum(dim=2, keepdim=True) @ B


class _Compare(nn.Module):
    """Right, step by step: each mistake changes one step."""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(**kwargs)
        self.g = mlp(num_inputs, num_hiddens, flatten=False)

    def join(self, word, partner):
        return torch.cat((word, partner), dim=2)

    def forward(self, A, B, beta, alpha):
        return self.g(self.join(A, beta)), self.g(self.join(B, alpha))


class Compare_partners_exchanged(_Compare):
    """You compare A with alpha and B with beta. beta has what the words of A are aligned with: A goes with beta, B with
    alpha.

    你把 A 与 alpha、B 与 beta 作了比较。beta 是 A 的各词对齐的结果：A 应配 beta，B 应配 alpha。"""

    def forward(self, A, B, beta, alpha):
        return super().forward(A, B, alpha, beta)


class Compare_partner_first(_Compare):
    """You put the partner before the word. The word comes first.

    你把对齐的结果放在了词的前面。词应在前。"""

    def join(self, word, partner):
        return super().join(partner, word)


class Compare_word_twice(_Compare):
    """You put each word beside itself: beta and alpha are not used.

    你把每个词与它自己放在一起：没有用到 beta 和 alpha。"""

    def join(self, word, partner):
        return super().join(word, word)


class Compare_summed_up(_Compare):
    """You add up the comparisons already. That is the next step; here every word has its own.

    你已经把比较结果加起来了。那是下一步的事；这里每个词各有一个结果。"""

    def forward(self, A, B, beta, alpha):
        V_A, V_B = super().forward(A, B, beta, alpha)
        return V_A.sum(dim=1), V_B.sum(dim=1)


class Compare_two_functions(_Compare):
    """You have a function g for each sentence. Both share one.

    你给每个句子各建了一个 g。两个句子应共用一个。"""

    def __init__(self, num_inputs, num_hiddens, **kwargs):
        super().__init__(num_inputs, num_hiddens, **kwargs)
        self.g_B = mlp(num_inputs, num_hiddens, flatten=False)

    def forward(self, A, B, beta, alpha):
        return self.g(self.join(A, beta)), self.g_B(self.join(B, alpha))


class Compare_exchanged(_Compare):
    """You return the hypothesis' comparisons first. The order is (V_A, V_B).

    你先返回了假设的比较结果。次序应是 (V_A, V_B)。"""

    def forward(self, A, B, beta, alpha):
        return super().forward(A, B, beta, alpha)[::-1]


class _Aggregate(nn.Module):
    """Right, step by step: each mistake changes one step."""

    def __init__(self, num_inputs, num_hiddens, num_outputs, **kwargs):
        super().__init__(**kwargs)
        self.h = mlp(num_inputs, num_hiddens, flatten=True)
        self.linear = nn.Linear(num_hiddens, num_outputs)

    def pool(self, V):
        return V.sum(dim=1)

    def forward(self, V_A, V_B):
        return self.linear(self.h(torch.cat((self.pool(V_A), self.pool(V_B)), dim=1)))


class Aggregate_mean(_Aggregate):
    """You average over the words. They are added up.

    你对各词取了平均。应把它们相加。"""

    def pool(self, V):
        return V.mean(dim=1)


class Aggregate_maximum(_Aggregate):
    """You take the maximum over the words. They are added up.

    你对各词取了最大值。应把它们相加。"""

    def pool(self, V):
        return V.amax(dim=1)


class Aggregate_last_word(_Aggregate):
    """You use the last word of each sentence alone. Add up all of them.

    你只用了每个句子的最后一个词。应把所有的词相加。"""

    def pool(self, V):
        return V[:, -1]


class Aggregate_hypothesis_first(_Aggregate):
    """You put the hypothesis' sum first. The premise's comes first.

    你把假设的和放在了前面。前提的应在前。"""

    def forward(self, V_A, V_B):
        return super().forward(V_B, V_A)


class Aggregate_without_the_linear_layer(_Aggregate):
    """There is no linear layer behind h: your scores can never be negative.

    h 之后没有线性层：你的得分永远不会是负数。"""

    def __init__(self, num_inputs, num_hiddens, num_outputs, **kwargs):
        super().__init__(num_inputs, num_hiddens, num_outputs, **kwargs)
        self.h = nn.Sequential(nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.Linear(num_hiddens, num_outputs))
        self.linear = nn.ReLU()


class Aggregate_normalised(_Aggregate):
    """You apply softmax to the scores. Leave that to the loss, which would do it a second time.

    你对得分做了 softmax。那是损失函数的事，否则就做了两遍。"""

    def forward(self, V_A, V_B):
        return super().forward(V_A, V_B).softmax(dim=1)


class _Decomposable(nn.Module):
    """Right, step by step: each mistake changes one step."""

    outputs = 3

    def __init__(
        self,
        vocab,
        embed_size,
        num_hiddens,
        num_inputs_attend=100,
        num_inputs_compare=200,
        num_inputs_agg=400,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(len(vocab), embed_size)
        self.attend = Attend(num_inputs_attend, num_hiddens)
        self.compare = Compare(num_inputs_compare, num_hiddens)
        self.aggregate = Aggregate(num_inputs_agg, num_hiddens, self.outputs)

    def words(self, X):
        return self.embedding(X[0]), self.embedding(X[1])

    def aligned(self, A, B):
        return self.attend(A, B)

    def forward(self, X):
        A, B = self.words(X)
        return self.aggregate(*self.compare(A, B, *self.aligned(A, B)))


class DecomposableAttention_sentences_exchanged(_Decomposable):
    """You take the hypothesis for the premise. X is (premises, hypotheses).

    你把假设当成了前提。X 是 (premises, hypotheses)。"""

    def words(self, X):
        return self.embedding(X[1]), self.embedding(X[0])


class DecomposableAttention_partners_exchanged(_Decomposable):
    """You hand alpha and beta on in the wrong order: attend returns (beta, alpha), and compare wants beta first.

    你传递 alpha 和 beta 的次序反了：attend 返回 (beta, alpha)，compare 也要求 beta 在前。"""

    def aligned(self, A, B):
        beta, alpha = self.attend(A, B)
        return (alpha, beta) if alpha.shape == beta.shape else (beta, alpha)


class DecomposableAttention_each_with_itself(_Decomposable):
    """Each sentence attends to itself. Words look at the words of the other sentence: attend(A, B).

    每个句子都只注意它自己。词要看的是另一个句子的词：attend(A, B)。"""

    def aligned(self, A, B):
        return self.attend(A, A)[0], self.attend(B, B)[0]


class DecomposableAttention_two_embeddings(_Decomposable):
    """You have an embedding for each sentence. Both share one: the same word is the same vector.

    你给每个句子各建了一个嵌入层。两个句子应共用一个：同一个词就是同一个向量。"""

    def __init__(self, vocab, embed_size, num_hiddens, *sizes, **kwargs):
        super().__init__(vocab, embed_size, num_hiddens, *sizes, **kwargs)
        self.other = nn.Embedding(len(vocab), embed_size)

    def words(self, X):
        return self.embedding(X[0]), self.other(X[1])


class DecomposableAttention_two_scores(_Decomposable):
    """Your model has two scores. There are three answers: entailment, contradiction, neutral.

    你的模型只有两个得分。答案有三种：蕴涵、矛盾、中性。"""

    outputs = 2


class DecomposableAttention_normalised(_Decomposable):
    """You apply softmax to the scores. Leave that to the loss, which would do it a second time.

    你对得分做了 softmax。那是损失函数的事，否则就做了两遍。"""

    def forward(self, X):
        return super().forward(X).softmax(dim=1)


class DecomposableAttention_other_defaults(_Decomposable):
    """Your default sizes are not those of the book: 100 for attending, 200 for comparing, 400 for aggregating.

    你的默认大小与书中不同：注意为 100，比较为 200，聚合为 400。"""

    def __init__(
        self,
        vocab,
        embed_size,
        num_hiddens,
        num_inputs_attend=100,
        num_inputs_compare=200,
        num_inputs_agg=200,
        **kwargs,
    ):
        super().__init__(
            vocab, embed_size, num_hiddens, num_inputs_attend, num_inputs_compare, num_inputs_agg, **kwargs
        )


_NAMES = ("entailment", "contradiction", "neutral")


def _place(net, vocab, pair, shape=(1, -1)):
    device = next(net.parameters()).device
    parts = [torch.tensor(vocab[words], device=device).reshape(shape) for words in pair]
    return int(net(parts).argmax(dim=-1).reshape(-1)[0])


def predict_snli_other_order(net, vocab, premise, hypothesis):
    """You give the three answers in another order: 0 is entailment, 1 contradiction, 2 neutral.

    你的三个答案次序不对：0 是 entailment，1 是 contradiction，2 是 neutral。"""
    net.eval()
    return ("entailment", "neutral", "contradiction")[_place(net, vocab, (premise, hypothesis))]


def predict_snli_as_a_number(net, vocab, premise, hypothesis):
    """You return the place of the greatest score. Return the word that belongs to it.

    你返回的是最大得分的位置。应返回对应的单词。"""
    net.eval()
    return _place(net, vocab, (premise, hypothesis))


def predict_snli_hypothesis_first(net, vocab, premise, hypothesis):
    """You hand the net the hypothesis first. The premise comes first.

    你先把假设交给了网络。前提应在前。"""
    net.eval()
    return _NAMES[_place(net, vocab, (hypothesis, premise))]


def predict_snli_without_a_batch(net, vocab, premise, hypothesis):
    """You hand the net rows of numbers without a batch axis. One pair is a batch of one: shape (1, number of words).

    你交给网络的是没有批量轴的编号。一对句子就是大小为 1 的批量：形状 (1, 单词数)。"""
    net.eval()
    return _NAMES[_place(net, vocab, (premise, hypothesis), (-1,))]


def predict_snli_in_training_mode(net, vocab, premise, hypothesis):
    """You leave the net in training mode: it drops a fifth of everything and answers by chance. Call net.eval() first.

    你让网络留在了训练模式：它会丢弃五分之一的内容，凭运气作答。请先调用 net.eval()。"""
    return _NAMES[_place(net, vocab, (premise, hypothesis))]


def predict_snli_neutral_is_forgotten(net, vocab, premise, hypothesis):
    """You know two answers alone. Where the third score is greatest, the answer is neutral.

    你只给出了两种答案。第三个得分最大时，答案是 neutral。"""
    net.eval()
    return "entailment" if _place(net, vocab, (premise, hypothesis)) == 0 else "contradiction"
