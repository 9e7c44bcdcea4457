"""The dataset for pretraining BERT (Dive into Deep Learning, section 14.9)."""

import collections
import os
import random

import torch


class Vocab:
    """Given: numbers for tokens, as in section 8.2: "<unk>", the reserved tokens, then the others by frequency."""

    def __init__(self, tokens, min_freq=0, reserved_tokens=None):
        counts = collections.Counter(token for line in tokens for token in line)
        names = ["<unk>"] + list(reserved_tokens or []) + [t for t, n in counts.most_common() if n >= min_freq]
        self.idx_to_token = list(dict.fromkeys(names))
        self.token_to_idx = {token: number for number, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)

    def to_tokens(self, indices):
        if isinstance(indices, (list, tuple)):
            return [self.idx_to_token[number] for number in indices]
        return self.idx_to_token[indices]


def get_tokens_and_segments(tokens_a, tokens_b=None):
    """Given: the input of one sentence or of two, as in section 14.8."""
    second = [] if tokens_b is None else [*tokens_b, "<sep>"]
    return ["<cls>", *tokens_a, "<sep>", *second], [0] * (len(tokens_a) + 2) + [1] * len(second)


def _get_next_sentence(sentence, next_sentence, paragraphs):
    """(sentence, following, is_next): in half of the cases next_sentence and True, else a random other one and False.

    A sentence is a list of tokens; paragraphs: a list of lists of sentences.
    """
    ### BEGIN SOLUTION
    if random.random() < 0.5:
        return sentence, next_sentence, True
    other = next_sentence
    while other == next_sentence:
        other = random.choice(random.choice(paragraphs))
    return sentence, other, False
    ### END SOLUTION


def _get_nsp_data_from_paragraph(paragraph, paragraphs, vocab, max_len):
    """A list of (tokens, segments, is_next), one for each sentence of the paragraph that has a next one.

    tokens, segments: as get_tokens_and_segments gives them. Pairs of more than max_len tokens are left out.
    """
    ### BEGIN SOLUTION
    examples = []
    for i in range(len(paragraph) - 1):
        first, second, is_next = _get_next_sentence(paragraph[i], paragraph[i + 1], paragraphs)
        tokens, segments = get_tokens_and_segments(first, second)
        if len(tokens) <= max_len:
            examples.append((tokens, segments, is_next))
    return examples
    ### END SOLUTION


def _replace_mlm_tokens(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """(mlm_input_tokens, pred_positions_and_labels): a copy of the tokens in which some are replaced, and a list of
    pairs (position, the token that stood there), num_mlm_preds of them, chosen among the candidates by chance.
    """
    ### BEGIN SOLUTION
    mlm_input_tokens, pred_positions_and_labels = list(tokens), []
    number = min(num_mlm_preds, len(candidate_pred_positions))
    for position in random.sample(candidate_pred_positions, number):
        chance = random.random()
        if chance < 0.8:
            mlm_input_tokens[position] = "<mask>"
        elif chance < 0.9:
            mlm_input_tokens[position] = random.choice(vocab.idx_to_token)
        pred_positions_and_labels.append((position, tokens[position]))
    return mlm_input_tokens, pred_positions_and_labels
    ### END SOLUTION


def _get_mlm_data_from_tokens(tokens, vocab):
    """(input ids, positions, label ids) of a text: 15 % of its tokens are to be guessed, never "<cls>" or "<sep>".

    Three lists of integers; the positions ascend, and the labels stand in their order.
    """
    ### BEGIN SOLUTION
    candidates = [i for i, token in enumerate(tokens) if token not in ("<cls>", "<sep>")]
    number = max(1, round(len(tokens) * 0.15))
    mlm_input_tokens, chosen = _replace_mlm_tokens(tokens, candidates, number, vocab)
    chosen = sorted(chosen)
    positions = [position for position, _ in chosen]
    return vocab[mlm_input_tokens], positions, vocab[[label for _, label in chosen]]
    ### END SOLUTION


def _pad_bert_inputs(examples, max_len, vocab):
    """Seven lists of tensors, one tensor for each example, all of the same shape within a list.

    examples: tuples (token ids, positions, label ids, segments, is_next). Returns (all_token_ids, all_segments,
    valid_lens, all_pred_positions, all_mlm_weights, all_mlm_labels, nsp_labels).
    """
    ### BEGIN SOLUTION
    num_preds = round(max_len * 0.15)

    def filled(numbers, length, value):
        return torch.tensor(list(numbers) + [value] * (length - len(numbers)))

    rows = [
        (
            filled(token_ids, max_len, vocab["<pad>"]),
            filled(segments, max_len, 0),
            torch.tensor(len(token_ids), dtype=torch.float32),
            filled(positions, num_preds, 0),
            filled([1.0] * len(positions), num_preds, 0.0),
            filled(labels, num_preds, 0),
            torch.tensor(int(is_next)),
        )
        for token_ids, positions, labels, segments, is_next in examples
    ]
    return tuple([row[column] for row in rows] for column in range(7))
    ### END SOLUTION


class _WikiTextDataset(torch.utils.data.Dataset):
    """Examples for both tasks, made once from a corpus.

    vocab: the Vocab of the words that occur at least 5 times, with "<pad>", "<mask>", "<cls>", "<sep>" reserved.
    """

    def __init__(self, paragraphs, max_len):
        """paragraphs: a list of lists of sentences, these as strings of words with a space between them."""
        ### BEGIN SOLUTION
        paragraphs = [[sentence.split() for sentence in paragraph] for paragraph in paragraphs]
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        self.vocab = Vocab(sentences, min_freq=5, reserved_tokens=["<pad>", "<mask>", "<cls>", "<sep>"])
        examples = []
        for paragraph in paragraphs:
            for tokens, segments, is_next in _get_nsp_data_from_paragraph(paragraph, paragraphs, self.vocab, max_len):
                examples.append((*_get_mlm_data_from_tokens(tokens, self.vocab), segments, is_next))
        self.columns = _pad_bert_inputs(examples, max_len, self.vocab)
        ### END SOLUTION

    def __getitem__(self, idx):
        """The seven tensors of an example, in the order of _pad_bert_inputs."""
        ### BEGIN SOLUTION
        return tuple(column[idx] for column in self.columns)
        ### END SOLUTION

    def __len__(self):
        ### BEGIN SOLUTION
        return len(self.columns[0])
        ### END SOLUTION


def _read_wiki(data_dir):
    """The paragraphs of data_dir/wiki.train.tokens (UTF-8), in random order: lists of sentences, as strings.

    A line is a paragraph. Its sentences stand between " . "; lines of a single sentence are left out.
    """
    ### BEGIN SOLUTION
    with open(os.path.join(data_dir, "wiki.train.tokens"), encoding="utf-8") as file:
        paragraphs = [line.strip().lower().split(" . ") for line in file]
    paragraphs = [paragraph for paragraph in paragraphs if len(paragraph) >= 2]
    random.shuffle(paragraphs)
    return paragraphs
    ### END SOLUTION


def load_data_wiki(batch_size, max_len):
    """(train_iter, vocab): minibatches of the examples in data/wikitext-2, shuffled, and the vocabulary."""
    ### BEGIN SOLUTION
    train_set = _WikiTextDataset(_read_wiki(os.path.join("data", "wikitext-2")), max_len)
    train_iter = torch.utils.data.DataLoader(train_set, batch_size, shuffle=True)
    return train_iter, train_set.vocab
    ### END SOLUTION
