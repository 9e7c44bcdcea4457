import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The decoder gets both numbers of the first word, then both of the second.",
    zh="解码器先得到第一个单词的两个数，再得到第二个单词的两个数。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    net = student.BiRNN(3, 1, 1, 1)
    weights = {"embedding.weight": torch.tensor([[0.0], [1.0], [2.0]])}
    for end in "", "_reverse":
        # In this order: the gate for what comes in, the one for what is kept, what comes in, the gate for what goes out.
        weights["encoder.weight_ih_l0" + end] = torch.tensor([[0.0], [0.0], [1.0], [0.0]])
        weights["encoder.bias_ih_l0" + end] = torch.tensor([100.0, 100.0, 0.0, 100.0])
        weights["encoder.weight_hh_l0" + end] = torch.zeros(4, 1)
        weights["encoder.bias_hh_l0" + end] = torch.zeros(4)
    weights["decoder.weight"] = torch.tensor([[1.0, 10.0, 0.0, 0.0], [0.0, 0.0, 1.0, 10.0]])
    weights["decoder.bias"] = torch.zeros(2)
    net.load_state_dict(weights)
    scores = net(torch.tensor([[1, 2]])).detach()
    check.close(scores, torch.tensor([[0.6420 + 9.3857, 0.9386 + 7.4602]]), atol=1e-3)
