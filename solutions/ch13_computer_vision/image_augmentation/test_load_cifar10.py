import torch
import torchvision

from grader.suite import after, check, gpus, hint, points


def some(img):
    """A transformation that is no layer: the first row of a picture."""
    return torch.tensor(list(img.tobytes()[:96]))


def loaded(student, is_train, batch_size, augs=some):
    return list(student.load_cifar10(is_train, augs, batch_size))


def right(train):
    data = torchvision.datasets.FakeData(50 if train else 20, (3, 32, 32), 10, random_offset=0 if train else 1000)
    X, y = zip(*[(some(img), int(label)) for img, label in data], strict=True)
    return torch.stack(X), torch.tensor(y)


def together(batches):
    X, y = zip(*batches, strict=True)
    return torch.cat(X), torch.cat(y)


def by_picture(X, y):
    """Pictures and labels in an order of their own, whichever they came in."""
    place = (X[:, 0] * 65536 + X[:, 1] * 256 + X[:, 2]).argsort()
    return [X[place], y[place]]


@points(2)
@hint("CIFAR10(root=..., train=False, transform=augs).", zh="CIFAR10(root=..., train=False, transform=augs)。")
def test_the_test_set(student):
    """The test set comes in its own order, through augs. / 测试集按原来的顺序给出，并经过 augs。"""
    X, y = together(loaded(student, False, 8))
    pictures, labels = right(False)
    check.equal(by_picture(X, y), by_picture(pictures, labels))
    order = "in its own order" if torch.equal(X, pictures) else "in another order"
    check.equal(order, "in its own order")


@points(2)
@hint("train=is_train.", zh="train=is_train。")
def test_the_training_set(student):
    """The training set has every picture once, with its label, through augs. / 训练集中每幅图像恰好一次，带着标签，并经过 augs。"""
    check.equal(by_picture(*together(loaded(student, True, 16))), by_picture(*right(True)))


@points(1)
@after(test_the_training_set)
@hint("shuffle=is_train.", zh="shuffle=is_train。")
def test_the_training_set_is_shuffled(student):
    """The training set comes in a new random order in each pass. / 训练集每一遍的顺序都重新打乱。"""
    pictures, _ = right(True)
    names = [tuple(row) for row in pictures[:, :6].tolist()]
    loader = student.load_cifar10(True, some, 10)
    orders = [[names.index(tuple(row)) for X, _ in loader for row in X[:, :6].tolist()] for _ in range(2)]
    check.shuffled(orders, list(range(50)))


@points(2)
@after(test_the_test_set)
@hint(
    "The transformation belongs to the data set: it is called for each picture, each time.",
    zh="变换属于数据集：每幅图像每次读取都要调用。",
)
def test_augmented_each_time(student):
    """Each picture is augmented anew in each pass, and batches are on the CPU. / 每一遍都重新增广每幅图像；批量在 CPU 上。"""
    calls = []

    def counted(img):
        calls.append(1)
        return torch.tensor([len(calls)])

    with gpus(student, 1):
        loader = student.load_cifar10(False, counted, 20)
        batches = [X for _ in range(2) for X, _ in loader]
    check.equal(batches, [torch.arange(1, 21)[:, None], torch.arange(21, 41)[:, None]])


@points(1)
@after(test_the_training_set)
@hint("DataLoader(..., batch_size), and keep the last batch.", zh="DataLoader(..., batch_size)，并保留最后一个批量。")
def test_batches(student):
    """Batches have batch_size examples, the last what is left. / 每个批量有 batch_size 个样本，最后一个是剩下的样本。"""
    for is_train, size, sizes in [(True, 20, [20, 20, 10]), (False, 7, [7, 7, 6]), (True, 50, [50])]:
        check.equal([len(y) for _, y in loaded(student, is_train, size, augs=lambda img: torch.zeros(1))], sizes)
