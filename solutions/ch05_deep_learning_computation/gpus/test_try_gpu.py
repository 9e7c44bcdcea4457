import torch

from grader.suite import after, check, gpus, hint, points

CPU = torch.device("cpu")


@points(2)
@hint("Ask torch.cuda.device_count() in every call.", zh="每次调用都要询问 torch.cuda.device_count()。")
def test_several_gpus(student):
    """With three GPUs, the numbers 0 to 2 are found. / 有三块 GPU 时，能找到编号 0 到 2。"""
    with gpus(student, 3):
        found = [student.try_gpu(i) for i in range(5)]
    check.equal(found, [torch.device("cuda", i) for i in range(3)] + [CPU, CPU])


@points(2)
@after(test_several_gpus)
@hint("Without a GPU, it is torch.device('cpu').", zh="没有 GPU 时返回 torch.device('cpu')。")
def test_no_gpu(student):
    """Without a GPU, every number gives the CPU. / 没有 GPU 时，任何编号都得到 CPU。"""
    with gpus(student, 0):
        check.equal([student.try_gpu(), student.try_gpu(0), student.try_gpu(7)], [CPU] * 3)


@points(2)
@after(test_several_gpus)
@hint("Check both ends: 0 <= i.", zh="两头都要检查：0 <= i。")
def test_a_negative_number(student):
    """A number below 0 gives the CPU. / 小于 0 的编号得到 CPU。"""
    with gpus(student, 2):
        check.equal([student.try_gpu(-1), student.try_gpu(-2)], [CPU, CPU])
