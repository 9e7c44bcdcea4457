import torch


class _Embedding:
    """Right; a mistake changes one thing."""

    encoding = "utf-8"
    least = 2
    unknown = True

    def __init__(self, embedding_name):
        tokens, vectors = [], []
        with open(f"data/{embedding_name}/vec.txt", encoding=self.encoding, errors="replace") as file:
            for line in file:
                token, *numbers = self._parts(line)
                if len(numbers) >= self.least:
                    tokens.append(token)
                    vectors.append([float(number) for number in numbers])
        self.unknown_idx = 0
        self._keep(tokens, vectors)
        self.token_to_idx = {token: i for i, token in enumerate(self.idx_to_token)}

    def _parts(self, line):
        return line.rstrip().split(" ")

    def _keep(self, tokens, vectors):
        self.idx_to_token = ["<unk>"] + tokens
        self.idx_to_vec = torch.tensor([[0.0] * len(vectors[0])] + vectors)

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx.get(token, 0) for token in tokens]]

    def __len__(self):
        return len(self.idx_to_token)


class TokenEmbedding_without_unk(_Embedding):
    """Your tables begin with the first word of the file. Index 0 is "<unk>", with a vector of zeros.

    你的表从文件的第一个词开始。索引 0 应是 "<unk>"，向量为零。"""

    def _keep(self, tokens, vectors):
        self.idx_to_token, self.idx_to_vec = tokens, torch.tensor(vectors)


class TokenEmbedding_unk_at_the_end(_Embedding):
    """You put "<unk>" behind all words. It has the index 0.

    你把 "<unk>" 放在了所有词之后。它的索引应是 0。"""

    def _keep(self, tokens, vectors):
        self.idx_to_token = tokens + ["<unk>"]
        self.idx_to_vec = torch.tensor(vectors + [[0.0] * len(vectors[0])])


class TokenEmbedding_unk_of_ones(_Embedding):
    """Your vector of "<unk>" is not zero.

    你的 "<unk>" 的向量不是零。"""

    def _keep(self, tokens, vectors):
        super()._keep(tokens, vectors)
        self.idx_to_vec[0] = self.idx_to_vec[1:].mean(dim=0)


class TokenEmbedding_vectors_one_off(_Embedding):
    """You have a token for "<unk>" and no vector for it: each word has the vector of the next one. Put a row of zeros first.

    你给 "<unk>" 留了词元，却没有给它向量：每个词得到的都是下一个词的向量。请在最前加一行零。"""

    def _keep(self, tokens, vectors):
        self.idx_to_token = ["<unk>"] + tokens
        self.idx_to_vec = torch.tensor(vectors + [[0.0] * len(vectors[0])])


class TokenEmbedding_header_as_a_vector(_Embedding):
    """You take fastText's first line, two numbers, for a word with a vector of one dimension. Leave out such lines.

    你把 fastText 的首行（两个数）当成了一个一维向量的词。应略去这样的行。"""

    least = 1


class TokenEmbedding_first_line_skipped(_Embedding):
    """You skip the first line of every file. Only fastText's files have a header: look at how many numbers a line has.

    你对任何文件都跳过首行。只有 fastText 的文件才有那样的首行：应看一行有几个数。"""

    def _keep(self, tokens, vectors):
        self.idx_to_token = ["<unk>"] + tokens[1:]
        self.idx_to_vec = torch.tensor([[0.0] * len(vectors[0])] + vectors[1:])


class TokenEmbedding_space_at_the_end(_Embedding):
    """A space at the end of a line leaves an empty string, which is no number. Strip the line first.

    行末的空格会留下一个空字符串，它不是数。应先去掉行末的空白。"""

    def _parts(self, line):
        return line.rstrip("\n").split(" ")


class TokenEmbedding_lower_case(_Embedding):
    """You turn tokens into small letters. They stay as the file has them.

    你把词元都变成了小写。应与文件中一致。"""

    def _parts(self, line):
        return line.lower().rstrip().split(" ")


class TokenEmbedding_unknown_raises(_Embedding):
    """A token that is not there raises a KeyError. Give it the vector of "<unk>".

    不存在的词元会引发 KeyError。应给它 "<unk>" 的向量。"""

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx[token] for token in tokens]]


class TokenEmbedding_unknown_left_out(_Embedding):
    """You leave out tokens that are not there, so that there are fewer rows than tokens. Give them the vector of "<unk>".

    你略去了不存在的词元，行数就比词元少。应给它们 "<unk>" 的向量。"""

    def __getitem__(self, tokens):
        return self.idx_to_vec[[self.token_to_idx[token] for token in tokens if token in self.token_to_idx]]


class TokenEmbedding_first_token_alone(_Embedding):
    """You look up the first token of the list only.

    你只查找了列表中的第一个词元。"""

    def __getitem__(self, tokens):
        return self.idx_to_vec[self.token_to_idx.get(tokens[0], 0)]


