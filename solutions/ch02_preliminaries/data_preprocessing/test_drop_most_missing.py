from grader.suite import after, check, files, hint, points


def compare(student, reference, table):
    """Both read the same table."""
    for room in (student, reference):
        files(room).write("hidden.csv", table)
    check.close(student.drop_most_missing("hidden.csv"), reference.drop_most_missing("hidden.csv"))


@points(3)
@hint("Count what is missing in each column, before anything is filled.", zh="在填补之前，数一数每一列缺失了多少。")
def test_one_column_goes(student, reference):
    """The column with most missing values is dropped, wherever it stands. / 无论在哪里，缺失值最多的列都被删除。"""
    compare(student, reference, "a,b,c\n1,NA,3\n2,NA,NA\n3,4,6.5\nNA,NA,1\n")
    compare(student, reference, "a,b,c\nNA,1,3\nNA,NA,2\n3,4,NA\nNA,5,1\n")
    compare(student, reference, "a,b,c,d\n1,2,3,NA\n5,4.5,NA,NA\n2,1,7,8\n")
    compare(student, reference, "a,kind,c\n1,NA,3\n2,x,4\n2,NA,NA\n")


@points(2)
@after(test_one_column_goes)
@hint(
    "idxmax of zeros is the first column: look whether anything is missing.",
    zh="全零时 idxmax 给出第一列：请先看看有没有缺失。",
)
def test_nothing_missing(student, reference):
    """Where nothing is missing, all columns stay. / 没有缺失值时，所有列都保留。"""
    compare(student, reference, "a,b\n1,2\n3,4\n5,7\n")
    compare(student, reference, "a\n1.5\n2\n")


@points(2)
@after(test_one_column_goes)
@hint("One column goes, the first of them.", zh="只删除一列，即其中的第一列。")
def test_ties(student, reference):
    """Of several columns that miss equally many values, the first is dropped. / 有几列缺失得一样多时，删除第一列。"""
    compare(student, reference, "a,b,c\n1,NA,3\n2,4,NA\n9,8,5\n")
    compare(student, reference, "a,b,c\nNA,NA,NA\n2,4,6\n5,8,5\n")
