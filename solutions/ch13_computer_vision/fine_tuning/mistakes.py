import torch
import torchvision
from torch import nn


def finetune_net_without_xavier(num_classes=2, name="resnet18"):
    """Your head keeps torch's own start. Draw its weight with nn.init.xavier_uniform_.

    输出层用的是 torch 默认的初始化。请用 nn.init.xavier_uniform_ 初始化它的权重。"""
    net = torchvision.models.get_model(name, weights=None)
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    return net


def finetune_net_the_old_head(num_classes=2, name="resnet18"):
    """Your model still has the head for a thousand classes: a new attribute beside fc changes nothing.

    你的模型还是原来一千类的输出层：在 fc 之外另加属性不起作用。"""
    net = torchvision.models.get_model(name, weights=None)
    nn.init.xavier_uniform_(net.fc.weight)
    net.output = nn.Linear(net.fc.in_features, num_classes)
    return net


def finetune_net_a_layer_behind_the_head(num_classes=2, name="resnet18"):
    """You put a layer behind the old head. Put a new one in its place.

    你在原来的输出层之后又加了一层。应当用新的层替换它。"""
    net = torchvision.models.get_model(name, weights=None)
    net.fc = nn.Sequential(net.fc, nn.Linear(net.fc.out_features, num_classes))
    nn.init.xavier_uniform_(net.fc[1].weight)
    return net


def finetune_net_always_two(num_classes=2, name="resnet18"):
    """You wrote two classes into the code. Use num_classes.

    你把两个类别写死在代码里了。请使用 num_classes。"""
    net = torchvision.models.get_model(name, weights=None)
    net.fc = nn.Linear(net.fc.in_features, 2)
    nn.init.xavier_uniform_(net.fc.weight)
    return net


def finetune_net_inputs_of_a_resnet(num_classes=2, name="resnet18"):
    """You wrote 512 inputs into the code, as ResNet-18 has them. Ask net.fc.in_features.

    你把 ResNet-18 的 512 个输入写死在代码里了。请查询 net.fc.in_features。"""
    net = torchvision.models.get_model(name, weights=None)
    net.fc = nn.Linear(512, num_classes)
    nn.init.xavier_uniform_(net.fc.weight)
    return net


def finetune_net_frozen_body(num_classes=2, name="resnet18"):
    """You froze the body. Here all of the model is trained; freezing is the next exercise.

    你冻结了主干。这里整个模型都要能训练；冻结是下一题。"""
    net = torchvision.models.get_model(name, weights=None)
    net.requires_grad_(False)
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    nn.init.xavier_uniform_(net.fc.weight)
    return net


def freeze_body_everything(net):
    """You froze the head as well: nothing is left to train.

    你把输出层也冻结了：没有可训练的参数了。"""
    net.requires_grad_(False)


def freeze_body_the_head(net):
    """You froze the head and left the body free: it is the other way round.

    你冻结了输出层，放开了主干：正好弄反了。"""
    net.requires_grad_(True)
    net.fc.requires_grad_(False)


def freeze_body_an_attribute(net):
    """net.requires_grad = False makes a new attribute of the module that nobody reads. Parameters have requires_grad,
    modules have requires_grad_().

    net.requires_grad = False 只是给模块添了一个没人读的属性。参数才有 requires_grad，模块有的是 requires_grad_()。"""
    net.requires_grad = False


def freeze_body_weights_alone(net):
    """The biases of the body can still be trained. All of its parameters are frozen.

    主干的偏置仍能训练。主干的参数应全部冻结。"""
    for name, param in net.named_parameters():
        param.requires_grad = name.startswith("fc.") or name.endswith("bias")


def freeze_body_the_head_as_it_was(net):
    """A head that was frozen before stays frozen. Say that it requires gradients.

    之前已冻结的输出层仍是冻结的。请写明它要求梯度。"""
    for name, param in net.named_parameters():
        if not name.startswith("fc."):
            param.requires_grad = False


def param_groups_one_rate(net, learning_rate):
    """Your head learns as fast as the body. Give its group a learning rate of its own, ten times as large.

    你的输出层与主干学得一样快。请给它的参数组单独的学习率，大十倍。"""
    return [{"params": list(net.parameters())}]


def param_groups_rates_swapped(net, learning_rate):
    """Your body learns ten times as fast as the head: what was learned already is lost. It is the other way round.

    你的主干比输出层学得快十倍：学过的东西会丢掉。正好弄反了。"""
    body, head = _parts(net)
    return [{"params": body, "lr": learning_rate * 10}, {"params": head}]


def param_groups_the_head_alone(net, learning_rate):
    """The parameters of the body stand in no group: they would never learn.

    主干的参数不在任何组里：它们永远学不到东西。"""
    return [{"params": _parts(net)[1], "lr": learning_rate * 10}]


