"""The model against torch's conv1d with the same weights."""

import torch
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points

# vocab_size, embed_size, kernel_sizes, num_channels
SIZES = ((9, 3, [3, 4, 2], [5, 4, 6]), (7, 4, [2], [3]), (6, 2, [1, 3], [2, 2]))


def right_shapes(vocab_size, embed_size, kernel_sizes, num_channels):
    shapes = {"embedding.weight": (vocab_size, embed_size), "constant_embedding.weight": (vocab_size, embed_size)}
    for i, (k, c) in enumerate(zip(kernel_sizes, num_channels, strict=True)):
        shapes |= {f"convs.{i}.weight": (c, 2 * embed_size, k), f"convs.{i}.bias": (c,)}
    return shapes | {"decoder.weight": (2, sum(num_channels)), "decoder.bias": (2,)}


def shapes_of(net):
    return {name: tuple(p.shape) for name, p in net.state_dict().items()}


def a_net(student, *sizes, dtype=torch.float32):
    """A model in eval mode with parameters large enough for every part to show, and the parameters."""
    net = student.TextCNN(*sizes).to(dtype)
    shapes = right_shapes(*sizes)
    check.equal(shapes_of(net), shapes)
    state = {name: torch.randn(shape, dtype=dtype) for name, shape in shapes.items()}
    net.load_state_dict(state)
    net.eval()
    return net, state


def encoding_by_torch(state, X):
    words = torch.cat([F.embedding(X, state[f"{name}.weight"]) for name in ("embedding", "constant_embedding")], dim=2)
    parts, i = [], 0
    while f"convs.{i}.weight" in state:
        found = F.conv1d(words.transpose(1, 2), state[f"convs.{i}.weight"], state[f"convs.{i}.bias"])
        parts.append(F.relu(found).amax(dim=2))
        i += 1
    return torch.cat(parts, dim=1)


def by_torch(state, X):
    return F.linear(encoding_by_torch(state, X), state["decoder.weight"], state["decoder.bias"])


@points(2)
@hint(
    "Two embeddings; each nn.Conv1d has 2 * embed_size input channels; convs is an nn.ModuleList.",
    zh="两个嵌入层；每个 nn.Conv1d 有 2 * embed_size 个输入通道；convs 是 nn.ModuleList。",
)
def test_the_layers(student):
    """The layers have the names and sizes asked for. / 各层的名称和大小正确。"""
    for sizes in SIZES:
        check.equal(shapes_of(student.TextCNN(*sizes)), right_shapes(*sizes))


@points(4)
@hint(
    "nn.Conv1d wants the channels before the time steps; then ReLU, and the results of all convolutions side by side.",
    zh="nn.Conv1d 要求通道在时间步之前；然后是 ReLU，各卷积层的结果并排放在一起。",
)
def test_kernels_that_fit_once(student):
    """In eval mode, for reviews as long as the kernels are wide, the scores are right. / 评估模式下，影评与卷积核一样长时，得分正确。"""
    for sizes, shape in (
        ((9, 3, [3, 3], [5, 4]), (4, 3)),
        ((7, 4, [2], [3]), (2, 2)),
        ((6, 2, [4, 4, 4], [2, 1, 3]), (5, 4)),
    ):
        net, state = a_net(student, *sizes)
        X = torch.randint(sizes[0], shape)
        check.close(net(X).detach(), by_torch(state, X), rtol=1e-4, atol=1e-4)


@points(3)
@hint(
    "Of each channel the greatest value over all time steps counts, not the mean.",
    zh="每个通道取所有时间步上的最大值，而不是平均值。",
)
def test_scores(student):
    """In eval mode, the scores are those that torch's conv1d and the maximum lead to. / 评估模式下，得分与用 torch 的 conv1d 和最大值算出的一致。"""
    for sizes, shape in zip(SIZES, ((3, 7), (4, 8), (5, 5)), strict=True):
        net, state = a_net(student, *sizes)
        X = torch.randint(sizes[0], shape)
        check.close(net(X).detach(), by_torch(state, X), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_scores)
