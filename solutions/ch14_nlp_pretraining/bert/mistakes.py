import math

import torch
from torch import nn


def get_tokens_and_segments_sep_forgotten(tokens_a, tokens_b=None):
    """There is no <sep> behind your second sentence. One stands behind each of the two.

    你的第二个句子后面没有 <sep>。两个句子后面各有一个。"""
    second = tokens_b or []
    return ["<cls>", *tokens_a, "<sep>", *second], [0] * (len(tokens_a) + 2) + [1] * len(second)


def get_tokens_and_segments_one_segment(tokens_a, tokens_b=None):
    """All your segments are 0. Those of the second sentence, with its <sep>, are 1.

    你的片段编号全是 0。第二个句子连同它的 <sep> 编号应为 1。"""
    tokens, segments = _joined(tokens_a, tokens_b)
    return tokens, [0] * len(segments)


def get_tokens_and_segments_first_sep_in_the_second(tokens_a, tokens_b=None):
    """You count the first <sep> to segment 1. It closes the first sentence: 0.

    你把第一个 <sep> 归入了片段 1。它是第一个句子的结尾，应为 0。"""
    tokens, segments = _joined(tokens_a, tokens_b)
    if tokens_b is not None:
        segments[len(tokens_a) + 1] = 1
    return tokens, segments


def get_tokens_and_segments_last_sep_in_the_first(tokens_a, tokens_b=None):
    """You count the last <sep> to segment 0. It closes the second sentence: 1.

    你把最后一个 <sep> 归入了片段 0。它是第二个句子的结尾，应为 1。"""
    tokens, segments = _joined(tokens_a, tokens_b)
    segments[-1] = 0
    return tokens, segments


def get_tokens_and_segments_counted_from_one(tokens_a, tokens_b=None):
    """Your segments are 1 and 2. They are 0 and 1: rows of an embedding with two.

    你的片段编号是 1 和 2。应当是 0 和 1：它们是一个两行的嵌入的行号。"""
    tokens, segments = _joined(tokens_a, tokens_b)
    return tokens, [s + 1 for s in segments]


def get_tokens_and_segments_empty_is_none(tokens_a, tokens_b=None):
    """You ask whether tokens_b is true, and an empty list is not. Ask whether it is None.

    你判断的是 tokens_b 的真假，而空列表为假。应判断它是否为 None。"""
    return _joined(tokens_a, tokens_b or None)


def get_tokens_and_segments_into_the_callers_list(tokens_a, tokens_b=None):
    """Your results are right, but you put the marks into the lists that were passed in. Make new ones.

    结果是对的，但你把标记加进了传入的列表。应新建列表。"""
    result = _joined(list(tokens_a), tokens_b)
    tokens_a.insert(0, "<cls>")
    tokens_a.append("<sep>")
    return result


def _joined(tokens_a, tokens_b):
    tokens, segments = ["<cls>", *tokens_a, "<sep>"], [0] * (len(tokens_a) + 2)
    if tokens_b is not None:
        tokens, segments = [*tokens, *tokens_b, "<sep>"], [*segments, *[1] * (len(tokens_b) + 1)]
    return tokens, segments


class _Encoder(nn.Module):
    bias = True

    def __init__(
        self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers, dropout,
        max_len=1000, key_size=768, query_size=768, value_size=768, **kwargs,
    ):  # fmt: skip
        super().__init__()
        self.token_embedding = nn.Embedding(vocab_size, num_hiddens)
        self.segment_embedding = nn.Embedding(2, num_hiddens)
        self.pos_embedding = nn.Parameter(torch.randn(1, max_len, num_hiddens))
        sizes = key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
        self.blks = nn.Sequential(*(EncoderBlock(*sizes, dropout, self.bias) for _ in range(num_layers)))

    def embedded(self, tokens, segments):
        where = self.pos_embedding[:, : tokens.shape[1]]
        return self.token_embedding(tokens) + self.segment_embedding(segments) + where

    def forward(self, tokens, segments, valid_lens):
        return self.encoded(self.embedded(tokens, segments), valid_lens)

    def encoded(self, X, valid_lens):
        for block in self.blks:
            X = block(X, valid_lens)
        return X


class BERTEncoder_positions_not_learnt(_Encoder):
    """Your results are right, but pos_embedding.data stands outside the graph: no gradient reaches the positions, and
    they stay as random as they began. Use the parameter itself.

    结果是对的，但 pos_embedding.data 不在计算图里：位置嵌入得不到梯度，永远停留在随机的初值。应直接使用这个参数。"""

    def embedded(self, tokens, segments):
        where = self.pos_embedding.data[:, : tokens.shape[1]]
        return self.token_embedding(tokens) + self.segment_embedding(segments) + where


