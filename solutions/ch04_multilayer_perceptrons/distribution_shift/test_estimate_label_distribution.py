import torch

from grader.suite import after, check, hint, points


def problem(k, m, dtype=torch.float32):
    C = torch.rand(k, k, dtype=dtype) + 2 * torch.eye(k, dtype=dtype)
    return C / C.sum(dim=0), torch.randint(0, k, (m,))


@points(3)
@hint(
    "mu has the share of each class among the predictions, in the order of the classes; torch.linalg.solve(C, mu) solves.",
    zh="mu 是各类在预测中的比例，按类别的顺序排列；torch.linalg.solve(C, mu) 求解。",
)
def test_values(student, reference):
    """The distribution solves C q = mu. / 求得的分布满足 C q = mu。"""
    for k, m in (2, 30), (3, 200), (6, 500):
        C, y_hat = problem(k, m)
        q = student.estimate_label_distribution(C, y_hat)
        check.close(q, reference.estimate_label_distribution(C, y_hat), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "bincount(y_hat, minlength=k): also classes that are not predicted have a share, zero.",
    zh="bincount(y_hat, minlength=k)：未被预测的类也有比例，为零。",
)
def test_a_class_without_predictions(student, reference):
    """A class without predictions counts with a share of zero. / 没有预测的类，比例按零计。"""
    C, y_hat = problem(4, 50)
    y_hat = y_hat.clamp(max=2)
    right = reference.estimate_label_distribution(C, y_hat)
    check.close(student.estimate_label_distribution(C, y_hat), right, rtol=1e-4, atol=1e-4)


@points(2)
@after(test_values)
@hint("clamp(min=0), and then divide by the sum.", zh="先 clamp(min=0)，再除以总和。")
def test_negative_shares(student, reference):
    """Negative shares become zero, and the rest sums to one. / 负的比例变为零，其余的和为 1。"""
    C = torch.tensor([[0.7, 0.2, 0.3], [0.2, 0.6, 0.1], [0.1, 0.2, 0.6]])
    for y_hat in torch.tensor([0] * 9 + [1]), torch.tensor([1] * 8 + [2]):
        right = reference.estimate_label_distribution(C, y_hat)
        check.close(student.estimate_label_distribution(C, y_hat), right, rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint("The shares take the dtype of C.", zh="比例要取 C 的 dtype。")
def test_double_precision(student, reference):
    """With C in double precision, so is the result; and C is not changed. / C 为双精度时结果也是双精度；C 不变。"""
    C, y_hat = problem(4, 100, torch.float64)
    before = C.clone()
    check.close(student.estimate_label_distribution(C, y_hat), reference.estimate_label_distribution(C, y_hat))
    check.close(C, before)
