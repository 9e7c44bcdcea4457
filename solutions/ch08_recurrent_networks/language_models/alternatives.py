import collections
import random

import torch
from matplotlib import pyplot as plt


def ngrams_by_zip(corpus, n):
    """n shifted copies, side by side."""
    return list(zip(*(corpus[i:] for i in range(n)), strict=False))


def ngrams_by_a_window(corpus, n):
    """A window that slides along."""
    window, found = collections.deque(maxlen=n), []
    for token in corpus:
        window.append(token)
        if len(window) == n:
            found.append(tuple(window))
    return found


def ngram_freqs_sorted(corpus, n):
    """A dict, then a stable sort by the negative count."""
    counts = {}
    for ngram in ngrams(corpus, n):
        counts[ngram] = counts.get(ngram, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])


def ngram_freqs_stable_reverse(corpus, n):
    """sorted(reverse=True) keeps the order of what is equal."""
    counter = collections.Counter(zip(*[corpus[i:] for i in range(n)], strict=False))
    return sorted(counter.items(), key=lambda x: x[1], reverse=True)


def plot_zipf_loglog(corpus):
    """loglog on axes; places from 0, whose first has no place on a logarithmic axis."""
    _, axes = plt.subplots(figsize=(4, 3))
    for n in (1, 2, 3):
        axes.loglog([freq for token, freq in ngram_freqs(corpus, n)])
    axes.set(xlabel="token: x", ylabel="frequency: n(x)")
    axes.legend(["unigram", "bigram", "trigram"])


def plot_zipf_longest_first(corpus):
    """The trigrams first."""
    for n, name in ((3, "trigram"), (2, "bigram"), (1, "unigram")):
        freqs = sorted((count for _, count in ngram_freqs(corpus, n)), reverse=True)
        plt.plot(torch.arange(1, len(freqs) + 1), torch.tensor(freqs), "--", label=name)
    handles, labels = plt.gca().get_legend_handles_labels()
    plt.legend(handles[::-1], labels[::-1])
    plt.gca().set_xscale("log")
    plt.gca().set_yscale("log")
    plt.xlabel("token: x")
    plt.ylabel("frequency: n(x)")


def seq_data_iter_random_cut_first(corpus, batch_size, num_steps):
    """The corpus without its beginning; places from 0; a helper that cuts."""
    corpus = corpus[random.randint(0, num_steps - 1) :]
    num_subseqs = max((len(corpus) - 1) // num_steps, 0)
    indices = list(range(0, num_subseqs * num_steps, num_steps))
    random.shuffle(indices)

    def data(place):
        return corpus[place : place + num_steps]

    for i in range(0, batch_size * (num_subseqs // batch_size), batch_size):
        now = indices[i : i + batch_size]
        yield torch.tensor([data(j) for j in now]), torch.tensor([data(j + 1) for j in now])


def seq_data_iter_random_by_torch(corpus, batch_size, num_steps):
    """torch draws; unfold cuts; a list of pairs instead of a generator."""
    tokens = torch.tensor(corpus)[int(torch.randint(num_steps, (1,))) :]
    if len(tokens) <= num_steps:
        return []
    windows = tokens.unfold(0, num_steps + 1, num_steps)
    windows = windows[torch.randperm(len(windows))]
    return [(w[:, :-1], w[:, 1:]) for w in windows.split(batch_size) if len(w) == batch_size]


def seq_data_iter_sequential_below_num_steps(corpus, batch_size, num_steps):
    """The offset from 0 to num_steps - 1; everything reshaped."""
    offset = random.randrange(num_steps)
    num_tokens = (len(corpus) - offset - 1) // batch_size * batch_size
    Xs = torch.tensor(corpus[offset : offset + num_tokens]).reshape(batch_size, -1)
    Ys = torch.tensor(corpus[offset + 1 : offset + 1 + num_tokens]).reshape(batch_size, -1)
    num_batches = Xs.shape[1] // num_steps
    for i in range(0, num_steps * num_batches, num_steps):
        yield Xs[:, i : i + num_steps], Ys[:, i : i + num_steps]


def seq_data_iter_sequential_row_by_row(corpus, batch_size, num_steps):
    """Lists, cut one by one."""
    corpus = corpus[int(torch.randint(0, num_steps + 1, (1,))) :]
    length = (len(corpus) - 1) // batch_size
    for column in range(0, length // num_steps * num_steps, num_steps):
        places = [row * length + column for row in range(batch_size)]
        X = torch.tensor([corpus[p : p + num_steps] for p in places])
        yield X, torch.tensor([corpus[p + 1 : p + num_steps + 1] for p in places])


class SeqDataLoader_as_a_generator:
    """__iter__ is itself a generator."""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        self.batch_size = batch_size
        self.num_steps = num_steps
        self.use_random_iter = use_random_iter
        pair = load_corpus_time_machine(max_tokens)
        self.corpus = pair[0]
        self.vocab = pair[1]

    def __iter__(self):
        if self.use_random_iter:
            yield from seq_data_iter_random(self.corpus, self.batch_size, self.num_steps)
        else:
            yield from seq_data_iter_sequential(self.corpus, self.batch_size, self.num_steps)


class SeqDataLoader_closure:
    """A function that makes an iterator, kept."""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        self.corpus, self.vocab = load_corpus_time_machine(max_tokens=max_tokens)
        self.batch_size, self.num_steps = batch_size, num_steps
        cut = (seq_data_iter_sequential, seq_data_iter_random)[bool(use_random_iter)]
        self.make = lambda: iter(cut(corpus=self.corpus, batch_size=batch_size, num_steps=num_steps))

    def __iter__(self):
        return self.make()


def load_data_time_machine_by_name(batch_size, num_steps, use_random_iter=False, max_tokens=10000):
    """Arguments by name; a list for the pair."""
    data_iter = SeqDataLoader(
        batch_size=batch_size, num_steps=num_steps, use_random_iter=use_random_iter, max_tokens=max_tokens
    )
    return [data_iter, data_iter.vocab]
