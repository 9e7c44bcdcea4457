import torch
from torch import nn
from torch.nn import functional as F


class Inception_paths_as_sequentials(nn.Module):
    """Each path is a Sequential with its ReLUs."""

    def __init__(self, in_c, c1, c2, c3, c4):
        super().__init__()
        self.path1 = nn.Sequential(nn.Conv2d(in_c, c1, 1), nn.ReLU())
        self.path2 = nn.Sequential(nn.Conv2d(in_c, c2[0], 1), nn.ReLU(), nn.Conv2d(c2[0], c2[1], 3, 1, 1), nn.ReLU())
        self.path3 = nn.Sequential(nn.Conv2d(in_c, c3[0], 1), nn.ReLU(), nn.Conv2d(c3[0], c3[1], 5, 1, 2), nn.ReLU())
        self.path4 = nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(in_c, c4, 1), nn.ReLU())

    def forward(self, x):
        return torch.cat([path(x) for path in self.children()], dim=1)


class Inception_one_relu_for_all(nn.Module):
    """The last ReLU of all paths is applied behind the joining."""

    def __init__(self, in_channels, c1, c2, c3, c4, **kwargs):
        super().__init__(**kwargs)
        self.convs = nn.ModuleList(
            [
                nn.Conv2d(in_channels, c1, 1),
                nn.Conv2d(in_channels, c2[0], 1),
                nn.Conv2d(c2[0], c2[1], 3, padding="same"),
                nn.Conv2d(in_channels, c3[0], 1),
                nn.Conv2d(c3[0], c3[1], 5, padding="same"),
                nn.Conv2d(in_channels, c4, 1),
            ]
        )

    def forward(self, x):
        a, b, c, d, e, f = self.convs
        paths = a(x), c(b(x).relu()), e(d(x).relu()), f(F.max_pool2d(x, 3, stride=1, padding=1))
        return torch.relu(torch.concat(paths, 1))


class GoogLeNet_as_a_class(nn.Module):
    """Five attributes and a linear layer; widths from a table; the mean by hand."""

    class Mean(nn.Module):
        def forward(self, X):
            return X.mean(dim=(2, 3))

    def __init__(self, divisor=1):
        super().__init__()
        d = divisor

        def pool():
            return nn.MaxPool2d(3, 2, 1)

        def conv(a, b, *settings):
            return nn.Sequential(nn.Conv2d(a // d, b // d, *settings), nn.ReLU(inplace=True))

        first = nn.Sequential(nn.Conv2d(1, 64 // d, 7, 2, 3), nn.ReLU(inplace=True))
        self.b1 = nn.Sequential(first, pool())
        self.b2 = nn.Sequential(conv(64, 64, 1), conv(64, 192, 3, 1, 1), pool())
        self.b3 = nn.Sequential(*self.blocks(192, WIDTHS[:2], d), pool())
        self.b4 = nn.Sequential(*self.blocks(480, WIDTHS[2:7], d), pool())
        self.b5 = nn.Sequential(*self.blocks(832, WIDTHS[7:], d), self.Mean())
        self.fc = nn.Linear(1024 // d, 10)

    @staticmethod
    def blocks(channels, table, d):
        for c1, (a, b), (c, e), c4 in table:
            yield Inception(channels // d, c1 // d, (a // d, b // d), (c // d, e // d), c4 // d)
            channels = c1 + b + e + c4

    def forward(self, X):
        for child in self.children():
            X = child(X)
        return X


def GoogLeNet_added_one_by_one(divisor=1):
    """Stages filled step by step; the ReLU of the first one behind its pooling, which comes to the same."""

    def narrow(width):
        return [narrow(w) for w in width] if isinstance(width, tuple) else int(width / divisor)

    a, b, inputs = narrow(64), narrow(192), [192, 256, 480, 512, 512, 512, 528, 832, 832]
    b1 = nn.Sequential(nn.Conv2d(1, a, (7, 7), (2, 2), (3, 3)), nn.MaxPool2d(3, 2, padding=1), nn.ReLU())
    b2 = nn.Sequential(nn.Conv2d(a, a, 1), nn.ReLU(), nn.Conv2d(a, b, 3, padding=1), nn.ReLU())
    b2.append(nn.MaxPool2d(3, 2, padding=1))
    stages = [nn.Sequential(), nn.Sequential(), nn.Sequential()]
    for i in range(9):
        stage = stages[0 if i < 2 else 1 if i < 7 else 2]
        stage.append(Inception(narrow(inputs[i]), *narrow(WIDTHS[i])))
    stages[0].append(nn.MaxPool2d(3, 2, padding=1))
    stages[1].append(nn.MaxPool2d(3, 2, padding=1))
    stages[2].append(nn.AdaptiveAvgPool2d((1, 1))).append(nn.Flatten(start_dim=1))
    return nn.Sequential(b1, b2, *stages, nn.Linear(narrow(1024), 10))
