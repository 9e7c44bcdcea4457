"""A block of the decoder: causal, one step at a time, attention to the source."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points

# key_size, query_size, value_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
SIZES = (8, 8, 8, 8, [8], 8, 12, 2)


def a_pair(student, reference):
    """The student's block, and ours with the student's parameters."""
    mine, right = (room.DecoderBlock(*SIZES, 0.0, 0) for room in (student, reference))
    params = {name: p.detach() for name, p in mine.named_parameters()}
    check.that(
        {name: p.shape for name, p in params.items()} == {name: p.shape for name, p in right.named_parameters()},
        "The parameters are not those of attention1, addnorm1, attention2, addnorm2, ffn and addnorm3.",
        zh="模型参数不是 attention1、addnorm1、attention2、addnorm2、ffn 和 addnorm3 的参数。",
    )
    right.load_state_dict(params, strict=False)
    return mine, right


def a_source():
    """What an encoder returned for two sentences, and their lengths."""
    return torch.randn(2, 6, 8), torch.tensor([3, 6])


def one_by_one(block, X, source):
    state, found = [*source, [None]], []
    for step in X.split(1, dim=1):
        Y, state = block(step.clone(), state)
        found.append(Y.detach())
    return torch.cat(found, dim=1)


@points(3)
@hint(
    "Queries of the first attention are X; keys and values are X too. The second one's keys and values are the encoder's.",
    zh="第一个注意力的查询、键和值都是 X；第二个的键和值是编码器的输出。",
)
def test_values(student, reference):
    """In training mode, whole sentences come out right. / 训练模式下，整句的结果正确。"""
    mine, right = a_pair(student, reference)
    for lens in torch.tensor([3, 6]), None:
        enc_outputs, X = a_source()[0], 2 * torch.randn(2, 4, 8)
        expected = right(X, [enc_outputs, lens, [None]])[0]
        check.close(mine(X.clone(), [enc_outputs, lens, [None]])[0], expected, atol=1e-4)


@points(2)
@hint(
    "In training mode position t sees the positions up to t, and itself.",
    zh="训练模式下，位置 t 只能看到它自己和前面的位置。",
)
def test_nobody_looks_ahead(student):
    """A later word has no influence on an earlier one. / 后面的词影响不到前面的词。"""
    block, source, X = student.DecoderBlock(*SIZES, 0.0, 0), a_source(), torch.randn(2, 5, 8)
    whole = block(X.clone(), [*source, [None]])[0].detach()
    check.shape(whole, (2, 5, 8))
    check.that(bool(whole.std() > 0.1), "The result is the same everywhere.", zh="结果处处相同。")
    for t in range(1, 5):
        changed = torch.cat([X[:, :t], torch.randn(2, 5 - t, 8)], dim=1)
        check.close(block(changed, [*source, [None]])[0].detach()[:, :t], whole[:, :t])


@points(2)
@after(test_values)
@hint(
    "past[i] holds what went into the block so far: put X behind it, and take that for keys and values.",
    zh="past[i] 保存到目前为止进入这个块的内容：把 X 接在后面，作为键和值。",
)
def test_one_step_at_a_time(student, reference):
    """In eval mode, one step at a time gives what the whole sentence gives. / 预测模式下逐步计算，结果与整句相同。"""
    mine, right = a_pair(student, reference)
    source, X = a_source(), torch.randn(2, 5, 8)
    expected = right(X, [*source, [None]])[0].detach()
    mine.eval()
    check.close(one_by_one(mine, X, source), expected, atol=1e-4)


@points(1)
@after(test_values)
@hint("The mask is the same in both modes.", zh="两种模式下掩码都一样。")
def test_a_whole_sentence_in_eval_mode(student, reference):
    """In eval mode, a whole sentence is masked as well. / 预测模式下，整句输入同样要遮蔽。"""
    mine, right = a_pair(student, reference)
    source, X = a_source(), torch.randn(2, 4, 8)
    mine.eval()
    check.close(mine(X.clone(), [*source, [None]])[0], right(X, [*source, [None]])[0], atol=1e-4)


@points(1)
@after(test_values)
@hint("Block i uses past[i], and leaves the others as they are.", zh="第 i 个块使用 past[i]，其余的不动。")
def test_each_block_has_its_own_past(student):
    """Block 1 keeps its inputs in past[1]; source and lengths stay in the state. / 第 1 个块把输入保存在 past[1]；源与长度留在状态中。"""
    block, (enc_outputs, lens) = student.DecoderBlock(*SIZES, 0.0, 1).eval(), a_source()
    first, second, other = torch.randn(2, 1, 8), torch.randn(2, 1, 8), torch.randn(2, 3, 8)
    _, state = block(first.clone(), [enc_outputs, lens, [other, None, None]])
    _, state = block(second.clone(), state)
    check.close([state[0], state[1], state[2][0], state[2][1], state[2][2]],
                [enc_outputs, lens, other, torch.cat([first, second], dim=1), None])  # fmt: skip


@points(1)
@after(test_values)
def test_as_torch_does(student):
    """It agrees with nn.TransformerDecoderLayer that has the same weights. / 权重相同时，与 nn.TransformerDecoderLayer 一致。"""
    mine, torchs = student.DecoderBlock(*SIZES, 0.0, 0), nn.TransformerDecoderLayer(8, 2, 12, 0.0, batch_first=True)
    state = {name: p.detach() for name, p in mine.named_parameters()}
    pairs = ("norm1", "addnorm1.ln"), ("norm2", "addnorm2.ln"), ("norm3", "addnorm3.ln")
    pairs += ("linear1", "ffn.dense1"), ("linear2", "ffn.dense2")
    of_torch = {f"{theirs}.{kind}": state[f"{ours}.{kind}"] for theirs, ours in pairs for kind in ("weight", "bias")}
    for theirs, ours in ("self_attn", "attention1"), ("multihead_attn", "attention2"):
        of_torch[f"{theirs}.in_proj_weight"] = torch.cat([state[f"{ours}.W_{x}.weight"] for x in "qkv"])
        of_torch[f"{theirs}.in_proj_bias"] = torch.zeros(24)
        of_torch[f"{theirs}.out_proj.weight"], of_torch[f"{theirs}.out_proj.bias"] = (
            state[f"{ours}.W_o.weight"],
            torch.zeros(8),
        )
    torchs.load_state_dict(of_torch)
    (encoded, lens), X = a_source(), 2 * torch.randn(2, 4, 8)
    later, padding = torch.ones(4, 4, dtype=torch.bool).triu(1), torch.arange(6) >= lens[:, None]
    expected = torchs(X, encoded, tgt_mask=later, memory_key_padding_mask=padding)
    check.close(mine(X.clone(), [encoded, lens, [None]])[0].detach(), expected.detach(), atol=1e-4)


@points(1)
@after(test_values)
def test_padding_of_the_source(student):
    """What stands at the source's padding has no influence. / 源序列填充处的内容没有影响。"""
    block, (enc_outputs, lens), X = student.DecoderBlock(*SIZES, 0.0, 0), a_source(), torch.randn(2, 4, 8)
    words = (torch.arange(6) < lens[:, None])[..., None]
    other = torch.where(words, enc_outputs, torch.randn(2, 6, 8))
    results = [block(X.clone(), [source, lens, [None]])[0].detach() for source in (enc_outputs, other)]
    check.close(results[1], results[0])


