import torch

from grader.suite import after, check, files, hint, points


def values():
    x, y = torch.randn(3, 4), torch.arange(6).reshape(2, 3)
    return {"tensor": x, "list": [x, y], "dict": {"x": x, "y": y}, "double": torch.randn(2, dtype=torch.float64)}


@points(3)
@hint("torch.save takes lists and dicts as they are.", zh="torch.save 可以直接保存列表和字典。")
def test_saved(student):
    """torch.load reads what is saved: a tensor, a list, a dict. / torch.load 能读出所保存的张量、列表和字典。"""
    for name, value in values().items():
        student.save_tensors(value, name)
        check.equal(files(student).load(name), value)


@points(3)
@hint("torch.load(file) gives back the whole value.", zh="torch.load(file) 会返回完整的内容。")
def test_loaded(student):
    """What torch.save wrote is read back. / 能读出 torch.save 写入的内容。"""
    for name, value in values().items():
        files(student).save(name, value)
        check.equal(student.load_tensors(name), value)


@points(1)
@after(test_saved)
@hint("Use the name that is handed in, and nothing else.", zh="只使用传入的文件名。")
def test_one_file_each(student):
    """Each value is in the file of its name, and no other file is written. / 每个值在各自的文件中，没有多余的文件。"""
    student.save_tensors(torch.ones(2), "first.pt")
    student.save_tensors(torch.zeros(2), "second.pt")
    check.equal(files(student).names(), ["first.pt", "second.pt"])
    check.equal(files(student).load("first.pt"), torch.ones(2))


@points(1)
@after(test_saved)
@hint("Saving again replaces the file.", zh="再次保存会覆盖原文件。")
def test_saved_again(student):
    """The last value that was saved counts, and the values are left alone.

    以最后一次保存为准，且不改动所保存的值。"""
    student.save_tensors(torch.ones(2), "x")
    check.leaves_alone(student.save_tensors, [torch.randn(3), torch.arange(2)], file="x")
    student.save_tensors(torch.full((3,), 5.0), "x")
    check.equal(files(student).load("x"), torch.full((3,), 5.0))
