import torch

from grader.suite import after, check, gpus, hint, points


def pictures(student):
    return student.CIFAR10("../data", train=True)


def pixels(img):
    """A picture of the student's room as a tensor, float32 from 0 to 1."""
    width, height = img.size
    return torch.tensor(list(img.tobytes())).reshape(height, width, 3).permute(2, 0, 1) / 255


@points(2)
@hint("transforms.ToTensor() is all of test_augs.", zh="test_augs 只有 transforms.ToTensor()。")
def test_for_testing(student):
    """test_augs makes a tensor of the picture as it is, each time. / test_augs 每次都把图像原样变成张量。"""
    img, _ = pictures(student)[7]
    check.close([student.test_augs(img) for _ in range(12)], [pixels(img)] * 12)


@points(3)
@hint("RandomHorizontalFlip() mirrors half of the pictures.", zh="RandomHorizontalFlip() 会翻转一半的图像。")
def test_half_are_mirrored(student):
    """train_augs mirrors half of the pictures left to right, and changes nothing else.

    train_augs 把一半的图像左右翻转，其他什么也不改变。"""
    img, _ = pictures(student)[3]
    right = pixels(img)
    made = torch.stack([student.train_augs(img) for _ in range(100)])
    mirrored = (made[:, :, :, 0] - right[:, :, -1]).abs().amax(dim=(1, 2)) < 1e-3
    check.share(mirrored.sum(), 100, 0.5, "The share of mirrored pictures", "翻转的比例")
    expected = torch.stack([right.flip(2) if flipped else right for flipped in mirrored])
    check.close(made, expected)


@points(2)
@after(test_half_are_mirrored)
@hint("A loader hands on batches on the CPU.", zh="加载器给出的是 CPU 上的批量。")
def test_on_the_cpu(student):
    """The tensors are on the CPU, whether or not there is a GPU. / 不论有没有 GPU，张量都在 CPU 上。"""
    with gpus(student, 1):
        img, _ = pictures(student)[0]
        for aug in (student.train_augs, student.test_augs):
            check.device(aug(img), torch.device("cpu"))
            check.dtype(aug(img), torch.float32)
