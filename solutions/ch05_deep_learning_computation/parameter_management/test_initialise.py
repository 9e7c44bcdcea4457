import torch

from grader.suite import after, check, hint, points


def initialised(student, name):
    """A net after net.apply, and its parameters from before: the biases random, the LayerNorm's too."""
    net = student.small_net()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(torch.randn(p.shape))
    before = {key: value.clone() for key, value in net.state_dict().items()}
    net.apply(getattr(student, name))
    return net.state_dict(), before


LINEAR = ["0", "3.0", "4"]
WEIGHTS = [f"{layer}.weight" for layer in LINEAR]
BIASES = [f"{layer}.bias" for layer in LINEAR]
OTHERS = ["1.weight", "1.bias"]


@points(2)
@hint("nn.init.normal_(m.weight, mean=0, std=0.01).", zh="nn.init.normal_(m.weight, mean=0, std=0.01)。")
def test_normal(student):
    """init_normal draws weights with standard deviation 0.01. / init_normal 抽取标准差为 0.01 的权重。"""
    after_it, _ = initialised(student, "init_normal")
    W = torch.cat([after_it[name].flatten() for name in WEIGHTS])
    check.spread(W, 0.01, mean=0.0, of=2)
    check.normal(W, 0.0, 0.01, of=2)


@points(1)
@hint("All weights of all linear layers become 1.", zh="所有线性层的所有权重都变成 1。")
def test_constant(student):
    """init_constant sets all weights to 1, in inner blocks too. / init_constant 把所有权重设为 1，内层的块也一样。"""
    after_it, before = initialised(student, "init_constant")
    check.close([after_it[name] for name in WEIGHTS], [torch.ones_like(before[name]) for name in WEIGHTS])


@points(1)
@after(test_normal, test_constant)
@hint("nn.init.zeros_(m.bias).", zh="nn.init.zeros_(m.bias)。")
def test_biases_are_zero(student):
    """init_normal and init_constant set the biases to zero. / init_normal 和 init_constant 把偏置设为零。"""
    for name in "init_normal", "init_constant":
        after_it, before = initialised(student, name)
        check.close([after_it[b] for b in BIASES], [torch.zeros_like(before[b]) for b in BIASES])


@points(3)
@hint("nn.init.xavier_uniform_(m.weight).", zh="nn.init.xavier_uniform_(m.weight)。")
def test_xavier(student):
    """init_xavier draws uniform weights with Xavier's bound. / init_xavier 按 Xavier 的界抽取均匀分布的权重。"""
    after_it, _ = initialised(student, "init_xavier")
    scaled = []
    for name in WEIGHTS:
        outs, ins = after_it[name].shape
        scaled.append(after_it[name].flatten() / (6 / (ins + outs)) ** 0.5)
    check.uniform(torch.cat(scaled), -1.0, 1.0)


@points(1)
@hint("nn.init can fill a tensor in place with one number.", zh="nn.init 里有就地把张量填成同一个数的函数。")
def test_42(student):
    """init_42 sets all weights to 42. / init_42 把所有权重设为 42。"""
    after_it, before = initialised(student, "init_42")
    check.close([after_it[name] for name in WEIGHTS], [torch.full_like(before[name], 42.0) for name in WEIGHTS])


@points(1)
@after(test_xavier, test_42)
@hint("init_xavier and init_42 change the weight alone.", zh="init_xavier 和 init_42 只改权重。")
def test_biases_stay(student):
    """init_xavier and init_42 leave the biases as they are. / init_xavier 和 init_42 不改变偏置。"""
    for name in "init_xavier", "init_42":
        after_it, before = initialised(student, name)
        check.close([after_it[b] for b in BIASES], [before[b] for b in BIASES])


@points(2)
@after(test_normal, test_constant, test_xavier, test_42)
@hint(
    "A LayerNorm has a weight and a bias too: ask whether m is an nn.Linear.",
    zh="LayerNorm 也有 weight 和 bias：要判断 m 是不是 nn.Linear。",
)
def test_other_layers_stay(student):
    """Layers of other kinds stay as they are. / 其他类型的层保持原样。"""
    for name in "init_normal", "init_constant", "init_xavier", "init_42":
        after_it, before = initialised(student, name)
        check.equal({key: torch.equal(after_it[key], before[key]) for key in OTHERS}, dict.fromkeys(OTHERS, True))


@points(1)
@after(test_normal, test_xavier)
@hint("Change the values of the parameter, in place; do not replace it.", zh="就地修改参数的值，不要换掉参数。")
def test_still_parameters(student):
    """The weights are still the same trainable parameters. / 权重仍是原来那些可训练的参数。"""
    net = student.small_net()
    parameters = list(net.parameters())
    net.apply(student.init_normal)
    net.apply(student.init_xavier)
    found = [(torch.equal(p, old), p.requires_grad) for p, old in zip(net.parameters(), parameters, strict=True)]
    check.equal(found, [(True, True)] * 8)
