import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, points

V, H = 6, 4


@points(3)
@hint(
    "nn.GRU(vocab_size, num_hiddens), one layer, one direction, steps first.",
    zh="nn.GRU(vocab_size, num_hiddens)：一层，单向，时间步在前。",
)
def test_with_the_weights_of_the_one_from_scratch(student, reference):
    """With the weights carried over and a diagonal W_hh, it gives what the GRU from scratch does.

    把权重搬过来，且 W_hh 为对角矩阵时，结果与从零实现的 GRU 相同。"""
    z, r, h = ([torch.randn(V, H), torch.randn(H, H), torch.randn(H)] for _ in range(3))
    h[1] = h[1].diag().diag()
    W_hq, b_q = torch.randn(H, V), torch.randn(V)
    W_x, W_h, b = (torch.cat(parts, dim=-1) for parts in zip(r, z, h, strict=True))  # the order of torch
    model = student.gru_concise(V, H)
    model.load_state_dict(
        {
            "rnn.weight_ih_l0": W_x.T,
            "rnn.weight_hh_l0": W_h.T,
            "rnn.bias_ih_l0": b,
            "rnn.bias_hh_l0": torch.zeros(3 * H),
            "linear.weight": W_hq.T,
            "linear.bias": b_q,
        }
    )
    X, state = torch.randint(V, (2, 5)), torch.randn(2, H)
    right, (last,) = reference.gru(F.one_hot(X.T, V).float(), (state,), [*z, *r, *h, W_hq, b_q])
    check.close(model(X, state[None]), (right, last[None]), rtol=1e-4, atol=1e-5)


@points(2)
@hint(
    "vocab_size in and out, num_hiddens between: nn.GRU(vocab_size, num_hiddens).",
    zh="输入和输出都是 vocab_size，中间是 num_hiddens：nn.GRU(vocab_size, num_hiddens)。",
)
def test_the_sizes(student):
    """The sizes follow the arguments. / 各部分的大小由参数决定。"""
    for v, h in (28, 32), (9, 9), (5, 12):
        model = student.gru_concise(v, h)
        check.layers(model, [nn.GRU(v, h), nn.Linear(h, v)])
        check.parameter_count(model, 3 * h * (v + h + 2) + v * (h + 1))


@points(1)
@after(test_with_the_weights_of_the_one_from_scratch)
@hint("Leave begin_state of RNNModel as it is.", zh="RNNModel 的 begin_state 保持原样。")
def test_the_state_begins_at_zero(student):
    """begin_state gives a tensor of zeros. / begin_state 给出一个全零张量。"""
    state = student.gru_concise(V, H).begin_state(device=torch.device("cpu"), batch_size=3)
    check.close(state, torch.zeros(1, 3, H))


@points(1)
@after(test_the_sizes)
@hint("Every parameter takes part and is trained.", zh="每个参数都参与计算并得到训练。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    model = student.gru_concise(V, H)
    check.every_parameter_learns(model, torch.randint(V, (3, 6)), model.begin_state(torch.device("cpu"), 3))
