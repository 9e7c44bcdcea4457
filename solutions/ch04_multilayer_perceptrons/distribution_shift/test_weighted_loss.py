import torch

from grader.suite import after, check, hint, points


@points(2)
@hint("Multiply, sum, divide by the number of examples.", zh="相乘、求和、除以样本数。")
def test_values(student, reference):
    """The loss is the mean of weight times loss. / 结果是权重乘损失的平均。"""
    for n in 1, 5, 32:
        losses, weights = torch.rand(n), 3 * torch.rand(n)
        check.close(student.weighted_loss(losses, weights), reference.weighted_loss(losses, weights))


@points(2)
@after(test_values)
@hint("(n, 1) times (n,) is (n, n): give both the same shape first.", zh="(n, 1) 乘 (n,) 会得到 (n, n)：先统一形状。")
def test_losses_in_a_column(student, reference):
    """A column of losses, (n, 1), gives the same. / 损失为一列 (n, 1) 时，结果相同。"""
    losses, weights = torch.rand(6, 1), 3 * torch.rand(6)
    check.close(student.weighted_loss(losses, weights), reference.weighted_loss(losses, weights))


@points(2)
@after(test_values)
@hint("The losses stay in the graph.", zh="损失不能脱离计算图。")
def test_the_gradient(student, reference):
    """The gradient of each loss is its weight divided by n. / 每个损失的梯度是其权重除以 n。"""
    weights = torch.rand(5, dtype=torch.float64)
    check.same_gradient(
        lambda losses: student.weighted_loss(losses, weights),
        lambda losses: reference.weighted_loss(losses, weights),
        torch.rand(5, dtype=torch.float64),
    )


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """Losses and weights are the same after the call as before. / 调用前后，损失和权重保持不变。"""
    check.leaves_alone(student.weighted_loss, torch.rand(5), torch.rand(5))
