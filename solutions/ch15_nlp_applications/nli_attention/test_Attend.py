import torch

from grader.suite import after, check, hint, on, points

# num_inputs, num_hiddens, words of the premise, words of the hypothesis
SIZES = ((4, 6, 3, 3), (3, 5, 4, 2), (5, 3, 1, 6), (2, 7, 5, 5))


def a_pair(student, reference, num_inputs, num_hiddens):
    """The student's module and ours; its parameters are larger than they come, so that the weights differ much."""
    right = reference.Attend(num_inputs, num_hiddens)
    with torch.no_grad():
        for p in right.parameters():
            p.mul_(3)
    return student.Attend(num_inputs, num_hiddens), right


@points(5)
@hint(
    "beta: softmax over the words of B, times B. alpha: softmax over the words of A, times A.",
    zh="beta：沿 B 的各词做 softmax，再乘以 B。alpha：沿 A 的各词做 softmax，再乘以 A。",
)
def test_values(student, reference):
    """With our parameters beta and alpha are ours. / 换上我们的参数，beta 和 alpha 与我们的相同。"""
    for num_inputs, num_hiddens, m, n in SIZES:
        mine, right = a_pair(student, reference, num_inputs, num_hiddens)
        A, B = torch.randn(2, m, num_inputs), torch.randn(2, n, num_inputs)
        check.same_model(mine, right, A, B, rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
@hint(
    "f is one and the same for both sentences: exchanged sentences give exchanged results.",
    zh="两个句子用同一个 f：交换句子，结果也随之交换。",
)
def test_both_sides_are_alike(student, reference):
    """Exchanged sentences give exchanged results. / 交换两个句子，两个结果也交换。"""
    mine, right = a_pair(student, reference, 4, 5)
    A, B = torch.randn(3, 2, 4), torch.randn(3, 6, 4)
    check.same_model(mine, right, B, A, rtol=1e-4, atol=1e-4)
    beta, alpha = (part.detach() for part in mine(A, B))
    check.close([part.detach() for part in mine(B, A)], [alpha, beta], rtol=1e-4, atol=1e-4)


@points(2)
@after(test_values)
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
@after(test_values)
@hint(
    "torch.softmax takes the largest score away before it computes exp.",
    zh="torch.softmax 会先减去最大的得分，再求 exp。",
)
def test_large_scores(student, reference):
    """Scores in the thousands are no trouble. / 得分上千也没有问题。"""
    mine, right = a_pair(student, reference, 3, 6)
    check.same_model(mine, right, 60 * torch.randn(2, 4, 3), 60 * torch.randn(2, 3, 3), rtol=1e-3, atol=1e-2)


@points(2)
@after(test_values)
@hint("Everything stays in autograd, the weights too.", zh="一切都留在自动求导之中，权重也一样。")
def test_gradients(student, reference):
    """Gradients reach both sentences. / 梯度能传到两个句子。"""
    mine, right = a_pair(student, reference, 3, 5)
    A, B = torch.randn(2, 4, 3), torch.randn(2, 3, 3)
    check.same_model(mine, right, A, B, rtol=1e-4, atol=1e-4)
    weights = torch.randn_like(A), torch.randn_like(B)
    found = []
    for net in mine, right:
        given = [part.clone().requires_grad_() for part in (A, B)]
        beta, alpha = net(*given)
        ((beta * weights[0]).sum() + (alpha * weights[1]).sum()).backward()
        found.append([part.grad for part in given])
    check.close(found[0], found[1], rtol=1e-3, atol=1e-4)


@points(1)
@after(test_values)
def test_what_is_given_is_left_alone(student):
    """Both sentences stay as they are. / 两个句子都保持不变。"""
    net = student.Attend(4, 5)
    check.leaves_alone(lambda A, B: net(A, B), torch.randn(2, 3, 4), torch.randn(2, 5, 4))


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """After .to(device) it works on that device. / 调用 .to(device) 之后，它在该设备上工作。"""
    made = student.Attend(3, 4).to(device)(torch.randn(2, 5, 3, device=device), torch.randn(2, 4, 3, device=device))
    for part, shape in zip(made, ((2, 5, 3), (2, 4, 3)), strict=True):
        check.shape(part, shape)
        check.device(part, device)
