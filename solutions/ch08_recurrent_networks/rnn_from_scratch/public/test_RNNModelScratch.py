import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "X.T has shape (num_steps, batch_size); one_hot adds the last axis; .float() gives float32.",
    zh="X.T 的形状为 (num_steps, batch_size)；one_hot 添上最后一个轴；.float() 得到 float32。",
)
def test_two_texts_of_three_tokens(student):
    """forward_fn gets the first tokens of both texts, then the second ones. / forward_fn 先得到两个文本的第一个词元。"""
    given = []

    def forward_fn(inputs, state, params):
        given.append(inputs)
        return inputs, state

    model = student.RNNModelScratch(
        4, 2, torch.device("cpu"), lambda *sizes: [torch.ones(1)], lambda *sizes: (torch.zeros(1),), forward_fn
    )
    result = model(torch.tensor([[0, 1, 2], [3, 0, 1]]), (torch.zeros(2, 2),))
    right = torch.eye(4)[torch.tensor([[0, 3], [1, 0], [2, 1]])]
    check.close(given[0], right)
    check.close(result, (right, (torch.zeros(2, 2),)))
