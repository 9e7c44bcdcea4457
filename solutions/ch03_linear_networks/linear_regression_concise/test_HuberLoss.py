import torch

from grader.suite import after, check, hint, points


@points(3)
@hint(
    "torch.where decides for each element by itself; an if decides once for the whole batch.",
    zh="torch.where 对每个元素分别判断；if 只对整个批量判断一次。",
)
def test_a_batch_of_small_and_large_errors(student, reference):
    """Each element takes the branch of its own error. / 每个元素按自己的误差选择分支。"""
    for shape in ((40,), (12, 1), (3, 4, 2)):
        y, y_hat = torch.randn(shape), 2 * torch.randn(shape)
        check.close(student.HuberLoss(1.0)(y, y_hat), reference.HuberLoss(1.0)(y, y_hat))


@points(2)
@after(test_a_batch_of_small_and_large_errors)
@hint(
    "sigma stands in three places: the border, |d| - sigma / 2, and d^2 / (2 sigma).",
    zh="sigma 出现在三处：分界点、|d| - sigma / 2、d^2 / (2 sigma)。",
)
def test_other_values_of_sigma(student, reference):
    """It is right for other values of sigma, too. / sigma 取其他值时也正确。"""
    for sigma in (0.3, 2.5, 4):
        y, y_hat = torch.randn(30), 4 * torch.randn(30)
        check.close(student.HuberLoss(sigma)(y, y_hat), reference.HuberLoss(sigma)(y, y_hat))


@points(2)
@after(test_a_batch_of_small_and_large_errors)
@hint(
    "It is flat at zero and has slope 1 far away: d / sigma, cut off at -1 and 1.",
    zh="在零处平坦，远处斜率为 1：即 d / sigma 截断到 -1 与 1 之间。",
)
def test_gradients(student, reference):
    """The gradients are right, for labels and predictions, and where both agree. / 对标签和预测的梯度都正确，二者相等处也一样。"""
    y, y_hat = torch.randn(20, dtype=torch.float64), 3 * torch.randn(20, dtype=torch.float64)
    y_hat[:3] = y[:3]
    theirs, ours = student.HuberLoss(1.5), reference.HuberLoss(1.5)
    check.same_gradient(theirs, ours, y, y_hat)


@points(1)
@after(test_a_batch_of_small_and_large_errors)
@hint("(...).mean() at the end: a tensor without axes.", zh="最后取 (...).mean()：得到没有轴的张量。")
def test_only_small_or_only_large_errors(student, reference):
    """A batch may have errors of one kind only, or be one element. / 一个批量的误差可以全小、全大，也可以只有一个元素。"""
    for y_hat in (torch.rand(5) * 0.9, 2 + torch.rand(5), -2 - torch.rand(5), torch.tensor([7.0])):
        y = torch.zeros(y_hat.shape)
        check.close(student.HuberLoss(1.0)(y, y_hat), reference.HuberLoss(1.0)(y, y_hat))


@points(1)
@after(test_a_batch_of_small_and_large_errors)
@hint("Write into no argument: make new tensors.", zh="不要写入参数，要新建张量。")
def test_the_inputs_are_left_alone(student):
    """y and y_hat stay as they are. / y 和 y_hat 保持不变。"""
    check.leaves_alone(student.HuberLoss(0.5), torch.randn(6), torch.randn(6))


@points(1)
@after(test_a_batch_of_small_and_large_errors)
@hint(
    "class HuberLoss(nn.Module), with super().__init__().", zh="class HuberLoss(nn.Module)，并调用 super().__init__()。"
)
def test_two_losses_side_by_side(student, reference):
    """Two losses with different sigma do not disturb each other; each is a module. / 两个 sigma 不同的损失互不干扰，且都是模块。"""
    y, y_hat = torch.randn(20), 3 * torch.randn(20)
    small, large = student.HuberLoss(0.1), student.HuberLoss(5.0)
    check.that(isinstance(small, torch.nn.Module), "HuberLoss is not an nn.Module.", "HuberLoss 不是 nn.Module。")
    check.close(small(y, y_hat), reference.HuberLoss(0.1)(y, y_hat))
    check.close(large(y, y_hat), reference.HuberLoss(5.0)(y, y_hat))
