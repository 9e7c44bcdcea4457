import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint("exp(h) for each example; the bound is c.", zh="每个样本取 exp(h)，上限为 c。")
def test_values(student, reference):
    """The weights are min(exp(h), c). / 权重为 min(exp(h), c)。"""
    for n, c in (12, 1.5), (1, 0.5), (30, 10.0):
        h = 2 * torch.randn(n)
        check.close(student.covariate_shift_weights(h, c), reference.covariate_shift_weights(h, c))


@points(1)
@after(test_values)
@hint("Without c, nothing is cut off.", zh="不给出 c 时不截断。")
def test_no_bound(student, reference):
    """Without c, there is no bound. / 不给出 c 时没有上限。"""
    h = torch.tensor([-20.0, 0.0, 7.0, 20.0])
    check.close(student.covariate_shift_weights(h), reference.covariate_shift_weights(h))


@points(1)
@after(test_values)
@hint("min(inf, c) is c.", zh="min(inf, c) 等于 c。")
def test_large_logits(student, reference):
    """Where exp(h) overflows, the weight is c. / exp(h) 上溢处，权重为 c。"""
    h = torch.tensor([-1000.0, 100.0, 1000.0])
    check.close(student.covariate_shift_weights(h, 50.0), reference.covariate_shift_weights(h, 50.0))


@points(2)
@after(test_values)
@hint("The weights are constants: detach h.", zh="权重是常数：请对 h 使用 detach。")
def test_constants(student):
    """The weights require no gradient, in float64 too; h is left alone. / 权重不带梯度，float64 也一样；h 保持不变。"""
    h = torch.randn(6, dtype=torch.float64).requires_grad_()
    expected = h.detach().exp().clamp(max=2.0)
    before = h.detach().clone()
    weights = student.covariate_shift_weights(h, 2.0)
    check.close(weights, expected)
    check.equal([weights.requires_grad, h.requires_grad], [False, True])
    check.close(h.detach(), before)


@points(1)
@on("cuda")
@after(test_values)
def test_on_the_gpu(student, reference, device):
    """On a GPU, the weights stay on the GPU. / 在 GPU 上，权重也留在 GPU 上。"""
    h = torch.randn(6, device=device)
    check.close(student.covariate_shift_weights(h, 2.0), reference.covariate_shift_weights(h, 2.0))
