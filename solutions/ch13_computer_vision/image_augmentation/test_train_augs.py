import torch

from grader.suite import after, check, gpus, hint, points


def pictures(student):
    return student.CIFAR10("../data", train=True)


def pixels(img):
    """A picture of the student's room as a tensor, float32 from 0 to 1."""
    width, height = img.size
    return torch.tensor(list(img.tobytes())).reshape(height, width, 3).permute(2, 0, 1) / 255


def agrees(Y, right):
    """Whether a picture is the right one, up to rounding."""
    known = isinstance(Y, torch.Tensor) and Y.shape == right.shape and Y.dtype == right.dtype
    return known and torch.allclose(Y, right, atol=1e-5)


@points(2)
@hint("transforms.ToTensor() is all of test_augs.", zh="test_augs 只有 transforms.ToTensor()。")
def test_for_testing(student):
    """test_augs makes a tensor of the picture as it is, each time. / test_augs 每次都把图像原样变成张量。"""
    img, _ = pictures(student)[7]
    made, right = [student.test_augs(img) for _ in range(20)], pixels(img)
    wrong = [Y for Y in made if not agrees(Y, right)]
    check.close([*wrong, *made][0], right)


@points(3)
@hint("RandomHorizontalFlip() mirrors half of the pictures.", zh="RandomHorizontalFlip() 会翻转一半的图像。")
def test_half_are_mirrored(student):
    """train_augs mirrors half of the pictures left to right, and changes nothing else.

    train_augs 把一半的图像左右翻转，其他什么也不改变。"""
    img, _ = pictures(student)[3]
    right = pixels(img)
    made = [student.train_augs(img) for _ in range(100)]
    mirrored = [agrees(Y, right.flip(2)) for Y in made]
    strange = [Y for Y, flipped in zip(made, mirrored, strict=True) if not flipped and not agrees(Y, right)]
    if strange:
        check.close(strange[0], right)
    check.share(sum(mirrored), 100, 0.5, "The share of mirrored pictures", "翻转的比例")


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
