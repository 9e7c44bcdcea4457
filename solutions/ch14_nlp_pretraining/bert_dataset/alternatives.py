import itertools
import os
import random
from pathlib import Path

import numpy as np
import torch


def _get_next_sentence_from_all(sentence, next_sentence, paragraphs):
    """One of all other sentences."""
    is_next = random.choice([True, False])
    if not is_next:
        next_sentence = random.choice([s for p in paragraphs for s in p if s != next_sentence])
    return sentence, next_sentence, is_next


def _get_next_sentence_with_torch(sentence, next_sentence, paragraphs):
    """torch draws."""
    if torch.rand(1).item() > 0.5:
        return sentence, next_sentence, 1
    while True:
        paragraph = paragraphs[torch.randint(len(paragraphs), (1,)).item()]
        other = paragraph[torch.randint(len(paragraph), ()).item()]
        if other != next_sentence:
            return sentence, other, 0


def _get_nsp_data_from_paragraph_of_the_book(paragraph, paragraphs, vocab, max_len):
    """Counting before joining."""
    nsp_data = []
    for i in range(len(paragraph) - 1):
        tokens_a, tokens_b, is_next = _get_next_sentence(paragraph[i], paragraph[i + 1], paragraphs)
        if len(tokens_a) + len(tokens_b) + 3 > max_len:
            continue
        tokens, segments = get_tokens_and_segments(tokens_a, tokens_b)
        nsp_data.append((tokens, segments, is_next))
    return nsp_data


def _get_nsp_data_from_paragraph_filtered(paragraph, paragraphs, vocab, max_len):
    """All pairs, of which some stay."""
    triples = [_get_next_sentence(a, b, paragraphs) for a, b in itertools.pairwise(paragraph)]
    examples = [[*get_tokens_and_segments(a, b), is_next] for a, b, is_next in triples]
    return list(filter(lambda example: len(example[0]) <= max_len, examples))