@hint(
    "Where a kernel fits once, ReLU decides; and keep the axis of a single review.",
    zh="卷积核只放得下一次时，由 ReLU 决定；只有一篇影评时也要保留它的轴。",
)
def test_short_reviews_and_a_single_one(student):
    """Reviews no longer than the widest kernel, and a single review. / 与最宽的卷积核一样短的影评，以及单独一篇影评。"""
    for sizes, shape in ((SIZES[0], (4, 4)), (SIZES[1], (3, 2)), (SIZES[0], (1, 6)), (SIZES[2], (1, 3))):
        net, state = a_net(student, *sizes)
        X = torch.randint(sizes[0], shape)
        check.close(net(X).detach(), by_torch(state, X), rtol=1e-4, atol=1e-4)


@points(2)
@after(test_kernels_that_fit_once)
@hint(
    "nn.Dropout(0.5) on the joined vector, before the decoder.",
    zh="在解码器之前，对连结好的向量使用 nn.Dropout(0.5)。",
)
def test_dropout(student):
    """In training mode half of the joined vector is dropped, in eval mode none. / 训练模式下丢弃连结向量的一半，评估模式下不丢弃。"""
    sizes = (8, 2, [2, 2], [1, 1])
    net, state = a_net(student, *sizes)
    # Then the scores are the joined vector itself.
    state |= {"decoder.weight": torch.eye(2), "decoder.bias": torch.zeros(2)}
    state |= {"convs.0.bias": torch.full((1,), 20.0), "convs.1.bias": torch.full((1,), 20.0)}
    net.load_state_dict(state)
    X = torch.randint(8, (2000, 2))
    whole = encoding_by_torch(state, X)
    check.close(net(X).detach(), whole, rtol=1e-4)
    net.train()
    scores = net(X).detach()
    kept = scores != 0
    check.share((~kept).sum(), kept.numel(), 0.5, "The share of numbers that are 0", "为 0 的数的比例")
    check.close(scores, torch.where(kept, 2 * whole, 0.0), rtol=1e-4)


@points(2)
@after(test_kernels_that_fit_once)
@hint("Everything stays in autograd: no .data, no .detach().", zh="一切都留在自动求导之中：不要用 .data 或 .detach()。")
def test_gradients(student):
    """Every parameter but the constant vectors gets its gradient, in float64. / 除固定的词向量外，每个参数都得到自己的梯度（float64）。"""
    net, state = a_net(student, 9, 3, [3, 3], [5, 4], dtype=torch.float64)
    X, weight = torch.randint(9, (4, 3)), torch.randn(4, 2, dtype=torch.float64)
    (net(X) * weight).sum().backward()
    leaves = {name: p.clone().requires_grad_() for name, p in state.items()}
    (by_torch(leaves, X) * weight).sum().backward()
    names = [name for name in leaves if name != "constant_embedding.weight"]
    grads = {name: p.grad for name, p in net.named_parameters()}
    check.close([grads[name] for name in names], [leaves[name].grad for name in names], rtol=1e-6, atol=1e-8)


@points(1)
@after(test_kernels_that_fit_once)
@hint("The convolutions run over the words of one review at a time.", zh="卷积只在同一篇影评的单词上进行。")
def test_reviews_do_not_mix(student):
    """A review has the same scores in any batch. / 一篇影评在任何批量中得分都相同。"""
    net, _ = a_net(student, *SIZES[2])
    X = torch.randint(6, (5, 5))
    right = net(X).detach()
    for order in torch.randperm(5), torch.tensor([3, 1]), torch.tensor([2, 2, 2]):
        check.close(net(X[order]).detach(), right[order], rtol=1e-4, atol=1e-4)


@points(1)
@after(test_kernels_that_fit_once)
@on("cuda")
@hint("All layers are part of the module, and so move with it.", zh="所有层都属于这个模块，才会随它移动。")
def test_on_the_gpu(student, device):
    """After .to(device) the model works on that device. / 调用 .to(device) 之后，模型在该设备上工作。"""
    scores = student.TextCNN(*SIZES[0]).to(device)(torch.zeros(3, 5, dtype=torch.int64, device=device))
    check.shape(scores, (3, 2))
    check.device(scores, device)
