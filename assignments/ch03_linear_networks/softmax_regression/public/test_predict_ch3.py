import torch

from grader.suite import check, drawn, hint, points


@points(1)
@hint("The right label, a line break, the predicted label.", zh="先是真实标签，换行，然后是预测标签。")
def test_two_images(student):
    """Two images with their titles. / 两幅图像及其标题。"""
    X = torch.rand(2, 1, 28, 28)
    scores = torch.eye(10)[[9, 3]]
    with drawn(student) as figures:
        student.predict_ch3(lambda X: scores, [(X, torch.tensor([9, 2]))], n=2)
    found = [axes.title for axes in figures.figure.axes if axes.images]
    check.equal(found, ["ankle boot\nankle boot", "pullover\ndress"])
