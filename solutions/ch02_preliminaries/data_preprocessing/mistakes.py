import os

import pandas as pd
import torch

_ROWS = [(None, "Pave", 127500), (2, None, 106000), (4, None, 178100), (None, None, 140000)]


def _houses():
    return pd.DataFrame(_ROWS, columns=["NumRooms", "Alley", "Price"])


def _folder(path):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)


def write_house_tiny_with_row_numbers(path):
    """You wrote the row numbers as a column of their own: say index=False.

    你把行号也写成了一列：请加上 index=False。"""
    _folder(path)
    _houses().to_csv(path)


def write_house_tiny_without_the_header(path):
    """The line with the names of the columns is missing.

    缺少列名那一行。"""
    _folder(path)
    _houses().to_csv(path, index=False, header=False)


def write_house_tiny_in_no_folder(path):
    """You open the file without making its folder: where the folder is missing, that is an error.

    你没有创建目录就打开文件：目录不存在时会出错。"""
    _houses().to_csv(path, index=False)


def write_house_tiny_three_rows(path):
    """The last house is missing.

    少了最后一座房子。"""
    _folder(path)
    _houses().iloc[:3].to_csv(path, index=False)


def write_house_tiny_zeros_for_missing(path):
    """You wrote 0 where a value is missing: zero rooms is a number, and not the same as unknown.

    缺失的地方你写了 0：零个房间是一个数，与未知不同。"""
    _folder(path)
    data = _houses()
    data["NumRooms"] = data["NumRooms"].fillna(0)
    data.to_csv(path, index=False)


def _split(path):
    data = pd.read_csv(path)
    return data.iloc[:, :-1], data.iloc[:, -1]


def _tensors(inputs, targets):
    return torch.tensor(inputs.to_numpy(dtype=float)), torch.tensor(targets.to_numpy(dtype=float))


def preprocess_mean_of_text(path):
    """You ask for the mean of all columns, and a column of text has none: that raises an error. Say numeric_only=True.

    你对所有列求平均值，而文本列没有平均值，于是报错。请写 numeric_only=True。"""
    inputs, targets = _split(path)
    inputs = inputs.fillna(inputs.mean())
    return _tensors(pd.get_dummies(inputs, dummy_na=True), targets)


def preprocess_array_of_objects(path):
    """get_dummies makes bools; beside floats, .values is an array of objects, which torch refuses. Ask to_numpy for floats.

    get_dummies 得到布尔值；与浮点数放在一起，.values 就成了对象数组，torch 不接受。请让 to_numpy 转成浮点数。"""
    inputs, targets = _split(path)
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    return torch.tensor(pd.get_dummies(inputs, dummy_na=True).values), torch.tensor(targets.values)


def preprocess_without_a_column_for_missing(path):
    """A missing text is all zeros in your result: the column that marks it is not there. get_dummies has an argument for it.

    缺失的文本在你的结果中全是 0：少了标记缺失的那一列。get_dummies 有一个参数与此有关。"""
    inputs, targets = _split(path)
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    return _tensors(pd.get_dummies(inputs), targets)


def preprocess_filled_with_zero(path):
    """You filled missing numbers with 0. The mean of the column is asked for.

    你用 0 填补了缺失的数。题目要求用该列的平均值。"""
    inputs, targets = _split(path)
    numeric = inputs.select_dtypes("number").columns
    inputs = inputs.fillna(dict.fromkeys(numeric, 0))
    return _tensors(pd.get_dummies(inputs, dummy_na=True), targets)


def preprocess_filled_with_the_median(path):
    """You filled missing numbers with the median. The mean is asked for.

    你用中位数填补了缺失的数。题目要求用平均值。"""
    inputs, targets = _split(path)
    inputs = inputs.fillna(inputs.median(numeric_only=True))
    return _tensors(pd.get_dummies(inputs, dummy_na=True), targets)


def preprocess_nothing_filled(path):
    """The missing numbers are still nan: fillna returns a new frame, which you have to keep.

    缺失的数仍是 nan：fillna 返回的是新的表格，要把它保存下来。"""
    inputs, targets = _split(path)
    return _tensors(pd.get_dummies(inputs, dummy_na=True), targets)


def preprocess_rows_dropped(path):
    """You dropped the rows in which something is missing. All rows must stay.

    你删除了有缺失值的行。所有的行都要保留。"""
    data = pd.read_csv(path).dropna()
    inputs, targets = data.iloc[:, :-1], data.iloc[:, -1]
    return _tensors(pd.get_dummies(inputs, dummy_na=True), targets)


