import torch

from grader.suite import after, check, hint, on, points


def a_batch(batch_size, num_steps, vocab_size, dtype=torch.float32, device=None):
    """Scores, labels in which padding (0) is a word like any other, and valid lengths."""
    return (
        2 * torch.randn(batch_size, num_steps, vocab_size, dtype=dtype, device=device),
        torch.randint(vocab_size, (batch_size, num_steps), device=device),
        torch.randint(1, num_steps + 1, (batch_size,), device=device),
    )


@points(3)
@hint(
    "nn.CrossEntropyLoss wants the classes on axis 1, and reduction='none' keeps every step's loss.",
    zh="nn.CrossEntropyLoss 要求类别在轴 1 上；reduction='none' 保留每一步的损失。",
)
def test_values(student, reference):
    """The loss of every sequence is right. / 每个序列的损失都正确。"""
    for sizes in (4, 5, 7), (2, 6, 3), (5, 4, 4):
        pred, label, lens = a_batch(*sizes)
        lens[0] = 1
        check.close(
            student.MaskedSoftmaxCELoss()(pred.clone(), label.clone(), lens.clone()),
            reference.MaskedSoftmaxCELoss()(pred, label, lens),
        )


@points(1)
@after(test_values)
@hint("Whatever stands at and beyond the valid length counts 0.", zh="有效长度及其以后的内容都计 0。")
def test_padding_has_no_influence(student, reference):
    """Neither scores nor labels of the padding matter. / 填充处的得分和标签都没有影响。"""
    pred, label, _ = a_batch(3, 5, 6)
    lens = torch.tensor([2, 5, 3])
    pad = torch.arange(5) >= lens[:, None]
    right = reference.MaskedSoftmaxCELoss()(pred, label, lens)
    other = torch.where(pad[..., None], 50 * torch.randn(3, 5, 6), pred), torch.where(pad, 5 - label, label)
    check.close(student.MaskedSoftmaxCELoss()(*other, lens), right)


@points(1)
@after(test_values)
@hint("A sequence of length 0 has the loss 0, not nan.", zh="长度为 0 的序列，损失是 0，而不是 nan。")
def test_an_empty_sequence(student, reference):
    """A sequence of length 0 costs nothing, beside others. / 长度为 0 的序列损失为 0，与其他序列并列时也是。"""
    pred, label, _ = a_batch(3, 4, 5)
    lens = torch.tensor([0, 4, 2])
    check.close(student.MaskedSoftmaxCELoss()(pred, label, lens), reference.MaskedSoftmaxCELoss()(pred, label, lens))


@points(2)
@hint(
    "The gradient at padding is 0: mask the losses of the steps, not their sum and not the scores.",
    zh="填充处的梯度为 0：要遮蔽的是各步的损失，不是它们的和，也不是得分。",
)
def test_the_gradient(student, reference):
    """The gradient with respect to the scores is right, and 0 at the padding. / 对得分的梯度正确，填充处为 0。"""
    pred, label, lens = a_batch(4, 5, 6, dtype=torch.float64)
    lens[0] = 2
    check.same_gradient(
        lambda pred: student.MaskedSoftmaxCELoss()(pred, label, lens),
        lambda pred: reference.MaskedSoftmaxCELoss()(pred, label, lens),
        pred,
    )


@points(1)
@after(test_values)
@hint("One object serves for the whole training, batch after batch.", zh="一个对象要用于整个训练，一批接一批。")
def test_one_object_for_many_batches(student, reference):
    """The same object is right again, for another size too. / 同一个对象再次使用仍正确，换了大小也是。"""
    mine, right = student.MaskedSoftmaxCELoss(), reference.MaskedSoftmaxCELoss()
    for sizes in (2, 3, 5), (2, 3, 5), (3, 6, 4):
        pred, label, lens = a_batch(*sizes)
        check.close(mine(pred.clone(), label, lens), right(pred, label, lens))


@points(1)
@after(test_values)
def test_what_is_given_is_left_alone(student):
    """Scores, labels and lengths stay as they are. / 得分、标签和有效长度都保持不变。"""
    loss = student.MaskedSoftmaxCELoss()
    check.leaves_alone(lambda *batch: loss(*batch), *a_batch(3, 4, 5))


@points(1)
@after(test_values)
@on("cuda")
@hint("A tensor of weights or positions belongs where label is.", zh="权重或位置的张量应与 label 在同一设备上。")
def test_on_the_gpu(student, device):
    """A batch on a GPU has its loss there. / 批量在 GPU 上，损失也在 GPU 上。"""
    result = student.MaskedSoftmaxCELoss()(*a_batch(3, 4, 5, device=device))
    check.shape(result, (3,))
    check.device(result, device)
