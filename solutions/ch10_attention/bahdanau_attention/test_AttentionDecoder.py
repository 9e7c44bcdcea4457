"""The interface: the property raises, in every instance and mode, and the rest is a Decoder's."""

import torch
from torch import nn

from grader.suite import after, check, hint, points

EXAMPLE = "AttentionDecoder::test_nothing_to_show"


@points(2)
@after(EXAMPLE)
@hint(
    "Inherit from Decoder: its init_state and forward raise NotImplementedError.",
    zh="继承 Decoder：它的 init_state 和 forward 都引发 NotImplementedError。",
)
def test_the_rest_is_a_decoders(student):
    """init_state and forward raise NotImplementedError as well. / init_state 和 forward 同样引发 NotImplementedError。"""
    decoder, X, lens = student.AttentionDecoder(), torch.ones(2, 3), torch.tensor([3, 2])
    check.raises(NotImplementedError, decoder, X, X)
    for args in ((X,), (X, lens), (X, lens, None)):
        check.raises(NotImplementedError, lambda *args: decoder.init_state(*args), *args)


@points(1)
@after(EXAMPLE)
def test_it_is_an_empty_module(student):
    """It is an nn.Module without parameters, also where it is evaluated. / 它是没有参数的 nn.Module，预测模式下也一样。"""
    decoder = student.AttentionDecoder()
    check.that(
        isinstance(decoder, nn.Module), "AttentionDecoder is no nn.Module.", zh="AttentionDecoder 不是 nn.Module。"
    )
    check.equal(len(list(decoder.parameters())), 0)
    decoder.eval()
    check.raises(NotImplementedError, lambda: decoder.attention_weights)
