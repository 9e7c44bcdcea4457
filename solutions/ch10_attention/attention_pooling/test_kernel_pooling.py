import torch

from grader.suite import after, check, hint, on, points


def problem(m, n, dtype=torch.float32, device="cpu"):
    """Queries, keys and values; keys in no order."""
    return (
        5 * torch.rand(m, dtype=dtype, device=device),
        5 * torch.rand(n, dtype=dtype, device=device),
        torch.randn(n, dtype=dtype, device=device),
    )


@points(4)
@hint("A row of weights for each query: softmax over the keys, dim=1.", zh="每个查询一行权重：对键做 softmax，dim=1。")
def test_the_weights(student, reference):
    """The weights are right, also for as many queries as keys. / 权重正确，查询与键一样多时也是如此。"""
    for m, n in ((4, 7), (5, 5), (1, 3)):
        given = problem(m, n)
        check.close(student.kernel_pooling(*given)[1], reference.kernel_pooling(*given)[1])


@points(3)
@hint("The weights times the values: (m, n) @ (n,).", zh="权重乘以值：(m, n) @ (n,)。")
def test_the_predictions(student, reference):
    """The predictions are right, in float64 too. / 预测正确，float64 也一样。"""
    for m, n, dtype in ((4, 7, torch.float32), (6, 6, torch.float64)):
        given = problem(m, n, dtype)
        check.close(student.kernel_pooling(*given)[0], reference.kernel_pooling(*given)[0])


@points(1)
@after(test_the_weights)
@hint(
    "Exponentials of your own become 0 / 0 here; torch.softmax subtracts the largest score first.",
    zh="自己写指数会得到 0 / 0；torch.softmax 会先减去最大的分数。",
)
def test_far_away(student, reference):
    """Far from all keys, the nearest has all the weight. / 离所有的键都很远时，最近的键占有全部权重。"""
    given = torch.tensor([60.0, -80.0]), torch.tensor([1.0, 3.0, 2.0]), torch.tensor([5.0, 6.0, 7.0])
    check.close(student.kernel_pooling(*given), reference.kernel_pooling(*given))


@points(1)
@after(test_the_predictions)
@hint("Make new tensors.", zh="请新建张量。")
def test_the_inputs_are_left_alone(student):
    """Queries, keys and values stay as they are. / 查询、键和值保持不变。"""
    check.leaves_alone(student.kernel_pooling, *problem(3, 4))


@points(1)
@after(test_the_predictions)
@on("cuda")
@hint("Make no tensors on the CPU.", zh="不要在 CPU 上新建张量。")
def test_on_the_gpu(student, reference, device):
    """On a GPU, the results stay there. / 在 GPU 上，结果也留在那里。"""
    given = problem(3, 4, device=device)
    check.close(student.kernel_pooling(*given), reference.kernel_pooling(*given))
