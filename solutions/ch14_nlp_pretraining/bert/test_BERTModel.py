import torch

from grader.suite import after, check, hint, on, points

SIZES = (11, 8, [8], 8, 12, 2)  # vocab_size, num_hiddens, norm_shape, ffn_num_input, ffn_num_hiddens, num_heads
MORE = dict.fromkeys(
    ["key_size", "query_size", "value_size", "hid_in_features", "mlm_in_features", "nsp_in_features"], 8
)


def make(room, layers=2, dropout=0.0, max_len=9):
    return room.BERTModel(*SIZES, layers, dropout, max_len=max_len, **MORE)


def a_pair(student, reference, *args):
    """The student's model, and ours with the student's parameters."""
    mine, right = make(student, *args), make(reference, *args)
    params = {name: p.detach() for name, p in mine.named_parameters()}
    check.that(
        {name: p.shape for name, p in params.items()} == {name: p.shape for name, p in right.named_parameters()},
        "The parameters are not those of encoder, hidden, mlm and nsp, of the sizes asked for.",
        "模型参数不是 encoder、hidden、mlm 和 nsp 的参数，或者大小不对。",
    )
    right.load_state_dict(params, strict=False)
    return mine, right


def a_batch(n=6, batch_size=2):
    return torch.randint(11, (batch_size, n)), torch.randint(2, (batch_size, n))


def same_results(found, right):
    check.that(len(found) == 3, "There are not three results.", "结果不是三个。")
    check.close(*([None if X is None else X.detach() for X in results] for results in (found, right)), atol=1e-4)


@points(2)
@hint(
    "Hand every size on to the part that it belongs to; max_len too.",
    zh="把每个大小都传给它所属的部分；max_len 也要传。",
)
def test_the_parameters(student, reference):
    """The parts have the parameters asked for. / 各部分的参数符合要求。"""
    for layers, max_len in (1, 9), (3, 7):
        forms = [
            {n: tuple(p.shape) for n, p in make(room, layers, 0.1, max_len).named_parameters()}
            for room in (student, reference)
        ]
        check.equal(forms[0], forms[1])
    check.shape(
        dict(student.BERTModel(*SIZES, 0, 0.1, **MORE).named_parameters())["encoder.pos_embedding"], (1, 1000, 8)
    )


@points(3)
@hint(
    "mlm gets all that the encoder gives, nsp what hidden makes of the first position.",
    zh="mlm 得到编码器的全部结果，nsp 得到 hidden 作用于第一个位置的结果。",
)
def test_values(student, reference):
    """The three results are right, with lengths and positions. / 给出有效长度和预测位置时，三个结果都正确。"""
    for layers, n, lens, positions in (1, 6, [3, 6], [[1], [4]]), (2, 9, [9, 2], [[1, 0, 3], [0, 1, 0]]):
        mine, right = a_pair(student, reference, layers)
        batch = [*a_batch(n), torch.tensor(lens), torch.tensor(positions)]
        same_results(mine(*(X.clone() for X in batch)), right(*batch))


@points(2)
@after(test_values)
@hint(
    "valid_lens and pred_positions may be left out: both are None then.",
    zh="valid_lens 和 pred_positions 可以省略：这时都是 None。",
)
def test_what_may_be_left_out(student, reference):
    """Without positions there are no scores of words; without lengths all words count. / 没有预测位置就没有词的得分；没有有效长度则所有词都有效。"""
    mine, right = a_pair(student, reference)
    tokens, segments = a_batch()
    found = mine(tokens.clone(), segments.clone())
    same_results(found, right(tokens, segments))
    check.that(
        found[1] is None,
        "Without pred_positions, the second result is not None.",
        "没有 pred_positions 时，第二个结果不是 None。",
    )
    lens, positions = torch.tensor([2, 5]), torch.tensor([[0], [2]])
    same_results(mine(tokens.clone(), segments.clone(), valid_lens=lens), right(tokens, segments, lens))
    same_results(mine(tokens, segments, pred_positions=positions), right(tokens, segments, None, positions))


@points(2)
@after(test_values)
@hint("dropout goes to the encoder.", zh="dropout 传给编码器。")
def test_dropout(student, reference):
    """With everything dropped, the residual connections are left; in eval mode nothing is dropped. / 全部丢弃时只剩残差连接；预测模式下一个不丢。"""
    mine, right = a_pair(student, reference, 2, 1.0)
    for training in True, False:
        batch = [*a_batch(), torch.tensor([2, 6]), torch.tensor([[1, 0], [2, 5]])]
        mine.train(training)
        right.train(training)
        same_results(mine(*(X.clone() for X in batch)), right(*batch))


@points(1)
@after(test_values)
def test_every_parameter_learns(student):
    """Both tasks together teach every parameter. / 两个任务合起来，每个参数都得到梯度。"""
    model = make(student, 1, 0.0, 6)
    _, words, follows = model(*a_batch(), None, torch.tensor([[1, 0], [2, 5]]))
    (torch.randn(2, 2, 11) * words).sum().add((torch.randn(2, 2) * follows).sum()).backward()
    check.that(
        all(p.grad is not None for p in model.parameters()),
        "After backward(), some parameter has no gradient.",
        "backward() 之后，有参数没有得到梯度。",
    )


@points(1)
@after(test_values)
@on("cuda")
def test_on_the_gpu(student, device):
    """On a GPU, the results are there. / 在 GPU 上，结果也在那里。"""
    model = make(student).to(device)
    batch = [*a_batch(), torch.tensor([2, 6]), torch.tensor([[1, 0], [2, 5]])]
    found = model(*(X.to(device) for X in batch))
    for X, shape in zip(found, ((2, 6, 8), (2, 2, 11), (2, 2)), strict=True):
        check.shape(X, shape)
        check.device(X, device)
