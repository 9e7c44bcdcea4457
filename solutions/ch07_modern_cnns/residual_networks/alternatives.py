import torch
from torch import nn
from torch.nn import functional as F


class Residual_body_and_shortcut(nn.Module):
    """Two paths as modules; an identity where nothing is to be done; the sum in place, on the new tensor."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        self.shortcut = nn.Conv2d(input_channels, num_channels, 1, strides) if use_1x1conv else nn.Identity()
        self.body = nn.Sequential(
            nn.Conv2d(input_channels, num_channels, (3, 3), strides, 1),
            nn.BatchNorm2d(num_channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(num_channels, num_channels, 3, 1, 1),
            nn.BatchNorm2d(num_channels),
        )

    def forward(self, X):
        Y = self.body(X)
        Y += self.shortcut(X)
        return F.relu_(Y)


class Residual_by_conditions(nn.Module):
    """Conditions on the flag; one ReLU module used twice."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        self.use_1x1conv = use_1x1conv
        self.relu = nn.ReLU()
        self.conv1 = nn.Conv2d(input_channels, num_channels, kernel_size=3, stride=strides, padding=1)
        self.bn1 = nn.BatchNorm2d(num_channels)
        self.conv2 = nn.Conv2d(num_channels, num_channels, kernel_size=3, padding=1)
        self.bn2 = nn.BatchNorm2d(num_channels)
        if use_1x1conv:
            self.conv3 = nn.Conv2d(input_channels, num_channels, kernel_size=1, stride=strides)

    def forward(self, X):
        Y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(X)))))
        if self.use_1x1conv:
            X = self.conv3(X)
        return self.relu(torch.add(X, Y))


def resnet_block_first_one_apart(input_channels, num_channels, num_residuals, first_block=False):
    """The first block apart, the others by a comprehension."""
    if first_block:
        blocks = [Residual(input_channels, num_channels)]
    else:
        blocks = [Residual(input_channels, num_channels, True, 2)]
    return blocks + [Residual(num_channels, num_channels) for _ in range(1, num_residuals)]


def resnet_block_by_flag(input_channels, num_channels, num_residuals, first_block=False):
    """The arguments of each block from one flag."""
    blk = []
    for i in range(num_residuals):
        halve = not first_block and i == 0
        ins = num_channels if i else input_channels
        blk.append(Residual(ins, num_channels, use_1x1conv=halve, strides=1 + halve))
    return blk


def ResNet18_stages_in_a_loop(num_channels=64):
    """Stages appended in a loop; the mean as a module of one's own."""

    class Mean(nn.Module):
        def forward(self, X):
            return F.adaptive_avg_pool2d(X, 1)

    stem = nn.Sequential(nn.Conv2d(1, num_channels, 7, 2, 3), nn.BatchNorm2d(num_channels), nn.ReLU(inplace=True))
    net, before = nn.Sequential(stem.append(nn.MaxPool2d(3, 2, 1))), num_channels
    for i in range(4):
        after = num_channels << i
        net.append(nn.Sequential(*resnet_block(before, after, 2, first_block=i == 0)))
        before = after
    return net.extend([Mean(), nn.Flatten(), nn.Linear(before, 10)])


class ResNet18_as_a_class(nn.Module):
    """Attributes and a forward of one's own; the first ReLU behind the pooling, which comes to the same."""

    def __init__(self, num_channels=64):
        super().__init__()
        c = num_channels
        self.stem = nn.Sequential(nn.Conv2d(1, c, 7, 2, 3), nn.BatchNorm2d(c), nn.MaxPool2d(3, 2, 1), nn.ReLU())
        self.stage1 = nn.Sequential(*resnet_block(c, c, 2, True))
        self.stage2 = nn.Sequential(*resnet_block(c, 2 * c, 2))
        self.stage3 = nn.Sequential(*resnet_block(2 * c, 4 * c, 2))
        self.stage4 = nn.Sequential(*resnet_block(4 * c, 8 * c, 2))
        self.pool = nn.AdaptiveAvgPool2d((1, 1))
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(8 * c, 10)

    def forward(self, X):
        for stage in self.stem, self.stage1, self.stage2, self.stage3, self.stage4:
            X = stage(X)
        return self.fc(self.flatten(self.pool(X)))


class Bottleneck_layer_by_layer(nn.Module):
    """Layers as attributes."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        width = int(num_channels / 4)
        self.conv1 = nn.Conv2d(input_channels, width, 1)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, strides, 1)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, num_channels, 1)
        self.bn3 = nn.BatchNorm2d(num_channels)
        self.conv4 = nn.Conv2d(input_channels, num_channels, 1, strides) if use_1x1conv else None

    def forward(self, X):
        Y = torch.relu(self.bn1(self.conv1(X)))
        Y = torch.relu(self.bn2(self.conv2(Y)))
        Y = self.bn3(self.conv3(Y))
        if self.conv4 is not None:
            X = self.conv4(X)
        return torch.relu(X + Y)


class Bottleneck_in_threes(nn.Module):
    """Convolution and normalization in pairs."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        m, self.parts = num_channels // 4, nn.ModuleList()
        for a, b, kernel, stride in (input_channels, m, 1, 1), (m, m, 3, strides), (m, num_channels, 1, 1):
            conv = nn.Conv2d(a, b, kernel, stride, padding=kernel // 2)
            self.parts.append(nn.Sequential(conv, nn.BatchNorm2d(b)))
        self.shortcut = nn.Conv2d(input_channels, num_channels, 1, strides) if use_1x1conv else nn.Identity()

    def forward(self, X):
        first, second, third = self.parts
        return (third(second(first(X).relu()).relu()) + self.shortcut(X)).relu()


class PreActResidual_layer_by_layer(nn.Module):
    """Layers as attributes."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(input_channels)
        self.conv1 = nn.Conv2d(input_channels, num_channels, 3, strides, 1)
        self.bn2 = nn.BatchNorm2d(num_channels)
        self.conv2 = nn.Conv2d(num_channels, num_channels, 3, 1, 1)
        if use_1x1conv:
            self.conv3 = nn.Conv2d(input_channels, num_channels, 1, strides)

    def forward(self, X):
        Y = self.conv1(F.relu(self.bn1(X)))
        Y = self.conv2(F.relu(self.bn2(Y)))
        return Y + (self.conv3(X) if hasattr(self, "conv3") else X)


class PreActResidual_in_steps(nn.Module):
    """Two steps of the same kind."""

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()

        def step(a, b, stride):
            return nn.Sequential(nn.BatchNorm2d(a), nn.ReLU(inplace=True), nn.Conv2d(a, b, 3, stride, padding=1))

        self.first, self.second = step(input_channels, num_channels, strides), step(num_channels, num_channels, 1)
        self.shortcut = nn.Conv2d(input_channels, num_channels, 1, strides) if use_1x1conv else nn.Identity()

    def forward(self, X):
        return torch.add(self.shortcut(X), self.second(self.first(X)))
