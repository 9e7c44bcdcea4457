"""The encoder-decoder architecture (Dive into Deep Learning, section 9.6)."""

from torch import nn


class Encoder(nn.Module):
    """The interface of encoders: a class to inherit from, which encodes nothing itself."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def forward(self, X, *args):
        """Encode X; what else is needed (valid lengths, say) comes in args. Here: raises NotImplementedError."""
        ### BEGIN SOLUTION
        raise NotImplementedError
        ### END SOLUTION


class Decoder(nn.Module):
    """The interface of decoders: a class to inherit from, which decodes nothing itself."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def init_state(self, enc_outputs, *args):
        """Turn what the encoder returned into the first state of the decoder. Here: raises NotImplementedError."""
        ### BEGIN SOLUTION
        raise NotImplementedError
        ### END SOLUTION

    def forward(self, X, state):
        """Decode X, starting from state. Here: raises NotImplementedError."""
        ### BEGIN SOLUTION
        raise NotImplementedError
        ### END SOLUTION


class EncoderDecoder(nn.Module):
    """An encoder and a decoder, joined.

    encoder: a module called as encoder(enc_X, *args). decoder: a module called as decoder(dec_X, state), which has a
    method init_state(enc_outputs, *args). Both are submodules, under the names encoder and decoder.
    """

    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.encoder = encoder
        self.decoder = decoder
        ### END SOLUTION

    def forward(self, enc_X, dec_X, *args):
        """Encode enc_X, make the decoder's first state of the result, and decode dec_X from there.

        args go to the encoder and to init_state. Returns what the decoder returns, as it is.
        """
        ### BEGIN SOLUTION
        enc_outputs = self.encoder(enc_X, *args)
        return self.decoder(dec_X, self.decoder.init_state(enc_outputs, *args))
        ### END SOLUTION
