import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Dividing by 0.01 makes the differences a hundred times as large: the largest logit wins.",
    zh="除以 0.01 使差距扩大一百倍：最大的 logit 胜出。",
)
def test_a_cold_draw(student):
    """At the temperature 0.01 the likeliest token is drawn. / 温度为 0.01 时抽到的是最可能的词元。"""
    logits = torch.tensor([[0.0, 5.0, 1.0], [9.0, 2.0, 0.0], [0.0, 0.0, 8.0], [1.0, 4.0, 0.0]])
    check.equal(student.sample(logits, 0.01), torch.tensor([1, 0, 2, 1]))
