import torch

from grader.suite import after, check, hint, on, points


def given(b=2, **kwargs):
    """Predictions of three scales."""
    return [torch.randn(b, *shape, **kwargs) for shape in ((6, 4, 3), (4, 2, 2), (6, 1, 1))]


@points(2)
@hint(
    "All channels of a pixel stand together: (b, h, w, c), then flat for each picture.",
    zh="同一像素的所有通道挨在一起：(b, h, w, c)，再逐张图像展平。",
)
def test_one_scale(student, reference, device):
    """A prediction becomes a row for each picture, pixel by pixel. / 每张图像的预测逐像素展平成一行。"""
    for shape in ((2, 6, 4, 3), (1, 3, 2, 5), (3, 4, 1, 1)):
        pred = torch.randn(shape, device=device)
        check.close(student.flatten_pred(pred), reference.flatten_pred(pred))


@points(3)
@hint("Join along dim 1: dim 0 runs over the pictures.", zh="沿 dim 1 连结：dim 0 遍历各张图像。")
def test_several_scales(student, reference, device):
    """The scales stand one after another in each row. / 各个尺度在每一行中依次排列。"""
    for b in (1, 2):
        preds = given(b, device=device)
        check.close(student.concat_preds(preds), reference.concat_preds(preds))


@points(1)
@after(test_several_scales)
@hint("Use tensors throughout, nothing detached.", zh="全程使用张量，不要 detach。")
def test_the_gradient_flows(student, reference, device):
    """A gradient comes back to every scale. / 梯度能传回每个尺度。"""
    preds = given(device=device, dtype=torch.float64)
    check.same_gradient(lambda *p: student.concat_preds(list(p)), lambda *p: reference.concat_preds(list(p)), *preds)


@points(1)
@after(test_several_scales)
@hint("Work on new tensors and leave the list as it is.", zh="请生成新的张量，列表保持原样。")
def test_the_predictions_are_left_alone(student, device):
    """The predictions are the same after the call as before. / 调用前后各个预测保持不变。"""
    check.leaves_alone(student.concat_preds, given(device=device))


@points(1)
@on("cuda")
@after(test_several_scales)
@hint("torch.cat stays on the device.", zh="torch.cat 的结果留在原设备上。")
def test_on_the_gpu(student, reference, device):
    """Predictions on a GPU are joined on that GPU. / 预测在 GPU 上，结果也在同一块 GPU 上。"""
    preds = given(device=device)
    check.close(student.concat_preds(preds), reference.concat_preds(preds))
