import torch
from torch import nn


def parameter_shapes_from_state_dict(net):
    """You went through state_dict(), which also lists buffers, and a shared parameter once for each of its names. Use
    named_parameters().

    你遍历的是 state_dict()，其中还有缓冲区，共享的参数也会以每个名字各出现一次。请用 named_parameters()。"""
    return {name: tuple(value.shape) for name, value in net.state_dict().items()}


def parameter_shapes_weights_only(net):
    """The biases are missing: they are parameters as well.

    漏掉了偏置：偏置也是参数。"""
    return {name: tuple(p.shape) for name, p in net.named_parameters() if name.endswith("weight")}


def parameter_shapes_sizes(net):
    """You give the number of elements. The shape is asked for, as a tuple.

    你给出的是元素个数。题目要的是形状，写成元组。"""
    return {name: p.numel() for name, p in net.named_parameters()}


def parameter_shapes_trainable_only(net):
    """You leave out parameters that require no gradient. They are frozen, but they are parameters.

    你漏掉了不要求梯度的参数。它们只是被冻结了，仍然是参数。"""
    return {name: tuple(p.shape) for name, p in net.named_parameters() if p.requires_grad}


def parameter_shapes_sorted(net):
    """You sorted the names, so that "0.bias" comes before "0.weight". Keep the order of named_parameters().

    你把名字排了序，"0.bias" 排到了 "0.weight" 前面。请保持 named_parameters() 的顺序。"""
    return {name: tuple(p.shape) for name, p in sorted(net.named_parameters(), key=lambda pair: pair[0])}


def block1_without_the_last_relu():
    """The ReLU at the end is missing.

    漏掉了末尾的 ReLU。"""
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4))


def block1_without_any_relu():
    """There is no ReLU in your block: two linear layers one after the other are a single linear map.

    你的块里没有 ReLU：两个相连的线性层等于一个线性映射。"""
    return nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 4))


def block1_sizes_swapped():
    """Your block goes from 8 to 4 and back. It begins with 4.

    你的块从 8 到 4 再回来。应从 4 开始。"""
    return nn.Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 8), nn.ReLU())


_BLOCK = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU())


def block1_always_the_same():
    """You return the same block in every call: what is changed in one is changed in all. Make the layers inside the
    function.

    你每次返回的都是同一个块：改动一个，就改动了所有。请在函数里面新建各层。"""
    return _BLOCK


def _block():
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU())


def block2_without_names():
    """Your blocks go by "0", "1", …. Give each its name: add_module("block 0", …).

    你的块名是 "0"、"1"……。请给每个块起名：add_module("block 0", …)。"""
    return nn.Sequential(*[_block() for _ in range(4)])


def block2_one_block_four_times():
    """You put one block into four places: all four share their weights. Call block1() anew for each.

    你把同一个块放进了四个位置：四处共享权重。每个位置都要重新调用 block1()。"""
    net, block = nn.Sequential(), _block()
    for i in range(4):
        net.add_module(f"block {i}", block)
    return net


def block2_names_without_a_space():
    """Your names are block0, block1, …: there is a space between the word and the number.

    你的名字是 block0、block1……：单词与数字之间应有一个空格。"""
    net = nn.Sequential()
    for i in range(4):
        net.add_module(f"block{i}", _block())
    return net


def block2_counted_from_one():
    """Your names begin with "block 1". Count from 0.

    你的名字从 "block 1" 开始。请从 0 数起。"""
    net = nn.Sequential()
    for i in range(1, 5):
        net.add_module(f"block {i}", _block())
    return net


def block2_two_blocks():
    """Your net has fewer than four blocks.

    你的网络不足四个块。"""
    net = nn.Sequential()
    for i in range(2):
        net.add_module(f"block {i}", _block())
    return net


def init_normal_standard(m):
    """Your standard deviation is 1, the default. Pass std=0.01.

    你的标准差是默认的 1。请传入 std=0.01。"""
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight)
        nn.init.zeros_(m.bias)


def init_normal_bias_forgotten(m):
    """init_normal leaves the biases as they are. They are to be zero.

    init_normal 没有改偏置。偏置应设为零。"""
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, mean=0, std=0.01)


def init_normal_every_layer(m):
    """init_normal changes every module that has a weight, a LayerNorm for instance. Ask whether m is an nn.Linear.

    init_normal 改动了所有带 weight 的模块，例如 LayerNorm。请判断 m 是不是 nn.Linear。"""
    if hasattr(m, "weight"):
        nn.init.normal_(m.weight, mean=0, std=0.01)
        nn.init.zeros_(m.bias)


def init_normal_new_tensor(m):
    """You put a new nn.Parameter in the place of the old one: an optimiser that holds the old one will train in vain.
    Change the values in place, as the functions of nn.init do.

    你用新的 nn.Parameter 换掉了原来的：手里拿着旧参数的优化器就白训练了。请像 nn.init 中的函数那样就地修改。"""
    if isinstance(m, nn.Linear):
        m.weight = nn.Parameter(torch.randn(m.weight.shape) * 0.01)
        m.bias = nn.Parameter(torch.zeros_like(m.bias))


