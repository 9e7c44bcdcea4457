import torch

from grader.suite import check, hint, points


@points(2)
@hint("Add the three embeddings as they are.", zh="三种嵌入直接相加。")
def test_before_the_blocks(student):
    """Without blocks, the result is the sum of the three embeddings. / 没有块时，结果是三种嵌入之和。"""
    encoder = student.BERTEncoder(3, 2, [2], 2, 4, 1, 0, 0.0, max_len=4, key_size=2, query_size=2, value_size=2)
    encoder.load_state_dict(
        {
            "token_embedding.weight": torch.tensor([[100.0, 0.0], [200.0, 0.0], [300.0, 1.0]]),
            "segment_embedding.weight": torch.tensor([[10.0, 0.0], [20.0, 0.0]]),
            "pos_embedding": torch.tensor([[[1.0, 0.0], [2.0, 0.0], [3.0, 0.0], [4.0, 5.0]]]),
        }
    )
    found = encoder(torch.tensor([[2, 0, 1]]), torch.tensor([[0, 1, 1]]), None)
    check.close(found.detach(), torch.tensor([[[311.0, 1.0], [122.0, 0.0], [223.0, 0.0]]]))
