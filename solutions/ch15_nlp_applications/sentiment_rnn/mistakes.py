import torch
from torch import nn


class _BiRNN(nn.Module):
    """Right, step by step: each mistake changes one step."""

    directions, width, recurrent = True, 4, nn.LSTM

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.encoder = self.recurrent(embed_size, num_hiddens, self.layers(num_layers), bidirectional=self.directions)
        self.decoder = nn.Linear(self.width * num_hiddens, 2)

    def layers(self, num_layers):
        return num_layers

    def steps(self, inputs):
        return self.encoder(self.embedding(inputs.T))[0]

    def encode(self, inputs):
        outputs = self.steps(inputs)
        return torch.cat((outputs[0], outputs[-1]), dim=1)

    def forward(self, inputs):
        return self.decoder(self.encode(inputs))


class BiRNN_without_transposing(_BiRNN):
    """You hand the batch over as it is: the LSTM takes its first axis for time and reads across the reviews. Time comes
    first: inputs.T, or batch_first=True.

    你把批量原样交给了 LSTM：它把第一个轴当作时间，于是跨着不同的影评来读。应当时间在前（inputs.T），或者用
    batch_first=True。"""

    def steps(self, inputs):
        return self.encoder(self.embedding(inputs))[0]


class BiRNN_ends_of_the_batch(_BiRNN):
    """The LSTM reads along the right axis, but then you take the outputs of the first and the last review, not of the first
    and the last step: with the batch in front, that is outputs[:, 0] and outputs[:, -1].

    LSTM 读的方向是对的，但随后你取的是第一篇和最后一篇影评的输出，而不是第一步和最后一步的。批量在前时应取
    outputs[:, 0] 和 outputs[:, -1]。"""

    def steps(self, inputs):
        return super().steps(inputs).transpose(0, 1)


class BiRNN_last_step_twice(_BiRNN):
    """You use the last step twice. There the backward network has read one word alone: what it knows of the whole stands
    at the first step.

    最后一步你用了两次。在那里，反向网络只读过一个单词；它对全文的了解在第一步。"""

    def encode(self, inputs):
        outputs = self.steps(inputs)
        return torch.cat((outputs[-1], outputs[-1]), dim=1)


class BiRNN_last_step_first(_BiRNN):
    """You join the last step and the first, in this order. The first comes first.

    你连结的次序是最后一步在前、第一步在后。应是第一步在前。"""

    def encode(self, inputs):
        outputs = self.steps(inputs)
        return torch.cat((outputs[-1], outputs[0]), dim=1)


class BiRNN_final_states(_BiRNN):
    """Your decoder gets 2 * num_hiddens numbers. It gets the outputs of the first and the last step, each with both
    directions: 4 * num_hiddens.

    你的解码器得到的是 2 * num_hiddens 个数。它应得到第一步和最后一步的输出，各含两个方向：共 4 * num_hiddens 个。"""

    width = 2

    def encode(self, inputs):
        _, (H, _) = self.encoder(self.embedding(inputs.T))
        return torch.cat((H[-2], H[-1]), dim=1)


class BiRNN_one_direction(_BiRNN):
    """Your LSTM reads forwards alone: it has no weights for the way back. bidirectional=True.

    你的 LSTM 只正向读：没有反向的权重。应写 bidirectional=True。"""

    directions, width = False, 2


class BiRNN_one_layer(_BiRNN):
    """Your LSTM always has one layer: num_layers is not used.

    你的 LSTM 总是只有一层：没有用到 num_layers。"""

    def layers(self, num_layers):
        return 1


class BiRNN_with_a_gru(_BiRNN):
    """Your encoder is no LSTM: its weights have three parts, as those of a GRU. Here it is nn.LSTM.

    你的编码器不是 LSTM：它的权重分为三份，与 GRU 一样。这里应是 nn.LSTM。"""

    recurrent = nn.GRU


class BiRNN_lowest_layer(_BiRNN):
    """The outputs that you use are those of the lowest layer. Use what comes out of the top one: the first thing that the
    LSTM returns.

    你用的是最下层的输出。应使用最上层的输出，即 LSTM 返回的第一项。"""

    def steps(self, inputs):
        encoder = self.encoder
        bottom = nn.LSTM(encoder.input_size, encoder.hidden_size, bidirectional=True, dtype=encoder.weight_ih_l0.dtype)
        weights = {name: p for name, p in encoder.named_parameters() if "_l0" in name}
        return torch.func.functional_call(bottom, weights, (self.embedding(inputs.T),))[0]


class BiRNN_normalised(_BiRNN):
    """You apply softmax to the scores. Leave that to the loss, which would do it a second time.

    你对得分做了 softmax。那是损失函数的事，否则就做了两遍。"""

    def forward(self, inputs):
        return super().forward(inputs).softmax(dim=1)


class BiRNN_goes_on(_BiRNN):
    """Your LSTM goes on from the state in which the last batch left it. Reviews have nothing to do with each other: each
    batch starts with zeros.

    你的 LSTM 接着上一个批量结束时的状态继续。影评之间没有关系：每个批量都应从零开始。"""

    state = None

    def steps(self, inputs):
        if self.state is not None and self.state[0].shape[1] != inputs.shape[0]:
            self.state = None
        outputs, state = self.encoder(self.embedding(inputs.T), self.state)
        self.state = tuple(part.detach() for part in state)
        return outputs


class BiRNN_with_dropout(_BiRNN):
    """You drop a part of what the decoder gets while training. This model has no dropout.

    训练时你丢弃了解码器输入的一部分。这个模型没有 dropout。"""

    def encode(self, inputs):
        return nn.functional.dropout(super().encode(inputs), 0.5, self.training)