def init_constant_biases_too(m):
    """init_constant sets the biases to 1 as well. They are to be 0.

    init_constant 把偏置也设成了 1。偏置应为 0。"""
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 1)
        nn.init.constant_(m.bias, 1)


def init_constant_zero(m):
    """init_constant sets the weights to 0. They are to be 1.

    init_constant 把权重设成了 0。应为 1。"""
    if isinstance(m, nn.Linear):
        nn.init.zeros_(m.weight)
        nn.init.zeros_(m.bias)


def init_xavier_normal(m):
    """You used Xavier's normal distribution. The uniform one is asked for.

    你用的是 Xavier 的正态分布。题目要的是均匀分布。"""
    if isinstance(m, nn.Linear):
        nn.init.xavier_normal_(m.weight)


def init_xavier_kaiming(m):
    """Your bound is that of another initialisation, which looks at the inputs alone (Kaiming). Xavier's takes inputs
    and outputs.

    你的界属于另一种只看输入数量的初始化（Kaiming）。Xavier 同时考虑输入和输出的数量。"""
    if isinstance(m, nn.Linear):
        nn.init.kaiming_uniform_(m.weight, nonlinearity="linear")


def init_xavier_zero_bias(m):
    """init_xavier sets the biases to zero. Here they stay as they are.

    init_xavier 把偏置设成了零。本题中偏置保持不变。"""
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        nn.init.zeros_(m.bias)


def init_42_biases_too(m):
    """init_42 sets the biases as well. Only the weights become 42.

    init_42 连偏置也改了。只有权重变成 42。"""
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 42)
        nn.init.constant_(m.bias, 42)


def my_init_large_ones_are_zero(m):
    """You keep the weights below 5 and set the large ones to zero: it is the other way round.

    你保留了绝对值小于 5 的权重，把大的设成了零：应当反过来。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -10, 10)
        m.weight.data *= m.weight.data.abs() < 5


def my_init_without_absolute_value(m):
    """You compare the weight itself with 5, so that all negative ones become zero. Compare the absolute value.

    你拿权重本身与 5 比较，于是所有负的权重都成了零。应比较绝对值。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -10, 10)
        m.weight.data *= m.weight.data >= 5


def my_init_nothing_set_to_zero(m):
    """You drew the weights but kept the small ones. Below 5 in absolute value they become 0.

    你抽取了权重，但保留了小的。绝对值小于 5 的应设为 0。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -10, 10)


def my_init_the_mask_itself(m):
    """Your weights are 0 and 1: you assigned the mask of the comparison. Multiply the weights by it.

    你的权重是 0 和 1：你把比较得到的掩码赋给了权重。应当用权重乘以掩码。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -10, 10)
        m.weight.data = (m.weight.data.abs() >= 5).float()


def my_init_new_tensor(m):
    """You put a new nn.Parameter in the place of the old one: an optimiser that holds the old one will train in vain.
    Change the values in place.

    你用新的 nn.Parameter 换掉了原来的：手里拿着旧参数的优化器就白训练了。请就地修改数值。"""
    if isinstance(m, nn.Linear):
        W = torch.empty_like(m.weight.data).uniform_(-10, 10)
        m.weight = nn.Parameter(W * (W.abs() >= 5))


def my_init_bias_too(m):
    """You changed the bias as well. Only the weight is initialised.

    你连偏置也改了。只初始化权重。"""
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -10, 10)
        m.weight.data *= m.weight.data.abs() >= 5
        nn.init.zeros_(m.bias)


def tied_net_two_layers():
    """You made two layers of the same size. They start apart and are trained apart: make one, and use it twice.

    你建了两个大小相同的层。它们各自初始化、各自训练：应只建一个，用两次。"""
    return nn.Sequential(
        nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1)
    )


def tied_net_copied_weights():
    """You copied the weights from one layer to the other. They are equal now, but the first training step drives them
    apart.

    你把一个层的权重复制到了另一个层。它们现在相等，但训练一步之后就会分道扬镳。"""
    first, second = nn.Linear(8, 8), nn.Linear(8, 8)
    second.load_state_dict(first.state_dict())
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), first, nn.ReLU(), second, nn.ReLU(), nn.Linear(8, 1))


def tied_net_weight_only():
    """You share the weight, but each layer has a bias of its own. Put the layer itself into both places.

    你只共享了权重，两个层各有自己的偏置。请把层本身放进两个位置。"""
    first, second = nn.Linear(8, 8), nn.Linear(8, 8)
    second.weight = first.weight
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), first, nn.ReLU(), second, nn.ReLU(), nn.Linear(8, 1))


def tied_net_used_once():
    """The shared layer stands in your net only once.

    共享层在你的网络中只出现了一次。"""
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1))


_SHARED = nn.Linear(8, 8)


def tied_net_shared_by_all_nets():
    """Your shared layer is made outside the function, so that all nets share it with each other. Make it inside.

    你的共享层建在函数外面，所有网络之间也共享了它。请在函数里面新建。"""
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), _SHARED, nn.ReLU(), _SHARED, nn.ReLU(), nn.Linear(8, 1))
