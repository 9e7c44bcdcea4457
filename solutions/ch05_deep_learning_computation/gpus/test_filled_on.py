import torch

from grader.suite import after, check, hint, on, points

CPU = torch.device("cpu")


@points(2)
@hint("Shape, value and dtype are what is asked for.", zh="形状、数值和 dtype 都要符合要求。")
def test_values(student, reference):
    """The tensor is float32 and filled, for any shape; whole numbers as values work too.

    任意形状的张量都是 float32 并填满；给出的值是整数时也一样。"""
    for shape, value in ((4,), -1.5), ((2, 1, 3), 0.25), ((), 3.0), ((3, 2), 2):
        check.close(student.filled_on(shape, value, CPU), reference.filled_on(shape, value, CPU))


@points(3)
@on("cuda")
@after(test_values)
@hint(
    "device=device where the tensor is made, or return what .to(device) returns.",
    zh="新建张量时写 device=device，或返回 .to(device) 的结果。",
)
def test_on_the_gpu(student, device):
    """On a GPU, the tensor is on that GPU. / 在 GPU 上，张量位于那块 GPU 上。"""
    X = student.filled_on((2, 3), 1.0, device)
    check.shape(X, (2, 3))
    check.device(X, device)
