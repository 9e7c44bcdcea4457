from grader.suite import check, hint, points


@points(1)
@hint(
    "Make the shared layer once and put it into the nn.Sequential twice.",
    zh="共享层只新建一次，在 nn.Sequential 中放两次。",
)
def test_six_parameters_with_eight_names(student):
    """The net has six parameters and eight entries in state_dict(). / 网络有六个参数，state_dict() 中有八项。"""
    net = student.tied_net()
    check.equal([len(list(net.parameters())), len(net.state_dict())], [6, 8])