def param_groups_bias_of_the_head_slow(net, learning_rate):
    """Only the weight of the head learns ten times as fast. Its bias belongs to it.

    只有输出层的权重学得快十倍。偏置也属于输出层。"""
    body, (weight, bias) = _parts(net)
    return [{"params": [*body, bias]}, {"params": [weight], "lr": learning_rate * 10}]


def param_groups_a_tenth(net, learning_rate):
    """Your body learns with a tenth of the learning rate and the head with all of it. The body has learning_rate, the
    head ten times that.

    你的主干用了学习率的十分之一，输出层用了学习率本身。主干应为 learning_rate，输出层应为它的十倍。"""
    body, head = _parts(net)
    return [{"params": body, "lr": learning_rate / 10}, {"params": head, "lr": learning_rate}]


def param_groups_copies(net, learning_rate):
    """Your groups hold copies (clone, detach, .data): an optimiser moves those, and the net stays as it is.

    参数组里是副本（clone、detach、.data）：优化器移动的是副本，网络保持不变。"""
    body, head = _parts(net)
    copies = [[p.detach().clone().requires_grad_() for p in group] for group in (body, head)]
    return [{"params": copies[0]}, {"params": copies[1], "lr": learning_rate * 10}]


def train_fine_tuning_without_decay(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """The weight decay of 0.001 is missing in your optimiser.

    你的优化器漏掉了 0.001 的权重衰减。"""
    _train(net, learning_rate, train_iter, num_epochs, param_group, decay=0.0)


def train_fine_tuning_decays_the_head_alone(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """You gave weight_decay to the group of the head alone. All parameters decay: give it to the optimiser.

    你只给输出层的参数组设置了 weight_decay。所有参数都要衰减：请交给优化器。"""
    _train(net, learning_rate, train_iter, num_epochs, param_group, decay=0.0, head_decay=0.001)


def train_fine_tuning_one_rate(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """param_group has no effect: your head learns as fast as the body.

    param_group 不起作用：你的输出层与主干学得一样快。"""
    _train(net, learning_rate, train_iter, num_epochs, False)


def train_fine_tuning_always_groups(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """Your head learns ten times as fast even where param_group is False.

    param_group 为假时，你的输出层仍然学得快十倍。"""
    _train(net, learning_rate, train_iter, num_epochs, True)


def train_fine_tuning_sum(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """You went backward from the sum of the losses: your steps grow with the batch. Take the mean.

    你对损失之和做了反向传播：批量越大，步子越大。请取平均。"""
    _train(net, learning_rate, train_iter, num_epochs, param_group, reduction="sum")


def train_fine_tuning_gradients_pile_up(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """zero_grad() is missing: each step also repeats the earlier gradients.

    漏掉了 zero_grad()：每一步都重复了之前的梯度。"""
    _train(net, learning_rate, train_iter, num_epochs, param_group, clear=False)


def train_fine_tuning_in_eval_mode(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """You train in the mode in which the net came. Call net.train() first.

    你在网络传入时的模式下训练。请先调用 net.train()。"""
    _train(net, learning_rate, train_iter, num_epochs, param_group, mode=False)


def train_fine_tuning_one_epoch(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """You go through the data once, whatever num_epochs says.

    无论 num_epochs 是多少，你都只遍历了一次数据。"""
    _train(net, learning_rate, train_iter, 1, param_group)


def train_fine_tuning_with_momentum(net, learning_rate, train_iter, num_epochs=5, param_group=True):
    """Your optimiser has momentum. Plain SGD is asked for.

    你的优化器带有动量。题目要求的是普通的 SGD。"""
    _train(net, learning_rate, train_iter, num_epochs, param_group, momentum=0.9)


def _parts(net):
    body = [param for name, param in net.named_parameters() if not name.startswith("fc.")]
    return body, list(net.fc.parameters())


def _train(
    net, rate, batches, num_epochs, grouped,
    *, decay=0.001, head_decay=None, reduction="mean", clear=True, mode=True, momentum=0.0,
):  # fmt: skip
    """Right but for what a mistake changes."""
    body, head = _parts(net)
    groups = [{"params": body}, {"params": head, "lr": rate * (10 if grouped else 1)}]
    if head_decay is not None:
        groups[1]["weight_decay"] = head_decay
    trainer = torch.optim.SGD(groups, lr=rate, weight_decay=decay, momentum=momentum)
    if mode:
        net.train()
    for _ in range(num_epochs):
        for X, y in batches:
            if clear:
                trainer.zero_grad()
            nn.functional.cross_entropy(net(X.to(body[0].device)), y.to(body[0].device), reduction=reduction).backward()
            trainer.step()
