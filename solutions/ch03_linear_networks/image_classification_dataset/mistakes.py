import torchvision
from matplotlib import pyplot as plt
from torch.utils import data
from torchvision import transforms

_NAMES = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]


def get_fashion_mnist_labels_counted_from_one(labels):
    """You count the classes from 1. They begin with 0: a t-shirt is class 0.

    你从 1 开始数类别。类别从 0 开始：t-shirt 是第 0 类。"""
    return [_NAMES[int(i) - 1] for i in labels]


def get_fashion_mnist_labels_first_only(labels):
    """You return the name of the first label only (return inside the loop). There is one name for each.

    你只返回了第一个标签的名称（在循环里 return）。每个标签都要有一个名称。"""
    return [_NAMES[int(i)] for i in labels][:1]


def get_fashion_mnist_labels_without_int(labels):
    """A floating-point label is no index of a list. Convert it with int first.

    浮点数标签不能作列表的下标。请先用 int 转换。"""
    return [_NAMES[i] for i in labels]


def get_fashion_mnist_labels_shirts_exchanged(labels):
    """Class 0 is the t-shirt and class 6 the shirt; you have them the other way round.

    第 0 类是 t-shirt，第 6 类是 shirt；你把它们弄反了。"""
    names = ["shirt", *_NAMES[1:6], "t-shirt", *_NAMES[7:]]
    return [names[int(i)] for i in labels]


def get_fashion_mnist_labels_joined(labels):
    """You return one string. A list of strings is asked for.

    你返回的是一个字符串。题目要求字符串的列表。"""
    return ", ".join(_NAMES[int(i)] for i in labels)


def get_fashion_mnist_labels_with_tensor_methods(labels):
    """You call a method that only tensors have, so a list of numbers raises an error. Go through labels with for.

    你调用了只有张量才有的方法，数的列表会报错。请用 for 遍历 labels。"""
    return [_NAMES[int(i)] for i in labels.tolist()]


def _draw(imgs, rows, columns, titles, size, *, order="C", ticks=False):
    """Right but for what a mistake changes."""
    _, axes = plt.subplots(rows, columns, figsize=size)
    axes = axes.flatten(order)
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        ax.imshow(img)
        if not ticks:
            ax.xaxis.set_visible(False)
            ax.yaxis.set_visible(False)
        if titles:
            ax.set_title(titles[i])
    return axes


