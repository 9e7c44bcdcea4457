import torch
from torch import nn
from torch.nn import functional as F


class MLP_without_activation(nn.Module):
    """There is no activation between your two layers: two linear maps one after the other are a single linear map.
    Put a ReLU on the result of hidden.

    你的两层之间没有激活函数：两个线性映射连在一起仍然是一个线性映射。请对 hidden 的结果取 ReLU。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)

    def forward(self, X):
        return self.out(self.hidden(X))


class MLP_relu_at_the_end(nn.Module):
    """You applied ReLU to the result as well, so that no output is ever negative. Only the hidden layer has an
    activation.

    你对最后的结果也取了 ReLU，于是输出永远不会为负。只有隐藏层有激活函数。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)

    def forward(self, X):
        return F.relu(self.out(F.relu(self.hidden(X))))


class MLP_softmax_at_the_end(nn.Module):
    """Your rows sum to one: there is a softmax after out. The block returns the outputs of out as they are.

    你的每一行之和为 1：out 之后有 softmax。这个块应当原样返回 out 的输出。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)

    def forward(self, X):
        return self.out(F.relu(self.hidden(X))).softmax(dim=-1)


class MLP_layers_in_a_list(nn.Module):
    """Your layers are in a plain list: nn.Module does not look into it, so the block has no parameters to train, to
    save or to move. Assign each layer to self under its own name.

    你把层放在了普通列表里：nn.Module 不会到列表里寻找，于是这个块没有可训练、可保存、可移动的参数。请把每个层以各自的
    名字赋给 self。"""

    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(20, 256), nn.Linear(256, 10)]

    def forward(self, X):
        return self.layers[1](F.relu(self.layers[0](X)))


class MLP_layers_made_in_forward(nn.Module):
    """You make the layers in forward: every call draws new weights, and nothing can be learned. Layers are made once,
    in the constructor.

    你在 forward 中新建层：每次调用都抽取新的权重，什么也学不到。层应当在构造函数中建一次。"""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)
        return self.out(F.relu(self.hidden(X)))


class MLP_sigmoid(nn.Module):
    """Your hidden layer has another activation (a sigmoid, say) than the ReLU that is asked for.

    你的隐藏层用的是另一种激活函数（例如 sigmoid），而题目要求 ReLU。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)

    def forward(self, X):
        return self.out(torch.sigmoid(self.hidden(X)))


class MySequential_plain_list(nn.Module):
    """Your modules are in a plain list: they are applied, but not registered. parameters() and state_dict() are empty,
    and eval() does not reach them.

    你的模块放在普通列表里：它们会作用，但没有注册。parameters() 和 state_dict() 都是空的，eval() 也到不了它们。"""

    def __init__(self, *args):
        super().__init__()
        self.layers = list(args)

    def forward(self, X):
        for layer in self.layers:
            X = layer(X)
        return X


class MySequential_module_list(nn.Module):
    """Your modules are registered, but inside a ModuleList, so that their names begin with the name of the list
    ("layers.0.weight"). Register them with the block itself, under "0", "1", ….

    你的模块已经注册，但放在 ModuleList 里，名字因此带上了列表的名字（"layers.0.weight"）。请直接注册到这个块上，名字
    为 "0"、"1"……"""

    def __init__(self, *args):
        super().__init__()
        self.layers = nn.ModuleList(args)

    def forward(self, X):
        for layer in self.layers:
            X = layer(X)
        return X


class MySequential_last_result_only(nn.Module):
    """Every module of yours gets the original X, and only the last one's result counts. Each must get the result of the
    one before.

    你的每个模块得到的都是最初的 X，只有最后一个的结果有用。每个模块应当得到前一个模块的结果。"""

    def __init__(self, *args):
        super().__init__()
        for i, module in enumerate(args):
            self.add_module(str(i), module)

    def forward(self, X):
        Y = X
        for module in self._modules.values():
            Y = module(X)
        return Y


class MySequential_backwards(nn.Module):
    """Your modules are applied in reverse order. The first argument comes first.

    你的模块作用的顺序反了。第一个参数应当最先作用。"""

    def __init__(self, *args):
        super().__init__()
        for i, module in enumerate(args):
            self.add_module(str(i), module)

    def forward(self, X):
        for module in reversed(self._modules.values()):
            X = module(X)
        return X


class MySequential_returns_in_the_loop(nn.Module):
    """Your return stands inside the loop, so that only the first module is applied.

    你的 return 写在了循环里面，所以只有第一个模块起作用。"""

    def __init__(self, *args):
        super().__init__()
        for i, module in enumerate(args):
            self.add_module(str(i), module)

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
            return X
        return X


