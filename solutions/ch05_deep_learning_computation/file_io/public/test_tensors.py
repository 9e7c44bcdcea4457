import torch

from grader.suite import check, files, hint, points


@points(1)
@hint("torch.save(value, file) and torch.load(file).", zh="torch.save(value, file) 和 torch.load(file)。")
def test_there_and_back(student):
    """What is saved comes back. / 存入什么，就读出什么。"""
    x = torch.arange(4)
    student.save_tensors(x, "x-file")
    check.equal(student.load_tensors("x-file"), x)
    check.equal(files(student).names(), ["x-file"])
