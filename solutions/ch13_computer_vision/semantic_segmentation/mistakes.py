import os

import torch
import torchvision


def voc_colormap2label_blue_first(device=None):
    """Red and blue have changed places: the place is (red * 256 + green) * 256 + blue.

    红色和蓝色弄反了：位置是 (red * 256 + green) * 256 + blue。"""
    return _table([(b * 256 + g) * 256 + r for r, g, b in VOC_COLORMAP], device)


def voc_colormap2label_powers_of_255(device=None):
    """You multiplied by 255. There are 256 values from 0 to 255, so two colours may meet at one place of your table.

    你乘的是 255。0 到 255 共有 256 个值，你的表里两种颜色可能落在同一个位置。"""
    return _table([(r * 255 + g) * 255 + b for r, g, b in VOC_COLORMAP], device)


def voc_colormap2label_counted_from_one(device=None):
    """You count the classes from 1. The background is class 0.

    你从 1 开始数类别。背景是第 0 类。"""
    return _table([(r * 256 + g) * 256 + b for r, g, b in VOC_COLORMAP], device) + _table([0], device, first=1)


def voc_colormap2label_without_the_last(device=None):
    """The last class is missing in your table.

    你的表里漏掉了最后一类。"""
    return _table([(r * 256 + g) * 256 + b for r, g, b in VOC_COLORMAP[:-1]], device)


def voc_colormap2label_float(device=None):
    """Your table holds floating-point numbers, as torch.zeros makes them. Classes are int64.

    你的表里是浮点数：torch.zeros 默认如此。类别应为 int64。"""
    return _table([(r * 256 + g) * 256 + b for r, g, b in VOC_COLORMAP], device).float()


def voc_colormap2label_on_the_cpu(device=None):
    """Your table is right, but it is on the CPU, whatever device says.

    表是对的，但无论 device 是什么，它都在 CPU 上。"""
    return _table([(r * 256 + g) * 256 + b for r, g, b in VOC_COLORMAP], None)


def voc_label_indices_blue_first(colormap, colormap2label):
    """Red and blue have changed places: the place is (red * 256 + green) * 256 + blue.

    红色和蓝色弄反了：位置是 (red * 256 + green) * 256 + blue。"""
    blue, green, red = colormap.long()
    return colormap2label[((red * 256 + green) * 256 + blue) % len(colormap2label)]


def voc_label_indices_in_bytes(colormap, colormap2label):
    """You multiply in uint8, where everything above 255 is cut off: red and green are lost. Convert to int64 first.

    你在 uint8 中做乘法，超过 255 的部分都被截掉：红色和绿色丢失了。请先转换成 int64。"""
    return colormap2label[((colormap[0] * 256 + colormap[1]) * 256 + colormap[2]).long()]


def voc_label_indices_transposed(colormap, colormap2label):
    """Your result has shape (w, h): height and width have changed places.

    你的结果形状是 (w, h)：高和宽弄反了。"""
    red, green, blue = colormap.long()
    return colormap2label[(red * 256 + green) * 256 + blue].T


def voc_label_indices_red_left_out(colormap, colormap2label):
    """The red of a pixel has no effect on its place in your code: it wants the factor 256 twice.

    在你的代码里，像素的红色对位置没有影响：它要乘两次 256。"""
    _, green, blue = colormap.long()
    return colormap2label[green * 256 + blue]


def voc_label_indices_places(colormap, colormap2label):
    """You return the places in the table. Look up what stands there.

    你返回的是表中的位置。还要查出那里的值。"""
    red, green, blue = colormap.long()
    return (red * 256 + green) * 256 + blue


def voc_label_indices_on_the_cpu(colormap, colormap2label):
    """Your numbers are right, but you work on the CPU (.cpu(), or a way through numpy). Tensors can be converted and
    multiplied where they are.

    数值是对的，但你是在 CPU 上算的（.cpu()，或经过 numpy）。张量可以留在原处转换和相乘。"""
    red, green, blue = colormap.cpu().long()
    return colormap2label.cpu()[(red * 256 + green) * 256 + blue]


def voc_rand_crop_two_places(feature, label, height, width):
    """You draw a place for each picture: the classes belong to other pixels then. Draw once, and cut both there.

    你给两幅图像各抽了一个位置：类别就对不上像素了。只抽取一次，两幅都在那里裁剪。"""
    crop = torchvision.transforms.RandomCrop((height, width))
    return crop(feature), crop(label)


def voc_rand_crop_from_the_corner(feature, label, height, width):
    """You always cut at the top left corner. The place is random.

    你总是从左上角裁剪。位置应是随机的。"""
    return feature[:, :height, :width], label[:, :height, :width]


def voc_rand_crop_from_the_middle(feature, label, height, width):
    """You always cut out the middle. The place is random.

    你总是裁剪中间。位置应是随机的。"""
    top, left = (feature.shape[1] - height) // 2, (feature.shape[2] - width) // 2
    return _cut(feature, label, top, left, height, width)


