import torch

from grader.suite import after, check, hint, points


@points(2)
@hint(
    "Every element is dropped with probability dropout: compare uniform numbers with it, the right way round.",
    zh="每个元素以概率 dropout 被丢弃：拿均匀分布的随机数与它比较，注意方向。",
)
def test_how_many_are_dropped(student):
    """The share of zeros is the probability. / 零所占的比例等于丢弃概率。"""
    for p in (0.1, 0.5, 0.8):
        Y = student.dropout_layer(1 + torch.rand(100, 100), p)
        check.shape(Y, (100, 100))
        check.share((Y == 0).sum(), Y.numel(), p, "The share of zeros", "零所占的比例", of=3)


@points(2)
@after(test_how_many_are_dropped)
@hint("Divide what is kept by 1 - dropout.", zh="留下来的元素要除以 1 - dropout。")
def test_what_is_kept(student):
    """What is kept is the element itself, divided by 1 - p. / 留下来的是原来的元素除以 1 - p。"""
    for p in (0.1, 0.4, 0.8):
        X = torch.randn(30, 40)
        Y = student.dropout_layer(X.clone(), p)
        check.close(torch.where(Y == 0, Y, Y / (X / (1 - p))), (Y != 0).float())


@points(1)
@after(test_how_many_are_dropped)
@hint(
    "Draw a number for every element: a mask with the shape of X.",
    zh="每个元素都要抽取一个数：掩码的形状与 X 相同。",
)
def test_every_element_by_itself(student):
    """Rows and columns are not dropped as a whole. / 不会整行或整列地丢弃。"""
    Y = student.dropout_layer(torch.ones(2, 50, 50), 0.5)
    dropped = (Y == 0).float()
    # A line of 50 is dropped or kept as a whole with probability 2 ** -49 each, a pair of planes alike with 2 ** -2500.
    shares = [dropped.mean(dim=dim) for dim in (1, 2)]
    check.equal([int(((s == 0) | (s == 1)).sum()) for s in shares], [0, 0])
    check.that(bool((dropped[0] != dropped[1]).any()), "Two planes have the same mask.", zh="两个平面的掩码相同。")


@points(1)
@after(test_how_many_are_dropped)
@hint("Draw the mask inside the function, without a seed.", zh="在函数内抽取掩码，不要设定随机种子。")
def test_every_call_anew(student):
    """Every call draws a new mask. / 每次调用都抽取新的掩码。"""
    X = torch.ones(1000)
    masks = torch.stack([student.dropout_layer(X, 0.5) == 0 for _ in range(4)])
    check.equal(len(masks.unique(dim=0)), 4)


@points(1)
@after(test_what_is_kept)
@hint("With probability 0, nothing is dropped.", zh="概率为 0 时，什么都不丢弃。")
def test_probability_zero(student):
    """With probability 0, X comes back as it is. / 概率为 0 时，X 原样返回。"""
    X = torch.randn(20, 30)
    check.close(student.dropout_layer(X.clone(), 0.0), X)
    check.close(student.dropout_layer(X.clone(), 0), X)


@points(2)
@after(test_how_many_are_dropped)
@hint("1 - dropout is 0 then: do not divide by it.", zh="此时 1 - dropout 为 0：不要除以它。")
def test_probability_one(student):
    """With probability 1, everything is zero, without nan. / 概率为 1 时，全部为零，没有 nan。"""
    for p in (1.0, 1):
        check.close(student.dropout_layer(torch.randn(20, 30), p), torch.zeros(20, 30))


@points(1)
@after(test_how_many_are_dropped)
@hint("assert 0 <= dropout <= 1, before anything else.", zh="先检查：assert 0 <= dropout <= 1。")
def test_no_probability(student):
    """Numbers below 0 and above 1 are refused. / 小于 0 或大于 1 的数会被拒绝。"""
    for p in (-0.1, 1.5):
        check.raises((AssertionError, ValueError), student.dropout_layer, torch.ones(3), p)


@points(1)
@after(test_what_is_kept)
@hint("X *= mask writes into the caller's X.", zh="X *= mask 会写入调用者的 X。")
def test_the_input_is_left_alone(student):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(student.dropout_layer, torch.randn(6, 5), dropout=0.5)