class BERTEncoder_without_positions(_Encoder):
    """You have positions and do not add them: the order of the words is lost.

    你建了位置嵌入，却没有加上：词的次序丢失了。"""

    def embedded(self, tokens, segments):
        return self.token_embedding(tokens) + self.segment_embedding(segments)


class BERTEncoder_without_segments(_Encoder):
    """You do not add the segments: the two sentences cannot be told apart.

    你没有加上片段嵌入：两个句子无从区分。"""

    def embedded(self, tokens, segments):
        return self.token_embedding(tokens) + self.pos_embedding[:, : tokens.shape[1]]


class BERTEncoder_scaled(_Encoder):
    """You multiply the embedding by the root of num_hiddens, as the Transformer does. BERT adds it as it is.

    你像 Transformer 那样把嵌入乘以了 num_hiddens 的平方根。BERT 直接相加。"""

    def embedded(self, tokens, segments):
        X = self.token_embedding(tokens)
        return X * math.sqrt(X.shape[-1]) + self.segment_embedding(segments) + self.pos_embedding[:, : X.shape[1]]


class BERTEncoder_one_position_for_all(_Encoder):
    """Every word of yours gets the first position. Word t gets row t.

    你的每个词都取了第一个位置。第 t 个词应取第 t 行。"""

    def embedded(self, tokens, segments):
        return self.token_embedding(tokens) + self.segment_embedding(segments) + self.pos_embedding[:, :1]


class BERTEncoder_without_lengths(_Encoder):
    """You do not hand valid_lens on to the blocks: the words attend to the padding.

    你没有把 valid_lens 传给各个块：词会注意到填充。"""

    def encoded(self, X, valid_lens):
        return super().encoded(X, None)


class BERTEncoder_blocks_not_in_a_row(_Encoder):
    """Each block of yours gets the embeddings, so only the last one counts. Each gets the result of the one before.

    你的每个块得到的都是嵌入，于是只有最后一个块起作用。每个块应得到前一个块的结果。"""

    def encoded(self, X, valid_lens):
        results = [X, *(block(X, valid_lens) for block in self.blks)]
        return results[-1]


class BERTEncoder_without_bias(_Encoder):
    """Your attention has no biases. Make the blocks with use_bias=True.

    你的注意力没有偏置。建立各块时应写 use_bias=True。"""

    bias = False


