import torch

from grader.suite import after, check, hint, points

W = torch.tensor([5.0, 1.2, -3.4, 5.6])


@points(2)
@hint("torch.randn for the features.", zh="用 torch.randn 生成特征。")
def test_the_features(student):
    """The features are standard normal. / 特征服从标准正态分布。"""
    features, *_ = student.synthetic_poly_data(W.clone(), 2000)
    check.shape(features, (2000, 1))
    check.normal(features, 0.0, 1.0)


@points(3)
@hint(
    "labels = poly_features @ true_w + noise, with a standard deviation of 0.1.",
    zh="labels = poly_features @ true_w + 噪声，标准差为 0.1。",
)
def test_the_noise(student):
    """What the polynomial does not explain is normal noise of standard deviation 0.1.

    多项式之外是标准差 0.1 的正态噪声。"""
    features, _, labels = student.synthetic_poly_data(W.clone(), 2000)
    factorials = torch.tensor([1.0, 1.0, 2.0, 6.0])
    noise = labels - ((features ** torch.arange(4)) / factorials) @ W
    check.spread(noise, 0.1, mean=0.0, of=2)
    check.normal(noise, 0.0, 0.1, of=2)


@points(1)
@after(test_the_noise)
@hint("The number of columns is len(true_w).", zh="列数是 len(true_w)。")
def test_another_degree(student):
    """Other lengths of true_w give as many columns. / true_w 的长度不同，列数也随之不同。"""
    for d in 1, 2, 7:
        _, columns, labels = student.synthetic_poly_data(torch.ones(d), 9)
        check.equal([tuple(columns.shape), tuple(labels.shape)], [(9, d), (9,)])


@points(1)
@after(test_the_noise)
@hint("Draw anew in every call, without a seed.", zh="每次调用都重新抽取，不要设定随机种子。")
def test_every_call_anew(student):
    """Every call draws new features. / 每次调用都抽取新的特征。"""
    drawn = torch.stack([student.synthetic_poly_data(W.clone(), 20)[0] for _ in range(3)])
    check.equal(len(drawn.unique(dim=0)), 3)
