import torch

from grader.suite import check, hint, points


@points(2)
@hint("0 and 1 are neighbours twice, 1 stands beside 2 once.", zh="0 和 1 相邻两次，1 和 2 相邻一次。")
def test_a_small_corpus(student):
    """Neighbours in two sentences. / 两个句子中的相邻词。"""
    found = student.cooccurrences([[0, 1, 2], [1, 0]], 4, 1)
    right = [[0.0, 2.0, 0.0, 0.0], [2.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]
    check.close(found, torch.tensor(right))
