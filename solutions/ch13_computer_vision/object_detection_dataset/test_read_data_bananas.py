import io

import torch
from PIL import Image

from grader.suite import after, check, files, gpus, hint, points

CPU = torch.device("cpu")


def pictures(n):
    """n pictures, uint8, shape (3, 256, 256), no two rows, columns or channels alike."""
    y, x = torch.arange(256).reshape(-1, 1), torch.arange(256)
    return [
        torch.stack([(x + k * y) % 256 for k in (2 + torch.randperm(198)[:3]).tolist()]).to(torch.uint8)
        for _ in range(n)
    ]


def put(room, folder, images, table):
    """Put pictures and their table (name, class, corners) into a set of the room's."""
    lines = [",".join(map(str, row)) for row in [("img_name", "label", "xmin", "ymin", "xmax", "ymax"), *table]]
    files(room).write(f"data/banana-detection/{folder}/label.csv", "\n".join(lines) + "\n")
    for image, (name, *_) in zip(images, table, strict=True):
        content = io.BytesIO()
        Image.fromarray(image.permute(1, 2, 0).numpy()).save(content, "png", compress_level=1)
        files(room).write(f"data/banana-detection/{folder}/images/{name}", content.getvalue())


def a_table(n, classes=(0,)):
    """n lines, with names in no order."""
    corners = torch.randint(1, 128, (n, 4)) + torch.tensor([0, 0, 128, 128])
    names = [f"{k}.png" for k in torch.randperm(90)[:n].tolist()]
    rows = zip(names, corners.tolist(), strict=True)
    return [(name, classes[i % len(classes)], *row) for i, (name, row) in enumerate(rows)]


def given(room, n, *, is_train=True, classes=(0,)):
    """A hidden set in the room: its pictures, and the labels as they should come."""
    images, table = pictures(n), a_table(n, classes)
    put(room, "bananas_train" if is_train else "bananas_val", images, table)
    labels = torch.tensor([[[label, *(edge / 256 for edge in edges)]] for _, label, *edges in table])
    return images, labels


@points(2)
@hint(
    "Four corners, each divided by 256, in a row of their own for each picture.",
    zh="四个角点坐标各除以 256，每张图像单独占一行。",
)
def test_the_labels(student):
    """The labels of both sets are right. / 两个集合的标签都正确。"""
    for is_train in (True, False):
        _, labels = given(student, 4, is_train=is_train)
        check.close(student.read_data_bananas(is_train)[1], labels)


@points(2)
@hint("Three channels first, bytes as they are in the file.", zh="三个通道在前，字节与文件中相同。")
def test_the_pictures(student):
    """The pictures come as bytes, in the order of the table. / 图像以字节给出，顺序与表格相同。"""
    for is_train in (True, False):
        images, _ = given(student, 3, is_train=is_train)
        check.close(list(student.read_data_bananas(is_train)[0]), images)


@points(2)
@after(test_the_labels)
@hint("The class is no coordinate: divide the other four columns alone.", zh="类别不是坐标：只除其余四列。")
def test_other_classes(student):
    """The class stays as it is. / 类别保持原样。"""
    _, labels = given(student, 4, classes=(2, 0, 7))
    check.close(student.read_data_bananas()[1], labels)


@points(1)
@after(test_the_labels, test_the_pictures)
@hint("is_train=True is the default.", zh="is_train 的默认值是 True。")
def test_the_training_set_by_default(student):
    """Without an argument it is the training set. / 不给参数时读取训练集。"""
    images, labels = given(student, 2)
    given(student, 3, is_train=False)
    found = student.read_data_bananas()
    check.close((list(found[0]), found[1]), (images, labels))


@points(1)
@after(test_the_labels)
@hint("Keep the middle axis also for a single picture.", zh="只有一张图像时也要保留中间的轴。")
def test_a_single_picture(student):
    """A set of one picture is read too. / 只有一张图像的集合也能读取。"""
    images, labels = given(student, 1)
    found = student.read_data_bananas()
    check.close((list(found[0]), found[1]), (images, labels))


@points(1)
@after(test_the_labels, test_the_pictures)
@hint(
    "Leave the tensors on the CPU; the training loop moves each batch.", zh="张量留在 CPU 上；由训练循环移动每个批量。"
)
def test_on_the_cpu(student):
    """Where there is a GPU, pictures and labels are on the CPU all the same. / 即使有 GPU，图像和标签也在 CPU 上。"""
    with gpus(student, 1):
        images, labels = student.read_data_bananas(is_train=False)
    check.device(labels, CPU)
    check.device(images[0], CPU)
