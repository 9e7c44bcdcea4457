from grader.suite import check, hint, points


@points(2)
@hint(
    "Write @property above the method, so that it is read without a call; in it, raise NotImplementedError.",
    zh="在方法上方写 @property，读取时就不需要调用；方法里引发 NotImplementedError。",
)
def test_nothing_to_show(student):
    """To read attention_weights of the interface raises NotImplementedError. / 读取接口的 attention_weights 会引发 NotImplementedError。"""
    decoder = student.AttentionDecoder()
    check.raises(NotImplementedError, lambda: decoder.attention_weights)