@points(1)
@after(test_values)
def test_gradients(student, reference):
    """Gradients reach X, the encoder and every parameter. / 梯度传到 X、编码器和每个参数。"""
    mine, right = a_pair(student, reference)
    (source, lens), X = a_source(), torch.randn(2, 4, 8)
    weight, found = torch.randn(2, 4, 8), []
    for block in mine, right:
        Z, encoded = X.clone().requires_grad_(), source.clone().requires_grad_()
        (block(Z, [encoded, lens, [None]])[0] * weight).sum().backward()
        grads = dict(block.named_parameters())
        found.append([Z.grad, encoded.grad, *(grads[name].grad for name, _ in right.named_parameters())])
    check.close(found[0], found[1], rtol=1e-3, atol=1e-4)


@points(1)
@after(test_values)
@hint("dropout goes to both attentions and to all three AddNorms.", zh="dropout 要传给两个注意力和三个 AddNorm。")
def test_dropout(student):
    """All dropped, what is left is X, normalised three times; in eval mode nothing is. / 全部丢弃时，只剩规范化三次的 X；预测模式下不丢弃。"""
    block, source, X = student.DecoderBlock(*SIZES, 1.0, 0), a_source(), torch.randn(2, 4, 8)
    left = X
    for _ in range(3):
        left = nn.functional.layer_norm(left, [8])
    check.close(block(X.clone(), [*source, [None]])[0].detach(), left, atol=1e-4)
    block.eval()
    check.that(
        bool((block(X.clone(), [*source, [None]])[0].detach() - left).abs().max() > 1e-3),
        "In eval mode, everything is still dropped.",
        zh="预测模式下仍然全部丢弃。",
    )


@points(1)
@after(test_values)
@on("cuda")
@hint("The lengths of the mask belong where X is.", zh="掩码用的长度应与 X 在同一设备上。")
def test_on_the_gpu(student, device):
    """On a GPU, the result is there. / 在 GPU 上，结果也在那里。"""
    block = student.DecoderBlock(*SIZES, 0.1, 0).to(device)
    source = torch.randn(2, 6, 8, device=device), torch.tensor([3, 6], device=device)
    Y, _ = block(torch.randn(2, 4, 8, device=device), [*source, [None]])
    check.shape(Y, (2, 4, 8))
    check.device(Y, device)