class MySequential_by_children(nn.Module):
    """You loop over children(), which gives every module only once: one that stands in two places is applied once. Loop
    over all registered places.

    你遍历的是 children()，它对每个模块只给出一次：出现在两个位置的模块只作用了一次。请遍历所有注册的位置。"""

    def __init__(self, *args):
        super().__init__()
        for i, module in enumerate(args):
            self.add_module(str(i), module)

    def forward(self, X):
        for module in self.children():
            X = module(X)
        return X


class MySequential_named_from_one(nn.Module):
    """Your names begin with "1". nn.Sequential counts from "0", and so does this exercise.

    你的名字从 "1" 开始。nn.Sequential 从 "0" 数起，本题也一样。"""

    def __init__(self, *args):
        super().__init__()
        for i, module in enumerate(args, 1):
            self.add_module(str(i), module)

    def forward(self, X):
        for module in self._modules.values():
            X = module(X)
        return X


class FixedHiddenMLP_plain_attribute(nn.Module):
    """Your rand_weight is a plain attribute, so the module does not know it: it is missing in state_dict(), and
    .double() or .to(device) leave it behind. register_buffer is for such constants.

    你的 rand_weight 是普通属性，模块不认识它：state_dict() 中没有它，.double() 和 .to(device) 也不会转换它。这类常数
    应当用 register_buffer 登记。"""

    def __init__(self):
        super().__init__()
        self.rand_weight = torch.rand(20, 20)
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_trained_constant(nn.Module):
    """Your rand_weight is an nn.Parameter that requires a gradient, so an optimiser will change it. It is meant to be a
    constant.

    你的 rand_weight 是要求梯度的 nn.Parameter，优化器会改变它。它应当是常数。"""

    def __init__(self):
        super().__init__()
        self.rand_weight = nn.Parameter(torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_two_layers(nn.Module):
    """You use two different linear layers. The same one is applied twice: its parameters are shared.

    你用了两个不同的线性层。应当把同一个层用两次：参数是共享的。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)
        self.linear2 = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear2(F.relu(self.linear(X) @ self.rand_weight + 1))
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_halved_once(nn.Module):
    """You halve once, with an if. Halve again as long as the sum of the absolute values is greater than 1.

    你用 if 只减半了一次。只要绝对值之和仍大于 1，就要继续减半。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        if X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_sum_without_absolute_values(nn.Module):
    """Your loop looks at the sum itself, in which positive and negative elements cancel. It must look at the sum of the
    absolute values.

    你的循环看的是元素之和，正负会相互抵消。应当看绝对值之和。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        while X.sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_without_the_one(nn.Module):
    """The 1 is missing in step 2: relu(X R + 1).

    第 2 步漏掉了加 1：relu(X R + 1)。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight))
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_halved_at_one(nn.Module):
    """Your loop halves a sum of exactly 1 as well. It runs only while the sum is greater than 1.

    你的循环在和恰好为 1 时也会减半。只有大于 1 时才应继续。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        while X.abs().sum() >= 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_drawn_in_forward(nn.Module):
    """You draw new random weights in every forward pass. The constant is drawn once, in the constructor.

    你在每次前向传播时都重新抽取随机权重。这个常数应当只在构造函数中抽取一次。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ torch.rand(20, 20) + 1))
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class FixedHiddenMLP_normal_numbers(nn.Module):
    """Your rand_weight is normally distributed (randn). It is to be uniform on [0, 1): torch.rand.

    你的 rand_weight 服从正态分布（randn）。它应当在 [0, 1) 上均匀分布：用 torch.rand。"""

    def __init__(self):
        super().__init__()
        self.register_buffer("rand_weight", torch.randn(20, 20))
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(F.relu(self.linear(X) @ self.rand_weight + 1))
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()


class NestMLP_without_the_last_relu(nn.Module):
    """A ReLU is missing after the second layer of net: two linear layers in a row are one.

    net 的第二层之后缺少 ReLU：连续两个线性层等于一个。"""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32))
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(self.net(X))


class NestMLP_relu_at_the_end(nn.Module):
    """You applied ReLU to the result. Nothing comes after linear.

    你对最后的结果取了 ReLU。linear 之后不应再有别的运算。"""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return F.relu(self.linear(self.net(X)))


class NestMLP_all_in_net(nn.Module):
    """All your layers are in net. linear is a layer of its own, beside net.

    你把所有层都放进了 net。linear 是与 net 并列的单独一层。"""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 16))

    def forward(self, X):
        return self.net(X)


class NestMLP_widths_swapped(nn.Module):
    """Your hidden widths are in another order: first 64, then 32.

    你的隐藏层宽度顺序不对：先是 64，然后是 32。"""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 32), nn.ReLU(), nn.Linear(32, 64), nn.ReLU())
        self.linear = nn.Linear(64, 16)

    def forward(self, X):
        return self.linear(self.net(X))


