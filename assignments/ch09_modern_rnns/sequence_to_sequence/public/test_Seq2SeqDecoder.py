import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Each step reads its embedding and, behind it, the context: the last layer of the encoder's state.",
    zh="每个时间步读入它的嵌入，后面接上上下文：编码器状态的最后一层。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    decoder = student.Seq2SeqDecoder(vocab_size=2, embed_size=1, num_hiddens=1, num_layers=1)
    weights = {
        name: torch.ones(p.shape) if "weight" in name else torch.zeros(p.shape)
        for name, p in decoder.state_dict().items()
    }
    weights["embedding.weight"] = torch.tensor([[0.0], [1.0]])
    weights["dense.weight"], weights["dense.bias"] = torch.tensor([[1.0], [-1.0]]), torch.tensor([0.0, 0.5])
    decoder.load_state_dict(weights)
    enc_outputs = torch.tensor([[[0.2048], [0.0]], [[0.1633], [0.2048]], [[0.1288], [0.3468]]])
    scores, _ = decoder(torch.tensor([[0, 1], [1, 0]]), decoder.init_state((enc_outputs, enc_outputs[2:])))
    expected = torch.tensor([[[0.1593, 0.3407], [0.3084, 0.1916]], [[0.4369, 0.0631], [0.4785, 0.0215]]])
    check.close(scores.detach(), expected, atol=2e-4)
