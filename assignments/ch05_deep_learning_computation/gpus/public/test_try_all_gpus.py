import torch

from grader.suite import check, gpus, hint, points


@points(2)
@hint(
    "One device for each number below torch.cuda.device_count().",
    zh="小于 torch.cuda.device_count() 的每个编号对应一个设备。",
)
def test_two_gpus(student):
    """With two GPUs, the list is cuda:0, cuda:1. / 有两块 GPU 时，列表是 cuda:0、cuda:1。"""
    with gpus(student, 2):
        check.equal(student.try_all_gpus(), [torch.device("cuda:0"), torch.device("cuda:1")])
