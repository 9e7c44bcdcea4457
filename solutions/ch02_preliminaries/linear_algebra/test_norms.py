import torch

from grader.suite import after, check, hint, on, points


@points(1)
@hint("Absolute values first, then one sum of all elements.", zh="先取绝对值，再对所有元素求一个和。")
def test_l1(student, reference, device):
    """l1_norm is right for any shape. / 对任意形状，l1_norm 都正确。"""
    for shape in [(6,), (3, 4), (2, 3, 4), (1,)]:
        x = torch.randn(shape, device=device)
        check.close(student.l1_norm(x), reference.l1_norm(x))


@points(2)
@hint("Squares first, then one sum of all elements, then one root.", zh="先平方，再对所有元素求一个和，最后开一次方。")
def test_l2(student, reference, device):
    """l2_norm is right for any shape. / 对任意形状，l2_norm 都正确。"""
    for shape in [(6,), (3, 4), (2, 3, 4), (1,)]:
        x = torch.randn(shape, device=device)
        check.close(student.l2_norm(x), reference.l2_norm(x))


@points(2)
@after(test_l1, test_l2)
@hint(
    "sqrt takes whole numbers; mean, rsqrt and torch's own norm do not.",
    zh="sqrt 接受整数；mean、rsqrt 和 torch 自带的范数则不接受。",
)
def test_whole_numbers(student, reference):
    """Tensors of whole numbers have norms too. / 整数张量也有范数。"""
    for shape in [(5,), (2, 3, 4)]:
        x = torch.randint(-9, 10, shape)
        check.close(student.l1_norm(x).to(torch.float32), reference.l1_norm(x).to(torch.float32))
        check.close(student.l2_norm(x), reference.l2_norm(x))


@points(1)
@after(test_l1, test_l2)
@hint("Compute in the dtype of x, with tensor operations.", zh="用 x 的 dtype 和张量运算。")
def test_gradients_in_double_precision(student, reference):
    """Values and gradients are right in float64. / float64 时，数值和梯度都正确。"""
    x = torch.randn(3, 4, dtype=torch.float64)
    check.same_gradient(student.l1_norm, reference.l1_norm, x)
    check.same_gradient(student.l2_norm, reference.l2_norm, x)


@points(1)
@after(test_l1, test_l2)
@hint("Operations that end in an underscore write into x.", zh="名字以下划线结尾的运算会写入 x。")
def test_the_input_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    check.leaves_alone(student.l1_norm, torch.randn(3, 4))
    check.leaves_alone(student.l2_norm, torch.randn(3, 4))


@points(1)
@on("cuda")
@after(test_l1, test_l2)
@hint("Create no tensor without device=x.device.", zh="新建张量要写 device=x.device。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the results stay on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    x = torch.randn(3, 4, device=device)
    check.close(student.l1_norm(x), reference.l1_norm(x))
    check.close(student.l2_norm(x), reference.l2_norm(x))
