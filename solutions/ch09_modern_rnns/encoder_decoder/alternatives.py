import abc

from torch import nn


class Encoder_abstract(nn.Module):
    """Nothing of its own: every nn.Module refuses in this way."""


class Decoder_with_words(nn.Module):
    """The reason in words."""

    def init_state(self, *args, **kwargs):
        raise NotImplementedError("a decoder says how it starts")

    def forward(self, *args, **kwargs):
        raise NotImplementedError("a decoder says how it decodes")


class Decoder_of_an_encoder(nn.Module, abc.ABC):
    """Through a helper that both methods call."""

    def _refuse(self):
        raise NotImplementedError(type(self).__name__)

    def init_state(self, enc_outputs, *args):
        self._refuse()

    def forward(self, X, state):
        return self._refuse()


class EncoderDecoder_in_a_dict(nn.Module):
    """Registered by name, and used through the registry."""

    def __init__(self, encoder, decoder, **kwargs):
        super().__init__()
        for name, part in {"encoder": encoder, "decoder": decoder}.items():
            self.add_module(name, part)

    def forward(self, enc_X, dec_X, *args, **kwargs):
        encoder, decoder = self.children()
        start = decoder.init_state(encoder(enc_X, *args, **kwargs), *args, **kwargs)
        return decoder(dec_X, start)


class EncoderDecoder_with_a_method_for_the_state(nn.Module):
    """Step by step, the state in a method of its own."""

    def __init__(self, encoder, decoder):
        super().__init__()
        self.decoder = decoder
        self.encoder = encoder

    def start(self, enc_X, args):
        encoded = self.encoder(enc_X, *args)
        return self.decoder.init_state(encoded, *args)

    def forward(self, enc_X, dec_X, *args):
        state = self.start(enc_X, args)
        decoded = self.decoder(dec_X, state)
        return decoded
