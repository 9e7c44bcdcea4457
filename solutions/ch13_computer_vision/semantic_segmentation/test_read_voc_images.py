import io

import numpy as np
import torch
from PIL import Image

from grader.suite import after, check, files, gpus, hint, points

FOLDER = "data/VOCdevkit/VOC2012"
PALETTE = [sum((k >> 3 * i + c & 1) << 7 - i for i in range(3)) for k in range(21) for c in range(3)]


def _bytes(image, kind, **settings):
    stream = io.BytesIO()
    image.save(stream, kind, **settings)
    return stream.getvalue()


def hidden(room, sizes, part="train", seed=0):
    """Put pictures of these sizes there as the training or the validation set: a bright rectangle, and its class.

    Gives the classes of the pixels of each."""
    rng = np.random.default_rng([seed, int(torch.initial_seed()) % 2**32])
    names, classes = [f"{part}_{i}" for i in reversed(range(len(sizes)))], []
    for name, (h, w) in zip(names, sizes, strict=True):
        inside = np.zeros((h, w), dtype=np.uint8)
        inside[h // 4 : h - h // 3, w // 3 : w - w // 4] = 1
        colour = np.stack([rng.integers(0, 60, 3), rng.integers(170, 250, 3)]).astype(np.uint8)
        label = Image.fromarray(inside * rng.integers(1, 21, dtype=np.uint8), mode="P")
        label.putpalette(PALETTE)
        classes.append(torch.from_numpy(np.array(label)).long())
        files(room).write(
            f"{FOLDER}/JPEGImages/{name}.jpg", _bytes(Image.fromarray(colour[inside]), "JPEG", quality=95)
        )
        files(room).write(f"{FOLDER}/SegmentationClass/{name}.png", _bytes(label, "PNG"))
    files(room).write(f"{FOLDER}/ImageSets/Segmentation/{part}.txt", "".join(f"{name}\n" for name in names))
    return classes


def read(room, *args):
    features, labels = room.read_voc_images("../data/VOCdevkit/VOC2012", *args)
    for picture in (*features, *labels):
        check.dtype(picture, torch.uint8)
    return [f.float() for f in features], list(labels)


SIZES = [(20, 30), (33, 17), (16, 16)]


@points(3)
@hint(
    "ImageReadMode.RGB, or PIL's convert('RGB'), makes colours of a palette.",
    zh="ImageReadMode.RGB 或 PIL 的 convert('RGB') 会把调色板变成颜色。",
)
def test_the_labels(student, reference):
    """The labels are pictures of colours, in the order of the names. / 标签是颜色图像，顺序与名称相同。"""
    for room in (student, reference):
        hidden(room, SIZES)
    check.equal(read(student)[1], read(reference)[1])


@points(2)
@hint("JPEGImages/NAME.jpg, as (3, h, w).", zh="JPEGImages/NAME.jpg，形状 (3, h, w)。")
def test_the_pictures(student, reference):
    """The pictures are right, in the order of the names. / 图像正确，顺序与名称相同。"""
    for room in (student, reference):
        hidden(room, SIZES)
    # Decoders of JPEG may round differently.
    check.close(read(student)[0], read(reference)[0], rtol=0, atol=4)


@points(1)
@after(test_the_labels)
@hint(
    "val.txt where is_train is False; nothing goes to a GPU yet.",
    zh="is_train 为 False 时读 val.txt；此时还不放到 GPU 上。",
)
def test_the_validation_set(student, reference):
    """The validation set is read too, and all stays on the CPU where there is a GPU. / 也能读取验证集；有 GPU 时也都留在 CPU 上。"""
    for room in (student, reference):
        hidden(room, SIZES)
        hidden(room, [(18, 22), (25, 12)], "val", seed=1)
    with gpus(student, 1):
        features, labels = read(student, False)
    for picture in (*features, *labels):
        check.device(picture, torch.device("cpu"))
    check.equal(labels, read(reference, False)[1])
