import torch

from grader.suite import after, check, hint, points


def noise_of(student, d, b, n):
    """Draw n examples of a random w; give the features and the noise in the labels, in float64."""
    w = torch.randn(d)
    features, labels = student.synthetic_data(w.clone(), b, n)
    check.shape(features, (n, d))
    check.shape(labels, (n, 1))
    return features, labels.double() - (features.double() @ w.double() + float(b)).reshape(-1, 1)


@points(3)
@hint(
    "torch.normal takes the standard deviation, not the variance; the noise has the shape of y.",
    zh="torch.normal 的第二个参数是标准差，不是方差；噪声的形状与 y 相同。",
)
def test_the_noise(student):
    """Each label has noise of its own, with standard deviation 0.01. / 每个标签有自己的噪声，标准差为 0.01。"""
    for d, b in ((2, 4.2), (1, -7.0), (5, 0.0)):
        _, noise = noise_of(student, d, b, 1000)
        check.normal(noise, 0.0, 0.01, of=3)


@points(1)
@after(test_the_noise)
@hint("torch.randn or torch.normal(0, 1, ...).", zh="torch.randn 或 torch.normal(0, 1, ...)。")
def test_the_features(student):
    """The features are standard normal. / 特征服从标准正态分布。"""
    features, _ = noise_of(student, 4, 1.0, 500)
    check.normal(features, 0.0, 1.0)


@points(1)
@after(test_the_noise)
@hint("The labels are a column: y.reshape((-1, 1)).", zh="标签是一列：y.reshape((-1, 1))。")
def test_shapes_and_dtypes(student):
    """Features (n, d) and labels (n, 1), both float32. / 特征 (n, d)，标签 (n, 1)，都是 float32。"""
    for n, d in ((7, 3), (1, 1), (3, 3)):
        features, labels = student.synthetic_data(torch.randn(d), torch.tensor([0.5]), n)
        check.shape(features, (n, d))
        check.shape(labels, (n, 1))
        check.dtype(features, torch.float32)
        check.dtype(labels, torch.float32)


@points(1)
@after(test_the_noise)
@hint("Do not set the seed inside the function.", zh="不要在函数内部设定随机种子。")
def test_every_call_draws_anew(student):
    """A second call draws other features and other noise. / 再次调用得到不同的特征和不同的噪声。"""
    drawn = [noise_of(student, 2, 1.0, 20) for _ in range(2)]
    alike = [bool(torch.allclose(first, second, atol=1e-4)) for first, second in zip(*drawn, strict=True)]
    check.equal(alike, [False, False])


@points(1)
@after(test_the_noise)
@hint("Work on new tensors: no w *= ... and no in-place reshape.", zh="在新张量上计算：不要写 w *= ...。")
def test_the_weights_are_left_alone(student):
    """w and b stay as they are. / w 和 b 保持不变。"""
    check.leaves_alone(student.synthetic_data, torch.randn(3), torch.randn(1), 5)
