import io

import pandas as pd

from grader.suite import after, check, files, hint, points


def read(student, path):
    """The table as rows of values; what is missing is None."""
    data = pd.read_csv(io.StringIO(files(student).text(path)), skipinitialspace=True)
    rows = [[None if pd.isna(value) else value for value in row] for row in data.to_numpy(dtype=object).tolist()]
    return [str(name) for name in data.columns], [
        [v if v is None or isinstance(v, str) else float(v) for v in row] for row in rows
    ]


@points(3)
@hint(
    "Four rows below the header; NA or nothing where a value is missing.", zh="列名下面有四行；缺失的地方写 NA 或留空。"
)
def test_the_table(student, reference):
    """The table can be read back as it is. / 写出的表格能原样读回。"""
    student.write_house_tiny("houses.csv")
    reference.write_house_tiny("houses.csv")
    check.equal(read(student, "houses.csv"), read(reference, "houses.csv"))


@points(1)
@after(test_the_table)
@hint("os.makedirs(folder, exist_ok=True).", zh="os.makedirs(folder, exist_ok=True)。")
def test_the_folder_is_made(student, reference):
    """A folder that is not there is made; one that is there is no error. / 目录不存在就创建，已存在也不报错。"""
    for _ in range(2):
        student.write_house_tiny("new/tables/house.csv")
    reference.write_house_tiny("new/tables/house.csv")
    check.equal(read(student, "new/tables/house.csv"), read(reference, "new/tables/house.csv"))
