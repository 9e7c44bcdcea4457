import torch
from torch import nn

from grader.suite import check, hint, points, spies


@points(1)
@hint(
    "One-hot vectors of inputs.T, the layer, then linear on the states of all steps, one below the other.",
    zh="先得到 inputs.T 的独热向量，经过循环层，再对所有时间步的隐状态（上下相接）做线性变换。",
)
def test_two_tokens_by_hand(student):
    """One unit that reads the tokens 0 and 1 gives the numbers of the example.

    只有一个单元的网络读入词元 0 和 1，得到例题中的数。"""
    model = student.RNNModel(spies.over_there(student, nn.RNN(2, 1)), 2)
    model.load_state_dict(
        {
            "rnn.weight_ih_l0": torch.tensor([[1.0, -1.0]]),
            "rnn.weight_hh_l0": torch.tensor([[0.5]]),
            "rnn.bias_ih_l0": torch.zeros(1),
            "rnn.bias_hh_l0": torch.zeros(1),
            "linear.weight": torch.tensor([[2.0], [-2.0]]),
            "linear.bias": torch.tensor([0.0, 1.0]),
        }
    )
    output, state = model(torch.tensor([[0, 1]]), torch.zeros(1, 1, 1))
    check.close(output, torch.tensor([[1.5232, -0.5232], [-1.1010, 2.1010]]), atol=1e-3)
    check.close(state, torch.tensor([[[-0.5505]]]), atol=1e-3)
