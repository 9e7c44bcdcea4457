import torch

from grader.suite import after, check, hint, on, points


def given(c, h, w, **kwargs):
    return torch.randn(1, c, h, w, **kwargs), torch.randn(c, c, **kwargs)


@points(2)
@hint("gram(Y_hat) - gram_Y, squared, and the mean.", zh="gram(Y_hat) - gram_Y，平方，再求平均。")
def test_values(student, reference, device):
    """Several numbers of channels give the mean squared difference of the matrices. / 各种通道数都得到矩阵之差平方的平均。"""
    for sizes in [(4, 3, 5), (1, 2, 2), (3, 1, 4)]:
        Y_hat, gram_Y = given(*sizes, device=device)
        check.close(student.style_loss(Y_hat, gram_Y), reference.style_loss(Y_hat, gram_Y))


@points(2)
@after(test_values)
@hint("gram_Y.detach() is a constant.", zh="gram_Y.detach() 是常量。")
def test_the_goal_is_a_constant(student, reference, device):
    """The gradient reaches Y_hat, in double precision too, and not the goal. / 梯度传到 Y_hat（双精度也一样），不传到目标。"""
    Y_hat, gram_Y = given(3, 2, 4, device=device, dtype=torch.float64)
    check.same_gradient(student.style_loss, reference.style_loss, Y_hat, gram_Y)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student, device):
    """Your function changes neither of its inputs. / 函数不改变它的输入。"""
    check.leaves_alone(student.style_loss, *given(3, 2, 4, device=device))


@points(1)
@after(test_values)
@on("cuda")
@hint("Do not make the loss a new tensor or a number.", zh="不要把损失变成新建的张量或普通的数。")
def test_the_loss_is_on_the_device(student, reference, device):
    """Features on a GPU give a loss on the same GPU. / 特征在 GPU 上，损失也在同一块 GPU 上。"""
    Y_hat, gram_Y = given(3, 2, 4, device=device)
    check.close(student.style_loss(Y_hat, gram_Y), reference.style_loss(Y_hat, gram_Y))
