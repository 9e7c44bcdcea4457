import torch
from torch import nn

from grader.suite import check, hint, points


@points(2)
@hint(
    "nn.Linear(hid_in_features, num_hiddens), then nn.Tanh().",
    zh="先是 nn.Linear(hid_in_features, num_hiddens)，再是 nn.Tanh()。",
)
def test_the_results_from_the_parts(student):
    """The three results fit the parts of the model. / 三个结果与模型的各部分相符。"""
    sizes = dict.fromkeys(
        ["key_size", "query_size", "value_size", "hid_in_features", "mlm_in_features", "nsp_in_features"], 4
    )
    model = student.BERTModel(7, 4, [4], 4, 8, 2, 1, 0.0, max_len=6, **sizes)
    check.layers(model.hidden, [nn.Linear(4, 4), nn.Tanh])
    tokens, segments = torch.tensor([[1, 5, 2, 3, 2]]), torch.tensor([[0, 0, 0, 1, 1]])
    lens, positions = torch.tensor([4]), torch.tensor([[3, 1]])
    found = model(tokens, segments, lens, positions)
    check.that(len(found) == 3, "There are not three results.", "结果不是三个。")
    encoded = model.encoder(tokens, segments, lens)
    right = encoded, model.mlm(encoded, positions), model.nsp(model.hidden(encoded[:, 0]))
    check.close([X.detach() for X in found], [X.detach() for X in right])
