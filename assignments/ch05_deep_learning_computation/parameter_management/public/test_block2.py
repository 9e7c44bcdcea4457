from grader.suite import check, hint, points


@points(1)
@hint("net.add_module(name, block1()) for each of the four.", zh="四个块各用一次 net.add_module(名字, block1())。")
def test_the_number_of_parameters(student):
    """block2 has 304 trainable numbers. / block2 有 304 个可训练的数。"""
    check.equal(sum(p.numel() for p in student.block2().parameters()), 304)
