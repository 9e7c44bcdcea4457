import torch

from grader.suite import after, check, hint, on, points

SUM = "LearnedPositionalEncoding::test_a_sum_with_the_table"


@points(2)
@hint("Add the first num_steps rows of P to every example.", zh="给每个样本加上 P 的前 num_steps 行。")
def test_other_sizes(student):
    """With random tables of other sizes, the sums are right. / 换成其他大小的随机表，和都正确。"""
    for batch_size, num_steps, num_hiddens, max_len in (2, 5, 6, 9), (3, 4, 3, 4), (1, 1, 2, 3):
        encoding = student.LearnedPositionalEncoding(num_hiddens, 0.0, max_len)
        P, X = torch.randn(1, max_len, num_hiddens), torch.randn(batch_size, num_steps, num_hiddens)
        encoding.load_state_dict({"P": P})
        check.close(encoding(X.clone()).detach(), X + P[:, :num_steps])


@points(1)
@hint("One parameter, P, with room for max_len positions.", zh="只有一个参数 P，能容纳 max_len 个位置。")
def test_the_parameter(student):
    """P is the only parameter, of the shape asked for; max_len is 1000 if nothing is said.

    P 是唯一的参数，形状符合要求；不指定时 max_len 为 1000。"""
    for more, max_len in ({}, 1000), ({"max_len": 7}, 7):
        encoding = student.LearnedPositionalEncoding(6, 0.1, **more)
        found = {name: (tuple(p.shape), p.requires_grad) for name, p in encoding.named_parameters()}
        check.equal(found, {"P": ((1, max_len, 6), True)})


@points(1)
@after(test_the_parameter)
@hint("0.02 * torch.randn(…)", zh="0.02 * torch.randn(…)")
def test_how_it_begins(student):
    """P begins with small normal numbers. / P 的初值是较小的正态随机数。"""
    check.normal(student.LearnedPositionalEncoding(20, 0.1, max_len=500).P.detach().flatten(), 0.0, 0.02)


@points(2)
@after(SUM)
@hint("Use self.P itself in the sum: no .data, no detach.", zh="相加时直接使用 self.P：不要用 .data 或 detach。")
def test_gradients(student):
    """Gradients reach X and the rows of P that were used. / 梯度传到 X 和 P 中用到的各行。"""
    encoding = student.LearnedPositionalEncoding(4, 0.0, max_len=6)
    X, weight = torch.randn(3, 4, 4, requires_grad=True), torch.randn(3, 4, 4)
    (encoding(X) * weight).sum().backward()
    check.close(X.grad, weight)
    check.close(encoding.P.grad, torch.cat([weight.sum(dim=0, keepdim=True), torch.zeros(1, 2, 4)], dim=1))


@points(1)
@after(SUM)
@hint("Dropout comes after the sum; eval mode knows none.", zh="暂退法在相加之后；预测模式下没有。")
def test_dropout(student):
    """In training mode the sum is dropped from, in eval mode it is whole. / 训练模式下对和使用暂退法，预测模式下不用。"""
    encoding = student.LearnedPositionalEncoding(20, 0.3, max_len=60)
    X, P = torch.randn(4, 50, 20), encoding.P.detach()
    encoding.train()
    result = encoding(X.clone()).detach()
    dropped = result == 0
    check.share(dropped.sum(), dropped.numel(), 0.3, "The share of zeros", "零的比例")
    check.close(result, torch.where(dropped, 0.0, (X + P[:, :50]) / 0.7), rtol=1e-4)
    encoding.eval()
    check.close(encoding(X.clone()).detach(), X + P[:, :50])


@points(1)
@after(test_the_parameter)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, inputs are encoded there. / 在 GPU 上，输入就在那里编码。"""
    encoding = student.LearnedPositionalEncoding(6, 0.1, max_len=5).to(device)
    result = encoding(torch.randn(2, 3, 6, device=device))
    check.shape(result, (2, 3, 6))
    check.device(result, device)
