"""Pretrained word vectors: neighbours and analogies (Dive into Deep Learning, section 14.7)."""

from collections.abc import Sequence

import torch


class TokenEmbedding:
    """Pretrained vectors from data/<embedding_name>/vec.txt, with zeros for unknown tokens.

    idx_to_token: all tokens, "<unk>" first, then those of the file in its order; token_to_idx: a dict with the index of
    each; idx_to_vec: their vectors, float32, shape (number of tokens, dimension); unknown_idx: 0.
    """

    def __init__(self, embedding_name):
        """embedding_name: the folder in data/, as "glove.tiny". The file is UTF-8."""
        raise NotImplementedError("TokenEmbedding.__init__ is not written yet")

    def __getitem__(self, tokens):
        """The vectors of a list of tokens: shape (len(tokens), dimension)."""
        raise NotImplementedError("TokenEmbedding.__getitem__ is not written yet")

    def __len__(self):
        """The number of tokens, "<unk>" included."""
        raise NotImplementedError("TokenEmbedding.__len__ is not written yet")


def knn(W: torch.Tensor, x: torch.Tensor, k: int) -> tuple[torch.Tensor, Sequence]:
    """(topk, cos): the indices of the k rows of W with the largest cosine similarity to x, largest first, and these cosines.

    W: floating, shape (n, d); a row of zeros has the cosine 0. x: shape (d,) or (1, d), not zero. topk: int64, shape (k,).
    """
    raise NotImplementedError("knn is not written yet")


def get_similar_tokens(query_token: str, k: int, embed: TokenEmbedding) -> None:
    """Print the k tokens whose vectors are nearest to that of query_token, itself left out: "cosine sim=0.983: microchip"."""
    raise NotImplementedError("get_similar_tokens is not written yet")


def get_analogy(token_a: str, token_b: str, token_c: str, embed: TokenEmbedding) -> str:
    """What is to token_c as token_b is to token_a: the token whose vector is nearest to b - a + c."""
    raise NotImplementedError("get_analogy is not written yet")
