import torch

from grader.suite import check, hint, points


@points(1)
@hint("transforms.ToTensor() makes float32 from 0 to 1.", zh="transforms.ToTensor() 得到从 0 到 1 的 float32。")
def test_tensors(student):
    """Both make a float32 tensor of a picture, with the same pixels. / 二者都把图像变成 float32 张量，像素相同。"""
    img, _ = student.CIFAR10("../data", train=False)[0]
    train, test = student.train_augs(img), student.test_augs(img)
    right = torch.tensor(list(img.tobytes())).reshape(32, 32, 3).permute(2, 0, 1) / 255
    check.close(test, right)
    check.close(train.sort(dim=2).values, right.sort(dim=2).values)
