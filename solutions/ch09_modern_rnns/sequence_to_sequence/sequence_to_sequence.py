"""Sequence-to-sequence learning (Dive into Deep Learning, section 9.7)."""

import collections
import math

import torch
from torch import nn
from torch.nn import functional as F


class Seq2SeqEncoder(nn.Module):
    """A GRU that reads a batch of sentences.

    embedding: nn.Embedding(vocab_size, embed_size). rnn: nn.GRU with num_layers layers of num_hiddens units, and dropout
    between them.
    """

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers, dropout=dropout)
        ### END SOLUTION

    def forward(self, X, *args):
        """Read X, token indices of shape (batch_size, num_steps). Further arguments are taken and not needed.

        Returns (outputs, state): outputs (num_steps, batch_size, num_hiddens) of the last layer, time first;
        state (num_layers, batch_size, num_hiddens), every layer's after the last step.
        """
        ### BEGIN SOLUTION
        return self.rnn(self.embedding(X.T))
        ### END SOLUTION


class Seq2SeqDecoder(nn.Module):
    """A GRU that writes a batch of sentences, and looks at the context (what the encoder made of the source) at each step.

    embedding: nn.Embedding(vocab_size, embed_size). rnn: nn.GRU with embed_size + num_hiddens inputs, num_layers layers
    of num_hiddens units, and dropout between them. dense: nn.Linear(num_hiddens, vocab_size).
    """

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, dropout=0, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers, dropout=dropout)
        self.dense = nn.Linear(num_hiddens, vocab_size)
        ### END SOLUTION

    def init_state(self, enc_outputs, *args):
        """Make the first state of enc_outputs, the pair that Seq2SeqEncoder returns. What a state is made of is yours."""
        ### BEGIN SOLUTION
        _, hidden = enc_outputs
        return hidden[-1], hidden  # the context, which stays, and the hidden state, which goes on
        ### END SOLUTION

    def forward(self, X, state):
        """Read X, token indices of shape (batch_size, num_steps), starting from state.

        Returns (scores, state): scores (batch_size, num_steps, vocab_size), batch first; the state after the last step.
        """
        ### BEGIN SOLUTION
        context, hidden = state
        contexts = context.expand(X.shape[1], -1, -1)
        outputs, hidden = self.rnn(torch.cat([self.embedding(X.T), contexts], dim=2), hidden)
        return self.dense(outputs).transpose(0, 1), (context, hidden)
        ### END SOLUTION


def sequence_mask(X, valid_len, value=0):
    """Give every entry of X at or beyond its sequence's valid length the value.

    X: (batch_size, num_steps, ...), any dtype; it stays as it is. valid_len: integers, (batch_size,), from 0 on; they
    may exceed num_steps. Returns a tensor of X's shape, dtype and device.
    """
    ### BEGIN SOLUTION
    beyond = torch.arange(X.shape[1], device=X.device) >= valid_len[:, None]
    return X.masked_fill(beyond.reshape(beyond.shape + (1,) * (X.dim() - 2)), value)
    ### END SOLUTION


class MaskedSoftmaxCELoss(nn.CrossEntropyLoss):
    """The softmax cross-entropy, in which padding counts 0."""

    def forward(self, pred, label, valid_len):
        """The loss of each sequence, shape (batch_size,).

        pred: scores before the softmax, (batch_size, num_steps, vocab_size). label: (batch_size, num_steps).
        valid_len: (batch_size,). The sum over the valid steps is divided by num_steps.
        """
        ### BEGIN SOLUTION
        losses = F.cross_entropy(pred.transpose(1, 2), label, reduction="none")
        return sequence_mask(losses, valid_len).mean(dim=1)
        ### END SOLUTION


def train_seq2seq(net, data_iter, lr, num_epochs, tgt_vocab, device):
    """Train net, in place, for num_epochs passes over data_iter. Prints and draws what you like; returns nothing.

    net: called as net(X, dec_X, X_valid_len), it returns (Y_hat, state).
    data_iter: gives batches X, X_valid_len, Y, Y_valid_len. tgt_vocab: tgt_vocab["<bos>"] is the index of <bos>.
    """
    ### BEGIN SOLUTION

    def initialise(layer):
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
        elif isinstance(layer, nn.GRU):
            for name, parameter in layer.named_parameters():
                if "weight" in name:
                    nn.init.xavier_uniform_(parameter)

    net.apply(initialise)
    net.to(device)
    net.train()
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    loss = MaskedSoftmaxCELoss()
    for _ in range(num_epochs):
        for batch in data_iter:
            X, X_valid_len, Y, Y_valid_len = (part.to(device) for part in batch)
            bos = torch.full((Y.shape[0], 1), tgt_vocab["<bos>"], device=device)
            Y_hat, _ = net(X, torch.cat([bos, Y[:, :-1]], dim=1), X_valid_len)
            optimizer.zero_grad()
            loss(Y_hat, Y, Y_valid_len).sum().backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1)
            optimizer.step()
    ### END SOLUTION


def predict_seq2seq(net, src_sentence, src_vocab, tgt_vocab, num_steps, device, save_attention_weights=False):
    """Translate a sentence, token by token; each time the token with the highest score is taken.

    Returns (translation, attention_weights): a string of tokens with one space between each two; a list of what
    net.decoder.attention_weights was after each step, empty unless save_attention_weights.
    """
    ### BEGIN SOLUTION
    net.eval()
    tokens = src_vocab[src_sentence.lower().split(" ")] + [src_vocab["<eos>"]]
    valid_len = torch.tensor([len(tokens)], device=device)
    tokens = (tokens + [src_vocab["<pad>"]] * num_steps)[:num_steps]
    enc_outputs = net.encoder(torch.tensor([tokens], device=device), valid_len)
    state = net.decoder.init_state(enc_outputs, valid_len)
    token, found, attention_weights = tgt_vocab["<bos>"], [], []
    for _ in range(num_steps):
        Y, state = net.decoder(torch.tensor([[token]], device=device), state)
        if save_attention_weights:
            attention_weights.append(net.decoder.attention_weights)
        token = int(Y.argmax(dim=2))
        if token == tgt_vocab["<eos>"]:
            break
        found.append(token)
    return " ".join(tgt_vocab.to_tokens(found)), attention_weights
    ### END SOLUTION


def bleu(pred_seq: str, label_seq: str, k: int) -> float:
    """How good the translation pred_seq is, given the right one, label_seq: 1.0 is perfect, 0.0 is worthless.

    pred_seq, label_seq: tokens with one space between each two; pred_seq may be empty, label_seq is not.
    k: compare n-grams for n = 1, ..., k, as long as the prediction has any; at least 1.
    """
    ### BEGIN SOLUTION
    pred, label = pred_seq.split(), label_seq.split()
    if not pred:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        in_pred = collections.Counter(tuple(pred[i : i + n]) for i in range(len(pred) - n + 1))
        in_label = collections.Counter(tuple(label[i : i + n]) for i in range(len(label) - n + 1))
        matches = sum((in_pred & in_label).values())  # & keeps the smaller count: no n-gram of the label is used twice
        score *= (matches / (len(pred) - n + 1)) ** (0.5**n)
    return score
    ### END SOLUTION
