import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "bidirectional=True; the output layer then reads 2 * num_hiddens numbers.",
    zh="bidirectional=True；此时输出层读入 2 * num_hiddens 个数。",
)
def test_the_parts(student):
    """The model has an nn.LSTM in two directions and an output layer. / 模型由一个双向 nn.LSTM 和一个输出层组成。"""
    model = student.bidirectional_lstm(28, 16, 2)
    check.layers(model, [nn.LSTM, nn.Linear(32, 28)])
    output, state = model(torch.zeros(2, 5, dtype=torch.long), model.begin_state(torch.device("cpu"), 2))
    check.shape(output, (10, 28))
    check.that(
        torch.equal(output[0], output[1]) and not torch.equal(output[0], output[2]),
        "Two equal texts get equal scores, and two steps different ones; yours do not.",
        zh="两个相同的文本得分应当相同，两个不同时间步的得分应当不同；你的并非如此。",
    )
    check.shape(state[1], (4, 2, 16))
