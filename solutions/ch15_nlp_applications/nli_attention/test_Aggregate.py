import torch

from grader.suite import after, check, hint, on, points

# size of a comparison, num_hiddens, num_outputs, words of the premise, words of the hypothesis, batch
SIZES = ((3, 5, 2, 4, 4, 2), (2, 3, 6, 1, 5, 3), (4, 6, 3, 3, 2, 1))


@points(4)
@hint(
    "Sum over the words of each sentence, join the two sums, then h, then the linear layer.",
    zh="对每个句子的各词求和，连结两个和，经过 h，再经过线性层。",
)
def test_values(student, reference):
    """With our parameters the scores are ours. / 换上我们的参数，得分与我们的相同。"""
    for d, num_hiddens, num_outputs, m, n, N in SIZES:
        mine = student.Aggregate(2 * d, num_hiddens, num_outputs)
        right = reference.Aggregate(2 * d, num_hiddens, num_outputs)
        check.same_model(mine, right, torch.randn(N, m, d), torch.randn(N, n, d), rtol=1e-4, train=False)


@points(2)
@after(test_values)
@hint(
    "The order of the words is lost in the sum, and each example is judged by itself.",
    zh="求和之后词的次序就没有了；每个样本单独判断。",
)
def test_the_order_of_the_words(student):
    """The words of a sentence may come in any order, and examples do not mix. / 一句中的词可以按任何次序给出；样本之间互不影响。"""
    net = student.Aggregate(6, 5, 3)
    net.eval()
    V_A, V_B = torch.randn(4, 5, 3), torch.randn(4, 6, 3)
    scores = net(V_A, V_B).detach()
    check.close(net(V_A[:, torch.randperm(5)], V_B[:, torch.randperm(6)]).detach(), scores, rtol=1e-4)
    some = torch.tensor([2, 0])
    check.close(net(V_A[some], V_B[some]).detach(), scores[some], rtol=1e-4)


@points(1)
@after(test_values)
@hint("Everything stays in autograd.", zh="一切都留在自动求导之中。")
def test_gradients(student, reference):
    """Gradients reach all comparisons. / 梯度能传到所有比较结果。"""
    mine, right = student.Aggregate(6, 8, 3), reference.Aggregate(6, 8, 3)
    batch = torch.randn(2, 4, 3), torch.randn(2, 5, 3)
    check.same_model(mine, right, *batch, rtol=1e-4, train=False)
    found = []
    for net in mine, right:
        given = [part.clone().requires_grad_() for part in batch]
        net(*given).square().sum().backward()
        found.append([part.grad for part in given])
    check.close(found[0], found[1], rtol=1e-4, atol=1e-5)


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """After .to(device) it works on that device. / 调用 .to(device) 之后，它在该设备上工作。"""
    net = student.Aggregate(6, 4, 3).to(device)
    scores = net(torch.randn(2, 5, 3, device=device), torch.randn(2, 4, 3, device=device))
    check.shape(scores, (2, 3))
    check.device(scores, device)
