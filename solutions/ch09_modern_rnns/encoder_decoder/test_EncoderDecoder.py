"""The architecture: what is called with what, how often, and that both parts belong to the whole."""

import torch
from torch import nn

from grader.suite import after, check, hint, points

EXAMPLE = "EncoderDecoder::test_the_worked_example"


class Noting(nn.Module):
    """An encoder that notes what it is given. It returns a pair, as recurrent encoders do."""

    def __init__(self, notes):
        super().__init__()
        self.layer, self.notes, self.drop = nn.Linear(3, 2), notes, nn.Dropout(0.5)

    def forward(self, X, *args):
        self.notes.append(["encoder", X.detach().clone(), *args])
        outputs = torch.tanh(self.layer(X))
        return outputs, outputs.sum(dim=0)


class Answering(nn.Module):
    """A decoder that notes what it is given; `form` makes its result."""

    def __init__(self, notes, form=lambda Y, state: (Y, state)):
        super().__init__()
        self.layer, self.notes, self.form = nn.Linear(2, 4), notes, form

    def init_state(self, enc_outputs, *args):
        self.notes.append(["init_state", len(enc_outputs), *args])
        outputs, last = enc_outputs
        return last - outputs.mean(dim=0)

    def forward(self, X, state):
        self.notes.append(["decoder", X.detach().clone()])
        return self.form(self.layer(X + state), state)


def joined(room, **more):
    """A net of the room's, its two parts, and what they note."""
    notes = []
    encoder, decoder = Noting(notes), Answering(notes, **more)
    return room.EncoderDecoder(encoder, decoder), encoder, decoder, notes


def by_hand(encoder, decoder, enc_X, dec_X):
    outputs = torch.tanh(encoder.layer(enc_X))
    state = outputs.sum(dim=0) - outputs.mean(dim=0)
    return decoder.layer(dec_X + state), state


@points(1)
@hint(
    "Without extra arguments, the encoder gets enc_X alone, and init_state what the encoder returned.",
    zh="没有额外的参数时，编码器只得到 enc_X，init_state 只得到编码器的返回值。",
)
def test_without_extra_arguments(student):
    """Without extra arguments, values are right. / 没有额外的参数时，数值正确。"""
    for n in 1, 4:
        net, encoder, decoder, _ = joined(student)
        enc_X, dec_X = torch.randn(n, 3), torch.randn(5, 2)
        check.close(net(enc_X, dec_X), by_hand(encoder, decoder, enc_X, dec_X))


@points(2)
@after(EXAMPLE)
@hint(
    "Hand *args on to the encoder and to init_state; the decoder's call takes the input and the state only.",
    zh="把 *args 继续传给编码器和 init_state；调用解码器时只传输入和状态。",
)
def test_extra_arguments(student):
    """The encoder and init_state get all extra arguments. / 编码器和 init_state 得到所有额外的参数。"""
    enc_X, dec_X = torch.randn(2, 3), torch.randn(2, 2)
    for args in ((torch.tensor([3, 1]),), (torch.tensor([2, 2]), 0.5, "left")):
        net, *_, notes = joined(student)
        net(enc_X, dec_X, *args)
        check.close(notes, [["encoder", enc_X, *args], ["init_state", 2, *args], ["decoder", dec_X]])


@points(1)
@after(EXAMPLE)
@hint("Call each part once and keep what it returned.", zh="每个部分只调用一次，并保存它的返回值。")
def test_each_part_once(student):
    """Encoder, init_state, decoder: each is called once, in this order. / 编码器、init_state、解码器依次各调用一次。"""
    net, *_, notes = joined(student)
    net(torch.randn(2, 3), torch.randn(2, 2))
    check.equal([note[0] for note in notes], ["encoder", "init_state", "decoder"])


