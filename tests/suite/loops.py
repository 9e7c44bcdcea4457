"""Training loops, right and wrong: a program of a student's, for tests in this process and through the rooms."""

SOURCE = '''
import torch
from torch import nn

def evaluate(net, data, grad=False, mode=True):
    if mode and isinstance(net, nn.Module):
        net.eval()
    right, n = 0.0, 0
    with torch.set_grad_enabled(grad):
        for X, y in data:
            right += float((net(X).argmax(dim=1) == y).sum())
            n += len(y)
    return right / n

def update(updater, l, n):
    if isinstance(updater, torch.optim.Optimizer):
        updater.zero_grad()
        l.mean().backward()
        updater.step()
    else:
        l.sum().backward()
        updater(n)

def train(net, train_iter, test_iter, loss, num_epochs, updater, how=""):
    """The book's loop of 3.6, with what `how` says wrong in it."""
    if how == "draws anew":
        for p in net.parameters():
            nn.init.normal_(p, std=0.1)
    for epoch in range(num_epochs + (how == "another pass")):
        if isinstance(net, nn.Module) and (how != "stays in eval" or epoch == 0):
            net.train()
        for i, (X, y) in enumerate(train_iter):
            if how == "skips the last" and i == len(train_iter) - 1:
                break
            if how == "reshapes":
                X = X.reshape(X.shape[0], -1, 1).squeeze(2)
            l = loss(net(X), y)
            if how == "never clears":
                l.mean().backward()
                updater.step()
            elif how == "clears late":
                l.mean().backward()
                updater.zero_grad()
                updater.step()
            elif how == "steps first":
                updater.zero_grad()
                updater.step()
                l.mean().backward()
            elif how == "clears after":
                l.mean().backward()
                updater.step()
                updater.zero_grad()
            elif how == "steps twice":
                update(updater, l, X.shape[0])
                updater.step()
            elif how != "never steps":
                update(updater, l, X.shape[0])
        if how == "tests on training mode":
            evaluate(net, test_iter, mode=False)
        elif how == "records":
            evaluate(net, test_iter, grad=True)
        elif how == "learns from the test":
            for X, y in test_iter:
                update(updater, loss(net(X), y), X.shape[0])
        elif how != "never tests":
            evaluate(net, test_iter)
    if how == "swallows":
        try:
            list(train_iter)
        except Exception:
            pass

def train_own(net, train_iter, loss, epochs, lr=0.1, how=""):
    """An optimiser of the student's own."""
    updater = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        for X, y in train_iter:
            if how != "never clears":
                updater.zero_grad()
            l = loss(net(X), y).mean()
            l.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1)
            updater.step()

def sgd(params, lr, batch_size, how=""):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            if how != "never clears":
                p.grad.zero_()

def train_scratch(params, data, net, epochs, how=""):
    for _ in range(epochs):
        for X, y in data:
            ((net(X) - y.reshape(-1, 1)) ** 2 / 2).sum().backward()
            sgd(params, 0.1, len(y), how)

def linreg(w, b, data, epochs, how=""):
    """Net, loss and update are the student's own; parameters and data come from the suite."""
    train_scratch([w, b], data, lambda X: X @ w + b, epochs, how)

def clip(net, theta, how=""):
    params = [p for p in net.parameters() if p.requires_grad]
    if how == "by value":
        return nn.utils.clip_grad_value_(params, theta / 10)
    norm = torch.sqrt(sum(torch.sum(p.grad ** 2) for p in params))
    if norm > theta or how == "always":
        for p in params:
            p.grad[:] *= theta / norm

def train_rnn(net, data, loss, updater, theta, how=""):
    """The book's train_epoch_ch8 with sequential sampling: the state goes on, without its graph."""
    state = None
    for X, Y in data:
        if state is None:
            state = net.begin_state(X.shape[0])
        elif how != "keeps the graph":
            state = state.detach_() if how != "detaches" else state.detach()
        y_hat, state = net(X, state)
        l = loss(y_hat, Y.T.reshape(-1)).mean()
        updater.zero_grad()
        l.backward(retain_graph=how == "keeps the graph")
        if how == "never clips":
            pass
        elif how == "clips before":
            clip(net, theta)
        else:
            clip(net, theta, how)
        updater.step()

def accuracy_of_own(X, y, test_X, epochs, lr):
    """Everything is the student's own but the data."""
    net = nn.Sequential(nn.Linear(X.shape[1], 16), nn.ReLU(), nn.Linear(16, 2))
    updater = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        updater.zero_grad()
        l = nn.functional.cross_entropy(net(X), y)
        l.backward()
        updater.step()
        losses.append(l.item())
    return losses, net(test_X).argmax(1)
'''
