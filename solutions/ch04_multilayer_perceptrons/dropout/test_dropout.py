import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "The share of zeros is drop_prob; the rest is divided by 1 - drop_prob.",
    zh="零的比例是 drop_prob；其余除以 1 - drop_prob。",
)
def test_values(student):
    """Zeros and scaled elements, in the right proportion. / 零与放大后的元素，比例正确。"""
    for p in (0.3, 0.7):
        X = 1 + torch.rand(5000)
        Y = student.dropout(X.clone(), p)
        check.share((Y == 0).sum(), Y.numel(), p, "The share of zeros", "零所占的比例", of=2)
        check.close(Y[Y != 0] / (X / (1 - p))[Y != 0], torch.ones(int((Y != 0).sum())))


@points(2)
@after(test_values)
@hint(
    "mask.float() is float32, and so is what you multiply it with, or worse. Multiply by the mask of bools itself.",
    zh="mask.float() 是 float32，乘出来的结果也跟着变。直接乘以布尔掩码即可。",
)
def test_dtypes(student):
    """float16, bfloat16 and float64 keep their dtype. / float16、bfloat16 和 float64 都保持 dtype。"""
    for dtype in torch.float16, torch.bfloat16, torch.float64:
        Y = student.dropout(torch.full((400,), 3.0, dtype=dtype), 0.25)
        check.dtype(Y, dtype)
        check.equal(sorted(set(Y.tolist())), [0.0, 4.0])


@points(2)
@after(test_values)
@hint(
    "One mask for both directions: use the product itself, without .data or detach.",
    zh="前向和反向用同一个掩码：直接使用乘积，不要用 .data 或 detach。",
)
def test_the_gradient(student):
    """The gradient is 0 or 1/(1 - p), by the same mask. / 梯度为 0 或 1/(1 - p)，掩码与前向相同。"""
    X = (1 + torch.rand(300, dtype=torch.float64)).requires_grad_()
    Y = student.dropout(X, 0.6)
    check.that(Y.requires_grad, "No gradient reaches X.", zh="梯度传不到 X。")
    Y.sum().backward()
    check.close(torch.where(Y == 0, 0.0, X.grad) * 0.4, (Y != 0).double())
    check.close(X.grad[Y == 0], torch.zeros(int((Y == 0).sum()), dtype=torch.float64))


@points(1)
@on("cuda")
@after(test_values)
@hint(
    "torch.rand(X.shape) is on the CPU; torch.rand_like(X) is where X is.",
    zh="torch.rand(X.shape) 在 CPU 上；torch.rand_like(X) 则与 X 在同一设备。",
)
def test_on_the_gpu(student, device):
    """On a GPU, the result stays on the GPU. / 在 GPU 上，结果也留在 GPU 上。"""
    for p in (0.5, 1.0):
        Y = student.dropout(torch.ones(3, 4, device=device), p)
        check.shape(Y, (3, 4))
        check.device(Y, device)
