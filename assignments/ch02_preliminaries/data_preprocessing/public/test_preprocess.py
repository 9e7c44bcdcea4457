import torch

from grader.suite import check, files, hint, points

HOUSES = "NumRooms,Alley,Price\nNA,Pave,127500\n2,NA,106000\n4,NA,178100\nNA,NA,140000\n"


@points(2)
@hint("The mean of 2 and 4 is 3; Alley becomes two columns.", zh="2 和 4 的平均值是 3；Alley 变成两列。")
def test_the_houses(student):
    """The worked example comes out right. / 例题的结果正确。"""
    files(student).write("houses.csv", HOUSES)
    X, y = student.preprocess("houses.csv")
    check.close(X, torch.tensor([[3, 1, 0], [2, 0, 1], [4, 0, 1], [3, 0, 1]], dtype=torch.float64))
    check.close(y, torch.tensor([127500, 106000, 178100, 140000], dtype=torch.float64))