def _replace_mlm_tokens_of_the_book(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """Two draws for each position; the candidates are shuffled in place."""
    mlm_input_tokens = [token for token in tokens]
    pred_positions_and_labels = []
    random.shuffle(candidate_pred_positions)
    for mlm_pred_position in candidate_pred_positions:
        if len(pred_positions_and_labels) >= num_mlm_preds:
            break
        masked_token = tokens[mlm_pred_position]
        if random.random() < 0.8:
            masked_token = "<mask>"
        elif random.random() < 0.5:
            masked_token = random.choice(vocab.idx_to_token)
        mlm_input_tokens[mlm_pred_position] = masked_token
        pred_positions_and_labels.append((mlm_pred_position, tokens[mlm_pred_position]))
    return mlm_input_tokens, pred_positions_and_labels


def _replace_mlm_tokens_ordinary_words(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """Random tokens without the special ones, drawn with NumPy and torch."""
    order = torch.randperm(len(candidate_pred_positions))[:num_mlm_preds].tolist()
    positions = sorted(candidate_pred_positions[i] for i in order)
    words = [token for token in vocab.idx_to_token if not (token.startswith("<") and token.endswith(">"))]
    mlm_input_tokens = tokens.copy()
    for position, kind in zip(positions, np.random.choice(3, size=len(positions), p=[0.8, 0.1, 0.1]), strict=True):
        if kind == 0:
            mlm_input_tokens[position] = "<mask>"
        elif kind == 1:
            mlm_input_tokens[position] = words[np.random.randint(len(words))]
    return mlm_input_tokens, [[position, tokens[position]] for position in positions]


def _get_mlm_data_from_tokens_of_the_book(tokens, vocab):
    """Three comprehensions over sorted pairs."""
    candidate_pred_positions = []
    for i, token in enumerate(tokens):
        if token in ["<cls>", "<sep>"]:
            continue
        candidate_pred_positions.append(i)
    num_mlm_preds = max(1, round(len(tokens) * 0.15))
    mlm_input_tokens, pairs = _replace_mlm_tokens(tokens, candidate_pred_positions, num_mlm_preds, vocab)
    pairs = sorted(pairs, key=lambda x: x[0])
    return vocab[mlm_input_tokens], [v[0] for v in pairs], vocab[[v[1] for v in pairs]]


def _get_mlm_data_from_tokens_token_by_token(tokens, vocab):
    """One number at a time."""
    special = {"<cls>", "<sep>"}
    candidates = [i for i in range(len(tokens)) if tokens[i] not in special]
    inputs, pairs = _replace_mlm_tokens(list(tokens), candidates, round(0.15 * len(tokens)) or 1, vocab)
    positions = sorted(position for position, _ in pairs)
    return [vocab[token] for token in inputs], positions, [vocab[tokens[i]] for i in positions]


def _pad_bert_inputs_of_the_book(examples, max_len, vocab):
    """Seven lists that grow."""
    max_num_mlm_preds = round(max_len * 0.15)
    all_token_ids, all_segments, valid_lens = [], [], []
    all_pred_positions, all_mlm_weights, all_mlm_labels, nsp_labels = [], [], [], []
    for token_ids, pred_positions, labels, segments, is_next in examples:
        missing = max_num_mlm_preds - len(pred_positions)
        all_token_ids.append(torch.tensor(token_ids + [vocab["<pad>"]] * (max_len - len(token_ids)), dtype=torch.long))
        all_segments.append(torch.tensor(segments + [0] * (max_len - len(segments)), dtype=torch.long))
        valid_lens.append(torch.tensor(len(token_ids), dtype=torch.float32))
        all_pred_positions.append(torch.tensor(pred_positions + [0] * missing, dtype=torch.long))
        all_mlm_weights.append(torch.tensor([1.0] * len(labels) + [0.0] * missing, dtype=torch.float32))
        all_mlm_labels.append(torch.tensor(labels + [0] * missing, dtype=torch.long))
        nsp_labels.append(torch.tensor(is_next, dtype=torch.long))
    return (all_token_ids, all_segments, valid_lens, all_pred_positions, all_mlm_weights, all_mlm_labels, nsp_labels)


def _pad_bert_inputs_as_matrices(examples, max_len, vocab):
    """One tensor for each list; lengths as integers."""
    n, m = len(examples), round(max_len * 0.15)
    ids = torch.full((n, max_len), vocab["<pad>"])
    segments = torch.zeros(n, max_len, dtype=torch.int64)
    positions, labels, weights = (torch.zeros(n, m, dtype=dtype) for dtype in (torch.int64, torch.int64, torch.float32))
    for i, (tokens, where, what, segment, _) in enumerate(examples):
        ids[i, : len(tokens)], segments[i, : len(segment)] = torch.tensor(tokens), torch.tensor(segment)
        positions[i, : len(where)], labels[i, : len(what)] = torch.tensor(where), torch.tensor(what)
        weights[i, : len(where)] = 1
    lens = torch.tensor([len(example[0]) for example in examples])
    return [ids, segments, lens, positions, weights, labels, torch.tensor([int(example[4]) for example in examples])]


class _WikiTextDataset_of_the_book(torch.utils.data.Dataset):
    """Seven attributes."""

    def __init__(self, paragraphs, max_len):
        paragraphs = [[sentence.split() for sentence in paragraph] for paragraph in paragraphs]
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        self.vocab = Vocab(sentences, min_freq=5, reserved_tokens=["<pad>", "<mask>", "<cls>", "<sep>"])
        examples = []
        for paragraph in paragraphs:
            examples.extend(_get_nsp_data_from_paragraph(paragraph, paragraphs, self.vocab, max_len))
        examples = [
            (*_get_mlm_data_from_tokens(tokens, self.vocab), segments, is_next)
            for tokens, segments, is_next in examples
        ]
        (
            self.all_token_ids,
            self.all_segments,
            self.valid_lens,
            self.all_pred_positions,
            self.all_mlm_weights,
            self.all_mlm_labels,
            self.nsp_labels,
        ) = _pad_bert_inputs(examples, max_len, self.vocab)

    def __getitem__(self, idx):
        return (
            self.all_token_ids[idx],
            self.all_segments[idx],
            self.valid_lens[idx],
            self.all_pred_positions[idx],
            self.all_mlm_weights[idx],
            self.all_mlm_labels[idx],
            self.nsp_labels[idx],
        )

    def __len__(self):
        return len(self.all_token_ids)


class _WikiTextDataset_of_rows(torch.utils.data.Dataset):
    """A list of examples; the words separated by any space."""

    def __init__(self, paragraphs, max_len):
        words = [[s.strip().split(" ") for s in paragraph] for paragraph in paragraphs]
        self.vocab = Vocab([s for paragraph in words for s in paragraph], 5, ["<pad>", "<mask>", "<cls>", "<sep>"])
        rows = []
        for paragraph in words:
            for tokens, segments, label in _get_nsp_data_from_paragraph(paragraph, words, self.vocab, max_len):
                ids, positions, labels = _get_mlm_data_from_tokens(tokens, self.vocab)
                rows.append((ids, positions, labels, segments, label))
        self.rows = list(zip(*_pad_bert_inputs(rows, max_len, self.vocab), strict=True))

    def __getitem__(self, i):
        return list(self.rows[i])

    def __len__(self):
        return len(self.rows)


def _read_wiki_of_the_book(data_dir):
    """readlines, and the filter on the line as it is."""
    file_name = os.path.join(data_dir, "wiki.train.tokens")
    with open(file_name, encoding="utf-8") as f:
        lines = f.readlines()
    paragraphs = [line.strip().lower().split(" . ") for line in lines if len(line.split(" . ")) >= 2]
    random.shuffle(paragraphs)
    return paragraphs


def _read_wiki_with_pathlib(data_dir):
    """The whole text at once, shuffled by torch."""
    lines = (Path(data_dir) / "wiki.train.tokens").read_text(encoding="utf-8").lower().splitlines()
    paragraphs = [line.strip().split(" . ") for line in lines if " . " in line.strip()]
    return [paragraphs[i] for i in torch.randperm(len(paragraphs)).tolist()]


def load_data_wiki_of_the_book(batch_size, max_len):
    """With the path of the book's package."""
    from d2l import torch as d2l

    num_workers = d2l.get_dataloader_workers()
    data_dir = d2l.download_extract("wikitext-2", "wikitext-2")
    train_set = _WikiTextDataset(_read_wiki(data_dir), max_len)
    train_iter = torch.utils.data.DataLoader(train_set, batch_size, shuffle=True, num_workers=num_workers)
    return train_iter, train_set.vocab


def load_data_wiki_with_a_sampler(batch_size, max_len):
    """A random sampler in place of shuffle, and a list for a tuple."""
    train_set = _WikiTextDataset(_read_wiki("../data/wikitext-2"), max_len)
    sampler = torch.utils.data.RandomSampler(train_set)
    return [torch.utils.data.DataLoader(train_set, batch_size, sampler=sampler), train_set.vocab]
