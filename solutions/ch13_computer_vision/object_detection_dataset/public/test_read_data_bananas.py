import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "The first line of bananas_val/label.csv is 0.png,0,55,142,149,214.",
    zh="bananas_val/label.csv 的第一行是 0.png,0,55,142,149,214。",
)
def test_the_first_of_the_validation_set(student):
    """The first picture of the validation set and its label. / 验证集的第一张图像及其标签。"""
    images, labels = student.read_data_bananas(is_train=False)
    check.equal(len(images), 5)
    check.close(labels[0], torch.tensor([[0.0, 55 / 256, 142 / 256, 149 / 256, 214 / 256]]))
    check.shape(images[0], (3, 256, 256))
