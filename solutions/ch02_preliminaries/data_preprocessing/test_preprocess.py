import torch

from grader.suite import after, check, files, hint, points


def compare(student, reference, table):
    """Both preprocess the same table."""
    for room in (student, reference):
        files(room).write("hidden.csv", table)
    X, y = student.preprocess("hidden.csv")
    right_X, right_y = reference.preprocess("hidden.csv")
    check.close(X, right_X)
    check.close(y, right_y)


def numbers(rows, columns, target):
    """A table of random numbers, some missing in every input column but the second."""
    lines = [",".join([*"abcdefgh"[:columns], target])]
    for i in range(rows):
        row = [f"{torch.randn(()).item():.3f}" for _ in range(columns + 1)]
        for j in range(columns):
            if j != 1 and i % 3 == j % 3:
                row[j] = "NA"
        lines.append(",".join(row))
    return "\n".join(lines) + "\n"


@points(3)
@hint("Replace what is missing by the mean of its own column.", zh="缺失的数用所在列的平均值代替。")
def test_columns_of_numbers(student, reference):
    """Missing numbers become the mean of their column. / 缺失的数变成所在列的平均值。"""
    for rows, columns in (7, 3), (9, 1), (6, 4):
        compare(student, reference, numbers(rows, columns, "target"))


@points(2)
@hint(
    "One column for each value, in alphabetical order, and one for what is missing.",
    zh="每个值一列，按字母顺序，再加一列表示缺失。",
)
def test_columns_of_text(student, reference):
    """Text becomes one-hot columns. / 文本变成独热编码的列。"""
    compare(
        student,
        reference,
        "roof,Size,wall,y\nslate,1.5,red,3\nNA,NA,blue,1\ntile,4,NA,2\nslate,2,red,9\nthatch,NA,grey,4\n",
    )
    compare(student, reference, "kind,y\nb,1\na,2\nNA,3\nc,4\na,5\n")


@points(1)
@after(test_columns_of_numbers, test_columns_of_text)
@hint("The indicator of missing values is always there.", zh="表示缺失值的那一列总是存在。")
def test_nothing_missing(student, reference):
    """A table without missing values keeps its column for them. / 没有缺失值的表格也保留表示缺失的那一列。"""
    compare(student, reference, "size,kind,y\n1,b,1\n5,a,2\n2,c,3\n")


@points(1)
@after(test_columns_of_numbers)
@hint("float64 for both, also where the file has whole numbers.", zh="两者都是 float64，即使文件里是整数。")
def test_whole_numbers(student, reference):
    """Whole numbers become float64 as well. / 整数也变成 float64。"""
    compare(student, reference, "rooms,floors,price\n3,1,100\n5,2,200\n4,1,170\n")


@points(2)
@after(test_columns_of_text)
@hint("Choose columns by their kind and place, not by their names.", zh="按类型和位置选择列，不要按列名。")
def test_other_names(student, reference):
    """The names of the columns do not matter. / 列名不影响结果。"""
    compare(student, reference, "Price,Alley,NumRooms\n1.0,Pave,3\nNA,Grvl,2\n4.5,NA,7\n2,Pave,1\n")
    compare(student, reference, "x,y,x2,nan\nred,1,NA,3\nNA,2,NA,4\nblue,NA,6,5\n")
