"""Tables with missing values, and how they become tensors (Dive into Deep Learning, section 2.2)."""

import os

import pandas as pd
import torch


def write_house_tiny(path: str) -> None:
    """Write the table of four houses to the file `path`, as CSV; make its folder if it is not there."""
    raise NotImplementedError("write_house_tiny is not written yet")


def preprocess(path: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Read a CSV file and return inputs X, shape (n, k), and targets y, shape (n,), both float64 and without NaN.

    The last column is the target. Columns of numbers come first, missing ones replaced by the mean of the column; then, for each column
    of text, an indicator for each of its values in alphabetical order, and a last one for missing values.
    """
    raise NotImplementedError("preprocess is not written yet")


def drop_most_missing(path: str) -> torch.Tensor:
    """Read a CSV file without the column that has most missing values; the rest as a float64 tensor, shape (n, k).

    Of several such columns the first is dropped; where nothing is missing, none is. The columns that remain hold numbers; missing ones are
    replaced by the mean of the column.
    """
    raise NotImplementedError("drop_most_missing is not written yet")
