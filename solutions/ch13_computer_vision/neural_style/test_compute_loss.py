import torch

from grader.suite import after, check, hint, on, points


def given(contents=(4, 2), styles=(3, 5, 2), **kwargs):
    """A picture, its features, and their goals: for each layer a number of channels."""
    return (
        torch.rand(1, 3, 6, 5, **kwargs),
        [torch.randn(1, c, 3, 2, **kwargs) for c in contents],
        [torch.randn(1, c, 2, 4, **kwargs) for c in styles],
        [torch.randn(1, c, 3, 2, **kwargs) for c in contents],
        [torch.randn(c, c, **kwargs) for c in styles],
    )


def parts(result):
    contents_l, styles_l, tv_l, total = result
    return [list(contents_l), list(styles_l), tv_l, total]


@points(2)
@hint("One loss for each layer, each times its weight.", zh="每层一个损失，各乘以自己的权重。")
def test_the_parts(student, reference):
    """The losses of the layers and of the picture are right, with their weights. / 各层和图像的损失及其权重都正确。"""
    for contents, styles in [((4, 2), (3, 5, 2)), ((3,), (1, 4))]:
        arguments = given(contents, styles)
        found, right = (parts(room.compute_loss(*arguments))[:3] for room in (student, reference))
        check.close(found, right)


@points(2)
@after(test_the_parts)
@hint("The sum has each loss once.", zh="求和时每项损失只计一次。")
def test_the_sum(student, reference):
    """The last result is the sum of all losses. / 最后一个结果是所有损失之和。"""
    arguments = given()
    check.close(parts(student.compute_loss(*arguments))[3], parts(reference.compute_loss(*arguments))[3])


@points(1)
@after(test_the_sum)
@hint("Use the arguments, not numbers of your own.", zh="使用传入的参数，而不是自己写死的数。")
def test_other_weights(student, reference):
    """Other weights than those of the book work, too. / 权重可以与书中不同。"""
    arguments, weights = given(), {"content_weight": 3.0, "style_weight": 0.5, "tv_weight": 2.0}
    found, right = (parts(room.compute_loss(*arguments, **weights)) for room in (student, reference))
    check.close(found, right)


@points(1)
@after(test_the_sum)
@hint("Nothing on the way may be a plain number.", zh="途中不能变成普通的数。")
def test_the_gradient(student, reference):
    """The gradient of the sum reaches the picture and the features. / 总损失的梯度传到图像和特征。"""
    arguments = given(dtype=torch.float64)
    check.same_gradient(
        lambda *a: parts(student.compute_loss(*a))[3], lambda *a: parts(reference.compute_loss(*a))[3], *arguments
    )


@points(1)
@after(test_the_sum)
@on("cuda")
@hint("Do not make the losses new tensors or numbers.", zh="不要把损失变成新建的张量或普通的数。")
def test_the_losses_are_on_the_device(student, reference, device):
    """Features on a GPU give losses on the same GPU. / 特征在 GPU 上，各项损失也在同一块 GPU 上。"""
    arguments = given(device=device)
    check.close(parts(student.compute_loss(*arguments)), parts(reference.compute_loss(*arguments)))