class TokenEmbedding_ascii(_Embedding):
    """You do not read the file as UTF-8: accented and Chinese letters become others. Say encoding="utf-8".

    你没有按 UTF-8 读文件：带重音的字母和汉字变成了别的字符。请写明 encoding="utf-8"。"""

    encoding = "latin-1"


def _top(scores, k):
    values, indices = torch.topk(scores, k)
    return indices, list(values)


def _cos(W, x):
    x = x.reshape(-1)
    return W @ x / (W.norm(dim=1) * x.norm()).clamp(min=1e-12)


def knn_dot_product(W, x, k):
    """You compare dot products: long vectors win. Divide by the lengths.

    你比较的是点积：长的向量会胜出。应除以长度。"""
    return _top(W @ x.reshape(-1), k)


def knn_by_distance(W, x, k):
    """You take the smallest Euclidean distances. Cosine similarity asks for the direction alone.

    你取的是欧几里得距离最小的。余弦相似度只看方向。"""
    cos = _cos(W, x)
    indices = torch.topk(-(W - x.reshape(-1)).norm(dim=1), k)[1]
    return indices, list(cos[indices])


def knn_without_the_length_of_x(W, x, k):
    """You divide by the lengths of the rows alone. The order is right, but these are no cosines: divide by the length of x too.

    你只除以了各行的长度。次序是对的，但这不是余弦：还要除以 x 的长度。"""
    x = x.reshape(-1)
    return _top(W @ x / W.norm(dim=1).clamp(min=1e-12), k)


def knn_without_the_length_of_the_rows(W, x, k):
    """You divide by the length of x alone: long rows still win. Divide by the lengths of the rows too.

    你只除以了 x 的长度：长的行仍会胜出。还要除以各行的长度。"""
    x = x.reshape(-1)
    return _top(W @ x / x.norm(), k)


def knn_squared_lengths(W, x, k):
    """You divide by squared lengths. The root is missing.

    你除以的是长度的平方。少了开方。"""
    x = x.reshape(-1)
    return _top(W @ x / ((W * W).sum(dim=1) * (x * x).sum()).clamp(min=1e-12), k)


def knn_length_of_the_whole_table(W, x, k):
    """You divide by the length of the whole table. Each row has its own: sum over dim 1.

    你除以的是整张表的长度。每一行有自己的长度：应沿 dim 1 求和。"""
    x = x.reshape(-1)
    return _top(W @ x / (W.norm() * x.norm()), k)


def knn_farthest(W, x, k):
    """You take the smallest cosines.

    你取的是余弦最小的。"""
    values, indices = torch.topk(_cos(W, x), k, largest=False)
    return indices, list(values)


def knn_rising(W, x, k):
    """Your rows come with the smallest similarity first. The largest comes first.

    你的结果从小到大排列。最大的应在前。"""
    indices, values = _top(_cos(W, x), k)
    return indices.flip(0), values[::-1]


def knn_one_more(W, x, k):
    """You give k + 1 rows. Leaving out the query is the business of get_similar_tokens.

    你给出了 k + 1 行。略去查询词是 get_similar_tokens 的事。"""
    return _top(_cos(W, x), min(k + 1, len(W)))


def knn_absolute(W, x, k):
    """You take absolute values: opposite directions count as near.

    你取了绝对值：方向相反也被当作相近。"""
    return _top(_cos(W, x).abs(), k)


def knn_exchanged(W, x, k):
    """You return the similarities first. The indices come first.

    你先返回了相似度。索引应在前。"""
    return _top(_cos(W, x), k)[::-1]


def knn_all_the_cosines(W, x, k):
    """Your indices are right, but the similarities are those of the first rows, not of the nearest.

    索引是对的，但相似度取的是最前面几行的，而不是最近的那些行的。"""
    cos = _cos(W, x)
    return torch.topk(cos, k)[1], list(cos[:k])


def knn_nan_for_zeros(W, x, k):
    """A row of zeros is divided by 0: the result is nan, and topk takes nan for the largest.

    全零的行除以了 0：得到 nan，而 topk 把 nan 当作最大。"""
    x = x.reshape(-1)
    return _top(W @ x / (W.norm(dim=1) * x.norm()), k)


def knn_a_vector_alone(W, x, k):
    """A query of shape (1, d) is not what torch.mv takes. Reshape it first.

    torch.mv 不接受形状为 (1, d) 的查询。应先改变形状。"""
    return _top(torch.mv(W, x) / (W.norm(dim=1) * x.norm()).clamp(min=1e-12), k)


def _print(embed, indices, cos):
    for i, c in zip(indices.tolist(), cos):
        print(f"cosine sim={float(c):.3f}: {embed.idx_to_token[i]}")


