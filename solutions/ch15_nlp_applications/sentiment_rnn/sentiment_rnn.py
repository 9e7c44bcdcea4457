"""Sentiment of a review with a recurrent network that reads both ways (Dive into Deep Learning, section 15.2)."""

import torch
from torch import nn


class BiRNN(nn.Module):
    """Two scores for a review: an LSTM reads it in both directions, a linear layer looks at its first and last output.

    embedding: nn.Embedding(vocab_size, embed_size). encoder: nn.LSTM with num_layers layers of num_hiddens units in each
    direction. decoder: nn.Linear(4 * num_hiddens, 2).
    """

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.encoder = nn.LSTM(embed_size, num_hiddens, num_layers=num_layers, bidirectional=True)
        self.decoder = nn.Linear(4 * num_hiddens, 2)
        ### END SOLUTION

    def forward(self, inputs):
        """inputs: numbers of words, int64, shape (batch_size, num_steps). Returns scores, shape (batch_size, 2)."""
        ### BEGIN SOLUTION
        outputs, _ = self.encoder(self.embedding(inputs.T))
        return self.decoder(torch.cat((outputs[0], outputs[-1]), dim=1))
        ### END SOLUTION


def load_embedding(net, embeds):
    """Give net.embedding the vectors embeds, and keep training away from them.

    embeds: shape (vocab_size, embed_size), the vector of word i in row i. It stays as it is and shares no memory with the
    net. All other parameters of the net go on being trained as they were.
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        net.embedding.weight.copy_(embeds)
    net.embedding.weight.requires_grad_(False)
    ### END SOLUTION


def predict_sentiment(net, vocab, sequence: str) -> str:
    """Say "positive" if the net gives a review the label 1, "negative" if 0; the net is in eval mode when it looks.

    net: maps numbers of words, int64, shape (1, num_steps), on the device of its parameters, to scores, shape (1, 2).
    vocab: vocab[words] is a list of numbers for a list of words. sequence: words with blanks between them.
    """
    ### BEGIN SOLUTION
    net.eval()
    numbers = torch.tensor([vocab[sequence.split()]], device=next(net.parameters()).device)
    return "positive" if net(numbers).argmax(dim=1) == 1 else "negative"
    ### END SOLUTION
