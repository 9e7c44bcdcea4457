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
    raise NotImplementedError("_get_next_sentence is not written yet")


def _get_nsp_data_from_paragraph(paragraph, paragraphs, vocab, max_len):
    """A list of (tokens, segments, is_next), one for each sentence of the paragraph that has a next one.

    tokens, segments: as get_tokens_and_segments gives them. Pairs of more than max_len tokens are left out.
    """
    raise NotImplementedError("_get_nsp_data_from_paragraph is not written yet")


def _replace_mlm_tokens(tokens, candidate_pred_positions, num_mlm_preds, vocab):
    """(mlm_input_tokens, pred_positions_and_labels): a copy of the tokens in which some are replaced, and a list of
    pairs (position, the token that stood there), num_mlm_preds of them, chosen among the candidates by chance.
    """
    raise NotImplementedError("_replace_mlm_tokens is not written yet")


def _get_mlm_data_from_tokens(tokens, vocab):
    """(input ids, positions, label ids) of a text: 15 % of its tokens are to be guessed, never "<cls>" or "<sep>".

    Three lists of integers; the positions ascend, and the labels stand in their order.
    """
    raise NotImplementedError("_get_mlm_data_from_tokens is not written yet")


def _pad_bert_inputs(examples, max_len, vocab):
    """Seven lists of tensors, one tensor for each example, all of the same shape within a list.

    examples: tuples (token ids, positions, label ids, segments, is_next). Returns (all_token_ids, all_segments,
    valid_lens, all_pred_positions, all_mlm_weights, all_mlm_labels, nsp_labels).
    """
    raise NotImplementedError("_pad_bert_inputs is not written yet")


class _WikiTextDataset(torch.utils.data.Dataset):
    """Examples for both tasks, made once from a corpus.

    vocab: the Vocab of the words that occur at least 5 times, with "<pad>", "<mask>", "<cls>", "<sep>" reserved.
    """

    def __init__(self, paragraphs, max_len):
        """paragraphs: a list of lists of sentences, these as strings of words with a space between them."""
        raise NotImplementedError("_WikiTextDataset.__init__ is not written yet")

    def __getitem__(self, idx):
        """The seven tensors of an example, in the order of _pad_bert_inputs."""
        raise NotImplementedError("_WikiTextDataset.__getitem__ is not written yet")

    def __len__(self):
        raise NotImplementedError("_WikiTextDataset.__len__ is not written yet")


def _read_wiki(data_dir):
    """The paragraphs of data_dir/wiki.train.tokens (UTF-8), in random order: lists of sentences, as strings.

    A line is a paragraph. Its sentences stand between " . "; lines of a single sentence are left out.
    """
    raise NotImplementedError("_read_wiki is not written yet")


def load_data_wiki(batch_size, max_len):
    """(train_iter, vocab): minibatches of the examples in data/wikitext-2, shuffled, and the vocabulary."""
    raise NotImplementedError("load_data_wiki is not written yet")