def get_similar_tokens_with_the_query(query_token, k, embed):
    """Your first line is the token itself. Leave it out, and give k others.

    你的第一行是词元自己。应略去它，给出另外 k 个。"""
    _print(embed, *_top(_cos(embed.idx_to_vec, embed[[query_token]]), k))


def get_similar_tokens_one_too_few(query_token, k, embed):
    """You leave out the token itself and are one short. Ask for k + 1 neighbours.

    你略去了词元自己，于是少了一个。应取 k + 1 个近邻。"""
    indices, cos = _top(_cos(embed.idx_to_vec, embed[[query_token]]), k)
    _print(embed, indices[1:], cos[1:])


def get_similar_tokens_with_others_cosines(query_token, k, embed):
    """Your tokens are right, but each has the similarity of the one before it: leave out the first similarity too.

    词元是对的，但每个配上了前一个的相似度：第一个相似度也要略去。"""
    indices, cos = _top(_cos(embed.idx_to_vec, embed[[query_token]]), k + 1)
    _print(embed, indices[1:], cos[:-1])


def get_similar_tokens_as_numbers(query_token, k, embed):
    """You print indices. Print the tokens.

    你打印的是索引。应打印词元。"""
    indices, cos = _top(_cos(embed.idx_to_vec, embed[[query_token]]), k + 1)
    for i, c in zip(indices.tolist()[1:], cos[1:]):
        print(f"cosine sim={float(c):.3f}: {i}")


def get_similar_tokens_in_another_form(query_token, k, embed):
    """Your lines have another form than the statement asks for.

    你打印的格式与题目要求的不同。"""
    indices, cos = _top(_cos(embed.idx_to_vec, embed[[query_token]]), k + 1)
    for i, c in zip(indices.tolist()[1:], cos[1:]):
        print(embed.idx_to_token[i], float(c))


def get_similar_tokens_returned(query_token, k, embed):
    """You return the tokens and print nothing.

    你返回了词元，却什么也没有打印。"""
    indices, _ = _top(_cos(embed.idx_to_vec, embed[[query_token]]), k + 1)
    return [embed.idx_to_token[i] for i in indices.tolist()[1:]]


def _nearest(embed, x):
    return embed.idx_to_token[int(_cos(embed.idx_to_vec, x).argmax())]


def get_analogy_the_other_way(token_a, token_b, token_c, embed):
    """You look for a - b + c: the step from b to a. The step is from a to b: b - a + c.

    你找的是 a - b + c，即从 b 到 a 的变化。应是从 a 到 b：b - a + c。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return _nearest(embed, a - b + c)


def get_analogy_all_added(token_a, token_b, token_c, embed):
    """You add all three vectors. That of a is subtracted.

    你把三个向量都相加了。a 的向量应减去。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return _nearest(embed, a + b + c)


def get_analogy_c_subtracted(token_a, token_b, token_c, embed):
    """You subtract c. The step from a to b is added to c: b - a + c.

    你减去了 c。应把从 a 到 b 的变化加到 c 上：b - a + c。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return _nearest(embed, b - a - c)


def get_analogy_without_the_given_words(token_a, token_b, token_c, embed):
    """You leave out a, b and c. Often that helps, but the statement, like the book, takes them as candidates too.

    你排除了 a、b、c。这样往往有好处，但题目与书中一样，它们也是候选。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    for i in _top(_cos(embed.idx_to_vec, b - a + c), 4)[0].tolist():
        if embed.idx_to_token[i] not in (token_a, token_b, token_c):
            return embed.idx_to_token[i]


def get_analogy_an_index(token_a, token_b, token_c, embed):
    """You return the index of the answer. Return its token.

    你返回了答案的索引。应返回词元。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return int(_cos(embed.idx_to_vec, b - a + c).argmax())


def get_analogy_by_the_dot_product(token_a, token_b, token_c, embed):
    """You take the largest dot product: long vectors win. Use the cosine.

    你取的是最大的点积：长的向量会胜出。应使用余弦。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return embed.idx_to_token[int((embed.idx_to_vec @ (b - a + c)).argmax())]


def get_analogy_by_distance(token_a, token_b, token_c, embed):
    """You take the smallest distance. Use the cosine: the direction counts alone.

    你取的是最小的距离。应使用余弦：只看方向。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return embed.idx_to_token[int((embed.idx_to_vec - (b - a + c)).norm(dim=1).argmin())]


def get_analogy_the_second(token_a, token_b, token_c, embed):
    """You give the second nearest token. Nothing is left out here: take the first.

    你给出的是第二近的词元。这里不排除任何词：应取第一个。"""
    a, b, c = embed[[token_a, token_b, token_c]]
    return embed.idx_to_token[int(_top(_cos(embed.idx_to_vec, b - a + c), 2)[0][1])]
