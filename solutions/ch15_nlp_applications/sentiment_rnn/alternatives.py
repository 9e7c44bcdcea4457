import torch
from torch import nn


class BiRNN_of_the_book(nn.Module):
    """Time first, and the weights in one piece."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.encoder = nn.LSTM(embed_size, num_hiddens, num_layers=num_layers, bidirectional=True)
        self.decoder = nn.Linear(4 * num_hiddens, 2)

    def forward(self, inputs):
        embeddings = self.embedding(inputs.T)
        self.encoder.flatten_parameters()
        outputs, _ = self.encoder(embeddings)
        encoding = torch.cat((outputs[0], outputs[-1]), dim=1)
        outs = self.decoder(encoding)
        return outs


class BiRNN_batch_first(nn.Module):
    """The batch first; a state of zeros given."""

    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers):
        super().__init__()
        self.decoder = nn.Linear(4 * num_hiddens, 2)
        self.encoder = nn.LSTM(embed_size, num_hiddens, num_layers, batch_first=True, bidirectional=True)
        self.embedding = nn.Embedding(vocab_size, embed_size)

    def forward(self, inputs):
        X = self.embedding(inputs)
        state = X.new_zeros(2 * self.encoder.num_layers, len(X), self.encoder.hidden_size)
        Y = self.encoder(X, (state, state))[0]
        return self.decoder(Y[:, [0, -1]].flatten(1))


def load_embedding_as_in_the_book(net, embeds):
    """Through .data."""
    net.embedding.weight.data.copy_(embeds)
    net.embedding.weight.requires_grad = False


def load_embedding_as_a_new_parameter(net, embeds):
    """Another parameter in its place."""
    old = net.embedding.weight
    net.embedding.weight = nn.Parameter(embeds.detach().clone().to(old), requires_grad=False)
    return net


def predict_sentiment_as_in_the_book(net, vocab, sequence):
    """As the book has it, in eval mode."""
    net.eval()
    sequence = torch.tensor(vocab[sequence.split()], device=next(net.parameters()).device)
    label = torch.argmax(net(sequence.reshape(1, -1)), dim=1)
    return "positive" if label == 1 else "negative"


def predict_sentiment_by_comparing(net, vocab, sequence):
    """Word by word, without gradients; the mode is given back."""
    before = net.training
    net.train(False)
    numbers = torch.tensor([vocab[word] for word in sequence.split()]).unsqueeze(0)
    with torch.no_grad():
        bad, good = net(numbers.to(next(iter(net.parameters())).device))[0]
    net.train(before)
    return ["negative", "positive"][int(good > bad)]
