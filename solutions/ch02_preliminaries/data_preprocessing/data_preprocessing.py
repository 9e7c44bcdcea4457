"""Tables with missing values, and how they become tensors (Dive into Deep Learning, section 2.2)."""

import os

import pandas as pd
import torch


def write_house_tiny(path: str) -> None:
    """Write the table of four houses to the file `path`, as CSV; make its folder if it is not there."""
    ### BEGIN SOLUTION
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w") as file:
        file.write("NumRooms,Alley,Price\n")
        file.write("NA,Pave,127500\n2,NA,106000\n4,NA,178100\nNA,NA,140000\n")
    ### END SOLUTION


def preprocess(path: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Read a CSV file and return inputs X, shape (n, k), and targets y, shape (n,), both float64 and without NaN.

    The last column is the target. Columns of numbers come first, missing ones replaced by the mean of the column; then, for each column
    of text, an indicator for each of its values in alphabetical order, and a last one for missing values.
    """
    ### BEGIN SOLUTION
    data = pd.read_csv(path)
    inputs, targets = data.iloc[:, :-1], data.iloc[:, -1]
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    inputs = pd.get_dummies(inputs, dummy_na=True)
    return torch.tensor(inputs.to_numpy(dtype=float)), torch.tensor(targets.to_numpy(dtype=float))
    ### END SOLUTION


def drop_most_missing(path: str) -> torch.Tensor:
    """Read a CSV file without the column that has most missing values; the rest as a float64 tensor, shape (n, k).

    Of several such columns the first is dropped; where nothing is missing, none is. The columns that remain hold numbers; missing ones are
    replaced by the mean of the column.
    """
    ### BEGIN SOLUTION
    data = pd.read_csv(path)
    missing = data.isna().sum()
    if missing.max() > 0:
        data = data.drop(columns=missing.idxmax())
    return torch.tensor(data.fillna(data.mean()).to_numpy(dtype=float))
    ### END SOLUTION
