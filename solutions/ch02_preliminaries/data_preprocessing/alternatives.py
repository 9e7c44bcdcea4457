import csv
import pathlib

import numpy as np
import pandas as pd
import torch


def write_house_tiny_by_csv(path):
    """The csv module, and empty fields."""
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["NumRooms", "Alley", "Price"])
        writer.writerows([["", "Pave", 127500], [2, "", 106000], [4, "", 178100], ["", "", 140000]])


def write_house_tiny_by_pandas(path):
    """A frame, with floating-point rooms."""
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    rooms, alley = [np.nan, 2, 4, np.nan], ["Pave", None, None, None]
    data = pd.DataFrame({"NumRooms": rooms, "Alley": alley, "Price": [127500, 106000, 178100, 140000]})
    data.to_csv(path, index=False, na_rep="NA")


def preprocess_column_by_column(path):
    """Each column by hand."""
    data = pd.read_csv(path)
    numbers, indicators = [], []
    for name in data.columns[:-1]:
        column = data[name]
        if pd.api.types.is_numeric_dtype(column):
            numbers.append(column.fillna(column.mean()).to_numpy(dtype=float))
            continue
        for value in sorted(column.dropna().unique()):
            indicators.append((column == value).to_numpy(dtype=float, na_value=0.0))
        indicators.append(column.isna().to_numpy(dtype=float))
    X = np.stack(numbers + indicators, axis=1)
    return torch.from_numpy(X), torch.tensor(data.iloc[:, -1].astype(float).tolist(), dtype=torch.float64)


def preprocess_dummies_of_floats(path):
    """get_dummies asked for floats, a list in place of a tuple."""
    data = pd.read_csv(path)
    y = data.pop(data.columns[-1])
    data = pd.get_dummies(data, dummy_na=True, dtype=float)
    data = data.fillna(data.mean())
    return [torch.tensor(data.astype("float64").values), torch.tensor(y.values).double()]


def drop_most_missing_by_argmax(path):
    """Positions in place of names."""
    data = pd.read_csv(path)
    missing = data.isnull().to_numpy().sum(axis=0)
    if missing.any():
        data = data.drop(data.columns[missing.argmax()], axis=1)
    for name in data.columns:
        data[name] = data[name].astype(float).fillna(data[name].mean())
    return torch.from_numpy(data.to_numpy(copy=True))


def drop_most_missing_in_torch(path):
    """The means by torch."""
    data = pd.read_csv(path)
    worst = max(data.columns, key=lambda name: data[name].isna().sum())
    if data[worst].isna().sum():
        del data[worst]
    X = torch.tensor(data.to_numpy(dtype="float64"))
    return torch.where(X.isnan(), X.nanmean(dim=0), X)
