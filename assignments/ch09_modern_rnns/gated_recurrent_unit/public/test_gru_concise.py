import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "RNNModel(nn.GRU(...), vocab_size): the layer reads one-hot vectors of vocab_size numbers.",
    zh="RNNModel(nn.GRU(...), vocab_size)：这个层读入的是长度为 vocab_size 的独热向量。",
)
def test_the_parts(student):
    """The model has an nn.GRU and an output layer. / 模型由一个 nn.GRU 和一个输出层组成。"""
    model = student.gru_concise(28, 16)
    check.layers(model, [nn.GRU, nn.Linear(16, 28)])
    output, state = model(torch.zeros(2, 5, dtype=torch.long), model.begin_state(torch.device("cpu"), 2))
    check.shape(output, (10, 28))
    check.that(
        torch.equal(output[0], output[1]) and not torch.equal(output[0], output[2]),
        "Two equal texts get equal scores, and two steps different ones; yours do not.",
        zh="两个相同的文本得分应当相同，两个不同时间步的得分应当不同；你的并非如此。",
    )
    check.shape(state, (1, 2, 16))