class MyParallel_along_dim_1(nn.Module):
    """You join along dim=1, which is the last axis of a matrix only. With three axes it is the middle one: use dim=-1.

    你沿 dim=1 连结，它只有对矩阵才是最后一个轴。有三个轴时它是中间的轴：请用 dim=-1。"""

    def __init__(self, *args):
        super().__init__()
        self.nets = nn.ModuleList(args)

    def forward(self, X):
        return torch.cat([net(X) for net in self.nets], dim=1)


class MyParallel_along_the_batch(nn.Module):
    """You join along axis 0: the results come one below the other, as if there were more examples. They belong side by
    side, along the last axis.

    你沿轴 0 连结：结果上下堆叠，好像样本变多了。它们应当沿最后一个轴左右并排。"""

    def __init__(self, *args):
        super().__init__()
        self.nets = nn.ModuleList(args)

    def forward(self, X):
        return torch.cat([net(X) for net in self.nets])


class MyParallel_two_blocks_only(nn.Module):
    """You use the first two blocks and ignore the rest. *args may hold any number of them.

    你只用了前两个块，其余的被忽略了。*args 中可以有任意多个块。"""

    def __init__(self, *args):
        super().__init__()
        self.nets = nn.ModuleList(args)

    def forward(self, X):
        return torch.cat([net(X) for net in list(self.nets)[:2]], dim=-1)


class MyParallel_one_after_another(nn.Module):
    """Your second block gets the result of the first one. In a parallel block every part gets X itself.

    你的第二个块得到的是第一个块的结果。在平行块中，每个块得到的都是 X 本身。"""

    def __init__(self, *args):
        super().__init__()
        self.nets = nn.ModuleList(args)

    def forward(self, X):
        results = []
        for net in self.nets:
            X = net(X)
            results.append(X)
        return torch.cat(results, dim=-1)


class MyParallel_added_up(nn.Module):
    """You add the results. They are to be joined: each keeps its own columns.

    你把各个结果相加了。应当把它们连结起来：各自占有自己的列。"""

    def __init__(self, *args):
        super().__init__()
        self.nets = nn.ModuleList(args)

    def forward(self, X):
        return sum(net(X) for net in self.nets)


class MyParallel_plain_tuple(nn.Module):
    """You keep the blocks in a plain tuple or list, where nn.Module does not find them: their parameters are not
    registered. nn.ModuleList is a list that registers.

    你把块放在普通的元组或列表里，nn.Module 找不到它们：参数没有注册。nn.ModuleList 是会注册的列表。"""

    def __init__(self, *args):
        super().__init__()
        self.nets = args

    def forward(self, X):
        return torch.cat([net(X) for net in self.nets], dim=-1)


class Factory_one_block_k_times(nn.Module):
    """You made one block and repeated it: [block] * k is the same block k times, with one set of weights. Call net
    anew for each instance.

    你只生成了一个块然后重复它：[block] * k 是同一个块出现 k 次，只有一套权重。每个实例都要重新调用 net。"""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.blocks = nn.ModuleList([net(ins, outs)] * k)

    def forward(self, X):
        return torch.cat([block(X) for block in self.blocks], dim=-1)


class Factory_plain_list(nn.Module):
    """Your instances are in a plain list, so none of their parameters is registered. Use nn.ModuleList.

    你的实例放在普通列表里，它们的参数都没有注册。请用 nn.ModuleList。"""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.blocks = [net(ins, outs) for _ in range(k)]

    def forward(self, X):
        return torch.cat([block(X) for block in self.blocks], dim=-1)


class Factory_one_after_another(nn.Module):
    """You chain the instances: each gets the result of the one before. Here they stand side by side, and each gets X.

    你把各实例串联起来了：每个得到前一个的结果。本题中它们并排放置，每个得到的都是 X。"""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.blocks = nn.ModuleList([net(ins, outs) for _ in range(k)])

    def forward(self, X):
        for block in self.blocks:
            X = block(X)
        return X


class Factory_averaged(nn.Module):
    """You average the results of the instances. They are to be joined along the last axis, k * outs columns in all.

    你把各实例的结果取了平均。应当沿最后一个轴连结它们，共 k * outs 列。"""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.blocks = nn.ModuleList([net(ins, outs) for _ in range(k)])

    def forward(self, X):
        return torch.stack([block(X) for block in self.blocks]).mean(dim=0)


class Factory_sizes_swapped(nn.Module):
    """You call net(outs, ins): the number of inputs comes first.

    你调用的是 net(outs, ins)：输入的数量应当写在前面。"""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.blocks = nn.ModuleList([net(outs, ins) for _ in range(k)])

    def forward(self, X):
        return torch.cat([block(X) for block in self.blocks], dim=-1)


class Factory_one_too_many(nn.Module):
    """You make one instance more than k asks for.

    你生成的实例比 k 多一个。"""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.blocks = nn.ModuleList([net(ins, outs) for _ in range(k + 1)])

    def forward(self, X):
        return torch.cat([block(X) for block in self.blocks], dim=-1)
