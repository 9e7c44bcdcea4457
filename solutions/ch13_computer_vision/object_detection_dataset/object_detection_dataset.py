"""Pictures with one object each, and its box: reading and loading (Dive into Deep Learning, section 13.6)."""

from pathlib import Path

import pandas as pd
import torch
from PIL import Image
from torch.utils import data
from torchvision.transforms.functional import pil_to_tensor


def read_data_bananas(is_train: bool = True) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Pictures and labels of the training or the validation set in ../data/banana-detection, in the order of its table.

    Returns a list of n pictures, uint8, shape (3, 256, 256), and labels, float32, shape (n, 1, 5): the class as it is, then left,
    top, right and bottom as parts of 256. All on the CPU.
    """
    ### BEGIN SOLUTION
    folder = Path("../data/banana-detection") / ("bananas_train" if is_train else "bananas_val")
    table = pd.read_csv(folder / "label.csv").set_index("img_name")
    images = [pil_to_tensor(Image.open(folder / "images" / name)) for name in table.index]
    labels = torch.tensor(table.to_numpy(), dtype=torch.float32)
    labels[:, 1:] /= 256
    return images, labels.unsqueeze(1)
    ### END SOLUTION


class BananasDataset(data.Dataset):
    """The training or the validation set: item i is a picture, float32 (3, 256, 256), 0 to 255, and its label (1, 5)."""

    def __init__(self, is_train: bool):
        ### BEGIN SOLUTION
        self.features, self.labels = read_data_bananas(is_train)
        ### END SOLUTION

    def __getitem__(self, idx: int) -> tuple[torch.Tensor, torch.Tensor]:
        ### BEGIN SOLUTION
        return self.features[idx].float(), self.labels[idx]
        ### END SOLUTION

    def __len__(self) -> int:
        ### BEGIN SOLUTION
        return len(self.features)
        ### END SOLUTION


def load_data_bananas(batch_size: int) -> tuple[data.DataLoader, data.DataLoader]:
    """Loaders of the training set, shuffled anew in each pass, and the validation set, in its order.

    Batches (X, y): X float32 (n, 3, 256, 256), y float32 (n, 1, 5); the last has what is left.
    """
    ### BEGIN SOLUTION
    train_iter = data.DataLoader(BananasDataset(is_train=True), batch_size, shuffle=True)
    val_iter = data.DataLoader(BananasDataset(is_train=False), batch_size)
    return train_iter, val_iter
    ### END SOLUTION
