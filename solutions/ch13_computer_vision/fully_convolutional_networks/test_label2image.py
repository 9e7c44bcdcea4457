import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "The colours stand in VOC_COLORMAP, in the order of the classes.", zh="颜色就在 VOC_COLORMAP 里，按类别的顺序排列。"
)
def test_all_classes(student, reference, device):
    """Every class has its colour, in pictures of several sizes. / 每个类别都有自己的颜色，图像大小不限。"""
    for pred in (torch.arange(21).reshape(3, 7), torch.randint(21, (4, 5)), torch.tensor([[20]])):
        check.equal(student.label2image(pred.to(device)), reference.label2image(pred.to(device)))


@points(1)
@after(test_all_classes)
@hint("uint8 as an index is taken for a mask: pred.long() first.", zh="uint8 作索引会被当成掩码：先 pred.long()。")
def test_other_integers(student, reference, device):
    """Classes may be uint8 or int32. / 类别可以是 uint8 或 int32。"""
    for dtype in (torch.uint8, torch.int32):
        pred = torch.randint(21, (3, 4), device=device).to(dtype)
        check.equal(student.label2image(pred), reference.label2image(pred))


@points(2)
@after(test_all_classes)
@on("cuda")
@hint("torch.tensor(VOC_COLORMAP, device=pred.device).", zh="torch.tensor(VOC_COLORMAP, device=pred.device)。")
def test_on_the_device(student, device):
    """Classes on a GPU give a picture on the same GPU. / 类别在 GPU 上，图像也在同一块 GPU 上。"""
    result = student.label2image(torch.zeros(3, 4, dtype=torch.int64, device=device))
    check.shape(result, (3, 4, 3))
    check.device(result, device)
