import io

import torch
from PIL import Image

from grader.suite import after, check, files, gpus, hint, points

CPU = torch.device("cpu")


def given(room, n, *, is_train=True):
    """A hidden set of n pictures in the room, each of one colour; picture i has class i, and i in its red channel."""
    folder = f"data/banana-detection/{'bananas_train' if is_train else 'bananas_val'}"
    lines = ["img_name,label,xmin,ymin,xmax,ymax"]
    for i in range(n):
        lines.append(f"p{i}.png,{i},{i},64,128,{192 + i}")
        content = io.BytesIO()
        Image.new("RGB", (256, 256), (i, 200, 100)).save(content, "png", compress_level=1)
        files(room).write(f"{folder}/images/p{i}.png", content.getvalue())
    files(room).write(f"{folder}/label.csv", "\n".join(lines) + "\n")


def passes(loader):
    """One pass: the labels, and of each picture the first pixel."""
    batches = [(X[:, :, 0, 0], y) for X, y in loader]
    return torch.cat([y for _, y in batches]), torch.cat([pixel for pixel, _ in batches])


def right(n):
    """What a pass over n pictures should give, in their order."""
    i = torch.arange(float(n))
    labels = torch.stack((i, i / 256, torch.full_like(i, 0.25), torch.full_like(i, 0.5), (192 + i) / 256), dim=1)
    return labels[:, None], torch.stack((i, torch.full_like(i, 200), torch.full_like(i, 100)), dim=1)


@points(2)
@hint("is_train=False, and no shuffling.", zh="is_train=False，不打乱顺序。")
def test_the_validation_set(student):
    """The validation set comes in its order. / 验证集按原来的顺序给出。"""
    given(student, 9, is_train=False)
    _, val_iter = student.load_data_bananas(4)
    labels, pixels = passes(val_iter)
    order = labels[:, 0, 0].argsort()
    check.close((labels[order], pixels[order]), right(9))
    check.equal(labels[:, 0, 0].tolist() == list(range(9)), True)  # a yes or no: another order is drawn in each pass


@points(2)
@hint("is_train=True; every picture keeps its label.", zh="is_train=True；每张图像都带着自己的标签。")
def test_the_training_set(student):
    """The training set has every picture once, with its label. / 训练集中每张图像恰好出现一次，并带着自己的标签。"""
    given(student, 7)
    train_iter, _ = student.load_data_bananas(4)
    labels, pixels = passes(train_iter)
    order = labels[:, 0, 0].argsort()
    check.close((labels[order], pixels[order]), right(7))


@points(2)
@after(test_the_training_set)
@hint("shuffle=True for training alone.", zh="只在训练时 shuffle=True。")
def test_the_training_set_is_shuffled(student):
    """The training set comes in a new random order in each pass. / 训练集每一遍的顺序都重新打乱。"""
    given(student, 12)
    train_iter, _ = student.load_data_bananas(8)
    check.shuffled([passes(train_iter)[0][:, 0, 0].int().tolist() for _ in range(2)], list(range(12)))


@points(2)
@after(test_the_validation_set, test_the_training_set)
@hint(
    "Hand batch_size on to both loaders, and keep the last batch.",
    zh="把 batch_size 传给两个加载器，并保留最后一个批量。",
)
def test_batches(student):
    """Batches have batch_size examples, the last what is left. / 每个批量有 batch_size 个样本，最后一个是剩下的样本。"""
    given(student, 5)
    given(student, 4, is_train=False)
    train_iter, val_iter = student.load_data_bananas(3)
    check.equal(
        [[tuple(X.shape) for X, _ in it] for it in (train_iter, val_iter)],
        [[(n, 3, 256, 256) for n in (3, k)] for k in (2, 1)],
    )
    check.equal((len(train_iter), len(val_iter)), (2, 2))


@points(1)
@after(test_the_validation_set)
@hint("Leave the batches on the CPU; the training loop moves them.", zh="批量留在 CPU 上；由训练循环移动。")
def test_on_the_cpu(student):
    """Where there is a GPU, the batches are on the CPU all the same. / 即使有 GPU，批量也在 CPU 上。"""
    with gpus(student, 1):
        _, val_iter = student.load_data_bananas(2)
        X, y = next(iter(val_iter))
    check.device(X, CPU)
    check.device(y, CPU)
