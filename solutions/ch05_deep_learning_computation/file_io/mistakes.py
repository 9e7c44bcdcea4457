import torch
from torch import nn


def save_tensors_name_of_its_own(value, file):
    """You write to a file of your own name. Use the name that is handed in.

    你写入的是自己起名的文件。请使用传入的文件名。"""
    torch.save(value, "x-file")


def save_tensors_first_only(value, file):
    """Of a list you save the first tensor only. torch.save takes the whole list.

    对列表，你只保存了第一个张量。torch.save 可以保存整个列表。"""
    torch.save(value[0] if isinstance(value, list) else value, file)


def save_tensors_as_float32(value, file):
    """You convert to float before you save: other dtypes are lost.

    你在保存之前转换成了 float：其他 dtype 丢失了。"""
    torch.save(value.float() if isinstance(value, torch.Tensor) else value, file)


def save_tensors_by_pickle(value, file):
    """You used pickle directly. torch.load does not read that safely: use torch.save.

    你直接用了 pickle。torch.load 无法安全地读取它：请用 torch.save。"""
    import pickle

    with open(file, "wb") as f:
        pickle.dump(value, f)


def load_tensors_first_only(file):
    """You return the first item of what was loaded. Return all of it.

    你只返回了读出内容的第一项。请返回全部。"""
    value = torch.load(file)
    return value[0] if isinstance(value, list) else value


def load_tensors_as_a_list(file):
    """You turn a dict into the list of its values. Return what torch.load gives.

    你把字典变成了值的列表。请返回 torch.load 给出的内容。"""
    value = torch.load(file)
    return list(value.values()) if isinstance(value, dict) else value


def load_tensors_returns_nothing(file):
    """You load the file but do not return what was in it.

    你读了文件，却没有返回其中的内容。"""
    torch.load(file)


class MLP_without_relu(nn.Module):
    """There is no ReLU between your two layers: two linear maps one after the other are one.

    你的两层之间没有 ReLU：两个相连的线性映射等于一个。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.output = nn.Linear(256, 10)

    def forward(self, x):
        return self.output(self.hidden(x))


class MLP_other_names(nn.Module):
    """Your output layer has another name. The saved file has the names hidden and output, and load_state_dict goes by
    them.

    你的输出层用了别的名字。保存的文件中是 hidden 和 output，load_state_dict 按名字对应。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


class MLP_relu_at_the_end(nn.Module):
    """You applied ReLU to the outputs as well.

    你对输出也用了 ReLU。"""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.output = nn.Linear(256, 10)

    def forward(self, x):
        return torch.relu(self.output(torch.relu(self.hidden(x))))


def save_parameters_whole_module(net, file):
    """You saved the module itself. torch.load refuses it, for the sake of safety: save net.state_dict().

    你保存的是模块本身。出于安全，torch.load 会拒绝读取：请保存 net.state_dict()。"""
    torch.save(net, file)


def save_parameters_without_buffers(net, file):
    """You saved the parameters but not the buffers. state_dict() has both.

    你保存了参数，却没有保存缓冲区。state_dict() 两者都有。"""
    torch.save({name: p.data for name, p in net.named_parameters()}, file)


def save_parameters_as_a_list(net, file):
    """You saved a list of tensors: nobody knows any more which is which. state_dict() has the names.

    你保存的是张量的列表：谁也分不清哪个是哪个了。state_dict() 带有名字。"""
    torch.save(list(net.state_dict().values()), file)


class _MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.output = nn.Linear(256, 10)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))


def load_clone_still_training(file):
    """Your clone is in training mode. Call eval() before you return it.

    你的克隆处于训练模式。返回之前请调用 eval()。"""
    clone = _MLP()
    clone.load_state_dict(torch.load(file))
    return clone


def load_clone_never_loaded(file):
    """You read the file but do not put its parameters into the clone: load_state_dict is missing.

    你读了文件，却没有把参数放进克隆：漏掉了 load_state_dict。"""
    torch.load(file)
    return _MLP().eval()


def load_clone_returns_the_dict(file):
    """You return the state_dict. Make an MLP and load it.

    你返回的是 state_dict。请新建一个 MLP 并加载它。"""
    return torch.load(file)


def load_clone_frozen(file):
    """Your clone's parameters require no gradient: it cannot be trained any further.

    你的克隆的参数不要求梯度：无法继续训练。"""
    clone = _MLP()
    clone.load_state_dict(torch.load(file))
    return clone.eval().requires_grad_(False)


def load_first_layers_strictly(net, file):
    """You load everything and insist that it fits. Choose the entries with the same name and shape first.

    你加载了全部内容，并要求完全一致。请先挑出名字和形状都相同的项。"""
    saved = torch.load(file)
    net.load_state_dict(saved)
    return list(saved)


def load_first_layers_by_name_only(net, file):
    """You choose by name only. A name with another shape cannot be loaded.

    你只按名字挑选。形状不同的同名项无法加载。"""
    saved = torch.load(file)
    chosen = {name: saved[name] for name in net.state_dict() if name in saved}
    net.load_state_dict(chosen, strict=False)
    return list(chosen)


def load_first_layers_in_the_order_of_the_file(net, file):
    """Your names come in the order of the file. They come in the order of net.state_dict().

    你的名字按文件中的次序排列。应按 net.state_dict() 的次序。"""
    own = net.state_dict()
    chosen = {name: value for name, value in torch.load(file).items() if name in own and own[name].shape == value.shape}
    net.load_state_dict(chosen, strict=False)
    return list(chosen)


def load_first_layers_names_only(net, file):
    """You find the right names but load nothing.

    你找到了正确的名字，却没有加载。"""
    saved = torch.load(file)
    return [n for n, value in net.state_dict().items() if n in saved and saved[n].shape == value.shape]


def load_first_layers_weights_only(net, file):
    """You load the weights but not the biases.

    你加载了权重，却没有加载偏置。"""
    saved = torch.load(file)
    own = net.state_dict()
    chosen = {n: saved[n] for n in own if n in saved and saved[n].shape == own[n].shape and n.endswith("weight")}
    net.load_state_dict(chosen, strict=False)
    return list(chosen)
