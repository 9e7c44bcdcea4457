import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, points

V, H = 6, 3


def one_way(steps, h, c, weights, end):
    """The hidden states of one LSTM over the steps, and its last state, by the formulas."""
    W_x, W_h, b, d = (weights[f"rnn.{name}_{end}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    hidden = []
    for x in steps:
        gate, forget, new, out = (x @ W_x.T + h @ W_h.T + b + d).chunk(4, dim=-1)
        c = forget.sigmoid() * c + gate.sigmoid() * new.tanh()
        h = out.sigmoid() * c.tanh()
        hidden.append(h)
    return hidden, h, c


def by_hand(X, state, weights):
    """Scores and last state of a bidirectional LSTM; `weights`: by the names of RNNModel's state_dict."""
    steps, hidden, cells = list(F.one_hot(X.T, V).float()), [], []
    for i in range(len(state[0]) // 2):
        there, h, c = one_way(steps, state[0][2 * i], state[1][2 * i], weights, f"l{i}")
        back, k, d = one_way(steps[::-1], state[0][2 * i + 1], state[1][2 * i + 1], weights, f"l{i}_reverse")
        steps = [torch.cat(both, dim=-1) for both in zip(there, back[::-1], strict=True)]
        hidden, cells = [*hidden, h, k], [*cells, c, d]
    return torch.cat(steps) @ weights["linear.weight"].T + weights["linear.bias"], (
        torch.stack(hidden),
        torch.stack(cells),
    )


@points(2)
@hint(
    "RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers, bidirectional=True), vocab_size).",
    zh="RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers, bidirectional=True), vocab_size)。",
)
def test_values(student):
    """Scores and states are those of the formulas, layer by layer and both ways. / 得分和状态与逐层、双向按公式计算的一致。"""
    for layers in 1, 2:
        model = student.bidirectional_lstm(V, H, layers)
        weights = {name: 2 * value for name, value in model.state_dict().items()}
        model.load_state_dict(weights)
        X, state = torch.randint(V, (2, 4)), torch.randn(2, 2 * layers, 2, H)
        right = by_hand(X, state, weights)
        check.close(model(X, tuple(state)), right, rtol=1e-4, atol=1e-5)


@points(2)
@hint(
    "num_layers layers with num_hiddens units in each direction; upper layers read 2 * num_hiddens numbers.",
    zh="num_layers 层，每个方向 num_hiddens 个单元；上层读入 2 * num_hiddens 个数。",
)
def test_the_sizes(student):
    """The sizes follow the arguments. / 各部分的大小由参数决定。"""
    for v, h, layers in (28, 32, 2), (9, 9, 1), (5, 12, 3):
        model = student.bidirectional_lstm(v, h, layers)
        check.layers(model, [nn.LSTM(v, h, layers, bidirectional=True), nn.Linear(2 * h, v)])
        inner = 8 * h * (v + h + 2) + (layers - 1) * 8 * h * (3 * h + 2)
        check.parameter_count(model, inner + v * (2 * h + 1))


@points(1)
@after(test_the_sizes)
@hint("num_layers=2 is the default.", zh="默认 num_layers=2。")
def test_two_layers_unless_said_otherwise(student):
    """Without num_layers, there are two layers. / 不给 num_layers 时有两层。"""
    check.layers(student.bidirectional_lstm(7, 3), [nn.LSTM(7, 3, 2, bidirectional=True), nn.Linear(6, 7)])


@points(1)
@after(test_values)
@hint("Leave begin_state of RNNModel as it is.", zh="RNNModel 的 begin_state 保持原样。")
def test_the_first_state(student):
    """begin_state gives zeros for all layers and directions. / begin_state 给出所有层、所有方向的全零状态。"""
    state = student.bidirectional_lstm(V, H, 2).begin_state(device=torch.device("cpu"), batch_size=3)
    check.close(state, (torch.zeros(4, 3, H), torch.zeros(4, 3, H)))


@points(1)
@after(test_values)
@hint("Every parameter takes part and is trained.", zh="每个参数都参与计算并得到训练。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter of both directions. / 梯度能传到两个方向的每个参数。"""
    model = student.bidirectional_lstm(V, H, 2)
    check.every_parameter_learns(model, torch.randint(V, (3, 6)), model.begin_state(torch.device("cpu"), 3))
