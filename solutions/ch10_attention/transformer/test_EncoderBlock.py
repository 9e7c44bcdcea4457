import torch
from torch import nn

from grader.suite import after, check, hint, on, points

# key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
SIZES = (8, 8, 8, 8, [8], 8, 12, 2)


def a_pair(student, reference, *sizes, **more):
    """The student's block, and ours with the student's parameters."""
    mine, right = (room.EncoderBlock(*sizes, 0.0, **more) for room in (student, reference))
    params = {name: p.detach() for name, p in mine.named_parameters()}
    check.that(
        {name: p.shape for name, p in params.items()} == {name: p.shape for name, p in right.named_parameters()},
        "The parameters are not those of attention, addnorm1, ffn and addnorm2, of the sizes asked for.",
        zh="模型参数不是 attention、addnorm1、ffn 和 addnorm2 的参数，或者大小不对。",
    )
    right.load_state_dict(params, strict=False)
    return mine, right


@points(1)
@hint(
    "use_bias goes to the attention; ffn leads back to num_hiddens.",
    zh="use_bias 传给注意力；ffn 的输出大小回到 num_hiddens。",
)
def test_the_parameters(student, reference):
    """The parts have the parameters asked for. / 各部分的参数符合要求。"""
    for more in {}, {"use_bias": True}:
        forms = [
            {name: tuple(p.shape) for name, p in room.EncoderBlock(*SIZES, 0.1, **more).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])


@points(3)
@hint(
    "The second AddNorm adds what went into ffn, which is the result of the first.",
    zh="第二个 AddNorm 加上的是 ffn 的输入，也就是第一个的结果。",
)
def test_values(student, reference):
    """The result is right, with lengths and without. / 有无有效长度，结果都正确。"""
    for sizes, n in ((SIZES, 5), ((6, 6, 6, 6, [4, 6], 6, 3, 3), 4)):
        mine, right = a_pair(student, reference, *sizes)
        for lens in None, torch.tensor([2, n]):
            X = 2 * torch.randn(2, n, sizes[3])
            check.close(mine(X.clone(), lens), right(X, lens), atol=1e-4)


@points(1)
@after(test_values)
def test_as_torch_does(student):
    """It agrees with nn.TransformerEncoderLayer that has the same weights. / 权重相同时，与 nn.TransformerEncoderLayer 一致。"""
    mine, torchs = (
        student.EncoderBlock(8, 8, 8, 8, [8], 8, 12, 2, 0.0, use_bias=True),
        nn.TransformerEncoderLayer(8, 2, 12, 0.0, batch_first=True),
    )
    state = {name: p.detach() for name, p in mine.named_parameters()}
    of_torch = {
        f"{theirs}.{kind}": state[f"{ours}.{kind}"]
        for theirs, ours in (
            ("self_attn.out_proj", "attention.W_o"),
            ("norm1", "addnorm1.ln"),
            ("linear1", "ffn.dense1"),
            ("linear2", "ffn.dense2"),
            ("norm2", "addnorm2.ln"),
        )
        for kind in ("weight", "bias")
    }
    for kind in "weight", "bias":
        of_torch[f"self_attn.in_proj_{kind}"] = torch.cat([state[f"attention.W_{x}.{kind}"] for x in "qkv"])
    torchs.load_state_dict(of_torch)
    X, lens = 2 * torch.randn(2, 5, 8), torch.tensor([5, 3])
    expected = torchs(X, src_key_padding_mask=torch.arange(5) >= lens[:, None])
    check.close(mine(X.clone(), lens).detach(), expected.detach(), atol=1e-4)


@points(1)
@after(test_values)
def test_padding_has_no_influence(student):
    """What stands at the padding does not reach the words. / 填充处的内容影响不到词。"""
    block, X, lens = student.EncoderBlock(*SIZES, 0.0), torch.randn(2, 5, 8), torch.tensor([2, 4])
    words = (torch.arange(5) < lens[:, None])[..., None]
    other = torch.where(words, X, torch.randn(2, 5, 8))
    first, second = (torch.where(words, block(Z, lens).detach(), 0.0) for Z in (X, other))
    check.close(second, first)


@points(1)
@after(test_values)
def test_gradients(student, reference):
    """Gradients reach X and every parameter. / 梯度传到 X 和每个参数。"""
    mine, right = a_pair(student, reference, *SIZES)
    X, weight, found = torch.randn(2, 4, 8), torch.randn(2, 4, 8), []
    for block in mine, right:
        Z = X.clone().requires_grad_()
        (block(Z, torch.tensor([2, 4])) * weight).sum().backward()
        grads = dict(block.named_parameters())
        found.append([Z.grad, *(grads[name].grad for name, _ in right.named_parameters())])
    check.close(found[0], found[1], rtol=1e-3, atol=1e-4)


@points(1)
@after(test_values)
@hint("dropout goes to the attention and to both AddNorms.", zh="dropout 要传给注意力和两个 AddNorm。")
def test_dropout(student):
    """All dropped, what is left is X, normalised twice; in eval mode nothing is. / 全部丢弃时，只剩规范化两次的 X；预测模式下不丢弃。"""
    block, X = student.EncoderBlock(*SIZES, 1.0), torch.randn(2, 5, 8)
    twice = nn.functional.layer_norm(nn.functional.layer_norm(X, [8]), [8])
    check.close(block(X.clone(), None).detach(), twice, atol=1e-4)
    block.eval()
    check.that(
        bool((block(X.clone(), None).detach() - twice).abs().max() > 1e-3),
        "In eval mode, everything is still dropped.",
        zh="预测模式下仍然全部丢弃。",
    )


@points(1)
@after(test_dropout)
@hint("The attention gets dropout as well, for its weights.", zh="注意力也要得到 dropout，作用于它的权重。")
def test_dropout_in_the_attention(student):
    """Attention weights are dropped in training mode as well. / 训练模式下，注意力权重也会被丢弃。"""
    # All words are the same, and attention copies one number. Were its weights whole, dropout of what it returns
    # would leave two results; with dropped weights there are as many as sums of the weights that stay.
    block, X = student.EncoderBlock(4, 4, 4, 4, [4], 4, 4, 1, 0.5), torch.tensor([0.0, 4, -4, 2]).expand(4, 10, 4)
    with torch.no_grad():
        for name, p in block.named_parameters():
            p.fill_("ln.weight" in name)
            if name == "attention.W_v.weight":
                p[0, 1] = 1.0
            if name == "attention.W_o.weight":
                p[0, 0] = 1.0
    found = block(X.clone(), None).detach()[..., 0].flatten()
    check.that(
        len((1e3 * found).round().unique()) > 2,
        "The attention drops none of its weights.",
        zh="注意力没有丢弃任何权重。",
    )


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    block = student.EncoderBlock(*SIZES, 0.1).to(device)
    result = block(torch.randn(2, 5, 8, device=device), torch.tensor([2, 5], device=device))
    check.shape(result, (2, 5, 8))
    check.device(result, device)
