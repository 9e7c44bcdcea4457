import random

import torch

from grader.suite import after, check, files, hint, points


def table(n, prices, first, words=("Pave", "Grvl", "Dirt"), gaps=True):
    """A table of n houses as text: two columns of numbers, two of words."""
    lines = ["Id,Area,Street,Rooms,Alley" + (",SalePrice" if prices else "")]
    for i in range(n):
        gap = gaps and i % 4 == 3
        cells = [first + i, "NA" if gap else 50 + 3 * random.randrange(100), random.choice(words)]
        cells += [random.randrange(1, 9), "NA" if i % 3 == 1 and gaps else random.choice(["A", "B"])]
        lines.append(",".join(map(str, [*cells, 1000 + 7 * random.randrange(900)] if prices else cells)))
    return "\n".join(lines) + "\n"


def both(student, reference, train, test):
    """What student and reference make of the tables, the columns in an order that depends on them alone."""
    found = []
    for room in student, reference:
        files(room).write("houses/train.csv", train)
        files(room).write("houses/test.csv", test)
        found.append(room.preprocess("houses/train.csv", "houses/test.csv"))
    return found


def ordered(X, T):
    """Both tables, columns sorted by what is in them."""
    whole = torch.cat([X, T])
    columns = sorted(whole.T.tolist(), key=lambda column: [round(value, 3) for value in column])
    return torch.tensor(columns).T


@points(2)
@hint("n and m rows; as many columns in both; prices as a column.", zh="行数为 n 和 m；两者列数相同；价格是一列。")
def test_shapes_and_dtypes(student, reference):
    """Features and labels have the right shapes, in float32. / 特征和标签的形状正确，都是 float32。"""
    mine, right = both(student, reference, table(12, True, 1), table(7, False, 13))
    check.equal([(tuple(t.shape), t.dtype) for t in mine], [(tuple(t.shape), t.dtype) for t in right])
    check.close(mine[2], right[2])


@points(2)
@after(test_shapes_and_dtypes)
@hint(
    "Standardise over both tables, without gaps: (x - mean) / std.",
    zh="没有缺失时，对两个表一起标准化：(x - 均值) / 标准差。",
)
def test_without_gaps(student, reference):
    """Tables without gaps become the right numbers. / 没有缺失的表格变成正确的数值。"""
    mine, right = both(student, reference, table(10, True, 1, gaps=False), table(6, False, 11, gaps=False))
    check.close(ordered(*mine[:2]), ordered(*right[:2]), rtol=1e-4, atol=1e-4)


@points(3)
@after(test_shapes_and_dtypes)
@hint(
    "Standardise first, then fill with 0; a gap in a column of text has a column of its own.",
    zh="先标准化，再填 0；文本列的缺失另占一列。",
)
def test_gaps(student, reference):
    """Gaps become 0 in columns of numbers, and a column of their own in columns of text.

    数值列的缺失变为 0，文本列的缺失另占一列。"""
    mine, right = both(student, reference, table(13, True, 1), table(9, False, 14))
    check.close(ordered(*mine[:2]), ordered(*right[:2]), rtol=1e-4, atol=1e-4)


@points(2)
@after(test_shapes_and_dtypes)
@hint("Join both tables before get_dummies, and split afterwards.", zh="先合并两个表再 get_dummies，之后再拆开。")
def test_values_of_one_table_only(student, reference):
    """A value that occurs in one table only has a column in both. / 只在一个表中出现的取值，两个表都有对应的列。"""
    train, test = table(9, True, 1, words=("Pave", "Grvl")), table(8, False, 10, words=("Pave", "Dirt", "Snow"))
    mine, right = both(student, reference, train, test)
    check.close(ordered(*mine[:2]), ordered(*right[:2]), rtol=1e-4, atol=1e-4)


@points(2)
@after(test_gaps)
@hint("The first n rows are the training table's, in their order.", zh="前 n 行属于训练表，次序不变。")
def test_the_rows_stay_in_order(student, reference):
    """Each row of the result belongs to its house. / 结果的每一行对应各自的房子。"""
    mine, right = both(student, reference, table(11, True, 1), table(5, False, 12))
    for place in 0, 1:
        found, wanted = ([sorted(row) for row in parts[place].tolist()] for parts in (mine, right))
        check.close(found, wanted, rtol=1e-4, atol=1e-4)
