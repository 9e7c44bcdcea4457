import torch

from grader.suite import check, files, hint, points

HOUSES = "NumRooms,Alley,Price\nNA,Pave,127500\n2,NA,106000\n4,NA,178100\nNA,NA,140000\n"


@points(2)
@hint("Only Alley goes; NumRooms stays and is filled.", zh="只删除 Alley；NumRooms 留下并填补。")
def test_the_houses(student):
    """Of the houses, NumRooms and Price remain. / 例题中剩下 NumRooms 和 Price 两列。"""
    files(student).write("houses.csv", HOUSES)
    expected = torch.tensor([[3, 127500], [2, 106000], [4, 178100], [3, 140000]], dtype=torch.float64)
    check.close(student.drop_most_missing("houses.csv"), expected)
