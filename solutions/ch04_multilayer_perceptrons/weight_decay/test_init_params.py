from grader.suite import after, check, hint, points


@points(2)
@hint("torch.normal(0, 1, ...) or torch.randn.", zh="torch.normal(0, 1, ...) 或 torch.randn。")
def test_the_weights(student):
    """w is normal with mean 0 and standard deviation 1. / w 服从均值 0、标准差 1 的正态分布。"""
    w = student.init_params(2000)[0]
    check.spread(w, 1.0, mean=0.0, of=2)
    check.normal(w, 0.0, 1.0, of=2)


@points(1)
@after(test_the_weights)
@hint("b starts at zero.", zh="b 从零开始。")
def test_the_bias(student):
    """b is zero. / b 为零。"""
    check.equal(student.init_params(3)[1].detach().tolist(), [0.0])


@points(1)
@after(test_the_weights)
@hint(
    "Let the tensor require its gradient last: 0.1 * w is no leaf any more.",
    zh="最后才让张量要求梯度：0.1 * w 就不再是叶子了。",
)
def test_leaves(student):
    """Both are leaves, so that they get a gradient. / 两者都是叶子，因此会得到梯度。"""
    w, b = student.init_params(4)
    (3 * w.sum() + 2 * b.sum()).backward()
    check.equal([None if p.grad is None else p.grad.flatten().tolist() for p in (w, b)], [[3.0] * 4, [2.0]])
