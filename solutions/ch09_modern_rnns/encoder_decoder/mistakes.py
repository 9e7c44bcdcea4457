import torch
from torch import nn


class _Joined(nn.Module):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder = encoder
        self.decoder = decoder


class EncoderDecoder_without_init_state(_Joined):
    """You hand the encoder's outputs to the decoder as they are. What the decoder starts from is its own affair: its
    init_state turns one into the other.

    你把编码器的输出原样交给了解码器。解码器从什么出发由它自己决定：应由它的 init_state 来转换。"""

    def forward(self, enc_X, dec_X, *args):
        return self.decoder(dec_X, self.encoder(enc_X, *args))


class EncoderDecoder_arguments_not_for_the_encoder(_Joined):
    """Your encoder never sees the extra arguments. Valid lengths, for one, come that way: without them it takes padding
    for words.

    你的编码器得不到额外的参数。有效长度就是这样传进来的：没有它，编码器会把填充当成词。"""

    def forward(self, enc_X, dec_X, *args):
        return self.decoder(dec_X, self.decoder.init_state(self.encoder(enc_X), *args))


class EncoderDecoder_arguments_not_for_the_state(_Joined):
    """You give the extra arguments to the encoder only. init_state needs them as well: a decoder with attention keeps
    the valid lengths of the sources in its state.

    额外的参数你只给了编码器。init_state 也需要它们：带注意力的解码器要把源序列的有效长度保存在状态里。"""

    def forward(self, enc_X, dec_X, *args):
        return self.decoder(dec_X, self.decoder.init_state(self.encoder(enc_X, *args)))


class EncoderDecoder_only_one_argument(_Joined):
    """Your forward takes exactly one extra argument. There may be none, and there may be several: *args collects and
    hands on any number.

    你的 forward 恰好接受一个额外的参数。可能一个也没有，也可能有好几个：*args 可以收集并传递任意个参数。"""

    def forward(self, enc_X, dec_X, valid_len):
        enc_outputs = self.encoder(enc_X, valid_len)
        return self.decoder(dec_X, self.decoder.init_state(enc_outputs, valid_len))


class EncoderDecoder_arguments_for_the_decoder(_Joined):
    """You hand the extra arguments to the decoder's forward too, which takes an input and a state and nothing else.

    你把额外的参数也传给了解码器的 forward，而它只接受输入和状态。"""

    def forward(self, enc_X, dec_X, *args):
        return self.decoder(dec_X, self.decoder.init_state(self.encoder(enc_X, *args), *args), *args)


class EncoderDecoder_inputs_exchanged(_Joined):
    """You exchanged the two inputs: enc_X is for the encoder, dec_X for the decoder.

    你把两个输入弄反了：enc_X 给编码器，dec_X 给解码器。"""

    def forward(self, enc_X, dec_X, *args):
        return self.decoder(enc_X, self.decoder.init_state(self.encoder(dec_X, *args), *args))


class EncoderDecoder_outputs_only(_Joined):
    """You return the first part of the decoder's result alone. Whoever decodes token by token needs the state as well:
    return the result as it is.

    你只返回了解码器结果的第一部分。逐个词元解码时还需要状态：请原样返回结果。"""

    def forward(self, enc_X, dec_X, *args):
        return self.decoder(dec_X, self.decoder.init_state(self.encoder(enc_X, *args), *args))[0]


class EncoderDecoder_unpacks_the_result(_Joined):
    """You unpack the decoder's result into outputs and state. Not every decoder returns a pair: hand its result on
    without looking into it.

    你把解码器的结果拆成了输出和状态。并非每个解码器都返回一对值：请不要拆开，原样交出。"""

    def forward(self, enc_X, dec_X, *args):
        Y, state = self.decoder(dec_X, self.decoder.init_state(self.encoder(enc_X, *args), *args))
        return Y, state


class EncoderDecoder_state_of_the_encoder_only(_Joined):
    """You hand only the second part of the encoder's result to init_state. What the decoder needs of it, init_state
    chooses: give it everything.

    你只把编码器结果的第二部分交给了 init_state。需要其中的什么，由 init_state 自己挑选：请全部交给它。"""

    def forward(self, enc_X, dec_X, *args):
        enc_outputs = self.encoder(enc_X, *args)
        return self.decoder(dec_X, self.decoder.init_state(enc_outputs[1], *args))


class EncoderDecoder_encodes_twice(_Joined):
    """You run the encoder twice: that costs twice the time, and with dropout the two runs differ. Keep the result of
    the first.

    你让编码器运行了两次：时间翻倍，而且有暂退法时两次的结果并不相同。请保存第一次的结果。"""

    def forward(self, enc_X, dec_X, *args):
        self.encoder(enc_X, *args)
        return self.decoder(dec_X, self.decoder.init_state(self.encoder(enc_X, *args), *args))


class EncoderDecoder_parts_in_a_list(nn.Module):
    """Your two parts are in a plain list, where nn.Module does not look: the net has no parameters, and train() and
    eval() do not reach the parts. Assign each to self under its own name.

    你把两个部分放进了普通列表，nn.Module 不会到那里去找：网络没有参数，train() 和 eval() 也传不到它们。
    请把每个部分以自己的名字赋给 self。"""

    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.parts = [encoder, decoder]

    def forward(self, enc_X, dec_X, *args):
        encoder, decoder = self.parts
        return decoder(dec_X, decoder.init_state(encoder(enc_X, *args), *args))


class EncoderDecoder_encoder_without_gradient(_Joined):
    """You run the encoder under no_grad: no gradient comes back to it, and it never learns. The two halves are trained
    together.

    你在 no_grad 下运行编码器：梯度传不回去，它永远学不到东西。两个部分应当一起训练。"""

    def forward(self, enc_X, dec_X, *args):
        with torch.no_grad():
            enc_outputs = self.encoder(enc_X, *args)
        return self.decoder(dec_X, self.decoder.init_state(enc_outputs, *args))


class Encoder_that_does_nothing(nn.Module):
    """Your forward does nothing and so returns None: a subclass that forgets its own fails much later, and nobody knows
    why. Raise NotImplementedError.

    你的 forward 什么也不做，于是返回 None：忘了写 forward 的子类要到很久以后才出错，还不知道为什么。
    请引发 NotImplementedError。"""

    def forward(self, X, *args):
        pass


class Encoder_without_extra_arguments(nn.Module):
    """Your Encoder's forward takes X alone. Encoders are called with valid lengths and more: its parameters are X and
    *args.

    你的 Encoder 的 forward 只接受 X。编码器会带着有效长度等参数被调用：它的参数是 X 和 *args。"""

    def forward(self, X):
        raise NotImplementedError


class Decoder_without_extra_arguments(nn.Module):
    """Your init_state takes the encoder's outputs alone. It is called with valid lengths and more: its parameters are
    enc_outputs and *args.

    你的 init_state 只接受编码器的输出。调用时还会带上有效长度等参数：它的参数是 enc_outputs 和 *args。"""

    def init_state(self, enc_outputs):
        raise NotImplementedError

    def forward(self, X, state):
        raise NotImplementedError


class Decoder_init_state_gives_back(nn.Module):
    """Your init_state gives the encoder's outputs back. That is one possible state among many, and the interface does
    not know which: raise NotImplementedError there too.

    你的 init_state 把编码器的输出原样返回。那只是众多可能的状态之一，接口并不知道该用哪一个：这里也应引发
    NotImplementedError。"""

    def init_state(self, enc_outputs, *args):
        return enc_outputs

    def forward(self, X, state):
        raise NotImplementedError
