import torch
from torch import nn


def try_gpu_negative_numbers(i=0):
    """You ask only whether i is below the number of GPUs. A negative i is, and torch.device("cuda:-1") is an error.

    你只检查了 i 是否小于 GPU 的个数。负的 i 也小于它，而 torch.device("cuda:-1") 会报错。"""
    if torch.cuda.device_count() >= i + 1:
        return torch.device(f"cuda:{i}")
    return torch.device("cpu")


def try_gpu_always_the_first(i=0):
    """You return cuda:0 whatever i says, if there is any GPU at all.

    只要有 GPU，无论 i 是多少，你都返回 cuda:0。"""
    return torch.device("cuda:0" if torch.cuda.is_available() and i >= 0 else "cpu")


def try_gpu_without_asking(i=0):
    """You do not ask whether the GPU is there. Fall back to the CPU where it is not.

    你没有询问 GPU 是否存在。不存在时应退回 CPU。"""
    return torch.device(f"cuda:{i}") if i >= 0 else torch.device("cpu")


def try_gpu_off_by_one(i=0):
    """You are off by one: with n GPUs the numbers are 0 to n - 1.

    你差了一个：有 n 块 GPU 时，编号是 0 到 n - 1。"""
    if 0 <= i <= torch.cuda.device_count() and torch.cuda.device_count():
        return torch.device(f"cuda:{i}")
    return torch.device("cpu")


def try_gpu_a_string(i=0):
    """You return a string. A torch.device is asked for.

    你返回的是字符串。题目要的是 torch.device。"""
    return f"cuda:{i}" if 0 <= i < torch.cuda.device_count() else "cpu"


def try_all_gpus_empty():
    """Without a GPU your list is empty. It holds the CPU then.

    没有 GPU 时你的列表是空的。此时它应含有 CPU。"""
    return [torch.device(f"cuda:{i}") for i in range(torch.cuda.device_count())]


def try_all_gpus_first_only():
    """You list one GPU, however many there are.

    无论有几块 GPU，你只列出了一块。"""
    return [torch.device("cuda:0") if torch.cuda.is_available() else torch.device("cpu")]


def try_all_gpus_with_the_cpu():
    """You list the CPU beside the GPUs. It is there only where no GPU is.

    你把 CPU 也和 GPU 列在一起。只有没有 GPU 时才列出 CPU。"""
    return [torch.device(f"cuda:{i}") for i in range(torch.cuda.device_count())] + [torch.device("cpu")]


def try_all_gpus_from_one():
    """You count from 1. The first GPU is cuda:0.

    你从 1 数起。第一块 GPU 是 cuda:0。"""
    n = torch.cuda.device_count()
    return [torch.device(f"cuda:{i}") for i in range(1, n + 1)] or [torch.device("cpu")]


def filled_on_always_the_cpu(shape, value, device):
    """Your tensor is on the CPU whatever device is: say device=device where it is made.

    无论 device 是什么，你的张量都在 CPU 上：新建时请写 device=device。"""
    return torch.full(shape, float(value), dtype=torch.float32)


def filled_on_result_of_to_lost(shape, value, device):
    """x.to(device) does not move x, it returns another tensor, which you throw away: your x is still on the CPU, and
    in the dtype in which it was made. Write x = x.to(device).

    x.to(device) 不会移动 x，它返回另一个张量，而你丢掉了它：x 仍在 CPU 上，dtype 也没有变。请写 x = x.to(device)。"""
    x = torch.full(shape, value)
    x.to(device=device, dtype=torch.float32)
    return x


def filled_on_always_cuda(shape, value, device):
    """You call .cuda() whatever device says: without a GPU that fails.

    无论 device 是什么，你都调用 .cuda()：没有 GPU 时会失败。"""
    return torch.full(shape, float(value), dtype=torch.float32).cuda()


def filled_on_double(shape, value, device):
    """Your tensor has another dtype than float32.

    你的张量的 dtype 不是 float32。"""
    return torch.full(shape, value, dtype=torch.float64, device=device)


class Net_on_the_cpu(nn.Module):
    """Your layer stays on the CPU: the device that was handed in is not used.

    你的层留在 CPU 上：没有用到传入的 device。"""

    def __init__(self, device):
        super().__init__()
        self.linear = nn.Linear(3, 1)

    def forward(self, X):
        return self.linear(X.cpu())


class Net_sizes_swapped(nn.Module):
    """Your layer goes from 1 to 3. It goes from 3 to 1.

    你的层从 1 到 3。应从 3 到 1。"""

    def __init__(self, device):
        super().__init__()
        self.linear = nn.Linear(1, 3, device=device)

    def forward(self, X):
        return self.linear(X)


class Net_frozen(nn.Module):
    """Your parameters require no gradient: the net cannot be trained.

    你的参数不要求梯度：网络无法训练。"""

    def __init__(self, device):
        super().__init__()
        self.linear = nn.Linear(3, 1).to(device).requires_grad_(False)

    def forward(self, X):
        return self.linear(X)


class Net_without_bias(nn.Module):
    """Your layer has no bias.

    你的层没有偏置。"""

    def __init__(self, device):
        super().__init__()
        self.linear = nn.Linear(3, 1, bias=False, device=device)

    def forward(self, X):
        return self.linear(X)