def show_images_rows_for_columns(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Rows and columns have changed places. plt.subplots takes the rows first.

    行和列弄反了。plt.subplots 的第一个参数是行数。"""
    return _draw(imgs, num_cols, num_rows, titles, (num_cols * scale, num_rows * scale))


def show_images_column_by_column(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """You fill the grid column by column. It is filled row by row.

    你逐列填充网格。应逐行填充。"""
    return _draw(imgs, num_rows, num_cols, titles, (num_cols * scale, num_rows * scale), order="F")


def show_images_size_exchanged(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Width and height have changed places: figsize is (width, height), and the width goes with the columns.

    宽和高弄反了：figsize 是（宽，高），宽对应列数。"""
    return _draw(imgs, num_rows, num_cols, titles, (num_rows * scale, num_cols * scale))


def show_images_default_size(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """You do not use scale: the figure has matplotlib's own size. Pass figsize.

    你没有用到 scale：图的大小是 matplotlib 的默认值。请传入 figsize。"""
    return _draw(imgs, num_rows, num_cols, titles, None)


def show_images_with_ticks(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """The ticks and numbers of the axes are still to be seen. Hide both axes.

    坐标轴的刻度和数字仍然可见。请隐藏两个坐标轴。"""
    return _draw(imgs, num_rows, num_cols, titles, (num_cols * scale, num_rows * scale), ticks=True)


def show_images_without_titles(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """You do not use titles.

    你没有用到 titles。"""
    return _draw(imgs, num_rows, num_cols, None, (num_cols * scale, num_rows * scale))


def show_images_one_title_for_all(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Every image has the first title. Use titles[i].

    每张图像的标题都是第一个。请用 titles[i]。"""
    titles = titles and [titles[0]] * len(titles)
    return _draw(imgs, num_rows, num_cols, titles, (num_cols * scale, num_rows * scale))


def show_images_numbers_for_titles(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Where no titles are given, you number the images. There are no titles then.

    没有给标题时，你给图像编了号。此时不应有标题。"""
    return _draw(
        imgs, num_rows, num_cols, titles or [str(i) for i in range(len(imgs))], (num_cols * scale, num_rows * scale)
    )


def show_images_returns_nothing(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """You draw the images and return nothing. Return the flattened axes.

    你画了图像，但没有返回值。请返回展平的子图。"""
    _draw(imgs, num_rows, num_cols, titles, (num_cols * scale, num_rows * scale))


def show_images_same_image(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Every place shows the first image. Go through the images and the axes together.

    每个位置画的都是第一张图像。请同时遍历图像和子图。"""
    return _draw([imgs[0]] * len(imgs), num_rows, num_cols, titles, (num_cols * scale, num_rows * scale))


def _load(batch_size, resize, *, steps=None, train=(True, False), shuffle=(True, False), **more):
    """Right but for what a mistake changes."""
    if steps is None:
        steps = [transforms.ToTensor()]
    if resize:
        steps = [transforms.Resize((resize, resize)), *steps]
    sets = [
        torchvision.datasets.FashionMNIST(root="../data", train=t, transform=transforms.Compose(steps), download=True)
        for t in train
    ]
    more = {"num_workers": 4} | more
    return tuple(data.DataLoader(s, batch_size, shuffle=mixed, **more) for s, mixed in zip(sets, shuffle))


def load_data_fashion_mnist_resize_ignored(batch_size, resize=None):
    """resize has no effect: the transformation is missing in the list, or the list is composed before it is put in.

    resize 不起作用：变换没有放进列表，或者列表在放入之前就已经组合了。"""
    return _load(batch_size, None)


def load_data_fashion_mnist_never_shuffled(batch_size, resize=None):
    """The training set comes in the same order in every pass. Pass shuffle=True for it.

    训练集每一遍的顺序都一样。请给它传入 shuffle=True。"""
    return _load(batch_size, resize, shuffle=(False, False))


def load_data_fashion_mnist_test_shuffled(batch_size, resize=None):
    """You shuffle the test set as well. It comes in its own order.

    你连测试集也打乱了。测试集应按原来的顺序给出。"""
    return _load(batch_size, resize, shuffle=(True, True))


def load_data_fashion_mnist_training_set_twice(batch_size, resize=None):
    """Both loaders read the training set: nothing new is left to test on. Pass train=False for the test set.

    两个加载器读的都是训练集：没有新数据可以用来测试。测试集要传入 train=False。"""
    return _load(batch_size, resize, train=(True, True))


def load_data_fashion_mnist_sets_exchanged(batch_size, resize=None):
    """You return the test set first. The training set comes first.

    你先返回了测试集。训练集应在前。"""
    return _load(batch_size, resize, train=(False, True), shuffle=(False, True))


def load_data_fashion_mnist_bytes(batch_size, resize=None):
    """Your values go from 0 to 255. They go from 0 to 1: transforms.ToTensor() does that.

    你的取值从 0 到 255。应从 0 到 1：transforms.ToTensor() 会做这件事。"""
    return _load(batch_size, resize, steps=[transforms.ToTensor(), transforms.Lambda(lambda X: X * 255)])


def load_data_fashion_mnist_normalised(batch_size, resize=None):
    """You normalise the images to -1 … 1. Here they stay between 0 and 1.

    你把图像归一化到了 -1 到 1。这里应保持在 0 到 1 之间。"""
    return _load(batch_size, resize, steps=[transforms.ToTensor(), transforms.Normalize(0.5, 0.5)])


def load_data_fashion_mnist_drops_the_rest(batch_size, resize=None):
    """You drop the last batch when it is not full (drop_last=True). Give it as it is.

    最后一个批量不满时你把它丢掉了（drop_last=True）。请照样给出。"""
    return _load(batch_size, resize, drop_last=True)


def load_data_fashion_mnist_workers_ignored(batch_size, resize=None):
    """You do not use get_dataloader_workers(): pass num_workers to both loaders.

    你没有用 get_dataloader_workers()：请给两个加载器都传入 num_workers。"""
    return _load(batch_size, resize, num_workers=0)
