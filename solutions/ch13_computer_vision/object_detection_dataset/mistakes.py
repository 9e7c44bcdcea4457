import os

import pandas as pd
import torch
from PIL import Image
from torch.utils import data
from torchvision.transforms.functional import pil_to_tensor


def _read(is_train, *, divide=slice(1, None), order=None, by=256, device=None):
    """Right but for what a mistake changes."""
    folder = os.path.join("../data/banana-detection", "bananas_train" if is_train else "bananas_val")
    table = pd.read_csv(os.path.join(folder, "label.csv"))
    names = order(table["img_name"].tolist()) if order else table["img_name"].tolist()
    images = [pil_to_tensor(Image.open(os.path.join(folder, "images", name))) for name in names]
    labels = torch.tensor(table.iloc[:, 1:].values, dtype=torch.float32)
    labels[:, divide] /= by
    if device:
        return [image.to(device) for image in images], labels.to(device)[:, None]
    return images, labels[:, None]


def read_data_bananas_class_divided_too(is_train=True):
    """You divided the whole label by 256, the class included. That does no harm to class 0 alone; class 3 becomes
    0.0117. Divide the corners.

    你把整个标签都除以了 256，连类别也除了。只有类别 0 不受影响；类别 3 成了 0.0117。只除角点坐标。"""
    return _read(is_train, divide=slice(None))


def read_data_bananas_corners_in_pixels(is_train=True):
    """You left the corners in pixels. Divide them by 256.

    角点坐标仍以像素为单位。请除以 256。"""
    return _read(is_train, by=1)


def read_data_bananas_divided_by_255(is_train=True):
    """You divided by 255, the largest value of a byte. The corners are places: the pictures are 256 wide.

    你除以了 255，那是一个字节的最大值。角点是位置：图像宽 256。"""
    return _read(is_train, by=255)


def read_data_bananas_training_set_always(is_train=True):
    """You read the training set whatever is_train says.

    不论 is_train 是什么，你都读取训练集。"""
    return _read(True)


def read_data_bananas_sets_exchanged(is_train=True):
    """The sets have changed places: where is_train is true, read bananas_train.

    两个集合弄反了：is_train 为真时应读取 bananas_train。"""
    return _read(not is_train)


def read_data_bananas_pictures_sorted(is_train=True):
    """You read the pictures in the order of their names, and the labels in the order of the table: they do not belong
    together. Take the names from the table.

    你按文件名的顺序读图像，却按表格的顺序读标签：两者对不上了。请从表格中取文件名。"""
    return _read(is_train, order=sorted)


def read_data_bananas_without_the_middle_axis(is_train=True):
    """Your labels have the shape (n, 5). A picture may have several boxes: (n, 1, 5), unsqueeze(1).

    你的标签形状是 (n, 5)。一张图像可能有多个框：应为 (n, 1, 5)，用 unsqueeze(1)。"""
    images, labels = _read(is_train)
    return images, labels[:, 0]


def read_data_bananas_channels_last(is_train=True):
    """Your pictures have the channels last, (256, 256, 3), as numpy has them. torch wants them first: permute(2, 0, 1).

    你的图像通道在最后，(256, 256, 3)，与 numpy 相同。torch 要通道在前：permute(2, 0, 1)。"""
    images, labels = _read(is_train)
    return [image.permute(1, 2, 0) for image in images], labels


def read_data_bananas_from_0_to_1(is_train=True):
    """You scaled the pictures to 0 … 1. They are wanted as bytes, as they are in the file.

    你把图像缩放到了 0 到 1。这里要的是文件中原来的字节。"""
    images, labels = _read(is_train)
    return [image / 255 for image in images], labels


def read_data_bananas_on_the_gpu(is_train=True):
    """Where there is a GPU, you put everything on it. A whole dataset seldom fits there; leave it on the CPU.

    有 GPU 时，你把全部数据都放到了 GPU 上。整个数据集很少放得下；请留在 CPU 上。"""
    return _read(is_train, device="cuda" if torch.cuda.is_available() else "cpu")


class _Right(data.Dataset):
    """Right; mistakes change a part."""

    def __init__(self, is_train):
        self.features, self.labels = _read(is_train)

    def __getitem__(self, idx):
        return self.features[idx].float(), self.labels[idx]

    def __len__(self):
        return len(self.features)


