import bisect
import collections
import itertools
import math
import random

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence


def subsample_as_the_formula_says(sentences, vocab):
    """The probability to discard, with max; torch draws, one number for each token; a plain dict of counts."""
    known = [[token for token in line if token in vocab.token_to_idx] for line in sentences]
    counter = {}
    for line in known:
        for token in line:
            counter[token] = counter.get(token, 0) + 1
    total = sum(counter.values())

    def discarded(token):
        return max(1 - math.sqrt(1e-4 / (counter[token] / total)), 0)

    return [[t for t, u in zip(line, torch.rand(len(line)).tolist()) if u >= discarded(t)] for line in known], counter


def subsample_with_a_helper(sentences, vocab):
    """A list of indices for each line, and random.uniform."""
    sentences = [[t for t, i in zip(line, vocab[line]) if i != vocab.unk] for line in sentences]
    counter = collections.Counter(itertools.chain.from_iterable(sentences))
    num_tokens = sum(counter.values())

    def keep(token):
        return random.uniform(0, 1) < math.sqrt(1e-4 / counter[token] * num_tokens)

    return ([[token for token in line if keep(token)] for line in sentences], counter)


def get_centers_and_contexts_by_places(corpus, max_window_size):
    """Lists of places, from which that of the centre is removed."""
    centers, contexts = [], []
    for line in corpus:
        if len(line) < 2:
            continue
        centers += line
        for i in range(len(line)):
            size = random.randint(1, max_window_size)
            places = list(range(max(0, i - size), min(len(line), i + 1 + size)))
            places.remove(i)
            contexts.append([line[j] for j in places])
    return centers, contexts


def get_centers_and_contexts_sizes_drawn_ahead(corpus, max_window_size):
    """All sizes of a sentence at once, by torch; a comprehension over distances."""
    long = [line for line in corpus if len(line) > 1]
    contexts = []
    for line in long:
        for i, w in enumerate(torch.randint(1, max_window_size + 1, (len(line),)).tolist()):
            contexts.append([t for j, t in enumerate(line) if 0 < abs(i - j) <= w])
    return [t for line in long for t in line], contexts


class RandomGenerator_drawn_ahead:
    """Ten thousand numbers ahead."""

    def __init__(self, sampling_weights):
        self.population = list(range(1, len(sampling_weights) + 1))
        self.sampling_weights = sampling_weights
        self.candidates = []
        self.i = 0

    def draw(self):
        if self.i == len(self.candidates):
            self.candidates = random.choices(self.population, self.sampling_weights, k=10000)
            self.i = 0
        self.i += 1
        return self.candidates[self.i - 1]


class RandomGenerator_by_bisection:
    """A number between 0 and the sum of the weights, looked up in the sums so far."""

    def __init__(self, sampling_weights):
        self.sums = list(itertools.accumulate(sampling_weights))

    def draw(self):
        return bisect.bisect_right(self.sums, random.random() * self.sums[-1]) + 1


class RandomGenerator_by_numpy:
    """numpy, with probabilities."""

    def __init__(self, sampling_weights):
        weights = np.array(sampling_weights, dtype=float)
        self.p = weights / weights.sum()

    def draw(self):
        return int(np.random.choice(len(self.p), p=self.p)) + 1


class RandomGenerator_by_torch:
    """torch.multinomial, some at a time."""

    def __init__(self, sampling_weights):
        self.weights = torch.tensor(sampling_weights, dtype=torch.float64)
        self.ahead = []

    def draw(self):
        if not self.ahead:
            self.ahead = torch.multinomial(self.weights, 100, replacement=True).tolist()
        return self.ahead.pop() + 1


def get_negatives_one_at_a_time(all_contexts, vocab, counter, K):
    """A helper that draws until it finds a word; the weights by a walk over the tokens."""
    generator = RandomGenerator([math.pow(counter[token], 0.75) for token in vocab.idx_to_token[1:]])

    def one(contexts):
        while True:
            i = generator.draw()
            if i not in contexts:
                return i

    return [[one(contexts) for _ in range(K * len(contexts))] for contexts in all_contexts]


def get_negatives_without_the_forbidden(all_contexts, vocab, counter, K):
    """Context words get the weight 0 from the start: the same distribution."""
    out = []
    for contexts in all_contexts:
        weights = [0 if i in contexts else counter[vocab.to_tokens(i)] ** 0.75 for i in range(1, len(vocab))]
        out.append(random.choices(range(1, len(vocab)), weights, k=K * len(contexts)))
    return out


def batchify_by_pad_sequence(data):
    """torch's own padding."""
    words = pad_sequence([torch.tensor(a + b) for _, a, b in data], batch_first=True)
    masks = pad_sequence([torch.ones(len(a) + len(b), dtype=torch.int64) for _, a, b in data], batch_first=True)
    labels = torch.zeros_like(words)
    for row, (_, contexts, _) in zip(labels, data):
        row[: len(contexts)] = 1
    return torch.tensor([c for c, _, _ in data]).unsqueeze(1), words, masks, labels


def batchify_by_comparison(data):
    """Masks and labels by comparing places with lengths."""
    contexts = torch.tensor([len(a) for _, a, _ in data])
    lengths = contexts + torch.tensor([len(b) for _, _, b in data])
    places = torch.arange(int(lengths.max()))
    words = torch.zeros(len(data), len(places), dtype=torch.long)
    for i, (_, a, b) in enumerate(data):
        words[i, : lengths[i]] = torch.tensor([*a, *b])
    masks = (places < lengths[:, None]).long()
    labels = (places < contexts[:, None]).long()
    return [torch.tensor([[c] for c, _, _ in data]), words, masks, labels]
