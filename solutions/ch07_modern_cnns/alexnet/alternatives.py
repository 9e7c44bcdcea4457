import torch
from torch import nn
from torch.nn import functional as F


def AlexNet_one_sequential(channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
    """A function that gives one nn.Sequential, with in-place activations."""
    net, before = nn.Sequential(), 1
    settings = [(11, 4, 1, True), (5, 1, 2, True), (3, 1, 1, False), (3, 1, 1, False), (3, 1, 1, True)]
    for out, (kernel, stride, padding, pool) in zip(channels, settings):
        net.append(nn.Conv2d(before, out, kernel, stride, padding)).append(nn.ReLU(inplace=True))
        if pool:
            net.append(nn.MaxPool2d(3, 2))
        before = out
    net.append(nn.Flatten())
    before *= 25
    for _ in range(2):
        net.append(nn.Linear(before, num_hiddens)).append(nn.ReLU(inplace=True)).append(nn.Dropout())
        before = num_hiddens
    return net.append(nn.Linear(before, num_outputs))


class AlexNet_functional(nn.Module):
    """Layers with names; pooling, activations and dropout as functions."""

    def __init__(self, channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, channels[0], 11, 4, padding=1)
        self.conv2 = nn.Conv2d(channels[0], channels[1], 5, padding="same")
        self.conv3 = nn.Conv2d(channels[1], channels[2], 3, padding=1)
        self.conv4 = nn.Conv2d(channels[2], channels[3], 3, padding=1)
        self.conv5 = nn.Conv2d(channels[3], channels[4], 3, padding=1)
        self.fc1 = nn.Linear(25 * channels[4], num_hiddens)
        self.fc2 = nn.Linear(num_hiddens, num_hiddens)
        self.fc3 = nn.Linear(num_hiddens, num_outputs)

    def forward(self, img):
        H = F.max_pool2d(F.relu(self.conv1(img)), 3, stride=2)
        H = F.max_pool2d(F.relu(self.conv2(H)), 3, stride=2)
        H = F.relu(self.conv4(F.relu(self.conv3(H))))
        H = F.max_pool2d(F.relu(self.conv5(H)), 3, stride=2)
        H = H.view(img.shape[0], -1)
        H = F.dropout(F.relu(self.fc1(H)), training=self.training)
        H = F.dropout(F.relu(self.fc2(H)), training=self.training)
        return self.fc3(H)


class AlexNet_dropout_before_the_layer(nn.Sequential):
    """Dropout and ReLU in the other order: with dropout, either comes to the same."""

    def __init__(self, channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
        a, b, c, d, e = channels
        super().__init__(
            nn.Sequential(nn.Conv2d(1, a, 11, 4, 1), nn.ReLU(), nn.MaxPool2d(3, 2)),
            nn.Sequential(nn.Conv2d(a, b, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(3, 2)),
            nn.Sequential(nn.Conv2d(b, c, 3, 1, 1), nn.ReLU(), nn.Conv2d(c, d, 3, 1, 1), nn.ReLU()),
            nn.Sequential(nn.Conv2d(d, e, 3, 1, 1), nn.MaxPool2d(3, 2), nn.ReLU(), nn.Flatten()),
            nn.Sequential(nn.Linear(25 * e, num_hiddens), nn.Dropout(0.5), nn.ReLU()),
            nn.Sequential(nn.Linear(num_hiddens, num_hiddens), nn.Dropout(0.5), nn.ReLU()),
            nn.Linear(num_hiddens, num_outputs),
        )


def get_net_outshape_by_children(net, X):
    """The children, a tuple for the shape, and no gradients."""
    with torch.no_grad():
        for layer in net.children():
            X = layer(X)
            print(f"{type(layer).__name__}: {tuple(X.shape)}")


def get_net_outshape_by_number(net, X):
    """By index, and the shape as words."""
    for i in range(len(net)):
        X = net[i](X)
        print(net[i]._get_name(), "gives", " x ".join(str(n) for n in X.size()))
    return X
