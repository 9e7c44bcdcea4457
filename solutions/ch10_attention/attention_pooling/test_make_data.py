import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("2 * torch.sin(x) + x ** 0.8", zh="2 * torch.sin(x) + x ** 0.8")
def test_the_function(student, reference):
    """f is right for tensors of any shape, in float64 too. / 对任意形状的张量，f 都正确，float64 也一样。"""
    for x in torch.rand(4, 3) * 5, torch.rand(6, dtype=torch.float64) * 50, torch.zeros(2):
        check.close(student.f(x), reference.f(x))


@points(3)
@hint(
    "f of x_train, and noise of 0.5 times a standard normal number for each.",
    zh="x_train 处的 f，加上 0.5 倍的标准正态噪声，每个样本各一个。",
)
def test_the_noise(student, reference):
    """Each y_train has noise of its own, with standard deviation 0.5. / 每个 y_train 各有噪声，标准差为 0.5。"""
    x, y, _, _ = student.make_data(2000)
    check.shape(x, (2000,))
    check.shape(y, (2000,))
    check.normal(y.double() - reference.f(x.double()), 0.0, 0.5)


@points(2)
@after(test_the_noise)
@hint("torch.rand(n) * 5, sorted.", zh="torch.rand(n) * 5，再排序。")
def test_the_places(student):
    """x_train is uniform between 0 and 5, and ascending. / x_train 是 0 到 5 之间的均匀分布，升序排列。"""
    x, y, _, _ = student.make_data(500)
    check.dtype(x, torch.float32)
    check.dtype(y, torch.float32)
    check.that(bool((x.diff() >= 0).all()), "x_train is not in ascending order.", "x_train 不是升序。")
    check.uniform(x, 0.0, 5.0)


@points(1)
@after(test_the_function)
@hint("torch.arange(0, 5, 0.1), and f there without noise.", zh="torch.arange(0, 5, 0.1)，以及此处不带噪声的 f。")
def test_the_test_data(student, reference):
    """x_test goes from 0 to 4.9, y_truth has no noise. / x_test 从 0 到 4.9，y_truth 没有噪声。"""
    _, _, x, y = student.make_data(3)
    check.close(x, torch.arange(50) / 10)
    check.close(y, reference.f(torch.arange(50) / 10), atol=1e-4)


@points(1)
@after(test_the_noise)
@hint("The default is 50. Set no seed.", zh="默认 50 个。不要设定种子。")
def test_every_call_draws_anew(student):
    """Fifty examples where nothing is said, and others in each call. / 不说明时 50 个样本，每次调用都不同。"""
    first, second = student.make_data(), student.make_data()
    check.shape(first[0], (50,))
    alike = [bool(torch.allclose(a, b, atol=1e-4)) for a, b in zip(first[:2], second[:2], strict=True)]
    check.equal(alike, [False, False])
