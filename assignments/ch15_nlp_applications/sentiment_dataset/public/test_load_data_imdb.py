import torch

from grader.suite import check, hint, points


@points(2)
@hint("A batch is (X, y): rows of numbers and their labels.", zh="一个批量是 (X, y)：若干行编号和它们的标签。")
def test_a_batch(student):
    """Batches have the right sizes, and the vocabulary its words. / 批量的大小正确，词表的单词正确。"""
    train_iter, test_iter, vocab = student.load_data_imdb(batch_size=5, num_steps=12)
    for loader in train_iter, test_iter:
        X, y = next(iter(loader))
        check.equal((tuple(X.shape), tuple(y.shape)), ((5, 12), (5,)))
        check.equal((X.dtype, y.dtype), (torch.int64, torch.int64))
    check.equal([vocab["<unk>"], vocab["<pad>"], vocab["the"] > 1, vocab["boat"]], [0, 1, True, 0])
