from grader.suite import check, hint, points


@points(2)
@hint(
    "backward() adds to x.grad: the earlier gradient is still in it.",
    zh="backward() 会累加到 x.grad：之前的梯度还在里面。",
)
def test_the_accumulated_gradient(student, reference):
    """Without clearing, the gradients add up. / 不清零，梯度就会累加。"""
    check.close(student.accumulated, reference.accumulated)


@points(1)
@hint("x.grad.zero_() or x.grad = None, then backward().", zh="先 x.grad.zero_() 或 x.grad = None，再 backward()。")
def test_the_cleared_gradient(student, reference):
    """After clearing, only the new gradient is left. / 清零之后，只剩新的梯度。"""
    check.close(student.cleared, reference.cleared)


@points(2)
@hint("Detach u; and clear x.grad before.", zh="对 u 使用 detach；之前先清空 x.grad。")
def test_the_constant(student, reference):
    """With u as a constant, the gradient of u x is u. / 把 u 当作常数时，u x 的梯度就是 u。"""
    check.close(student.constant, reference.constant)


@points(1)
@hint("Keep the graph for the second time; both gradients add up.", zh="保留计算图供第二次使用；两次的梯度会相加。")
def test_backward_twice(student, reference):
    """Going backward twice gives the gradient twice. / 反向传播两次，梯度就是两倍。"""
    check.close(student.twice, reference.twice)
