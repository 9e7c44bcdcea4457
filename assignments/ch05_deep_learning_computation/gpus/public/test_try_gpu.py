import torch

from grader.suite import check, gpus, hint, points


@points(2)
@hint("Compare i with torch.cuda.device_count().", zh="拿 i 与 torch.cuda.device_count() 比较。")
def test_one_gpu(student):
    """With one GPU, try_gpu() is cuda:0 and try_gpu(1) is the CPU.

    有一块 GPU 时，try_gpu() 为 cuda:0，try_gpu(1) 为 CPU。"""
    with gpus(student, 1):
        check.equal([student.try_gpu(), student.try_gpu(1)], [torch.device("cuda:0"), torch.device("cpu")])