class BananasDataset_bytes(_Right):
    """Your pictures are uint8. A net computes with floating point: .float().

    你的图像是 uint8。网络用浮点数计算：.float()。"""

    def __getitem__(self, idx):
        return self.features[idx], self.labels[idx]


class BananasDataset_from_0_to_1(_Right):
    """You divided the pictures by 255. They are wanted as they are, from 0 to 255.

    你把图像除以了 255。题目要求保持原样，从 0 到 255。"""

    def __getitem__(self, idx):
        return self.features[idx].float() / 255, self.labels[idx]


class BananasDataset_training_set_always(_Right):
    """Your dataset reads the training set whatever is_train says: hand is_train on.

    不论 is_train 是什么，你的数据集都读取训练集：请把 is_train 传下去。"""

    def __init__(self, is_train):
        super().__init__(True)


class BananasDataset_first_picture(_Right):
    """Every item is the first one. Use idx.

    每一项都是第一项。请使用 idx。"""

    def __getitem__(self, idx):
        return super().__getitem__(0)


class BananasDataset_length_of_a_label(_Right):
    """len(dataset) is not the number of pictures. Count the pictures, or the labels along their first axis.

    len(dataset) 不是图像的张数。请数图像，或者标签第一个轴的长度。"""

    def __len__(self):
        return self.labels.shape[-1]


class BananasDataset_label_first(_Right):
    """The label comes before the picture. The pair is picture, label.

    标签排在了图像前面。应先图像，后标签。"""

    def __getitem__(self, idx):
        return self.labels[idx], self.features[idx].float()


class BananasDataset_handing_out_its_own(_Right):
    """You convert the pictures once and hand out what you stored: whoever changes an item in place changes the dataset.
    Convert in __getitem__, which makes a new tensor.

    你一开始就转换好图像，然后直接给出保存的张量：别人原地修改取到的图像，数据集也就变了。请在 __getitem__ 中转换，这样会得到新张量。"""

    def __init__(self, is_train):
        super().__init__(is_train)
        self.features = [image.float() for image in self.features]


class BananasDataset_without_a_base_class:
    """Your class is no Dataset of torch: class BananasDataset(torch.utils.data.Dataset).

    你的类不是 torch 的 Dataset：class BananasDataset(torch.utils.data.Dataset)。"""

    def __init__(self, is_train):
        self.features, self.labels = _read(is_train)

    def __getitem__(self, idx):
        return self.features[idx].float(), self.labels[idx]

    def __len__(self):
        return len(self.features)


def load_data_bananas_not_shuffled(batch_size):
    """The training set comes in the same order in each pass. Say shuffle=True.

    训练集每一遍的顺序都相同。请写 shuffle=True。"""
    return data.DataLoader(_Right(True), batch_size), data.DataLoader(_Right(False), batch_size)


def load_data_bananas_both_shuffled(batch_size):
    """The validation set is shuffled as well. Its order makes no difference to a measurement; leave it as it is.

    验证集也被打乱了。它的顺序不影响评估，请保持原样。"""
    return tuple(data.DataLoader(_Right(is_train), batch_size, shuffle=True) for is_train in (True, False))


def load_data_bananas_training_set_twice(batch_size):
    """Both loaders read the training set: what was learned would be measured on what it was learned from.

    两个加载器读的都是训练集：那样就是用训练数据来评估训练结果。"""
    return data.DataLoader(_Right(True), batch_size, shuffle=True), data.DataLoader(_Right(True), batch_size)


def load_data_bananas_validation_first(batch_size):
    """The loaders have changed places: training first, then validation.

    两个加载器弄反了：先训练集，后验证集。"""
    return data.DataLoader(_Right(False), batch_size), data.DataLoader(_Right(True), batch_size, shuffle=True)


def load_data_bananas_last_batch_dropped(batch_size):
    """The last, smaller batch is missing: drop_last throws it away.

    缺少最后那个较小的批量：drop_last 把它丢掉了。"""
    train = data.DataLoader(_Right(True), batch_size, shuffle=True, drop_last=True)
    return train, data.DataLoader(_Right(False), batch_size, drop_last=True)


def load_data_bananas_batch_size_of_its_own(batch_size):
    """Your batches have 32 pictures whatever batch_size says.

    不论 batch_size 是多少，你的批量都是 32 张图像。"""
    return data.DataLoader(_Right(True), 32, shuffle=True), data.DataLoader(_Right(False), 32)
