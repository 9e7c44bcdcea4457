import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "A GRU wants time first: turn the axes of X (or of its embedding) before, and leave the outputs as they come.",
    zh="GRU 要求时间步在前：先转置 X（或其嵌入）的轴，输出则保持原样。",
)
def test_the_worked_example(student):
    """The example of the statement comes out as it should. / 题目中的例子结果正确。"""
    encoder = student.Seq2SeqEncoder(vocab_size=2, embed_size=1, num_hiddens=1, num_layers=1)
    state = {
        name: torch.ones(p.shape) if "weight" in name else torch.zeros(p.shape)
        for name, p in encoder.state_dict().items()
    }
    state["embedding.weight"] = torch.tensor([[0.0], [1.0]])
    encoder.load_state_dict(state)
    outputs, state = encoder(torch.tensor([[1, 0, 0], [0, 1, 1]]))
    expected = torch.tensor([[[0.2048], [0.0]], [[0.1633], [0.2048]], [[0.1288], [0.3468]]])
    check.close(outputs.detach(), expected, atol=1e-4)
    check.close(state.detach(), expected[2:], atol=1e-4)
