"""AlexNet for grey images (Dive into Deep Learning, section 7.1)."""

import torch
from torch import nn


class AlexNet(nn.Module):
    """AlexNet for grey images of 224 x 224 pixels.

    channels: the output channels of the five convolutions. num_hiddens: the units of each of the two hidden fully
    connected layers. num_outputs: the number of classes. img: shape (n, 1, 224, 224). Returns shape (n, num_outputs).
    """

    def __init__(self, channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
        super().__init__()
        ### BEGIN SOLUTION
        c1, c2, c3, c4, c5 = channels
        self.conv = nn.Sequential(
            nn.Conv2d(1, c1, kernel_size=11, stride=4, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(c1, c2, kernel_size=5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2),
            nn.Conv2d(c2, c3, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.Conv2d(c3, c4, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.Conv2d(c4, c5, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )
        self.fc = nn.Sequential(
            nn.Linear(c5 * 5 * 5, num_hiddens),
            nn.ReLU(),
            nn.Dropout(p=0.5),
            nn.Linear(num_hiddens, num_hiddens),
            nn.ReLU(),
            nn.Dropout(p=0.5),
            nn.Linear(num_hiddens, num_outputs),
        )
        ### END SOLUTION

    def forward(self, img):
        ### BEGIN SOLUTION
        return self.fc(self.conv(img).flatten(start_dim=1))
        ### END SOLUTION


def get_net_outshape(net: nn.Module, X: torch.Tensor) -> None:
    """Send X through the layers of net one after another; print a line for each: its class and its output's shape.

    net: an nn.Sequential. A line reads like "Conv2d output shape: torch.Size([1, 96, 54, 54])".
    """
    ### BEGIN SOLUTION
    for layer in net:
        X = layer(X)
        print(layer.__class__.__name__, X.shape)
    ### END SOLUTION
