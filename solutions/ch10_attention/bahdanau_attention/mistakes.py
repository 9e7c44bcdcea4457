import torch
from torch import nn


class _Interface(nn.Module):
    def init_state(self, enc_outputs, *args):
        raise NotImplementedError

    def forward(self, X, state):
        raise NotImplementedError


class AttentionDecoder_method(_Interface):
    """Whoever reads your attention_weights is told nothing: it is a method, which is not called when it is read, or a
    property that returns. Make it a property, and raise NotImplementedError in it.

    读取你的 attention_weights 时什么错误也没有：它是方法，读取时并不会被调用；或者是有返回值的属性。
    请把它写成属性，并在其中引发 NotImplementedError。"""

    def attention_weights(self):
        raise NotImplementedError


class AttentionDecoder_methods_that_do_nothing(nn.Module):
    """You wrote init_state and forward anew, and they do nothing: a subclass that forgets one goes on with None. Inherit
    from Decoder, where both raise NotImplementedError.

    你重新写了 init_state 和 forward，而它们什么也不做：忘了写其中一个的子类会带着 None 继续算下去。
    请继承 Decoder，那里的两个方法都会引发 NotImplementedError。"""

    def init_state(self, enc_outputs, *args):
        pass

    def forward(self, X, state):
        pass

    @property
    def attention_weights(self):
        raise NotImplementedError


class AttentionDecoder_not_to_be_made(_Interface):
    """Your class refuses to be made, and so do all that inherit from it. Only reading attention_weights is to raise.

    你的类一创建就报错，继承它的类也都无法创建。应当只在读取 attention_weights 时才引发错误。"""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError


