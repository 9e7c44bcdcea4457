import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("One linear layer, from num_inputs to 2, called output.", zh="一个线性层，从 num_inputs 到 2，名为 output。")
def test_values(student, reference):
    """The scores are right for several sizes. / 各种大小的得分都正确。"""
    for inputs, b in (5, 4), (1, 2), (8, 1):
        mine, right = student.NextSentencePred(inputs), reference.NextSentencePred(inputs)
        check.equal(*({n: tuple(p.shape) for n, p in head.named_parameters()} for head in (mine, right)))
        state = {"output.weight": torch.randn(2, inputs), "output.bias": torch.randn(2)}
        for head in mine, right:
            head.load_state_dict(state)
        X = torch.randn(b, inputs)
        check.close(mine(X.clone()).detach(), right(X).detach())


@points(1)
@after(test_values)
def test_gradients(student):
    """Gradients reach the input and both parameters. / 梯度传到输入和两个参数。"""
    head, X, weight = student.NextSentencePred(4), torch.randn(3, 4, requires_grad=True), torch.randn(3, 2)
    (head(X) * weight).sum().backward()
    params = dict(head.named_parameters())
    right = [weight @ params["output.weight"].detach(), weight.T @ X.detach(), weight.sum(dim=0)]
    check.close([X.grad, params["output.weight"].grad, params["output.bias"].grad], right)
