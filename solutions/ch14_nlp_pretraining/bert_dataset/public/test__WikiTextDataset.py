from grader.suite import check, hint, points


@points(2)
@hint(
    "Split the sentences into words first; then the vocabulary, then the examples.",
    zh="先把句子切成词；再建词表，然后做样本。",
)
def test_a_paragraph_again_and_again(student):
    """A paragraph that stands there six times. / 一个重复六次的段落。"""
    dataset = student._WikiTextDataset([["it rains again", "we stay here", "you go"]] * 6, 14)
    check.equal(len(dataset), 12)
    words = ["it", "rains", "again", "we", "stay", "here", "you", "go"]
    check.equal(list(dataset.vocab.idx_to_token), ["<unk>", "<pad>", "<mask>", "<cls>", "<sep>", *words])
    item = dataset[0]
    check.that(len(item) == 7, "An example does not have seven parts.", "一个样本不是七项。")
    check.equal(
        [tuple(part.shape) for part in (item[0], item[1], item[3], item[4], item[5])], [(14,), (14,), (2,), (2,), (2,)]
    )
    check.equal(item[0][0].item(), 3)