class _Decoder(nn.Module):
    """Right but for what a mistake changes."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        self.attention = AdditiveAttention(num_hiddens, num_hiddens, num_hiddens, dropout)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(num_hiddens + embed_size, num_hiddens, num_layers, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        outputs, hidden = enc_outputs
        return outputs.transpose(0, 1), hidden, enc_valid_lens

    def query(self, hidden, first, word):
        return hidden[-1]

    def context(self, query, enc_outputs, lens):
        return self.attention(query.unsqueeze(1), enc_outputs, enc_outputs, lens).squeeze(1)

    def joined(self, context, word):
        return torch.cat([context, word], dim=1)

    def kept(self, weights):
        self.attention_weights = weights

    def forward(self, X, state):
        enc_outputs, first, lens = state
        outputs, weights, hidden = [], [], first
        for word in self.embedding(X).unbind(dim=1):
            context = self.context(self.query(hidden, first, word), enc_outputs, lens)
            weights.append(getattr(self.attention, "attention_weights", None))
            output, hidden = self.rnn(self.joined(context, word).unsqueeze(0), hidden)
            outputs.append(output.squeeze(0))
        self.kept(weights)
        return self.dense(torch.stack(outputs, dim=1)), (enc_outputs, hidden, lens)


class Seq2SeqAttentionDecoder_without_weights(_Decoder):
    """Your decoder does not say where it looked: its attention_weights is still the interface's, which raises. Keep the
    weights of each step, and give them in a property.

    你的解码器没有说出它看了哪里：它的 attention_weights 还是接口的那个，只会引发错误。请保存每一步的权重，并在属性中给出。"""

    def kept(self, weights):
        pass

    @property
    def attention_weights(self):
        raise NotImplementedError


class Seq2SeqAttentionDecoder_query_of_the_start(_Decoder):
    """Your query is the hidden state that the call began with, at every step: all words of the call look at the same
    places. The query goes along with the hidden state.

    每一步你都用本次调用开始时的隐状态作查询：这次调用中所有的词看的都是同一处。查询应随隐状态一起变化。"""

    def query(self, hidden, first, word):
        return first[-1]


class Seq2SeqAttentionDecoder_first_layer_asks(_Decoder):
    """Your query is the hidden state of the first layer, hidden_state[0]. The last layer's is hidden_state[-1].

    你的查询是第一层的隐状态 hidden_state[0]。最后一层的是 hidden_state[-1]。"""

    def query(self, hidden, first, word):
        return hidden[0]


class Seq2SeqAttentionDecoder_embedding_first(_Decoder):
    """You put the embedding first and the context behind it, as in section 9.7. Here the context comes first.

    你把嵌入放在前面，上下文放在后面，和 9.7 节一样。这里上下文在前。"""

    def joined(self, context, word):
        return torch.cat([word, context], dim=1)


class Seq2SeqAttentionDecoder_without_attention(_Decoder):
    """Your context is the last hidden state, as in section 9.7: the decoder never looks at the encoder's outputs.

    你的上下文是最后的隐状态，和 9.7 节一样：解码器根本没有看编码器的输出。"""

    def context(self, query, enc_outputs, lens):
        super().context(query, enc_outputs, lens)
        return query


class Seq2SeqAttentionDecoder_mask_forgotten(_Decoder):
    """The valid lengths do not reach the attention: the decoder looks at padding.

    有效长度没有传到注意力：解码器会看到填充。"""

    def context(self, query, enc_outputs, lens):
        return super().context(query, enc_outputs, None)


class Seq2SeqAttentionDecoder_without_tanh(_Decoder):
    """Your scores have no tanh: what the query adds to them is the same for all keys, and the softmax drops it. So the
    decoder looks at the same places whatever it has written.

    你的注意力评分缺少 tanh：查询对所有键的贡献相同，会被 softmax 消去。不论已经写了什么，解码器看的都是同一处。"""

    def context(self, query, enc_outputs, lens):
        of_query, of_keys = self.attention.W_q(query)[:, None, None], self.attention.W_k(enc_outputs)[:, None]
        scores = self.attention.w_v(of_query + of_keys).squeeze(-1)
        if lens is not None:
            padding = torch.arange(scores.shape[2], device=scores.device) >= lens[:, None, None]
            scores = scores.masked_fill(padding, float("-inf"))
        self.attention.attention_weights = scores.softmax(dim=-1)
        return (self.attention.dropout(self.attention.attention_weights) @ enc_outputs).squeeze(1)


class Seq2SeqAttentionDecoder_time_first(_Decoder):
    """Your scores have the time in front. They come batch first: (batch_size, num_steps, vocab_size).

    你的得分以时间在前。应以批量在前：(batch_size, num_steps, vocab_size)。"""

    def forward(self, X, state):
        scores, state = super().forward(X, state)
        return scores.transpose(0, 1), state


class Seq2SeqAttentionDecoder_probabilities(_Decoder):
    """You return probabilities. The loss takes the softmax itself: return the scores of dense as they are.

    你返回的是概率。softmax 由损失函数来做：请原样返回 dense 的得分。"""

    def forward(self, X, state):
        scores, state = super().forward(X, state)
        return scores.softmax(dim=-1), state


class Seq2SeqAttentionDecoder_state_stands_still(_Decoder):
    """You return the hidden state that you were given: the next call knows nothing of this one.

    你返回的还是传进来的隐状态：下一次调用对这一次一无所知。"""

    def forward(self, X, state):
        return super().forward(X, state)[0], state


class Seq2SeqAttentionDecoder_last_weights_only(_Decoder):
    """You keep the weights of the last step alone. There is one entry for every step of the call.

    你只保存了最后一步的权重。调用中的每一步都应有一项。"""

    def kept(self, weights):
        self.attention_weights = weights[-1:]


class Seq2SeqAttentionDecoder_weights_pile_up(_Decoder):
    """Your list of weights is made once and grows from call to call. Begin a new one in every forward.

    你的权重列表只建了一次，会随着调用越来越长。每次 forward 都应新建一个。"""

    def kept(self, weights):
        self.attention_weights = [*getattr(self, "attention_weights", ()), *weights]


class Seq2SeqAttentionDecoder_no_dropout_of_weights(_Decoder):
    """Your dropout goes to the GRU alone. The attention gets it too.

    你的 dropout 只传给了 GRU。注意力也要得到它。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers, dropout, **kwargs)
        self.attention.dropout = nn.Dropout(0.0)


class Seq2SeqAttentionDecoder_no_dropout_in_the_gru(_Decoder):
    """Your dropout goes to the attention alone. The GRU gets it too, for what passes between its layers.

    你的 dropout 只传给了注意力。GRU 也要得到它，作用在层与层之间。"""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(vocab_size, embed_size, num_hiddens, num_layers, dropout, **kwargs)
        self.rnn.dropout = 0.0


class Seq2SeqAttentionDecoder_outputs_time_first(_Decoder):
    """Your state holds the encoder's outputs as they came, time first, and forward turns them. The state's are batch first.

    你的状态原样保存编码器的输出（时间在前），到 forward 里才转置。状态中的输出应以批量在前。"""

    def init_state(self, enc_outputs, enc_valid_lens, *args):
        return enc_outputs[0], enc_outputs[1], enc_valid_lens

    def forward(self, X, state):
        scores, (_, hidden, lens) = super().forward(X, (state[0].transpose(0, 1), *state[1:]))
        return scores, (state[0], hidden, lens)
