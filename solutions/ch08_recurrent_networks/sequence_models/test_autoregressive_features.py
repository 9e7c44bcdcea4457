import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Column i of the features is x from place i on.", zh="特征的第 i 列是从位置 i 开始的 x。")
def test_features(student, reference):
    """Row t holds the tau values from x[t] on, the oldest first. / 第 t 行是从 x[t] 开始的 tau 个值，最早的在前。"""
    for T, tau in ((12, 4), (9, 3), (10, 1), (6, 5)):
        x = torch.randn(T)
        check.close(student.autoregressive_features(x, tau)[0], reference.autoregressive_features(x, tau)[0])


@points(2)
@hint("The label of row t is x[t + tau]; labels are a column.", zh="第 t 行的标签是 x[t + tau]；标签是一列。")
def test_labels(student, reference):
    """The label is the value right behind the row, as a column. / 标签是紧跟在该行后面的值，排成一列。"""
    for T, tau in ((12, 4), (9, 3), (10, 1), (6, 5)):
        x = torch.randn(T)
        check.close(student.autoregressive_features(x, tau)[1], reference.autoregressive_features(x, tau)[1])


@points(2)
@after(test_features, test_labels)
@hint(
    "There are T - tau examples: the last label is the last value of x.",
    zh="共有 T - tau 个样本：最后一个标签是 x 的最后一个值。",
)
def test_one_example(student, reference):
    """tau + 1 values make one example. / tau + 1 个值恰好组成一个样本。"""
    x = torch.randn(5)
    check.close(student.autoregressive_features(x, 4), reference.autoregressive_features(x, 4))


@points(1)
@after(test_features, test_labels)
@hint("torch.zeros makes float32: pass dtype=x.dtype.", zh="torch.zeros 建的是 float32：请传入 dtype=x.dtype。")
def test_float64(student, reference):
    """float64 stays float64. / float64 保持不变。"""
    x = torch.randn(9, dtype=torch.float64)
    check.close(student.autoregressive_features(x, 3), reference.autoregressive_features(x, 3))


@points(1)
@after(test_features, test_labels)
def test_x_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    check.leaves_alone(student.autoregressive_features, torch.randn(7), 2)


@points(1)
@after(test_features, test_labels)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=x.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=x.device。",
)
def test_the_device(student, reference, device):
    """A series on a GPU gives features and labels there. / 序列在 GPU 上，特征和标签也在同一块 GPU 上。"""
    x = torch.randn(9, device=device)
    check.close(student.autoregressive_features(x, 3), reference.autoregressive_features(x, 3))
