import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The context, a mean of the first two outputs, comes first; behind it stands the embedding.",
    zh="上下文是前两个输出的平均，排在前面；后面接上嵌入。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    decoder = student.Seq2SeqAttentionDecoder(vocab_size=2, embed_size=1, num_hiddens=1, num_layers=1)
    weights = {name: torch.zeros(p.shape) for name, p in decoder.state_dict().items()}
    weights["embedding.weight"] = torch.tensor([[0.0], [1.0]])
    weights["rnn.weight_ih_l0"], weights["rnn.weight_hh_l0"] = torch.tensor([[2.0, 1.0]] * 3), torch.ones(3, 1)
    weights["dense.weight"], weights["dense.bias"] = torch.tensor([[1.0], [-1.0]]), torch.tensor([0.0, 0.5])
    decoder.load_state_dict(weights)
    enc_outputs = torch.tensor([[[0.2]], [[0.6]], [[0.1]]])
    state = decoder.init_state((enc_outputs, enc_outputs[2:]), torch.tensor([2]))
    scores, _ = decoder(torch.tensor([[0, 1]]), state)
    check.close(scores.detach(), torch.tensor([[[0.2740, 0.2260], [0.3514, 0.1486]]]), atol=2e-4)
    for of_a_step in decoder.attention_weights:
        check.close(of_a_step.detach(), torch.tensor([[[0.5, 0.5, 0.0]]]))
