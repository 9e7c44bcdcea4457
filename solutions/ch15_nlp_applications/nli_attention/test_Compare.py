import torch

from grader.suite import after, check, hint, on, points

# size of a word, num_hiddens, words of the premise, words of the hypothesis
SIZES = ((3, 5, 4, 4), (2, 3, 1, 5), (4, 6, 3, 2))


def a_batch(d, m, n):
    """A, B, beta and alpha."""
    return torch.randn(2, m, d), torch.randn(2, n, d), torch.randn(2, m, d), torch.randn(2, n, d)


@points(3)
@hint(
    "g([A, beta]) and g([B, alpha]), joined along the last axis, by one and the same g.",
    zh="g([A, beta]) 和 g([B, alpha])，沿最后一个轴连结，用的是同一个 g。",
)
def test_values(student, reference):
    """With our parameters the comparisons are ours. / 换上我们的参数，比较结果与我们的相同。"""
    for d, num_hiddens, m, n in SIZES:
        mine, right = student.Compare(2 * d, num_hiddens), reference.Compare(2 * d, num_hiddens)
        check.same_model(mine, right, *a_batch(d, m, n), train=False)


@points(2)
@after(test_values)
@hint("Each word is compared with its own partner alone.", zh="每个词只与自己对齐的结果作比较。")
def test_each_word_by_itself(student):
    """The comparison of a word does not depend on the other words. / 一个词的比较结果与其他词无关。"""
    net = student.Compare(6, 5)
    net.eval()
    A, B, beta, alpha = a_batch(3, 4, 5)
    V_A, V_B = (part.detach() for part in net(A, B, beta, alpha))
    some, others = torch.tensor([3, 1]), torch.tensor([2, 0, 4])
    made = net(A[:, some], B[:, others], beta[:, some], alpha[:, others])
    check.close([part.detach() for part in made], [V_A[:, some], V_B[:, others]])


@points(1)
@after(test_values)
@hint("Everything stays in autograd.", zh="一切都留在自动求导之中。")
def test_gradients(student, reference):
    """Gradients reach the words and their partners. / 梯度能传到词和对齐的结果。"""
    mine, right = student.Compare(6, 5), reference.Compare(6, 5)
    batch = a_batch(3, 4, 2)
    check.same_model(mine, right, *batch, train=False)
    found = []
    for net in mine, right:
        given = [part.clone().requires_grad_() for part in batch]
        V_A, V_B = net(*given)
        (V_A.sum() + 2 * V_B.square().sum()).backward()
        found.append([part.grad for part in given])
    check.close(found[0], found[1], rtol=1e-4, atol=1e-5)


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """After .to(device) it works on that device. / 调用 .to(device) 之后，它在该设备上工作。"""
    made = student.Compare(6, 4).to(device)(*(part.to(device) for part in a_batch(3, 5, 2)))
    for part, shape in zip(made, ((2, 5, 4), (2, 2, 4)), strict=True):
        check.shape(part, shape)
        check.device(part, device)
