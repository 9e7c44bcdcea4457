"""A small course written to a folder, for tests of the house: later exercises call earlier ones, as a training loop
calls its loss, its optimiser and its data."""

from __future__ import annotations

from pathlib import Path

REFERENCE = '''\
import torch


def accuracy(y_hat: torch.Tensor, y: torch.Tensor) -> float:
    """How many rows of y_hat are largest at y."""
    ### BEGIN SOLUTION
    return float((y_hat.argmax(dim=1) == y).sum())
    ### END SOLUTION


class Accumulator:
    """n running sums."""

    def __init__(self, n):
        ### BEGIN SOLUTION
        self.data = [0.0] * n
        ### END SOLUTION

    def add(self, *args):
        ### BEGIN SOLUTION
        self.data = [a + float(b) for a, b in zip(self.data, args)]
        ### END SOLUTION

    def __getitem__(self, i):
        ### BEGIN SOLUTION
        return self.data[i]
        ### END SOLUTION


def evaluate(net, batches):
    """The accuracy of net over batches."""
    ### BEGIN SOLUTION
    metric = Accumulator(2)
    for X, y in batches:
        metric.add(accuracy(net(X), y), len(y))
    return metric[0] / metric[1]
    ### END SOLUTION


def loss(y_hat, y):
    """Half the squared difference, elementwise."""
    ### BEGIN SOLUTION
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    ### END SOLUTION


def step(params, lr, batch_size):
    """One step of gradient descent, in place; the gradients are cleared."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
    ### END SOLUTION


def batches(X, y, size):
    """Minibatches in random order."""
    ### BEGIN SOLUTION
    order = torch.randperm(len(X))
    for i in range(0, len(X), size):
        yield X[order[i : i + size]], y[order[i : i + size]]
    ### END SOLUTION


def train(w, X, y, lr, epochs):
    """Fit X @ w to y, changing w in place."""
    ### BEGIN SOLUTION
    for _ in range(epochs):
        for a, b in batches(X, y, 8):
            loss(a @ w, b).sum().backward()
            step([w], lr, len(b))
    return w
    ### END SOLUTION
'''

