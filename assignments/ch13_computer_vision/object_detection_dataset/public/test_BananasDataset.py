import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "read_data_bananas(is_train) in the constructor, .float() for the picture.",
    zh="在构造函数中调用 read_data_bananas(is_train)；图像用 .float()。",
)
def test_the_given_pictures(student):
    """12 pictures to train, 5 to validate; the first label. / 12 张训练图像、5 张验证图像，以及第一个标签。"""
    train, val = student.BananasDataset(True), student.BananasDataset(False)
    check.equal((len(train), len(val)), (12, 5))
    X, y = train[0]
    check.shape(X, (3, 256, 256))
    check.dtype(X, torch.float32)
    check.close(y, torch.tensor([[0.0, 27 / 256, 77 / 256, 75 / 256, 131 / 256]]))
