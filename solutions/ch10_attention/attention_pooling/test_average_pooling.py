import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("One number, n_test times: shape (n_test,).", zh="同一个数重复 n_test 次：形状为 (n_test,)。")
def test_other_sizes(student, reference):
    """The mean, as often as there are queries. / 平均值，有多少个查询就重复多少次。"""
    for n, n_test in ((50, 50), (7, 3), (1, 4)):
        y = torch.randn(n)
        check.close(student.average_pooling(y, n_test), reference.average_pooling(y, n_test))


@points(1)
@after(test_other_sizes)
@hint(
    "torch.full takes the dtype of y_train only where you say so.",
    zh="torch.full 不会自动采用 y_train 的 dtype，需要写明。",
)
def test_float64(student, reference):
    """float64 stays float64. / float64 保持为 float64。"""
    y = torch.randn(9, dtype=torch.float64)
    check.close(student.average_pooling(y, 4), reference.average_pooling(y, 4))
