import torch

from grader.suite import check, hint, points


@points(1)
@hint("The test set has 20 pictures.", zh="测试集有 20 幅图像。")
def test_the_last_batch_is_smaller(student):
    """The test set comes in batches of 8, 8 and 4. / 测试集的批量大小依次为 8、8、4。"""
    loader = student.load_cifar10(False, lambda img: torch.tensor(list(img.tobytes()[:3])), 8)
    check.equal([(tuple(X.shape), len(y)) for X, y in loader], [((8, 3), 8), ((8, 3), 8), ((4, 3), 4)])
