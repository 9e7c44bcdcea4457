from grader.suite import check, files, hint, points


@points(1)
@hint("The first line holds the names of the columns, separated by commas.", zh="第一行是列名，用逗号隔开。")
def test_the_header(student):
    """The file begins with the names of the columns. / 文件的第一行是列名。"""
    student.write_house_tiny("house_tiny.csv")
    lines = files(student).text("house_tiny.csv").splitlines()
    check.equal(lines[0].replace('"', "").replace(" ", "") if lines else "", "NumRooms,Alley,Price")
