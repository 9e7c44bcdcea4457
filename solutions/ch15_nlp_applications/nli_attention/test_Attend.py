"""Both results against the formulas, with the parameters of f known: beta and alpha each for themselves."""

import torch

from grader.suite import after, check, hint, on, points

# num_inputs, num_hiddens (another number), words of the premise, words of the hypothesis
SIZES = ((4, 6, 3, 3), (3, 5, 4, 2), (5, 3, 1, 6), (2, 7, 5, 5))


def a_net(student, num_inputs, num_hiddens):
    """A module in eval mode whose f has the parameters W (first layer), V (second), b (both); and those."""
    net = student.Attend(num_inputs, num_hiddens)
    net.eval()
    W, V, b = torch.randn(num_hiddens, num_inputs), torch.randn(num_hiddens, num_hiddens), torch.randn(num_hiddens)
    known = {part.shape: part for part in (W, V, b)}
    with torch.no_grad():
        for p in net.parameters():
            check.that(
                p.shape in known,
                "A parameter is none of mlp(num_inputs, num_hiddens, False).",
                "有一个参数不属于 mlp(num_inputs, num_hiddens, False)。",
            )
            p.copy_(known[p.shape])
    return net, (W, V, b)


def right(A, B, known):
    """(beta, alpha) by the formulas."""
    W, V, b = known
    f_A, f_B = (((X @ W.T + b).relu() @ V.T + b).relu() for X in (A, B))
    e = torch.einsum("nih,njh->nij", f_A, f_B)
    beta = torch.einsum("nij,njd->nid", e.softmax(dim=2), B)
    return beta, torch.einsum("nij,nid->njd", e.softmax(dim=1), A)


def both(made):
    check.equal(len(made), 2)
    return made


@points(3)
@hint("beta: softmax over the words of B, times B.", zh="beta：沿 B 的各词做 softmax，再乘以 B。")
def test_beta(student):
    """beta has, for each word of the premise, its mean of the hypothesis' words. / beta 是前提的每个词对假设各词的加权平均。"""
    for num_inputs, num_hiddens, m, n in SIZES:
        net, known = a_net(student, num_inputs, num_hiddens)
        A, B = torch.randn(2, m, num_inputs), torch.randn(2, n, num_inputs)
        check.close(both(net(A, B))[0].detach(), right(A, B, known)[0], rtol=1e-3, atol=1e-3)


@points(3)
@hint("alpha: softmax over the words of A, times A.", zh="alpha：沿 A 的各词做 softmax，再乘以 A。")
def test_alpha(student):
    """alpha has, for each word of the hypothesis, its mean of the premise's words. / alpha 是假设的每个词对前提各词的加权平均。"""
    for num_inputs, num_hiddens, m, n in SIZES:
        net, known = a_net(student, num_inputs, num_hiddens)
        A, B = torch.randn(2, m, num_inputs), torch.randn(2, n, num_inputs)
        check.close(both(net(A, B))[1].detach(), right(A, B, known)[1], rtol=1e-3, atol=1e-3)


@points(1)
@hint("One f for both sentences.", zh="两个句子用同一个 f。")
def test_one_function(student):
    """There is one f for both sentences, and nothing else has parameters. / 两个句子共用一个 f，此外没有别的参数。"""
    for num_inputs, num_hiddens in (4, 6), (5, 3):
        count = (num_inputs + 1) * num_hiddens + (num_hiddens + 1) * num_hiddens
        check.parameter_count(student.Attend(num_inputs, num_hiddens), count)


@points(1)
@after(test_beta, test_alpha)
@hint("Exchanged sentences give exchanged results.", zh="交换句子，结果也随之交换。")
def test_both_sides_are_alike(student):
    """Exchanged sentences give exchanged results, pair by pair. / 交换两个句子，两个结果也交换；各对互不影响。"""
    net, known = a_net(student, 4, 5)
    A, B = torch.randn(3, 2, 4), torch.randn(3, 6, 4)
    beta, alpha = right(A, B, known)
    check.close([part.detach() for part in net(B, A)], [alpha, beta], rtol=1e-3, atol=1e-3)
    check.close([part.detach() for part in net(A[1:2], B[1:2])], [beta[1:2], alpha[1:2]], rtol=1e-3, atol=1e-3)


@points(1)
@after(test_beta, test_alpha)
@hint("The weights of each word sum to one.", zh="每个词的权重之和为一。")
def test_the_weights(student):
    """Where all words of a sentence are alike, their mean is such a word; their order makes no difference. / 一句中的词都相同时，加权平均就是这个词；词的次序没有影响。"""
    net = student.Attend(4, 5)
    net.eval()
    A, word, B = torch.randn(2, 3, 4), torch.randn(2, 1, 4), torch.randn(2, 6, 4)
    check.close(net(A, word.expand(2, 6, 4).clone())[0].detach(), word.expand(2, 3, 4), rtol=1e-4, atol=1e-4)
    order = torch.randperm(6)
    beta, alpha = (part.detach() for part in net(A, B))
    mixed = [part.detach() for part in net(A, B[:, order])]
    check.close(mixed, [beta, alpha[:, order]], rtol=1e-4, atol=1e-4)


@points(1)
@hint(
    "torch.softmax takes the largest score away before it computes exp.",
    zh="torch.softmax 会先减去最大的得分，再求 exp。",
)
def test_large_scores(student):
    """Scores in the thousands are no trouble. / 得分上千也没有问题。"""
    net, known = a_net(student, 3, 6)
    known = [(2 * part).round() for part in known]  # whole numbers: no rounding decides between two large scores
    with torch.no_grad():
        for p in net.parameters():
            p.copy_((2 * p.detach()).round())
    A, B = (torch.randint(-4, 5, (2, n, 3)).float() for n in (4, 3))
    check.close([part.detach() for part in both(net(A, B))], list(right(A, B, known)), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_beta, test_alpha)
@hint("Everything stays in autograd, the weights too.", zh="一切都留在自动求导之中，权重也一样。")
def test_gradients(student):
    """Gradients reach both sentences. / 梯度能传到两个句子。"""
    net, known = a_net(student, 3, 5)
    A, B = torch.randn(2, 4, 3) / 2, torch.randn(2, 3, 3) / 2
    weights, found = (torch.randn_like(A), torch.randn_like(B)), []
    for attend in net, lambda A, B: right(A, B, known):
        given = [part.clone().requires_grad_() for part in (A, B)]
        beta, alpha = attend(*given)
        ((beta * weights[0]).sum() + (alpha * weights[1]).sum()).backward()
        found.append([part.grad for part in given])
    check.close(found[0], found[1], rtol=1e-3, atol=1e-2)


@points(1)
@after(test_beta, test_alpha)
def test_what_is_given_is_left_alone(student):
    """Both sentences stay as they are. / 两个句子都保持不变。"""
    net = student.Attend(4, 5)
    check.leaves_alone(lambda A, B: net(A, B), torch.randn(2, 3, 4), torch.randn(2, 5, 4))


@points(1)
@after(test_beta, test_alpha)
@on("cuda")
def test_on_the_gpu(student, device):
    """After .to(device) it works on that device. / 调用 .to(device) 之后，它在该设备上工作。"""
    made = student.Attend(3, 4).to(device)(torch.randn(2, 5, 3, device=device), torch.randn(2, 4, 3, device=device))
    for part, shape in zip(made, ((2, 5, 3), (2, 4, 3)), strict=True):
        check.shape(part, shape)
        check.device(part, device)