def voc_rand_crop_never_at_the_end(feature, label, height, width):
    """The last row and the last column are never in your crops: torch.randint leaves out its upper bound.

    你的裁剪从不包含最后一行和最后一列：torch.randint 不含上界。"""
    top = int(torch.randint(max(feature.shape[1] - height, 1), ()))
    left = int(torch.randint(max(feature.shape[2] - width, 1), ()))
    return _cut(feature, label, top, left, height, width)


def voc_rand_crop_height_and_width_swapped(feature, label, height, width):
    """Height and width have changed places.

    高和宽弄反了。"""
    rect = torchvision.transforms.RandomCrop.get_params(
        feature, (min(width, feature.shape[1]), min(height, feature.shape[2]))
    )
    return torchvision.transforms.functional.crop(feature, *rect), torchvision.transforms.functional.crop(label, *rect)


def voc_rand_crop_label_left_whole(feature, label, height, width):
    """You cut the first picture alone. The label is cut in the same way.

    你只裁剪了第一幅图像。标签也要同样裁剪。"""
    return torchvision.transforms.RandomCrop((height, width))(feature), label


def voc_rand_crop_scaled(feature, label, height, width):
    """You scaled the pictures. A crop is a part of the picture in its own size; scaled classes would be no classes.

    你缩放了图像。裁剪是图像中原样大小的一部分；类别是不能缩放的。"""
    sizes = {"size": (height, width), "mode": "nearest"}
    return tuple(torch.nn.functional.interpolate(p[None].float(), **sizes)[0].to(p.dtype) for p in (feature, label))


def voc_rand_crop_on_the_cpu(feature, label, height, width):
    """Your crops are on the CPU. Leave them on the device of the pictures.

    你的裁剪结果在 CPU 上。请留在图像所在的设备上。"""
    rect = torchvision.transforms.RandomCrop.get_params(feature, (height, width))
    return tuple(torchvision.transforms.functional.crop(picture.cpu(), *rect) for picture in (feature, label))


def read_voc_images_always_train(voc_dir, is_train=True):
    """You read the training set, whatever is_train says.

    无论 is_train 是什么，你读的都是训练集。"""
    return _read(voc_dir, "train")


def read_voc_images_places_in_the_palette(voc_dir, is_train=True):
    """Your labels are the numbers of the palette. Convert them to colours: mode RGB.

    你的标签是调色板的编号。请转换成颜色：模式 RGB。"""
    return _read(voc_dir, "train" if is_train else "val", indices=True)


def read_voc_images_sorted(voc_dir, is_train=True):
    """You sorted the names. Keep the order of the list.

    你把名称排了序。请保持列表中的顺序。"""
    return _read(voc_dir, "train" if is_train else "val", order=sorted)


def read_voc_images_channels_last(voc_dir, is_train=True):
    """Your pictures have shape (h, w, 3). The colours are the first axis here.

    你的图像形状是 (h, w, 3)。这里颜色是第一个轴。"""
    return tuple([p.permute(1, 2, 0) for p in ps] for ps in _read(voc_dir, "train" if is_train else "val"))


def read_voc_images_scaled(voc_dir, is_train=True):
    """You scaled the colours to 0 … 1. They stay bytes: uint8 from 0 to 255.

    你把颜色缩放到了 0 到 1。它们应保持字节：0 到 255 的 uint8。"""
    return tuple([p / 255 for p in ps] for ps in _read(voc_dir, "train" if is_train else "val"))


def read_voc_images_swapped(voc_dir, is_train=True):
    """You return the labels first. The pictures come first.

    你先返回了标签。图像在前。"""
    features, labels = _read(voc_dir, "train" if is_train else "val")
    return labels, features


def _table(places, device, first=0):
    table = torch.zeros(256**3, dtype=torch.int64, device=device)
    for label, place in enumerate(places, first):
        table[place] = label
    return table


def _cut(feature, label, top, left, height, width):
    return tuple(p[:, top : top + height, left : left + width] for p in (feature, label))


def _read(voc_dir, part, indices=False, order=list):
    with open(os.path.join(voc_dir, "ImageSets", "Segmentation", f"{part}.txt")) as lines:
        names = order(lines.read().split())
    rgb = torchvision.io.ImageReadMode.RGB
    features = [torchvision.io.read_image(os.path.join(voc_dir, "JPEGImages", f"{n}.jpg"), rgb) for n in names]
    paths = [os.path.join(voc_dir, "SegmentationClass", f"{name}.png") for name in names]
    if indices:
        from PIL import Image

        return features, [torchvision.transforms.functional.pil_to_tensor(Image.open(path)) for path in paths]
    return features, [torchvision.io.read_image(path, rgb) for path in paths]
