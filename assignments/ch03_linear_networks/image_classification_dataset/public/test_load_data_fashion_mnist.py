import torch

from grader.suite import check, hint, points


@points(1)
@hint("transforms.ToTensor() makes float32 from 0 to 1.", zh="transforms.ToTensor() 得到从 0 到 1 的 float32。")
def test_the_first_batch_of_the_test_set(student):
    """The test set comes in batches of float32 images and int64 labels. / 测试集按批量给出 float32 图像和 int64 标签。"""
    _, test_iter = student.load_data_fashion_mnist(16)
    X, y = next(iter(test_iter))
    check.shape(X, (16, 1, 28, 28))
    check.dtype(X, torch.float32)
    check.equal(y[:6], torch.tensor([9, 5, 1, 4, 3, 4]))
