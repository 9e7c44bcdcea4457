import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, points

V, H = 6, 4


def step_by_step(X, state, weights):
    """Scores and last state of a deep LSTM by the formulas; `weights`: by the names of RNNModel's state_dict."""
    hidden, cells = [list(part) for part in state]
    outputs = []
    for x in F.one_hot(X.T, V).float():
        for i in range(len(hidden)):
            W_x, W_h, b, c = (weights[f"rnn.{name}_l{i}"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
            gate, forget, new, out = (x @ W_x.T + hidden[i] @ W_h.T + b + c).chunk(4, dim=-1)
            cells[i] = forget.sigmoid() * cells[i] + gate.sigmoid() * new.tanh()
            hidden[i] = x = out.sigmoid() * cells[i].tanh()
        outputs.append(x @ weights["linear.weight"].T + weights["linear.bias"])
    return torch.cat(outputs), (torch.stack(hidden), torch.stack(cells))


@points(3)
@hint(
    "RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers), vocab_size).",
    zh="RNNModel(nn.LSTM(vocab_size, num_hiddens, num_layers), vocab_size)。",
)
def test_values(student):
    """Scores and states are those of the formulas, layer by layer. / 得分和状态与逐层按公式计算的一致。"""
    for layers in 2, 3:
        model = student.deep_lstm(V, H, layers)
        weights = {name: 2 * value for name, value in model.state_dict().items()}
        model.load_state_dict(weights)
        X, state = torch.randint(V, (2, 5)), torch.randn(2, layers, 2, H)
        right = step_by_step(X, state, weights)
        check.close(model(X, tuple(state)), right, rtol=1e-4, atol=1e-5)


@points(2)
@hint(
    "vocab_size in and out, num_layers layers of num_hiddens units between.",
    zh="输入和输出都是 vocab_size，中间是 num_layers 层，每层 num_hiddens 个单元。",
)
def test_the_sizes(student):
    """The sizes follow the arguments. / 各部分的大小由参数决定。"""
    for v, h, layers in (28, 32, 2), (9, 9, 1), (5, 12, 4):
        model = student.deep_lstm(v, h, layers)
        check.layers(model, [nn.LSTM(v, h, layers), nn.Linear(h, v)])
        check.parameter_count(model, 4 * h * (v + h + 2) + (layers - 1) * 4 * h * (2 * h + 2) + v * (h + 1))


@points(1)
@after(test_the_sizes)
@hint("num_layers=2 is the default.", zh="默认 num_layers=2。")
def test_two_layers_unless_said_otherwise(student):
    """Without num_layers, there are two layers. / 不给 num_layers 时有两层。"""
    check.layers(student.deep_lstm(7, 3), [nn.LSTM(7, 3, 2), nn.Linear(3, 7)])


@points(1)
@after(test_values)
@hint("Leave begin_state of RNNModel as it is.", zh="RNNModel 的 begin_state 保持原样。")
def test_the_first_state(student):
    """begin_state gives H and C of all layers, zeros. / begin_state 给出所有层的全零 H 和 C。"""
    state = student.deep_lstm(V, H, 3).begin_state(device=torch.device("cpu"), batch_size=2)
    check.close(state, (torch.zeros(3, 2, H), torch.zeros(3, 2, H)))


@points(1)
@after(test_values)
@hint("Every parameter takes part and is trained.", zh="每个参数都参与计算并得到训练。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter of every layer. / 梯度能传到每一层的每个参数。"""
    model = student.deep_lstm(V, H, 3)
    check.every_parameter_learns(model, torch.randint(V, (3, 6)), model.begin_state(torch.device("cpu"), 3))
