import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("Ten names, in the order of the statement, counted from 0.", zh="十个名称，按题目给出的顺序，从 0 数起。")
def test_all_ten(student, reference):
    """Every class has its name, in any order. / 每一类都有正确的名称，顺序任意。"""
    for labels in (torch.arange(10), torch.randperm(10), torch.randint(10, (25,))):
        check.equal(list(student.get_fashion_mnist_labels(labels)), reference.get_fashion_mnist_labels(labels))


@points(1)
@after(test_all_ten)
@hint("int(i) makes an index of any number.", zh="int(i) 可以把任何数变成下标。")
def test_floating_point(student, reference):
    """Labels may be floating point. / 标签可以是浮点数。"""
    labels = torch.randint(10, (8,)).float()
    check.equal(list(student.get_fashion_mnist_labels(labels)), reference.get_fashion_mnist_labels(labels))
    check.equal(list(student.get_fashion_mnist_labels([1.0, 8])), ["trouser", "bag"])


@points(1)
@after(test_all_ten)
@hint("Go through labels with for; no tensor methods are needed.", zh="用 for 遍历 labels，不需要张量的方法。")
def test_lists(student, reference):
    """Labels may be a list, of one number or of none. / 标签可以是列表，只有一个数或为空都可以。"""
    for labels in ([3, 3, 6, 5], [7], []):
        check.equal(list(student.get_fashion_mnist_labels(labels)), reference.get_fashion_mnist_labels(labels))


@points(1)
@after(test_all_ten)
@hint("Square brackets: [... for i in labels].", zh="用方括号：[... for i in labels]。")
def test_the_result_is_a_list(student):
    """The result is a list. / 结果是列表。"""
    check.that(
        type(student.get_fashion_mnist_labels(torch.tensor([1, 2]))) is list,
        "The result is not a list.",
        "结果不是列表。",
    )