@points(1)
@after(EXAMPLE)
@hint("Return what the decoder returned; it need not be a pair.", zh="原样返回解码器的返回值；它不一定是一对。")
def test_the_result_is_the_decoders(student):
    """The result is the decoder's, whatever its form. / 结果就是解码器的返回值，不论是什么形式。"""
    enc_X, dec_X = torch.randn(2, 3), torch.randn(3, 2)
    for form in (lambda Y, state: Y, lambda Y, state: [Y, state, Y * 2], lambda Y, state: {"Y": Y}):
        net, encoder, decoder, _ = joined(student, form=form)
        check.close(net(enc_X, dec_X), form(*by_hand(encoder, decoder, enc_X, dec_X)))


@points(1)
@hint("Assign both to self: self.encoder and self.decoder.", zh="把两者都赋给 self：self.encoder 和 self.decoder。")
def test_both_parts_are_registered(student):
    """The parameters of both parts are the net's, under their names. / 两个部分的参数都是网络的参数，名字正确。"""
    net, *_ = joined(student)
    check.equal(
        {name: tuple(p.shape) for name, p in net.named_parameters()},
        {
            "encoder.layer.weight": (2, 3),
            "encoder.layer.bias": (2,),
            "decoder.layer.weight": (4, 2),
            "decoder.layer.bias": (4,),
        },
    )


@points(1)
@after(test_both_parts_are_registered)
def test_modes(student):
    """eval() and train() of the net reach both parts. / 对网络调用 eval() 和 train()，两个部分都随之切换。"""
    net, encoder, decoder, _ = joined(student)
    net.eval()
    seen = [encoder.drop.training, decoder.training]
    net.train()
    check.equal([*seen, encoder.drop.training, decoder.training], [False, False, True, True])


@points(1)
@after(test_without_extra_arguments)
@hint(
    "The state carries the gradient back into the encoder: no detach, no no_grad.",
    zh="梯度经由状态传回编码器：不要 detach，也不要 no_grad。",
)
def test_gradients_reach_both_parts(student):
    """Gradients reach the decoder, and through the state the encoder. / 梯度传到解码器，并经由状态传到编码器。"""
    net, encoder, decoder, _ = joined(student)
    encoder.double()
    decoder.double()
    enc_X, dec_X = torch.randn(3, 3, dtype=torch.float64), torch.randn(4, 2, dtype=torch.float64)
    params = [*encoder.parameters(), *decoder.parameters()]
    right = torch.autograd.grad(by_hand(encoder, decoder, enc_X, dec_X)[0].square().sum(), params)
    net(enc_X, dec_X)[0].square().sum().backward()
    check.close([p.grad for p in params], list(right))


@points(1)
@after(EXAMPLE)
@hint(
    "raise NotImplementedError, for any number of extra arguments.",
    zh="无论有几个额外的参数，都引发 NotImplementedError。",
)
def test_the_encoder_is_an_interface(student):
    """Encoder is a module whose forward raises NotImplementedError. / Encoder 是模块，forward 引发 NotImplementedError。"""
    encoder = student.Encoder()
    check.that(isinstance(encoder, nn.Module), "Encoder is no nn.Module.", zh="Encoder 不是 nn.Module。")
    X, lens = torch.ones(2, 3), torch.tensor([3, 2])
    for args in ((X,), (X, lens), (X, lens, None)):
        check.raises(NotImplementedError, encoder, *args)


@points(1)
@after(EXAMPLE)
@hint(
    "Both methods raise NotImplementedError; init_state takes any number of extra arguments.",
    zh="两个方法都引发 NotImplementedError；init_state 可以有任意个额外的参数。",
)
def test_the_decoder_is_an_interface(student):
    """Decoder's forward and init_state raise NotImplementedError. / Decoder 的两个方法都引发 NotImplementedError。"""
    decoder = student.Decoder()
    check.that(isinstance(decoder, nn.Module), "Decoder is no nn.Module.", zh="Decoder 不是 nn.Module。")
    X, lens = torch.ones(2, 3), torch.tensor([3, 2])
    check.raises(NotImplementedError, decoder, X, X)
    for args in ((X,), (X, lens), (X, lens, None)):
        check.raises(NotImplementedError, lambda *args: decoder.init_state(*args), *args)