_HEAD = "import torch\n\nfrom grader.suite import after, check, on, points\n\n\n"
_TOML = """\
section = "0.3"
title = { en = "Counting", zh = "计数" }

[limits]
call_s = 6
total_s = 60

[exercises.accuracy]
points = 3
forbid = ["torch.nn.functional.one_hot"]

[exercises.Accumulator]
points = 2

[exercises.evaluate]
points = 4
forbid = ["torch.nn.functional.one_hot"]

[exercises.loss]
points = 2

[exercises.step]
points = 2

[exercises.batches]
points = 2

[exercises.train]
points = 4
"""
_PUBLIC = {
    "accuracy": """check.close(student.accuracy(torch.eye(3), torch.tensor([0, 1, 1])), 2.0)""",
    "Accumulator": """m = student.Accumulator(2)
    m.add(1, 2.5)
    m.add(1, 2)
    check.close([m[0], m[1]], [2.0, 4.5])""",
    "evaluate": """check.close(student.evaluate(lambda X: X, [(torch.eye(3), torch.tensor([0, 1, 1]))]), 2 / 3)""",
    "loss": """check.close(student.loss(torch.tensor([3.0]), torch.tensor([1.0])), torch.tensor([2.0]))""",
    "step": """w = torch.tensor([1.0], requires_grad=True)
    (2 * w).sum().backward()
    student.step([w], 0.1, 1)
    check.close(w.detach(), torch.tensor([0.8]))""",
    "batches": """sizes = [len(y) for _, y in student.batches(torch.ones(5, 1), torch.ones(5), 2)]
    check.equal(sorted(sizes), [1, 2, 2])""",
    "train": """w = torch.zeros(1, requires_grad=True)
    student.train(w, torch.ones(8, 1), torch.ones(8), 0.5, 1)
    check.close(w.detach(), torch.tensor([0.5]))""",
}
_HIDDEN = {
    "accuracy": '''@points(2)
def test_values(student, reference):
    """Values. / 数值。"""
    X = torch.randn(7, 3)
    y = (X.argmax(1) + torch.tensor([0, 1, 0, 0, 2, 0, 0])) % 3
    check.close(student.accuracy(X, y), reference.accuracy(X, y))
''',
    "Accumulator": '''@points(1)
def test_values(student, reference):
    """Values. / 数值。"""
    m, n = student.Accumulator(3), reference.Accumulator(3)
    for one in (m, n):
        one.add(1, 2, 3)
        one.add(4, 5, 6)
    check.close([m[i] for i in range(3)], [n[i] for i in range(3)])
''',
    "evaluate": '''@points(3)
def test_values(student, reference):
    """Values. / 数值。"""
    net = torch.nn.Linear(4, 3)
    X = torch.randn(7, 4)
    y = (net(X).argmax(1) + torch.tensor([0, 1, 0, 0, 2, 0, 0])) % 3
    data = [(X[:5], y[:5]), (X[5:], y[5:])]
    check.close(student.evaluate(net, data), reference.evaluate(net, data))
''',
    "loss": '''@points(1)
def test_gradient(student, reference):
    """Gradient. / 梯度。"""
    check.same_gradient(student.loss, reference.loss, torch.randn(4, 1), torch.randn(4))
''',
    "step": '''@points(1)
def test_values(student, reference):
    """Values. / 数值。"""
    w, v = (torch.ones(3, requires_grad=True) for _ in range(2))
    w.grad, v.grad = torch.arange(3.0), torch.arange(3.0)
    student.step([w], 0.3, 4)
    reference.step([v], 0.3, 4)
    check.close([w.detach(), w.grad], [v.detach(), v.grad])
''',
    "batches": '''@points(1)
def test_pairs(student, reference):
    """Pairs. / 成对。"""
    X = torch.arange(10.0).reshape(10, 1)
    found = torch.cat([torch.cat([a, b[:, None]], 1) for a, b in student.batches(X, X[:, 0] * 2, 4)])
    check.close(found[found[:, 0].argsort()], torch.cat([X, X * 2], 1))
''',
    "train": '''@points(2)
def test_it_learns(student):
    """It learns. / 学会了。"""
    X, w = torch.randn(64, 3), torch.zeros(3, requires_grad=True)
    right = torch.tensor([1.0, -2.0, 0.5])
    student.train(w, X, X @ right, 0.3, 30)
    check.close(w.detach(), right, atol=1e-2)


@points(1)
@after(test_it_learns)
@on("cuda")
def test_device(student, device):
    """Device. / 设备。"""
    X, w = torch.randn(16, 3, device=device), torch.zeros(3, device=device, requires_grad=True)
    check.device(student.train(w, X, X.sum(1), 0.1, 1), device)
''',
}
_SAID = '    """It is wrong.\n\n    这是错的。"""\n'
_MISTAKES = f"""\
import torch


def accuracy_along_the_batch(y_hat, y):
{_SAID}
    n = min(len(y), y_hat.shape[1])
    return float((y_hat.argmax(0)[:n] == y[:n]).sum())


def accuracy_as_a_mean(y_hat, y):
{_SAID}
    return float((y_hat.argmax(dim=1) == y).float().mean())


class Accumulator_keeps_the_last:
{_SAID}
    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [float(a) for a in args]

    def __getitem__(self, i):
        return self.data[i]


def evaluate_of_the_last_batch(net, batches):
{_SAID}
    for X, y in batches:
        part = (net(X).argmax(1) == y).float().mean().item()
    return part


def loss_without_the_half(y_hat, y):
{_SAID}
    return (y_hat - y.reshape(y_hat.shape)) ** 2


def step_uphill(params, lr, batch_size):
{_SAID}
    for param in params:
        param.data += lr * param.grad / batch_size
        param.grad.zero_()


def batches_without_the_last(X, y, size):
{_SAID}
    for i in range(0, len(X) - size, size):
        yield X[i : i + size], y[i : i + size]


def train_one_step(w, X, y, lr, epochs):
{_SAID}
    w.data += 0.1 * lr
    return w
"""
_EXAMPLE = '''\
@points(1)
def test_example(student):
    """An example. / 一个例子。"""
    {}
'''

FILES = {
    "assignment.toml": _TOML,
    "counting.py": REFERENCE,
    "statement.md": "# Counting\n\nWrite the functions.\n",
    "statement.zh.md": "# 计数\n\n请完成这些函数。\n",
    "mistakes.py": _MISTAKES,
    "alternatives.py": "def loss_by_product(y_hat, y):\n    d = y_hat - y.reshape(y_hat.shape)\n    return d * d / 2\n",
    **{f"public/test_{name}.py": _HEAD + _EXAMPLE.format(body) for name, body in _PUBLIC.items()},
    **{f"test_{name}.py": _HEAD + body for name, body in _HIDDEN.items()},
}


def write(root: Path) -> Path:
    """Write the course under `root`; the folder of its assignment."""
    folder = root / "solutions" / "ch00_demo" / "counting"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
