"""Pretraining BERT, and reading words with it (Dive into Deep Learning, section 14.10)."""

import torch


class Vocab:
    """Given: numbers for the words of some sentences, behind "<unk>" and the special tokens (as in section 8.2)."""

    def __init__(self, sentences):
        words = [word for sentence in sentences for word in sentence.split()]
        self.idx_to_token = list(dict.fromkeys(["<unk>", "<pad>", "<mask>", "<cls>", "<sep>", *words]))
        self.token_to_idx = {token: number for number, token in enumerate(self.idx_to_token)}

    def __len__(self):
        return len(self.idx_to_token)

    def __getitem__(self, tokens):
        if isinstance(tokens, (list, tuple)):
            return [self[token] for token in tokens]
        return self.token_to_idx.get(tokens, 0)


def get_tokens_and_segments(tokens_a, tokens_b=None):
    """Given: the input of one sentence or of two, as in section 14.8."""
    second = [] if tokens_b is None else [*tokens_b, "<sep>"]
    return ["<cls>", *tokens_a, "<sep>", *second], [0] * (len(tokens_a) + 2) + [1] * len(second)


# Given: the vocabulary and the devices, of which the first is used.
vocab = Vocab(["the bank of the river is green", "he came from the bank", "a crane is flying", "the crane driver left"])
devices = [torch.device("cpu")]


def _get_batch_loss_bert(
    net, loss, vocab_size, tokens_X, segments_X, valid_lens_x, pred_positions_X, mlm_weights_X, mlm_Y, nsp_y
):
    """(mlm_l, nsp_l, l): the losses of both tasks on a minibatch, and their sum; tensors of one number, with gradients.

    net: a BERTModel. loss: cross-entropy that gives a number for each row of scores (reduction="none").
    tokens_X, segments_X: (b, T). valid_lens_x, nsp_y: (b,). pred_positions_X, mlm_weights_X, mlm_Y: (b, p).
    """
    ### BEGIN SOLUTION
    _, mlm_Y_hat, nsp_Y_hat = net(tokens_X, segments_X, valid_lens_x, pred_positions_X)
    of_words = loss(mlm_Y_hat.reshape(-1, vocab_size), mlm_Y.reshape(-1)) * mlm_weights_X.reshape(-1)
    mlm_l = of_words.sum() / (mlm_weights_X.sum() + 1e-8)
    nsp_l = loss(nsp_Y_hat, nsp_y).mean()
    return mlm_l, nsp_l, mlm_l + nsp_l
    ### END SOLUTION


def get_bert_encoding(net, tokens_a, tokens_b=None):
    """What net's encoder makes of one sentence, or of two: (1, number of tokens, num_hiddens).

    tokens_a, tokens_b: lists of words. The numbers come from vocab, the tensors are on devices[0].
    """
    ### BEGIN SOLUTION
    tokens, segments = get_tokens_and_segments(tokens_a, tokens_b)
    inputs = torch.tensor([vocab[tokens], segments], device=devices[0])
    training = net.training
    net.eval()
    encoded, _, _ = net(inputs[:1], inputs[1:])
    net.train(training)
    return encoded
    ### END SOLUTION
