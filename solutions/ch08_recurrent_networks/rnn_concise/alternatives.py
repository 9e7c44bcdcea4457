import torch
from torch import nn
from torch.nn import functional as F


class RNNModel_in_the_layout_of_a_textbook(nn.Module):
    """Two cases in the constructor, two in begin_state."""

    def __init__(self, rnn_layer, vocab_size, **kwargs):
        super().__init__(**kwargs)
        self.rnn = rnn_layer
        self.vocab_size = vocab_size
        self.num_hiddens = self.rnn.hidden_size
        if not self.rnn.bidirectional:
            self.num_directions = 1
            self.linear = nn.Linear(self.num_hiddens, self.vocab_size)
        else:
            self.num_directions = 2
            self.linear = nn.Linear(self.num_hiddens * 2, self.vocab_size)

    def forward(self, inputs, state):
        X = F.one_hot(inputs.T.long(), self.vocab_size)
        X = X.to(torch.float32)
        Y, state = self.rnn(X, state)
        output = self.linear(Y.reshape((-1, Y.shape[-1])))
        return output, state

    def begin_state(self, device, batch_size=1):
        if not isinstance(self.rnn, nn.LSTM):
            return torch.zeros((self.num_directions * self.rnn.num_layers, batch_size, self.num_hiddens), device=device)
        return (
            torch.zeros((self.num_directions * self.rnn.num_layers, batch_size, self.num_hiddens), device=device),
            torch.zeros((self.num_directions * self.rnn.num_layers, batch_size, self.num_hiddens), device=device),
        )


class RNNModel_by_rows_of_the_identity(nn.Module):
    """Rows of an identity matrix; linear on three axes, flattened behind it; the mode asked of the layer."""

    def __init__(self, rnn_layer, vocab_size):
        super().__init__()
        self.rnn = rnn_layer
        self.linear = nn.Linear((1 + rnn_layer.bidirectional) * rnn_layer.hidden_size, vocab_size)

    def forward(self, inputs, state):
        eye = torch.eye(self.linear.out_features, device=inputs.device)
        hidden, state = self.rnn(eye[inputs.long()].transpose(0, 1), state)
        return self.linear(hidden).flatten(0, 1), state

    def begin_state(self, device, batch_size=1):
        layers = len(self.rnn.all_weights)  # one entry for each layer and direction
        states = [torch.zeros(layers, batch_size, self.rnn.hidden_size).to(device) for _ in range(2)]
        return tuple(states) if self.rnn.mode == "LSTM" else states[0]