class BERTEncoder_one_block_again_and_again(_Encoder):
    """You made one block and use it num_layers times. Each layer has a block of its own.

    你只建了一个块，用了 num_layers 次。每一层应有自己的块。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.blks = nn.Sequential(*[self.blks[0]] * len(self.blks)) if len(self.blks) else self.blks


class BERTEncoder_max_len_ignored(_Encoder):
    """You have 1000 positions whatever max_len says.

    不管 max_len 是多少，你都有 1000 个位置。"""

    def __init__(self, *sizes, max_len=1000, **more):
        super().__init__(*sizes, **more)


class BERTEncoder_positions_of_sines(_Encoder):
    """Your positions are a fixed table of sines and cosines, as the Transformer's. BERT's are a parameter to be learnt.

    你的位置是像 Transformer 那样固定的正弦余弦表。BERT 的位置嵌入是要学习的参数。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        _, n, d = self.pos_embedding.shape
        del self.pos_embedding
        columns = torch.arange(d)
        angles = torch.arange(n)[:, None] * 10000.0 ** (-(columns // 2 * 2) / d)
        self.register_buffer("pos_embedding", torch.sin(angles + columns % 2 * math.pi / 2)[None])


class BERTEncoder_dropout_forgotten(_Encoder):
    """You do not hand dropout on to the blocks.

    你没有把 dropout 传给各个块。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes[:7], 0.0, **more)


class BERTEncoder_dropout_of_the_embeddings(_Encoder):
    """You drop from the embeddings as well. Here dropout is for the blocks alone.

    你对嵌入也用了暂退法。这里 dropout 只用于各个块。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.drop = nn.Dropout(sizes[7])

    def embedded(self, tokens, segments):
        return self.drop(super().embedded(tokens, segments))


class _Head(nn.Module):
    def __init__(self, vocab_size, num_hiddens, num_inputs=768, **kwargs):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(num_inputs, num_hiddens), nn.ReLU(), nn.LayerNorm(num_hiddens), nn.Linear(num_hiddens, vocab_size)
        )

    def chosen(self, X, positions):
        return torch.stack([x[p] for x, p in zip(X, positions, strict=True)])

    def forward(self, X, pred_positions):
        return self.mlp(self.chosen(X, pred_positions))


class MaskLM_rows_in_turns(_Head):
    """You pair the positions with the examples in turns: 0, 1, 2, 0, 1, 2. All positions of an example stand one after
    another: 0, 0, 1, 1, 2, 2. That is repeat_interleave, not repeat.

    你让样本轮流与位置配对：0、1、2、0、1、2。同一样本的各个位置是相邻的：0、0、1、1、2、2。要用 repeat_interleave，而不是 repeat。"""

    def chosen(self, X, positions):
        rows = torch.arange(len(X)).repeat(positions.shape[1])
        return X[rows, positions.reshape(-1)].reshape(*positions.shape, -1)


class MaskLM_positions_of_the_first_example(_Head):
    """You look at all examples where the first one's positions say. Each has its own.

    你在所有样本里都看第一个样本的位置。每个样本有自己的位置。"""

    def chosen(self, X, positions):
        return X[:, positions[0]]


class MaskLM_positions_sorted(_Head):
    """You sort the positions. Their order decides the order of the results.

    你把位置排了序。结果的次序应与位置的次序一致。"""

    def chosen(self, X, positions):
        return super().chosen(X, positions.sort(dim=1).values)


class MaskLM_everywhere(_Head):
    """You score all positions. Only those in pred_positions are asked for.

    你给所有位置都打了分。题目只问 pred_positions 中的位置。"""

    def chosen(self, X, positions):
        return X


class MaskLM_two_axes(_Head):
    """Your result has the examples and the positions in one axis. Bring it into the shape (batch, positions, words).

    你的结果把样本和位置合在了一个轴里。应恢复成（批量，位置，词）的形状。"""

    def forward(self, X, pred_positions):
        return super().forward(X, pred_positions).flatten(0, 1)


class MaskLM_squeezed(_Head):
    """You squeeze the result: with one example, or one position, an axis is lost.

    你对结果用了 squeeze：只有一个样本或一个位置时会丢掉一个轴。"""

    def forward(self, X, pred_positions):
        return super().forward(X, pred_positions).squeeze()


class MaskLM_softmax(_Head):
    """You return probabilities. Asked for are the scores; the loss does the rest.

    你返回的是概率。题目要的是得分；其余的由损失函数来做。"""

    def forward(self, X, pred_positions):
        return super().forward(X, pred_positions).softmax(dim=-1)


class MaskLM_without_relu(_Head):
    """There is no ReLU behind your first layer.

    你的第一层后面没有 ReLU。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.mlp[1] = nn.Identity()


class MaskLM_gelu(_Head):
    """You use GELU, as the original model does. Here it is ReLU.

    你用了 GELU，原来的模型确实如此。这里要用 ReLU。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.mlp[1] = nn.GELU()


class MaskLM_without_norm(_Head):
    """Your mlp has no layer normalisation.

    你的 mlp 里没有层规范化。"""

    def __init__(self, vocab_size, num_hiddens, num_inputs=768, **kwargs):
        super().__init__(vocab_size, num_hiddens, num_inputs)
        self.mlp[2] = nn.Identity()


class MaskLM_norm_before_relu(_Head):
    """Your normalisation stands in front of the ReLU. It comes behind it.

    你的层规范化放在了 ReLU 前面。应放在后面。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        first, relu, norm, last = self.mlp
        self.mlp = nn.Sequential(first, norm, relu, last)


class NextSentencePred_softmax(nn.Module):
    """You return probabilities. Asked for are the scores; the loss does the rest.

    你返回的是概率。题目要的是得分；其余的由损失函数来做。"""

    def __init__(self, num_inputs, **kwargs):
        super().__init__()
        self.output = nn.Linear(num_inputs, 2)

    def forward(self, X):
        return self.output(X).softmax(dim=-1)


class NextSentencePred_one_score(nn.Module):
    """You have one output. There are two, one for each answer.

    你只有一个输出。应有两个，每种回答一个。"""

    def __init__(self, num_inputs, **kwargs):
        super().__init__()
        self.output = nn.Linear(num_inputs, 1)

    def forward(self, X):
        return self.output(X)


class NextSentencePred_relu(nn.Module):
    """You put an activation behind the last layer. Scores may be negative.

    你在最后一层之后加了激活函数。得分可以为负。"""

    def __init__(self, num_inputs, **kwargs):
        super().__init__()
        self.output = nn.Linear(num_inputs, 2)

    def forward(self, X):
        return self.output(X).relu()


class NextSentencePred_without_bias(nn.Module):
    """Your layer has no bias.

    你的层没有偏置。"""

    def __init__(self, num_inputs, **kwargs):
        super().__init__()
        self.output = nn.Linear(num_inputs, 2, bias=False)

    def forward(self, X):
        return self.output(X)


class _Model(nn.Module):
    def __init__(
        self, vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers, dropout,
        max_len=1000, key_size=768, query_size=768, value_size=768, hid_in_features=768, mlm_in_features=768,
        nsp_in_features=768,
    ):  # fmt: skip
        super().__init__()
        inside = norm_shape, ffn_num_input, ffn_num_hiddens, num_heads, num_layers, dropout
        self.encoder = BERTEncoder(vocab_size, num_hiddens, *inside, max_len, key_size, query_size, value_size)
        self.hidden = nn.Sequential(nn.Linear(hid_in_features, num_hiddens), nn.Tanh())
        self.mlm = MaskLM(vocab_size, num_hiddens, mlm_in_features)
        self.nsp = NextSentencePred(nsp_in_features)

    def words(self, encoded, pred_positions):
        return None if pred_positions is None else self.mlm(encoded, pred_positions)

    def follows(self, encoded):
        return self.nsp(self.hidden(encoded[:, 0]))

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        encoded = self.encoder(tokens, segments, valid_lens)
        return encoded, self.words(encoded, pred_positions), self.follows(encoded)


class BERTModel_without_hidden(_Model):
    """You hand the first position to nsp as it is. It goes through hidden before.

    你把第一个位置直接交给了 nsp。应先经过 hidden。"""

    def follows(self, encoded):
        return self.nsp(encoded[:, 0])


class BERTModel_hidden_without_tanh(_Model):
    """There is no tanh in your hidden.

    你的 hidden 里没有 tanh。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.hidden = nn.Sequential(self.hidden[0])


class BERTModel_mean_of_all_words(_Model):
    """You give nsp the mean over all positions. It sees the first one alone, that of <cls>.

    你把所有位置的平均交给了 nsp。它只看第一个位置，即 <cls>。"""

    def follows(self, encoded):
        return self.nsp(self.hidden(encoded.mean(dim=1)))


class BERTModel_last_word(_Model):
    """You give nsp the last position. <cls> stands at the first.

    你把最后一个位置交给了 nsp。<cls> 在第一个位置。"""

    def follows(self, encoded):
        return self.nsp(self.hidden(encoded[:, -1]))


class BERTModel_first_example(_Model):
    """encoded[0] is the first example. The first position of all examples is encoded[:, 0].

    encoded[0] 是第一个样本。所有样本的第一个位置是 encoded[:, 0]。"""

    def follows(self, encoded):
        return self.nsp(self.hidden(encoded[0]))


class BERTModel_words_from_hidden(_Model):
    """You send what mlm gets through hidden. That layer is for the next sentence alone.

    你让交给 mlm 的结果也经过了 hidden。那一层只用于下一句预测。"""

    def words(self, encoded, pred_positions):
        return super().words(self.hidden(encoded), pred_positions)


class BERTModel_words_everywhere(_Model):
    """Without pred_positions you score every position. The second result is None then.

    没有 pred_positions 时，你给每个位置都打了分。这时第二个结果应为 None。"""

    def words(self, encoded, pred_positions):
        if pred_positions is None:
            pred_positions = torch.arange(encoded.shape[1]).repeat(len(encoded), 1)
        return self.mlm(encoded, pred_positions)


class BERTModel_positions_always(_Model):
    """You call mlm without asking whether there are pred_positions. They may be None.

    你没有判断是否有 pred_positions 就调用了 mlm。它可以是 None。"""

    def words(self, encoded, pred_positions):
        return self.mlm(encoded, pred_positions)


class BERTModel_without_lengths(_Model):
    """You do not hand valid_lens on to the encoder.

    你没有把 valid_lens 传给编码器。"""

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        return super().forward(tokens, segments, None, pred_positions)


class BERTModel_another_order(_Model):
    """Your results stand in another order. First what the encoder gives, then the words, then the next sentence.

    你的结果次序不同。先是编码器的结果，再是词的得分，最后是下一句的得分。"""

    def forward(self, tokens, segments, valid_lens=None, pred_positions=None):
        encoded, words, follows = super().forward(tokens, segments, valid_lens, pred_positions)
        return encoded, follows, words


class BERTModel_max_len_forgotten(_Model):
    """You do not hand max_len on to the encoder.

    你没有把 max_len 传给编码器。"""

    def __init__(self, *sizes, max_len=1000, **more):
        super().__init__(*sizes, **more)


class BERTModel_dropout_forgotten(_Model):
    """You do not hand dropout on to the encoder.

    你没有把 dropout 传给编码器。"""

    def __init__(self, *sizes, **more):
        super().__init__(*sizes[:7], 0.0, **more)
