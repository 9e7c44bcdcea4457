import torch

from grader.suite import after, check, hint, points


def data(n, k, dtype=torch.float32):
    y = torch.cat([torch.arange(k), torch.randint(0, k, (n - k,))])[torch.randperm(n)]
    return y, torch.softmax(torch.randn(k, dtype=dtype), dim=0)


@points(4)
@hint(
    "p is the share of each class in y; look up q / p for each label.", zh="p 是 y 中各类的比例；按每个标签查 q / p。"
)
def test_values(student, reference):
    """Every example has the weight q(y) / p(y). / 每个样本的权重是 q(y) / p(y)。"""
    for n, k in (10, 3), (50, 5), (8, 2):
        y, q = data(n, k)
        check.close(student.label_shift_weights(y, q), reference.label_shift_weights(y, q))


@points(1)
@after(test_values)
@hint(
    "p needs as many classes as q: bincount(y, minlength=len(q)).",
    zh="p 的类别数要与 q 相同：bincount(y, minlength=len(q))。",
)
def test_a_class_without_examples(student, reference):
    """A class of q without training examples does no harm. / q 中没有训练样本的类不影响结果。"""
    y = torch.tensor([0, 1, 1, 0, 1])
    for q in torch.tensor([0.2, 0.5, 0.3]), torch.tensor([0.6, 0.4, 0.0, 0.0]):
        check.close(student.label_shift_weights(y, q), reference.label_shift_weights(y, q))


@points(1)
@after(test_values)
@hint("Compute in the dtype of q, p too.", zh="用 q 的 dtype 计算，p 也一样。")
def test_double_precision(student, reference):
    """With q in double precision, the weights are right to twelve digits. / q 为双精度时，权重精确到十二位。"""
    y, q = data(11, 3, torch.float64)
    # The shares of 11 examples in float32 would be wrong by 1e-8.
    check.close(student.label_shift_weights(y, q), reference.label_shift_weights(y, q), rtol=1e-12, atol=1e-12)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """y and q are the same after the call as before. / 调用前后 y 和 q 保持不变。"""
    check.leaves_alone(student.label_shift_weights, *data(9, 3))
