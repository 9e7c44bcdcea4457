import torch

from grader.suite import check, hint, points


@points(2)
@hint("A batch is ((premises, hypotheses), labels).", zh="一个批量是 ((premises, hypotheses), labels)。")
def test_a_batch(student):
    """Batches have the right sizes, and the vocabulary its words. / 批量的大小正确，词表的单词正确。"""
    train_iter, test_iter, vocab = student.load_data_snli(batch_size=5, num_steps=9)
    for loader in train_iter, test_iter:
        (premises, hypotheses), labels = next(iter(loader))
        check.equal([tuple(part.shape) for part in (premises, hypotheses, labels)], [(5, 9), (5, 9), (5,)])
        check.equal([part.dtype for part in (premises, hypotheses, labels)], [torch.int64] * 3)
    check.equal([vocab["<unk>"], vocab["<pad>"], vocab["man"] > 1, vocab["harbour"]], [0, 1, True, 0])
