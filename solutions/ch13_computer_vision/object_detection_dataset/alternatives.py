import csv
import os

import pandas as pd
import torch
import torchvision
from torch.utils.data import DataLoader, Dataset, TensorDataset


def read_data_bananas_torchvision(is_train=True):
    """torchvision's own reader, row by row; one tensor of all pictures."""
    folder = "../data/banana-detection/" + ("bananas_train" if is_train else "bananas_val")
    csv_data = pd.read_csv(folder + "/label.csv").set_index("img_name")
    images, targets = [], []
    for img_name, target in csv_data.iterrows():
        images.append(torchvision.io.read_image(os.path.join(folder, "images", f"{img_name}")))
        targets.append([float(target["label"])] + [edge / 256 for edge in list(target)[1:]])
    return torch.stack(images), torch.tensor(targets).unsqueeze(1)


def read_data_bananas_without_pandas(is_train=True):
    """The csv module, and bytes through numpy."""
    import numpy as np
    from PIL import Image

    folder = os.path.join("..", "data", "banana-detection", "bananas_train" if is_train else "bananas_val")
    images, labels = [], []
    with open(os.path.join(folder, "label.csv"), newline="") as file:
        for row in csv.DictReader(file):
            with Image.open(os.path.join(folder, "images", row["img_name"])) as picture:
                images.append(torch.tensor(np.array(picture)).permute(2, 0, 1))
            labels.append([int(row[key]) for key in ("label", "xmin", "ymin", "xmax", "ymax")])
    return images, torch.tensor(labels)[:, None] / torch.tensor([1, 256, 256, 256, 256])


class BananasDataset_stacked(Dataset):
    """Everything in two tensors, converted when asked for."""

    def __init__(self, is_train):
        super().__init__()
        images, self.boxes = read_data_bananas_torchvision(is_train)
        self.images = images
        print(f"read {len(images)} pictures")

    def __getitem__(self, index):
        return self.images[index].to(torch.float32), self.boxes[index].clone()

    def __len__(self):
        return self.boxes.size(0)


class BananasDataset_pairs(Dataset):
    """A list of pairs; an item is a list."""

    def __init__(self, is_train):
        self.pairs = list(zip(*read_data_bananas_without_pandas(is_train)))

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, i):
        image, label = self.pairs[i]
        return [image.type(torch.float), torch.clone(label)]


def load_data_bananas_workers(batch_size):
    """With processes; a list."""
    train, val = BananasDataset_stacked(True), BananasDataset_stacked(False)
    return [DataLoader(train, batch_size, True, num_workers=2), DataLoader(val, batch_size, num_workers=2)]


def load_data_bananas_tensors(batch_size):
    """Over TensorDatasets."""

    def loader(is_train):
        images, labels = read_data_bananas_torchvision(is_train)
        return DataLoader(TensorDataset(images.float(), labels), batch_size=batch_size, shuffle=is_train)

    return loader(True), loader(False)
