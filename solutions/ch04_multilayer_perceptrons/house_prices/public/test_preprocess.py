import torch

from grader.suite import check, files, hint, points

TRAIN = "Id,Area,Street,SalePrice\n1,100,Pave,1000\n2,NA,Grvl,2000\n3,200,NA,3000\n"
TEST = "Id,Area,Street\n4,300,Pave\n"


@points(2)
@hint(
    "Area has mean 200 and standard deviation 100 over both tables; Street gives three columns: Grvl, Pave, missing.",
    zh="Area 在两个表上的均值为 200，标准差为 100；Street 得到三列：Grvl、Pave、缺失。",
)
def test_four_houses(student):
    """Three houses and one become numbers. / 三座房子加一座，都变成数值。"""
    files(student).write("train.csv", TRAIN)
    files(student).write("test.csv", TEST)
    X, T, y = student.preprocess("train.csv", "test.csv")
    check.close(y, torch.tensor([[1000.0], [2000.0], [3000.0]]))
    rows = torch.tensor([[-1.0, 0, 1, 0], [0.0, 1, 0, 0], [0.0, 0, 0, 1], [1.0, 0, 1, 0]])
    found = [sorted(row) for row in torch.cat([X, T]).tolist()]
    check.close(found, [sorted(row) for row in rows.tolist()])
