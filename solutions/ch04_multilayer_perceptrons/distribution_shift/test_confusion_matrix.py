import torch

from grader.suite import after, check, hint, on, points


def data(n, k):
    """Labels with every class among them, and predictions that are right half of the time."""
    y = torch.cat([torch.arange(k), torch.randint(0, k, (n - k,))])[torch.randperm(n)]
    return torch.where(torch.rand(n) < 0.5, y, torch.randint(0, k, (n,))), y


@points(2)
@hint(
    "Count the pairs (predicted, true), rows for predictions; then divide each column by its sum.",
    zh="统计（预测，真实）对的个数，行对应预测；再让每一列除以该列的和。",
)
def test_values(student, reference):
    """The matrix is right for several numbers of classes. / 几种类别数下，矩阵都正确。"""
    for n, k in (40, 3), (200, 10), (30, 2):
        y_hat, y = data(n, k)
        check.close(student.confusion_matrix(y_hat, y, k), reference.confusion_matrix(y_hat, y, k))


@points(2)
@hint("The rows are the predictions, the columns the true classes.", zh="行是预测，列是真实类别。")
def test_the_direction(student, reference):
    """A model that takes every 2 for a 0 shows it in the right place. / 把 2 都判成 0 的模型，在正确的位置体现出来。"""
    y = torch.tensor([0, 1, 2, 2, 1, 0, 2])
    y_hat = torch.where(y == 2, 0, y)
    check.close(student.confusion_matrix(y_hat, y, 3), reference.confusion_matrix(y_hat, y, 3))


@points(1)
@after(test_values)
@hint("A class that is never predicted has a row of zeros.", zh="从未被预测的类，对应一行零。")
def test_a_class_that_is_never_predicted(student, reference):
    """A class that is never predicted has a row of zeros, the last too. / 从未被预测的类对应一行零，最后一类也一样。"""
    y = torch.tensor([0, 1, 2, 3, 0, 3])
    y_hat = torch.tensor([0, 1, 1, 0, 0, 1])
    check.close(student.confusion_matrix(y_hat, y, 4), reference.confusion_matrix(y_hat, y, 4))


@points(1)
@after(test_values)
@hint("One class is a matrix of one element.", zh="只有一个类时，矩阵只有一个元素。")
def test_a_perfect_model(student):
    """A model without mistakes has the identity matrix. / 从不出错的模型，混淆矩阵是单位矩阵。"""
    y = torch.tensor([1, 0, 2, 2, 1])
    check.close(student.confusion_matrix(y.clone(), y, 3), torch.eye(3))
    check.close(student.confusion_matrix(torch.zeros(4).long(), torch.zeros(4).long(), 1), torch.ones(1, 1))


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """Predictions and labels are the same after the call as before. / 调用前后，预测和标签保持不变。"""
    check.leaves_alone(student.confusion_matrix, *data(20, 3), num_classes=3)


@points(1)
@on("cuda")
@after(test_values)
@hint(
    "torch.zeros makes a tensor on the CPU unless you say device=y.device.",
    zh="torch.zeros 默认建在 CPU 上，除非写明 device=y.device。",
)
def test_on_the_gpu(student, device):
    """On a GPU, the matrix stays on the GPU. / 在 GPU 上，矩阵也留在 GPU 上。"""
    y_hat, y = data(20, 3)
    C = student.confusion_matrix(y_hat.to(device), y.to(device), 3)
    check.shape(C, (3, 3))
    check.device(C, device)