class BiRNN_one_review_loses_its_axis(_BiRNN):
    """You squeeze the scores: with a single review in the batch its axis is gone. The result has the shape (batch_size, 2).

    你对得分用了 squeeze：批量中只有一篇影评时，批量轴就没有了。结果的形状应为 (batch_size, 2)。"""

    def forward(self, inputs):
        return super().forward(inputs).squeeze()


def load_embedding_still_trained(net, embeds):
    """Your vectors are right, but training will change them: the weight still requires a gradient.

    词向量是对的，但训练会改动它们：这个权重仍然需要梯度。"""
    net.embedding.weight.data.copy_(embeds)


def load_embedding_nothing_is_trained(net, embeds):
    """You freeze all parameters. The LSTM and the decoder have everything still to learn: freeze the embedding alone.

    你冻结了所有参数。别的层还什么都没学：只应冻结嵌入层。"""
    net.embedding.weight.data.copy_(embeds)
    for p in net.parameters():
        p.requires_grad = False


def load_embedding_frozen_without_vectors(net, embeds):
    """You freeze the embedding with the random vectors that it began with: embeds is not used.

    你冻结了嵌入层，但里面还是最初的随机向量：没有用到 embeds。"""
    net.embedding.weight.requires_grad = False


def load_embedding_shared(net, embeds):
    """Your net shares its memory with embeds: whoever writes into one changes the other. Copy the values.

    你的网络与 embeds 共享内存：改动其中一个，另一个也会变。请复制这些值。"""
    net.embedding.weight.data = embeds.data
    net.embedding.weight.requires_grad = False


def load_embedding_added(net, embeds):
    """You add embeds to the vectors that were there. Write over them.

    你把 embeds 加到了原有的向量上。应当覆盖它们。"""
    net.embedding.weight.data.add_(embeds)
    net.embedding.weight.requires_grad = False


def load_embedding_new_dtype(net, embeds):
    """The weight takes on the dtype of embeds: a net of float32 gets a layer of float64, and fails at the next one.

    权重变成了 embeds 的 dtype：float32 的网络里混进了 float64 的层，到下一层就会出错。"""
    net.embedding.weight = nn.Parameter(embeds.detach().clone(), requires_grad=False)


def _label(net, vocab, sequence, batch=lambda numbers: numbers.reshape(1, -1)):
    net.eval()
    numbers = torch.tensor(vocab[sequence.split()], device=next(net.parameters()).device)
    return int(net(batch(numbers)).argmax(dim=-1).reshape(-1)[0])


def predict_sentiment_exchanged(net, vocab, sequence):
    """You exchange the two answers: label 1 is positive.

    你把两个答案弄反了：标签 1 是 positive。"""
    return "negative" if _label(net, vocab, sequence) == 1 else "positive"


def predict_sentiment_as_a_number(net, vocab, sequence):
    """You return the label, a number. Return the word 'positive' or 'negative'.

    你返回的是标签，一个数。应返回 'positive' 或 'negative'。"""
    return _label(net, vocab, sequence)


def predict_sentiment_without_a_batch(net, vocab, sequence):
    """You hand the net a row of numbers without a batch axis. One review is a batch of one: shape (1, num_steps).

    你交给网络的是没有批量轴的一行编号。一篇影评就是大小为 1 的批量：形状 (1, num_steps)。"""
    return "positive" if _label(net, vocab, sequence, lambda numbers: numbers) == 1 else "negative"


def predict_sentiment_as_a_column(net, vocab, sequence):
    """Your numbers have the shape (num_steps, 1): to the net that is many reviews of one word. The batch comes first:
    (1, num_steps).

    你的编号形状是 (num_steps, 1)：在网络看来，这是许多只有一个单词的影评。批量在前：(1, num_steps)。"""
    return "positive" if _label(net, vocab, sequence, lambda numbers: numbers.reshape(-1, 1)) == 1 else "negative"


def predict_sentiment_characters(net, vocab, sequence):
    """You look up single characters. Cut the review into words: sequence.split().

    你查的是单个字符。应把影评切成单词：sequence.split()。"""
    net.eval()
    numbers = torch.tensor([vocab[list(sequence)]], device=next(net.parameters()).device)
    return "positive" if net(numbers).argmax(dim=1) == 1 else "negative"


def predict_sentiment_lower_case(net, vocab, sequence):
    """You turn capitals into small letters, and so other words are looked up than those that the net has learned.

    你把大写字母变成了小写，查到的就不再是网络学过的那些单词。"""
    return "positive" if _label(net, vocab, sequence.lower()) == 1 else "negative"


def predict_sentiment_above_zero(net, vocab, sequence):
    """You look at one score alone, whether it is above 0. The scores are no probabilities: compare the two.

    你只看一个得分是否大于 0。得分不是概率：应比较两者的大小。"""
    net.eval()
    numbers = torch.tensor([vocab[sequence.split()]], device=next(net.parameters()).device)
    return "positive" if net(numbers)[0, 1] > 0 else "negative"


def predict_sentiment_in_training_mode(net, vocab, sequence):
    """You leave the net in training mode: one with dropout then answers by chance. Call net.eval() first.

    你让网络留在了训练模式：带 dropout 的网络就会凭运气作答。请先调用 net.eval()。"""
    numbers = torch.tensor([vocab[sequence.split()]], device=next(net.parameters()).device)
    return "positive" if net(numbers).argmax(dim=1) == 1 else "negative"
