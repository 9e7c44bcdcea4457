from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "The second derivative is the derivative of the derivative: apply [-1, 1] twice.",
    zh="二阶导数是导数的导数：把 [-1, 1] 用两次。",
)
def test_the_second_derivative(student, reference):
    """The kernel of the second derivative is right. / 二阶导数的卷积核正确。"""
    check.close(student.derivative_kernel(2), reference.derivative_kernel(2))


@points(3)
@hint(
    "On the pixels of x ** d the kernel gives d!, on those of lower powers 0; it has d + 1 entries.",
    zh="对 x ** d 的像素，卷积核给出 d!；对更低次的幂给出 0；它有 d + 1 个元素。",
)
def test_higher_derivatives(student, reference):
    """The kernels of higher derivatives are right, and so is that of d = 0. / 更高阶导数以及 d = 0 时的卷积核都正确。"""
    for d in 3, 4, 7, 0:
        check.close(student.derivative_kernel(d), reference.derivative_kernel(d))


@points(2)
@on("cuda")
@after(test_the_second_derivative)
@hint("Pass device on to every tensor that you make.", zh="新建每个张量时都要传入 device。")
def test_on_the_gpu(student, device):
    """With a device, the kernel is made there. / 给出 device 时，卷积核建在那里。"""
    K = student.derivative_kernel(3, device)
    check.shape(K, (1, 4))
    check.device(K, device)
