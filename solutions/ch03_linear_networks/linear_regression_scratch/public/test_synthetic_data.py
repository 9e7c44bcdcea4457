import torch

from grader.suite import check, hint, points


@points(1)
@hint("The labels are X w + b, up to noise of about 0.01.", zh="标签等于 X w + b，另加大约 0.01 的噪声。")
def test_the_books_example(student):
    """With w = [2, -3.4] and b = 4.2, the labels follow the features. / 取 w = [2, -3.4]、b = 4.2，标签与特征相符。"""
    w = torch.tensor([2.0, -3.4])
    features, labels = student.synthetic_data(w, 4.2, 100)
    # Noise beyond eight standard deviations comes once in 10^15 draws.
    check.close(labels, (features @ torch.tensor([2.0, -3.4]) + 4.2).reshape(-1, 1), rtol=0, atol=0.08)
