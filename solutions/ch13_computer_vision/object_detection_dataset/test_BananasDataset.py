import io

import torch
from PIL import Image
from torch.utils import data

from grader.suite import after, check, files, gpus, hint, points

CPU = torch.device("cpu")


def given(room, n, *, is_train=True):
    """A hidden set of n pictures in the room: the pictures and the labels as they should come. All of class 3."""
    folder = f"data/banana-detection/{'bananas_train' if is_train else 'bananas_val'}"
    ramp = torch.arange(256) + torch.arange(256).reshape(-1, 1)
    images = [torch.stack([(ramp * k) % 256 for k in torch.randint(1, 9, (3,)).tolist()]) for _ in range(n)]
    boxes = torch.randint(1, 128, (n, 4)) + torch.tensor([0, 0, 128, 128])
    lines = ["img_name,label,xmin,ymin,xmax,ymax"]
    for i, (image, box) in enumerate(zip(images, boxes.tolist(), strict=True)):
        lines.append(f"p{i}.png,3,{','.join(map(str, box))}")
        content = io.BytesIO()
        Image.fromarray(image.permute(1, 2, 0).to(torch.uint8).numpy()).save(content, "png", compress_level=1)
        files(room).write(f"{folder}/images/p{i}.png", content.getvalue())
    files(room).write(f"{folder}/label.csv", "\n".join(lines) + "\n")
    labels = torch.cat((torch.full((n, 1), 3.0), boxes / 256), dim=1)[:, None]
    return [image.float() for image in images], labels


@points(2)
@hint("Item idx is picture idx as float32, and its label.", zh="第 idx 项是第 idx 张图像（float32）及其标签。")
def test_items(student):
    """Every item is a picture with its own label. / 每一项是一张图像和它自己的标签。"""
    images, labels = given(student, 3)
    dataset = student.BananasDataset(True)
    for i in (2, 0, 1):
        check.close(tuple(dataset[i]), (images[i], labels[i]))


@points(1)
@after(test_items)
@hint("Hand is_train on to read_data_bananas.", zh="把 is_train 传给 read_data_bananas。")
def test_both_sets(student):
    """is_train chooses the set. / is_train 决定是哪个集合。"""
    images, labels = given(student, 2)
    others, other_labels = given(student, 1, is_train=False)
    found = [tuple(student.BananasDataset(is_train=True)[1]), tuple(student.BananasDataset(is_train=False)[0])]
    check.close(found, [(images[1], labels[1]), (others[0], other_labels[0])])


@points(1)
@after(test_items)
@hint("len(self.features).", zh="len(self.features)。")
def test_length(student):
    """len is the number of pictures. / len 是图像的张数。"""
    given(student, 3)
    given(student, 2, is_train=False)
    check.equal((len(student.BananasDataset(True)), len(student.BananasDataset(False))), (3, 2))


@points(1)
@after(test_items)
@hint("class BananasDataset(torch.utils.data.Dataset).", zh="class BananasDataset(torch.utils.data.Dataset)。")
def test_a_dataset(student):
    """It is a torch Dataset. / 它是 torch 的 Dataset。"""
    check.that(
        isinstance(student.BananasDataset(False), data.Dataset),
        "It is no torch.utils.data.Dataset.",
        "它不是 torch.utils.data.Dataset。",
    )


@points(1)
@after(test_items)
@hint("float() makes a new tensor; the stored picture stays.", zh="float() 得到新张量，保存的图像不变。")
def test_asked_twice(student):
    """An item is the same when it is asked for again. / 再取一次，得到的还是同样的一项。"""
    images, _ = given(student, 2)
    dataset = student.BananasDataset(True)
    X, _ = dataset[1]
    X /= 255
    again, _ = dataset[1]
    check.close(again, images[1])


@points(1)
@after(test_items)
@hint("Leave the items on the CPU; the training loop moves each batch.", zh="各项留在 CPU 上；由训练循环移动每个批量。")
def test_on_the_cpu(student):
    """Where there is a GPU, the items are on the CPU all the same. / 即使有 GPU，各项也在 CPU 上。"""
    with gpus(student, 1):
        X, y = student.BananasDataset(False)[0]
    check.device(X, CPU)
    check.device(y, CPU)