def preprocess_target_among_the_inputs(path):
    """The target is among your inputs: leave out the last column.

    你的输入里混进了目标：请去掉最后一列。"""
    data = pd.read_csv(path)
    inputs = data.fillna(data.mean(numeric_only=True))
    return _tensors(pd.get_dummies(inputs, dummy_na=True), data.iloc[:, -1])


def preprocess_single_precision(path):
    """Your tensors are float32: float64 is asked for.

    你的张量是 float32：题目要求 float64。"""
    inputs, targets = _split(path)
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    X, y = _tensors(pd.get_dummies(inputs, dummy_na=True), targets)
    return X.float(), y.float()


def preprocess_targets_as_in_the_file(path):
    """Where the file has whole numbers, so has your y. Convert it to floating point as well.

    文件里是整数时，你的 y 也是整数。请把它也转成浮点数。"""
    inputs, targets = _split(path)
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    return _tensors(pd.get_dummies(inputs, dummy_na=True), targets)[0], torch.tensor(targets.to_numpy())


def preprocess_by_the_names(path):
    """You ask for the columns by the names of the example. Other tables have other names.

    你按例题中的列名取列。别的表格有别的列名。"""
    data = pd.read_csv(path)
    inputs = data[["NumRooms", "Alley"]]
    inputs = inputs.fillna(inputs.mean(numeric_only=True))
    return _tensors(pd.get_dummies(inputs, dummy_na=True), data["Price"])


def drop_most_missing_every_column_with_a_gap(path):
    """dropna(axis=1) drops every column in which anything is missing. Only the one with most missing values goes.

    dropna(axis=1) 会删除所有有缺失值的列。只应删除缺失最多的那一列。"""
    return torch.tensor(pd.read_csv(path).dropna(axis=1).to_numpy(dtype=float))


def drop_most_missing_leaves_nan(path):
    """The right column is dropped, but what is missing in the others is still nan. Fill it with the mean.

    删除的列是对的，但其余各列中缺失的数仍是 nan。请用平均值填补。"""
    data = pd.read_csv(path)
    if data.isna().any().any():
        data = data.drop(columns=data.isna().sum().idxmax())
    return torch.tensor(data.to_numpy(dtype=float))


def drop_most_missing_filled_first(path):
    """You filled the gaps before counting them: then nothing is missing in the columns of numbers, and the wrong column goes.

    你先填补、后计数：这时数值列已经没有缺失，删除的就不是该删的列了。"""
    data = pd.read_csv(path)
    data = data.fillna(data.mean(numeric_only=True))
    data = data.drop(columns=data.isna().sum().idxmax())
    return torch.tensor(data.to_numpy(dtype=float))


def drop_most_missing_always_one(path):
    """If nothing is missing, idxmax finds the first column, and you drop it. Look first whether anything is missing.

    没有缺失值时，idxmax 给出第一列，你就把它删掉了。请先看看有没有缺失。"""
    data = pd.read_csv(path)
    data = data.drop(columns=data.isna().sum().idxmax())
    return torch.tensor(data.fillna(data.mean()).to_numpy(dtype=float))


def drop_most_missing_all_of_a_tie(path):
    """Where several columns miss equally many values, you drop them all. Only the first goes.

    有几列缺失得一样多时，你把它们全删了。只应删除第一列。"""
    data = pd.read_csv(path)
    missing = data.isna().sum()
    if missing.max() > 0:
        data = data.loc[:, missing < missing.max()]
    return torch.tensor(data.fillna(data.mean()).to_numpy(dtype=float))


def drop_most_missing_the_last_of_a_tie(path):
    """Where several columns miss equally many values, you drop the last of them. The first is asked for.

    有几列缺失得一样多时，你删除了最后一列。题目要求删除第一列。"""
    data = pd.read_csv(path)
    missing = data.isna().sum()[::-1]
    if missing.max() > 0:
        data = data.drop(columns=missing.idxmax())
    return torch.tensor(data.fillna(data.mean()).to_numpy(dtype=float))


def drop_most_missing_the_fullest(path):
    """You dropped the column with the fewest missing values: count() counts those that are there.

    你删除了缺失值最少的列：count() 数的是没有缺失的值。"""
    data = pd.read_csv(path)
    data = data.drop(columns=data.count().idxmax())
    numbers = data.select_dtypes("number")
    return torch.tensor(numbers.fillna(numbers.mean()).to_numpy(dtype=float))
