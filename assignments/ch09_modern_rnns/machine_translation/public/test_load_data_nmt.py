from grader.suite import check, hint, points


@points(1)
@hint(
    "Four tensors: the sources, their valid lengths, the targets, their valid lengths.",
    zh="四个张量：源序列、其有效长度、目标序列、其有效长度。",
)
def test_a_batch(student):
    """A batch has four tensors, for both languages a row of numbers and its valid length. / 一个批量有四个张量：两种语言各有一个数字矩阵和有效长度。"""
    data_iter, src_vocab, tgt_vocab = student.load_data_nmt(batch_size=4, num_steps=8)
    batch = next(iter(data_iter))
    check.equal([tuple(part.shape) for part in batch], [(4, 8), (4,), (4, 8), (4,)])
    check.equal([src_vocab["<eos>"], tgt_vocab["<eos>"]], [3, 3])
