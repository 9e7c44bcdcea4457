from grader.suite import check, hint, points


@points(1)
@hint(
    "Eleven layers with weights, three of them fully connected: eight convolutions.",
    zh="十一个带权重的层，其中三个是全连接层：共八个卷积层。",
)
def test_vgg11(student):
    """vgg11 has eight convolutions in five blocks. / vgg11 的五个块共有八个卷积层。"""
    check.close(student.vgg11, ((1, 64), (1, 128), (2, 256), (2, 512), (2, 512)))
