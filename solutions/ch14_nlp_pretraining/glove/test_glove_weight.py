import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint("(x / c) ** alpha below c, and 1 from c on.", zh="小于 c 时为 (x / c) ** alpha，从 c 起为 1。")
def test_weights(student, reference):
    """The weights are right below and above c, and for tensors of any shape. / 在 c 的两侧权重都正确，张量可以是任意形状。"""
    for shape in ((7,), (3, 4), (2, 1, 5)):
        x = 150 * torch.rand(shape)
        check.close(student.glove_weight(x), reference.glove_weight(x))
    x = torch.tensor([[99.0, 100.0, 101.0, 1e6, 1.0, 0.0, 0.25]], dtype=torch.float64)
    check.close(student.glove_weight(x), reference.glove_weight(x))


@points(2)
@after(test_weights)
@hint("Use c and alpha as they are given.", zh="c 和 alpha 要用传入的值。")
def test_other_settings(student, reference):
    """Other values of c and alpha count. / c 和 alpha 取其他值时也正确。"""
    for c, alpha in ((10.0, 0.5), (30.0, 1.0), (3.0, 2.0), (1.0, 0.75)):
        x = 1.5 * c * torch.rand(4, 3)
        check.close(student.glove_weight(x, c, alpha), reference.glove_weight(x, c, alpha))
        check.close(student.glove_weight(x, c=c, alpha=alpha), reference.glove_weight(x, c=c, alpha=alpha))


@points(1)
@after(test_weights)
@hint("x[x > c] = c writes into the caller's tensor.", zh="x[x > c] = c 会写进调用者的张量。")
def test_the_counts_are_left_alone(student):
    """The counts are not changed. / 不改动传入的次数。"""
    check.leaves_alone(student.glove_weight, 200 * torch.rand(4, 5))


@points(1)
@after(test_weights)
@on("cuda")
@hint("torch.ones without device=x.device is on the CPU.", zh="torch.ones 不写 device=x.device 就在 CPU 上。")
def test_the_result_stays_on_the_device(student, reference, device):
    """Counts on a GPU give weights on that GPU. / 次数在 GPU 上，权重也在同一块 GPU 上。"""
    x = 200 * torch.rand(4, 5, device=device)
    check.close(student.glove_weight(x), reference.glove_weight(x))
