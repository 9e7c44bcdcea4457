from grader.suite import check, hint, points


@points(2)
@hint("Read, make the dataset, put a DataLoader around it.", zh="读取文本，建立数据集，再套上 DataLoader。")
def test_the_text_of_the_course(student):
    """The first minibatch of the text in data/. / data/ 中文本的第一个小批量。"""
    train_iter, vocab = student.load_data_wiki(16, 40)
    check.equal([vocab[token] for token in ("<unk>", "<pad>", "<mask>", "<cls>", "<sep>")], [0, 1, 2, 3, 4])
    batch = next(iter(train_iter))
    check.that(len(batch) == 7, "A minibatch does not have seven parts.", "一个小批量不是七项。")
    shapes = [(16, 40), (16, 40), (16,), (16, 6), (16, 6), (16, 6), (16,)]
    check.equal([tuple(part.shape) for part in batch], shapes)
    check.equal(batch[0][:, 0].tolist(), [3] * 16)
