import torch

from grader.suite import check, hint, points


@points(2)
@hint("Move the channels to the end before you flatten.", zh="展平之前，先把通道移到最后。")
def test_the_worked_example(student):
    """Two channels and two pixels; then a second scale. / 两个通道、两个像素；再加上第二个尺度。"""
    first = torch.tensor([[[[1.0, 2.0]], [[3.0, 4.0]]]])  # (1, 2, 1, 2)
    second = torch.tensor([[[[5.0]], [[6.0]], [[7.0]]]])  # (1, 3, 1, 1)
    check.close(student.flatten_pred(first), torch.tensor([[1.0, 3.0, 2.0, 4.0]]))
    check.close(student.concat_preds([first, second]), torch.tensor([[1.0, 3.0, 2.0, 4.0, 5.0, 6.0, 7.0]]))
