import copy

import torch
from torch import nn

from grader.suite import after, check, hint, on, points, spies

V = 5


def a_pair(student, reference, layer):
    """The student's model around `layer`, and ours with the same parameters."""
    mine, right = student.RNNModel(spies.over_there(student, layer), V), reference.RNNModel(copy.deepcopy(layer), V)
    state = mine.state_dict()
    check.that(
        {name: tuple(p.shape) for name, p in state.items()}
        == {name: tuple(p.shape) for name, p in right.state_dict().items()},
        "The parameters are not those of the layer `rnn` and of `linear`, in the right sizes.",
        zh="模型参数不是循环层 rnn 与 linear 的参数，或大小不对。",
    )
    right.load_state_dict(state)
    return mine, right


def a_state(layer, n):
    """A random state of the layer."""
    shape = (layer.num_layers * (2 if layer.bidirectional else 1), n, layer.hidden_size)
    H, C = torch.randn(2, *shape)
    return (H, C) if isinstance(layer, nn.LSTM) else H


def the_results_agree(student, reference, *layers):
    for layer in layers:
        mine, right = a_pair(student, reference, layer)
        for n, steps in (3, 3), (2, 4), (1, 2):
            X, state = torch.randint(V, (n, steps)), a_state(layer, n)
            check.close(mine(X, state), right(X, state))


@points(3)
@hint(
    "inputs.T has the steps first; one_hot needs the size of the vocabulary; Y.reshape(-1, Y.shape[-1]) goes into linear.",
    zh="inputs.T 使时间步在前；one_hot 需要词表大小；Y.reshape(-1, Y.shape[-1]) 送入 linear。",
)
def test_three_kinds_of_layers(student, reference):
    """With an RNN, a GRU and an LSTM, scores and state are right. / 使用 RNN、GRU、LSTM 时，得分和状态都正确。"""
    the_results_agree(student, reference, nn.RNN(V, 4), nn.GRU(V, 3), nn.LSTM(V, 4))


@points(2)
@hint(
    "Hand the state to the layer, and return the one that it gives back.",
    zh="把状态传给循环层，并返回循环层给出的新状态。",
)
def test_the_state_is_carried_on(student, reference):
    """Two calls, the state handed on, make one long text. / 分两次调用并传递状态，等于处理一段长文本。"""
    for layer in nn.GRU(V, 4), nn.LSTM(V, 3):
        mine, right = a_pair(student, reference, layer)
        X, state = torch.randint(V, (2, 7)), a_state(layer, 2)
        first, middle = mine(X[:, :3], state)
        second, _ = mine(X[:, 3:], middle)
        check.close([first, second], list(right(X, state)[0].split([6, 8])))


@points(2)
@hint(
    "With two directions, each step has 2 * hidden_size numbers: linear must take them all.",
    zh="双向时每一步有 2 * hidden_size 个数：linear 要全部接收。",
)
def test_two_directions(student, reference):
    """A layer with two directions is right. / 双向的循环层结果正确。"""
    layers = [nn.RNN(V, 4, bidirectional=True), nn.LSTM(V, 3, bidirectional=True)]
    for layer in layers:
        check.equal(
            tuple(student.RNNModel(spies.over_there(student, layer), V).linear.weight.shape), (V, 2 * layer.hidden_size)
        )
    the_results_agree(student, reference, *layers)


@points(1)
@hint("The layer is used as it is, however many layers it has.", zh="无论循环层有几层，都原样使用。")
def test_several_layers(student, reference):
    """A deep layer is right. / 多层的循环层结果正确。"""
    the_results_agree(student, reference, nn.GRU(V, 3, num_layers=3), nn.RNN(V, 4, 2, bidirectional=True))


@points(2)
@after(test_three_kinds_of_layers)
@hint(
    "(num_directions * num_layers, batch_size, num_hiddens), zeros.",
    zh="形状为 (num_directions * num_layers, batch_size, num_hiddens) 的全零张量。",
)
def test_the_first_state(student):
    """begin_state gives zeros of the layer's shape. / begin_state 给出形状与循环层相符的全零状态。"""
    cpu = torch.device("cpu")
    for layer, shape in (
        (nn.RNN(V, 4), (1, 3, 4)),
        (nn.GRU(V, 2, num_layers=3), (3, 3, 2)),
        (nn.RNN(V, 4, 2, bidirectional=True), (4, 3, 4)),
    ):
        model = student.RNNModel(spies.over_there(student, layer), V)
        check.close(model.begin_state(device=cpu, batch_size=shape[1]), torch.zeros(shape))
    check.close(model.begin_state(cpu), torch.zeros(4, 1, 4))


