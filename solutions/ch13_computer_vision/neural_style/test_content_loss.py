import torch

from grader.suite import after, check, hint, on, points


def two(*shape, **kwargs):
    return torch.randn(shape, **kwargs), torch.randn(shape, **kwargs)


@points(2)
@hint("The mean of (Y_hat - Y) squared, over all entries.", zh="(Y_hat - Y) 的平方在所有元素上的平均。")
def test_values(student, reference, device):
    """Features of several shapes give the mean squared difference. / 各种形状的特征都得到差的平方的平均。"""
    for shape in [(1, 4, 3, 5), (1, 1, 1, 1), (2, 3, 4, 4)]:
        Y_hat, Y = two(*shape, device=device)
        check.close(student.content_loss(Y_hat, Y), reference.content_loss(Y_hat, Y))


@points(2)
@after(test_values)
@hint("Y.detach() is a constant.", zh="Y.detach() 是常量。")
def test_the_goal_is_a_constant(student, reference, device):
    """The gradient reaches Y_hat, in double precision too, and not the goal. / 梯度传到 Y_hat（双精度也一样），不传到目标。"""
    Y_hat, Y = two(1, 3, 2, 4, device=device, dtype=torch.float64)
    check.same_gradient(student.content_loss, reference.content_loss, Y_hat, Y)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student, device):
    """Your function changes neither of its inputs. / 函数不改变它的输入。"""
    check.leaves_alone(student.content_loss, *two(1, 3, 2, 4, device=device))


@points(1)
@after(test_values)
@on("cuda")
@hint("Do not make the loss a new tensor or a number.", zh="不要把损失变成新建的张量或普通的数。")
def test_the_loss_is_on_the_device(student, reference, device):
    """Features on a GPU give a loss on the same GPU. / 特征在 GPU 上，损失也在同一块 GPU 上。"""
    Y_hat, Y = two(1, 3, 2, 4, device=device)
    check.close(student.content_loss(Y_hat, Y), reference.content_loss(Y_hat, Y))
