import torch
from torch import nn

from grader.suite import after, check, hint, on, points


def a_pair(student, reference, *sizes):
    """The student's head and ours, with the same parameters, larger than they come."""
    mine, right = student.MaskLM(*sizes), reference.MaskLM(*sizes)
    shapes = {name: tuple(p.shape) for name, p in right.named_parameters()}
    check.that(
        {name: tuple(p.shape) for name, p in mine.named_parameters()} == shapes,
        "The parameters are not those of the four layers in mlp, of the sizes asked for.",
        "模型参数不是 mlp 中四个层的参数，或者大小不对。",
    )
    state = {name: torch.randn(shape) for name, shape in shapes.items()}
    for head in mine, right:
        head.load_state_dict(state)
    return mine, right


@points(2)
@hint("Linear, ReLU, LayerNorm, Linear, in this order.", zh="依次是 Linear、ReLU、LayerNorm、Linear。")
def test_the_layers(student):
    """mlp has the four layers asked for. / mlp 由要求的四个层组成。"""
    for args in (9, 5, 3), (20, 8, 8):
        vocab, hiddens, inputs = args
        layers = [nn.Linear(inputs, hiddens), nn.ReLU, nn.LayerNorm(hiddens), nn.Linear(hiddens, vocab)]
        check.layers(student.MaskLM(*args).mlp, layers)
    check.shape(student.MaskLM(9, 5).mlp[0].weight.detach(), (5, 768))


@points(4)
@hint(
    "Row i of pred_positions belongs to example i: X[[0, 0, 1, 1], [2, 5, 1, 3]] for two examples with two positions.",
    zh="pred_positions 的第 i 行属于第 i 个样本：两个样本各两个位置时是 X[[0, 0, 1, 1], [2, 5, 1, 3]]。",
)
def test_values(student, reference):
    """Each example is looked at where its own positions say. / 每个样本都在自己的位置上取值。"""
    for sizes, (b, n, p) in (((9, 5, 3), (3, 6, 2)), ((20, 8, 8), (2, 4, 4)), ((7, 4, 6), (2, 5, 8))):
        mine, right = a_pair(student, reference, *sizes)
        X, positions = torch.randn(b, n, sizes[2]), torch.randint(n, (b, p))
        check.close(mine(X.clone(), positions.clone()).detach(), right(X, positions).detach(), rtol=1e-4, atol=1e-4)


@points(2)
@after(test_values)
@hint("A batch of one, or one position, keeps its axis.", zh="批量大小为 1 或只有一个位置时，那个轴仍要保留。")
def test_small_shapes(student, reference):
    """One example, one position, one word: the result keeps three axes. / 一个样本、一个位置、一个词：结果仍有三个轴。"""
    mine, right = a_pair(student, reference, 6, 4, 3)
    for b, n, p in (1, 5, 3), (4, 5, 1), (1, 1, 1):
        X, positions = torch.randn(b, n, 3), torch.randint(n, (b, p))
        check.close(mine(X.clone(), positions.clone()).detach(), right(X, positions).detach(), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_values)
def test_gradients(student, reference):
    """Gradients reach the positions asked for, and no others, and all parameters. / 梯度只传到被猜的位置，并传到所有参数。"""
    mine, right = a_pair(student, reference, 6, 4, 3)
    X, positions, weight, found = torch.randn(2, 5, 3), torch.tensor([[1, 3], [0, 4]]), torch.randn(2, 2, 6), []
    for head in mine, right:
        Z = X.clone().requires_grad_()
        (head(Z, positions.clone()) * weight).sum().backward()
        found.append([Z.grad, *(p.grad for _, p in sorted(head.named_parameters()))])
    check.close(found[0], found[1], rtol=1e-3, atol=1e-4)


@points(1)
@after(test_values)
def test_the_inputs_are_left_alone(student):
    """Neither input is changed. / 两个输入都不改动。"""
    check.leaves_alone(student.MaskLM(6, 4, 3), torch.randn(2, 5, 3), torch.tensor([[1, 3], [0, 4]]))


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    head = student.MaskLM(6, 4, 3).to(device)
    result = head(torch.randn(2, 5, 3, device=device), torch.tensor([[1, 3], [0, 4]], device=device))
    check.shape(result, (2, 2, 6))
    check.device(result, device)
