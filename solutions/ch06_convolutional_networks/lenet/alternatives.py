import torch
from torch import nn
from torch.nn import functional as F


class _Reshape(nn.Module):
    def forward(self, x):
        return x.view(-1, 1, 28, 28)


def LeNet_with_a_reshape_in_front():
    """As an early edition has it: a layer in front that shapes the images."""
    return nn.Sequential(
        _Reshape(), nn.Conv2d(1, 6, kernel_size=5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2, stride=2),
        nn.Conv2d(6, 16, kernel_size=5), nn.Sigmoid(), nn.AvgPool2d(2, stride=2), nn.Flatten(),
        nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10),
    )  # fmt: skip


class LeNet_a_class(nn.Module):
    """Layers with names, the rest as functions."""

    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding="same")
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, num_classes)

    def forward(self, X):
        H = F.avg_pool2d(torch.sigmoid(self.conv1(X)), 2)
        H = F.avg_pool2d(torch.sigmoid(self.conv2(H)), 2)
        H = torch.sigmoid(self.fc1(H.reshape(len(H), -1)))
        return self.fc3(torch.sigmoid(self.fc2(H)))


def LeNet_nested():
    """Two blocks."""
    features = nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2))
    features.extend([nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2)])
    head = [nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10)]
    return nn.Sequential(features, nn.Flatten(), nn.Sequential(*head))


def evaluate_accuracy_gpu_with_an_accumulator(net, data_iter, device=None):
    """As the section has it."""
    from d2l import torch as d2l

    if isinstance(net, nn.Module):
        net.eval()
        if not device:
            device = next(iter(net.parameters())).device
    metric = d2l.Accumulator(2)
    with torch.no_grad():
        for X, y in data_iter:
            if isinstance(X, list):
                X = [x.to(device) for x in X]
            else:
                X = X.to(device)
            y = y.to(device)
            metric.add(d2l.accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]


@torch.no_grad()
def evaluate_accuracy_gpu_all_hits_joined(net, data_iter, device=None):
    """A tensor of hits, and its mean; the mode is put back."""
    was, where = net.training, device if device is not None else next(net.parameters()).device
    net.eval()
    hits = []
    for X, y in data_iter:
        X = X.to(where) if isinstance(X, torch.Tensor) else [x.to(where) for x in X]
        hits.append(torch.argmax(net(X), dim=-1).eq(y.to(where)))
    net.train(was)
    return torch.cat(hits).float().mean()


def train_ch6_by_the_book(net, train_iter, test_iter, num_epochs, lr, device):
    """With init_weights, timer and accumulator; prints on the way as well."""
    from d2l import torch as d2l

    def init_weights(m):
        if type(m) == nn.Linear or type(m) == nn.Conv2d:  # noqa: E721 - as it is often written
            nn.init.xavier_uniform_(m.weight)

    net.apply(init_weights)
    print("training on", device)
    net.to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    loss = nn.CrossEntropyLoss()
    timer, num_batches = d2l.Timer(), len(train_iter)
    for epoch in range(num_epochs):
        metric = d2l.Accumulator(3)
        net.train()
        for i, (X, y) in enumerate(train_iter):
            timer.start()
            optimizer.zero_grad()
            X, y = X.to(device), y.to(device)
            y_hat = net(X)
            l = loss(y_hat, y)  # noqa: E741 - the book's name
            l.backward()
            optimizer.step()
            with torch.no_grad():
                metric.add(l * X.shape[0], d2l.accuracy(y_hat, y), X.shape[0])
            timer.stop()
            train_l, train_acc = metric[0] / metric[2], metric[1] / metric[2]
            if (i + 1) % max(num_batches // 5, 1) == 0 or i == num_batches - 1:
                print(epoch + (i + 1) / num_batches, train_l, train_acc)
        test_acc = evaluate_accuracy_gpu_with_an_accumulator(net, test_iter)
    print(f"loss {train_l:.3f}, train acc {train_acc:.3f}, test acc {test_acc:.3f}")
    print(f"{metric[2] * num_epochs / timer.sum():.1f} examples/sec on {device!s}")


def train_ch6_summed_losses(net, train_iter, test_iter, num_epochs, lr, device):
    """Losses of the examples, summed and averaged; the update by hand; a line after each epoch."""
    net = net.to(device)
    for m in net.modules():
        if isinstance(m, nn.Linear) or isinstance(m, nn.Conv2d):
            receptive = m.weight[0][0].numel()
            bound = (6 / ((m.weight.shape[0] + m.weight.shape[1]) * receptive)) ** 0.5
            nn.init.uniform_(m.weight, -bound, bound)
    for _ in range(num_epochs):
        net.train()
        total, hits, seen = 0.0, 0.0, 0
        for X, y in train_iter:
            X, y = X.to(device), y.to(device)
            scores = net(X)
            losses = F.cross_entropy(scores, y, reduction="none")
            net.zero_grad()
            losses.mean().backward()
            with torch.no_grad():
                for p in net.parameters():
                    p -= lr * p.grad
            total, seen = total + float(losses.sum()), seen + y.shape[0]
            hits += float((scores.max(dim=1).indices == y).sum())
        accuracy = evaluate_accuracy_gpu_all_hits_joined(net, test_iter, device)
        print(f"loss {total / seen:.4f}, train acc {hits / seen:.4f}, test acc {accuracy:.4f}")
