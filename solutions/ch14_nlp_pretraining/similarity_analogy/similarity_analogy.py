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
        ### BEGIN SOLUTION
        self.idx_to_token, vectors = ["<unk>"], []
        with open(f"data/{embedding_name}/vec.txt", encoding="utf-8") as file:
            for line in file:
                token, *numbers = line.rstrip().split(" ")
                if len(numbers) > 1:
                    self.idx_to_token.append(token)
                    vectors.append([float(number) for number in numbers])
        self.idx_to_vec = torch.tensor([[0.0] * len(vectors[0]), *vectors])
        self.unknown_idx = 0
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}
        ### END SOLUTION

    def __getitem__(self, tokens):
        """The vectors of a list of tokens: shape (len(tokens), dimension)."""
        ### BEGIN SOLUTION
        return self.idx_to_vec[[self.token_to_idx.get(token, self.unknown_idx) for token in tokens]]
        ### END SOLUTION

    def __len__(self):
        """The number of tokens, "<unk>" included."""
        ### BEGIN SOLUTION
        return len(self.idx_to_token)
        ### END SOLUTION


def knn(W: torch.Tensor, x: torch.Tensor, k: int) -> tuple[torch.Tensor, Sequence]:
    """(topk, cos): the indices of the k rows of W with the largest cosine similarity to x, largest first, and these cosines.

    W: floating, shape (n, d); a row of zeros has the cosine 0. x: shape (d,) or (1, d), not zero. topk: int64, shape (k,).
    """
    ### BEGIN SOLUTION
    x = x.reshape(-1)
    lengths = W.norm(dim=1) * x.norm()
    cos = W @ x / lengths.clamp(min=1e-12)
    values, topk = torch.topk(cos, k)
    return topk, list(values)
    ### END SOLUTION


def get_similar_tokens(query_token: str, k: int, embed: TokenEmbedding) -> None:
    """Print the k tokens whose vectors are nearest to that of query_token, itself left out: "cosine sim=0.983: microchip"."""
    ### BEGIN SOLUTION
    topk, cos = knn(embed.idx_to_vec, embed[[query_token]], k + 1)
    for place in range(1, k + 1):
        print(f"cosine sim={float(cos[place]):.3f}: {embed.idx_to_token[int(topk[place])]}")
    ### END SOLUTION


def get_analogy(token_a: str, token_b: str, token_c: str, embed: TokenEmbedding) -> str:
    """What is to token_c as token_b is to token_a: the token whose vector is nearest to b - a + c."""
    ### BEGIN SOLUTION
    a, b, c = embed[[token_a, token_b, token_c]]
    topk, _ = knn(embed.idx_to_vec, b - a + c, 1)
    return embed.idx_to_token[int(topk[0])]
    ### END SOLUTION
