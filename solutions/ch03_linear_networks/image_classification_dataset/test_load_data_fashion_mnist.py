import struct

import torch

from grader.suite import after, check, files, hint, points


def _idx(values):
    """A tensor of uint8 in the format of the dataset."""
    return struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape) + values.numpy().tobytes()


def given(room, kind, images):
    """Put images into the room's data as its training or test set; the label of image i is i."""
    files(room).write(f"data/FashionMNIST/raw/{kind}-images-idx3-ubyte", _idx(images))
    files(room).write(
        f"data/FashionMNIST/raw/{kind}-labels-idx1-ubyte", _idx(torch.arange(len(images), dtype=torch.uint8))
    )


def loaders(student, batch_size, resize=None, train=33, test=14):
    """The student's loaders over hidden images, and those images as they should come."""
    images = torch.randint(256, (train + test, 28, 28), dtype=torch.uint8)
    if resize:  # smooth ones: so that it does not matter whether the picture or the tensor is scaled
        corners = torch.rand(train + test, 1, 3, 3)
        smooth = torch.nn.functional.interpolate(corners, size=28, mode="bilinear", align_corners=True)
        images = (255 * smooth[:, 0]).to(torch.uint8)
    given(student, "train", images[:train])
    given(student, "t10k", images[train:])
    made = (
        student.load_data_fashion_mnist(batch_size)
        if resize is None
        else student.load_data_fashion_mnist(batch_size, resize)
    )
    check.equal(len(made), 2)
    right = (images.float() / 255)[:, None]
    return made[0], made[1], right[:train], right[train:]


def all_of(loader):
    X, y = zip(*[(X, y) for X, y in loader], strict=True)
    return torch.cat(X), torch.cat(y)


@points(3)
@hint(
    "train=False is the test set; transforms.ToTensor() scales to 0 … 1.",
    zh="train=False 是测试集；transforms.ToTensor() 会缩放到 0 到 1。",
)
def test_the_test_set(student):
    """The test set comes in its order, as float32 from 0 to 1 with int64 labels. / 测试集按原来的顺序给出，图像是 0 到 1 的 float32，标签是 int64。"""
    _, test_iter, _, right = loaders(student, 5)
    X, y = all_of(test_iter)
    order = y.argsort()
    check.close((X[order], y[order]), (right, torch.arange(14)))
    check.equal(y.tolist() == list(range(14)), True)  # a yes or no: another order is drawn anew in each pass


@points(2)
@hint(
    "train=True is the training set; every image keeps its label.", zh="train=True 是训练集；每张图像都带着自己的标签。"
)
def test_the_training_set(student):
    """The training set has every image once, with its label. / 训练集中每张图像恰好出现一次，并带着自己的标签。"""
    train_iter, _, right, _ = loaders(student, 8)
    X, y = all_of(train_iter)
    order = y.argsort()
    check.close((X[order], y[order]), (right, torch.arange(33)))


@points(2)
@after(test_the_test_set, test_the_training_set)
@hint("shuffle=True for training alone.", zh="只在训练时 shuffle=True。")
def test_the_training_set_is_shuffled(student):
    """The training set comes in a new random order in each pass. / 训练集每一遍的顺序都重新打乱。"""
    train_iter, *_ = loaders(student, 8)
    check.shuffled([all_of(train_iter)[1].tolist() for _ in range(2)], list(range(33)))


@points(2)
@after(test_the_test_set)
@hint(
    "Put transforms.Resize(...) into the Compose when resize is given.",
    zh="给了 resize 时，在 Compose 里加上 transforms.Resize(...)。",
)
def test_resized(student, reference):
    """With resize, the images of both sets are scaled. / 给了 resize 时，两个集合的图像都缩放。"""
    for resize in (64, 14):
        _, test_iter, _, right = loaders(student, 8, resize, train=3, test=10)
        given(reference, "t10k", (255 * right[:, 0]).round().to(torch.uint8))
        X, _ = all_of(test_iter)
        # Scaling bytes rounds to 1/255; near the border the two ways differ by less than that.
        check.close(X, all_of(reference.load_data_fashion_mnist(8, resize)[1])[0], rtol=0, atol=0.012)
    train_iter, *_ = loaders(student, 2, 40, train=3, test=1)
    check.equal([tuple(X.shape) for X, _ in train_iter], [(2, 1, 40, 40), (1, 1, 40, 40)])


@points(2)
@after(test_the_test_set)
@hint("DataLoader(..., batch_size), and keep the last batch.", zh="DataLoader(..., batch_size)，并保留最后一个批量。")
def test_batches(student):
    """Batches have batch_size examples, the last what is left. / 每个批量有 batch_size 个样本，最后一个是剩下的样本。"""
    train_iter, test_iter, *_ = loaders(student, 10)
    check.equal([len(y) for _, y in train_iter], [10, 10, 10, 3])
    check.equal([len(y) for _, y in test_iter], [10, 4])
    check.equal([len(train_iter), len(test_iter)], [4, 2])


@points(1)
@after(test_the_test_set)
@hint("num_workers=get_dataloader_workers() in both.", zh="两个加载器都写 num_workers=get_dataloader_workers()。")
def test_workers(student):
    """Both loaders use as many processes as get_dataloader_workers says. / 两个加载器使用的进程数都由 get_dataloader_workers 给出。"""
    workers = student.get_dataloader_workers()
    check.that(type(workers) is int and workers >= 0, "It is no whole number, 0 or more.", "它不是不小于 0 的整数。")
    check.equal([loader.num_workers for loader in student.load_data_fashion_mnist(4)], [workers] * 2)