@points(1)
@after(test_three_kinds_of_layers)
@hint(
    "An LSTM has a hidden state and a memory cell: a tuple of two.", zh="LSTM 有隐状态和记忆元：一个含两个张量的元组。"
)
def test_the_first_state_of_an_lstm(student):
    """For an LSTM, begin_state gives a tuple of two. / 对 LSTM，begin_state 给出含两个张量的元组。"""
    for layer, shape in (nn.LSTM(V, 4), (1, 2, 4)), (nn.LSTM(V, 3, 2, bidirectional=True), (4, 2, 3)):
        model = student.RNNModel(spies.over_there(student, layer), V)
        check.close(model.begin_state(torch.device("cpu"), 2), (torch.zeros(shape), torch.zeros(shape)))


@points(1)
@after(test_three_kinds_of_layers)
@hint("The layer that is passed in is the one that is trained.", zh="被训练的就是传入的那个循环层。")
def test_the_layer_is_the_one_given(student):
    """The model holds the very layer it is given, and its parameters. / 模型用的正是传入的那个循环层及其参数。"""
    layer = spies.over_there(student, nn.RNN(V, 4))
    model = student.RNNModel(layer, V)
    with torch.no_grad():
        for p in layer.parameters():
            p.zero_()
    state = model.state_dict()
    check.close({name: value for name, value in state.items() if name.startswith("rnn.")},
                {f"rnn.{name}": torch.zeros(p.shape) for name, p in nn.RNN(V, 4).named_parameters()})  # fmt: skip
    check.parameter_count(model, sum(p.numel() for p in nn.RNN(V, 4).parameters()) + 5 * V)


@points(1)
@after(test_three_kinds_of_layers)
@hint("The scores stay in autograd: no detach, no .data.", zh="得分要留在自动求导之中：不要 detach 或 .data。")
def test_gradients(student, reference):
    """Gradients reach all parameters through all steps. / 梯度穿过所有时间步，传到全部参数。"""
    for layer in nn.RNN(V, 4), nn.LSTM(V, 3):
        mine, right = a_pair(student, reference, layer)
        X, state, weight = torch.randint(V, (2, 4)), a_state(layer, 2), torch.randn(8, V)
        for model in mine, right:
            (model(X, state)[0] * weight).sum().backward()
        theirs = dict(mine.named_parameters())
        check.close({name: theirs[name].grad for name in dict(right.named_parameters())},
                    {name: p.grad for name, p in right.named_parameters()})  # fmt: skip


@points(1)
@after(test_three_kinds_of_layers)
@hint("F.one_hot takes int64 only: inputs.long().", zh="F.one_hot 只接受 int64：inputs.long()。")
def test_tokens_of_32_bits(student, reference):
    """Tokens may be int32. / 词元可以是 int32。"""
    layer = nn.GRU(V, 4)
    mine, right = a_pair(student, reference, layer)
    X, state = torch.randint(V, (2, 3)), a_state(layer, 2)
    check.close(mine(X.int(), state), right(X, state))


@points(1)
@on("cuda")
@after(test_three_kinds_of_layers)
@hint(
    "The first state is made with device=device; the one-hot vectors live where the inputs do.",
    zh="初始状态要用 device=device 生成；独热向量与输入在同一设备上。",
)
def test_on_the_gpu(student, device):
    """On a GPU, scores and states are on the GPU. / 在 GPU 上，得分和状态都在 GPU 上。"""
    model = student.RNNModel(spies.over_there(student, nn.GRU(V, 4)), V).to(device)
    state = model.begin_state(device=device, batch_size=2)
    check.device(state, device)
    output, state = model(torch.randint(V, (2, 3), device=device), state)
    check.shape(output, (6, V))
    check.device(output, device)
    check.device(state, device)
    for part in student.RNNModel(spies.over_there(student, nn.LSTM(V, 4)), V).begin_state(device, 2):
        check.device(part, device)
