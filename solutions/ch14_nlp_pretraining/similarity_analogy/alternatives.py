import os

import numpy as np
import torch
import torch.nn.functional as F


class TokenEmbedding_as_the_book_has_it:
    """A method that loads; indices as a tensor."""

    def __init__(self, embedding_name):
        self.idx_to_token, self.idx_to_vec = self._load_embedding(embedding_name)
        self.unknown_idx = 0
        self.token_to_idx = {token: idx for idx, token in enumerate(self.idx_to_token)}

    def _load_embedding(self, embedding_name):
        idx_to_token, idx_to_vec = ["<unk>"], []
        with open(os.path.join("..", "data", embedding_name, "vec.txt"), encoding="utf-8") as f:
            for line in f:
                elems = line.rstrip().split(" ")
                token, elems = elems[0], [float(elem) for elem in elems[1:]]
                if len(elems) > 1:
                    idx_to_token.append(token)
                    idx_to_vec.append(elems)
        idx_to_vec = [[0] * len(idx_to_vec[0])] + idx_to_vec
        return idx_to_token, torch.tensor(idx_to_vec)

    def __getitem__(self, tokens):
        indices = [self.token_to_idx.get(token, self.unknown_idx) for token in tokens]
        return self.idx_to_vec[torch.tensor(indices)]

    def __len__(self):
        return len(self.idx_to_token)


class TokenEmbedding_by_numpy:
    """A dict of vectors first, numpy for the table, stacked rows."""

    unknown_idx = 0

    def __init__(self, embedding_name):
        vectors = {}
        with open(f"data/{embedding_name}/vec.txt", encoding="utf8") as f:
            for parts in map(str.split, f.read().split("\n")):
                if len(parts) > 2:
                    vectors[parts[0]] = np.array(parts[1:], dtype=np.float32)
        self.idx_to_token = ["<unk>"] + list(vectors)
        self.token_to_idx = dict(zip(self.idx_to_token, range(len(self.idx_to_token))))
        table = np.stack(list(vectors.values()))
        self.idx_to_vec = torch.from_numpy(np.vstack([np.zeros_like(table[:1]), table]))

    def __len__(self):
        return len(self.idx_to_vec)

    def __getitem__(self, tokens):
        return torch.stack([self.idx_to_vec[self.token_to_idx.get(t, 0)] for t in tokens])


def knn_as_the_book_has_it(W, x, k):
    """A small number under the root, and a list of 0-d tensors."""
    cos = torch.mv(W, x.reshape(-1)) / (torch.sqrt(torch.sum(W * W, dim=1) + 1e-9) * torch.sqrt((x * x).sum()))
    _, topk = torch.topk(cos, k=k)
    return topk, [cos[int(i)] for i in topk]


def knn_by_cosine_similarity(W, x, k):
    """torch's own cosine, sorted; a tensor of similarities."""
    cos = F.cosine_similarity(W, x.reshape(1, -1), dim=1)
    order = cos.argsort(descending=True)[:k]
    return order, cos[order]


def knn_normalised_first(W, x, k):
    """Unit vectors, and a tuple of floats."""
    units = F.normalize(W, dim=1)
    values, indices = (units @ F.normalize(x.flatten(), dim=0)).topk(k)
    return indices, tuple(values.tolist())


def get_similar_tokens_as_the_book_has_it(query_token, k, embed):
    """zip of two slices."""
    topk, cos = knn(embed.idx_to_vec, embed[[query_token]], k + 1)
    for i, c in zip(topk[1:], cos[1:]):
        print(f"cosine sim={float(c):.3f}: {embed.idx_to_token[int(i)]}")


def get_similar_tokens_left_out_by_name(query_token, k, embed):
    """The token is left out by its name; one print for all."""
    W = embed.idx_to_vec
    cos = F.cosine_similarity(W, W[embed.token_to_idx[query_token]].unsqueeze(0))
    order = [i for i in cos.argsort(descending=True).tolist() if embed.idx_to_token[i] != query_token]
    print("\n".join(f"cosine sim={cos[i]:.3f}: {embed.idx_to_token[i]}" for i in order[:k]))


def get_analogy_as_the_book_has_it(token_a, token_b, token_c, embed):
    """Indices into the vectors of the three."""
    vecs = embed[[token_a, token_b, token_c]]
    x = vecs[1] - vecs[0] + vecs[2]
    topk, _ = knn(embed.idx_to_vec, x, 1)
    return embed.idx_to_token[int(topk[0])]


def get_analogy_one_by_one(token_a, token_b, token_c, embed):
    """A loop over all vectors."""
    x = embed[[token_b]][0] - embed[[token_a]][0] + embed[[token_c]][0]
    best, answer = -2.0, None
    for token, row in zip(embed.idx_to_token, embed.idx_to_vec):
        cos = float(row @ x) / max(float(row.norm() * x.norm()), 1e-9)
        if cos > best:
            best, answer = cos, token
    return answer
