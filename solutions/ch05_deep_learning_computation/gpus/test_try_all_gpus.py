import torch

from grader.suite import after, check, gpus, hint, points


@points(3)
@hint("range(torch.cuda.device_count()) counts them.", zh="range(torch.cuda.device_count()) 逐个列出。")
def test_all_of_them(student):
    """All GPUs are listed in order. / 按顺序列出所有 GPU。"""
    for n in 1, 4:
        with gpus(student, n):
            check.equal(student.try_all_gpus(), [torch.device("cuda", i) for i in range(n)])


@points(2)
@after(test_all_of_them)
@hint("An empty list is no use: [torch.device('cpu')].", zh="空列表没有用处：应为 [torch.device('cpu')]。")
def test_none(student):
    """Without a GPU, the list holds the CPU. / 没有 GPU 时，列表中是 CPU。"""
    with gpus(student, 0):
        check.equal(student.try_all_gpus(), [torch.device("cpu")])
