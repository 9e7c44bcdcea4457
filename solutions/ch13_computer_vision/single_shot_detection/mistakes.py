import torch
from torch import nn
from torch.nn import functional as F


def cls_predictor_without_the_background(num_inputs, num_anchors, num_classes):
    """There is no channel for the background. Most anchors are background: num_classes + 1 for each anchor.

    没有为背景留出通道。大多数锚框都是背景：每个锚框需要 num_classes + 1 个。"""
    return nn.Conv2d(num_inputs, num_anchors * num_classes, kernel_size=3, padding=1)


def cls_predictor_one_background_for_all(num_inputs, num_anchors, num_classes):
    """You added one channel for the background of all anchors together. Each anchor has its own:
    num_anchors * (num_classes + 1).

    你为所有锚框的背景一共只加了一个通道。每个锚框都有自己的背景：num_anchors * (num_classes + 1)。"""
    return nn.Conv2d(num_inputs, num_anchors * num_classes + 1, kernel_size=3, padding=1)


def cls_predictor_shrinking(num_inputs, num_anchors, num_classes):
    """Without padding the map loses a pixel on each side, and predictions no longer belong to pixels. Say padding=1.

    没有填充，特征图每边少一个像素，预测就对不上像素了。请写 padding=1。"""
    return nn.Conv2d(num_inputs, num_anchors * (num_classes + 1), kernel_size=3)


def cls_predictor_single_pixels(num_inputs, num_anchors, num_classes):
    """Your layer looks at single pixels, kernel_size=1. It should be a 3x3 convolution.

    你的层只看单个像素，kernel_size=1。应为 3×3 的卷积。"""
    return nn.Conv2d(num_inputs, num_anchors * (num_classes + 1), kernel_size=1)


def bbox_predictor_one_box_a_pixel(num_inputs, num_anchors):
    """Your layer predicts four offsets for each pixel. Each of its anchors has four: num_anchors * 4.

    你的层为每个像素只预测四个偏移量。每个锚框都有四个：num_anchors * 4。"""
    return nn.Conv2d(num_inputs, 4, kernel_size=3, padding=1)


def bbox_predictor_without_bias(num_inputs, num_anchors):
    """Your layer has no bias.

    你的层没有偏置。"""
    return nn.Conv2d(num_inputs, num_anchors * 4, kernel_size=3, padding=1, bias=False)


def bbox_predictor_with_relu(num_inputs, num_anchors):
    """A ReLU stands behind the convolution, so no offset can be negative: no box moves to the left, none shrinks.

    卷积后面接了 ReLU，偏移量就不可能为负：框既不能左移，也不能变小。"""
    return nn.Sequential(nn.Conv2d(num_inputs, num_anchors * 4, kernel_size=3, padding=1), nn.ReLU())


def flatten_pred_channel_by_channel(pred):
    """You flattened without moving the channels: the numbers of one pixel lie far apart, and after joining nobody finds
    the anchors again. permute(0, 2, 3, 1) first.

    你没有移动通道就展平了：同一像素的数相隔很远，连结之后就对不上锚框了。请先 permute(0, 2, 3, 1)。"""
    return pred.flatten(start_dim=1)


def flatten_pred_pictures_too(pred):
    """You flattened the pictures as well. Each picture keeps a row of its own: start_dim=1.

    你把各张图像也展平到了一起。每张图像要各占一行：start_dim=1。"""
    return pred.permute(0, 2, 3, 1).flatten()


def flatten_pred_columns_first(pred):
    """You went through the map column by column: width before height. The anchors go row by row.

    你逐列遍历特征图，宽排在了高前面。锚框是逐行排列的。"""
    return pred.permute(0, 3, 2, 1).flatten(start_dim=1)


def concat_preds_below_each_other(preds):
    """You joined along dim 0. Where the scales have different sizes that fails; dim 0 is for the pictures. Join along
    dim 1.

    你沿 dim 0 连结。各尺度大小不同时会报错；dim 0 是各张图像。请沿 dim 1 连结。"""
    return torch.cat([pred.permute(0, 2, 3, 1).flatten(start_dim=1) for pred in preds], dim=0)


def concat_preds_backwards(preds):
    """The scales stand in reverse order.

    各尺度的顺序颠倒了。"""
    return torch.cat([pred.permute(0, 2, 3, 1).flatten(start_dim=1) for pred in reversed(preds)], dim=1)


def concat_preds_first_scale_alone(preds):
    """You returned the first scale alone.

    你只返回了第一个尺度。"""
    return preds[0].permute(0, 2, 3, 1).flatten(start_dim=1)


def concat_preds_out_of_the_graph(preds):
    """Your numbers are right, but .data, .detach() or numpy took them out of the graph, and nothing can be learned. Join
    the tensors themselves.

    数值是对的，但 .data、.detach() 或 numpy 使它们离开了计算图，就学不到东西了。请直接连结张量本身。"""
    return torch.cat([pred.detach().permute(0, 2, 3, 1).flatten(start_dim=1) for pred in preds], dim=1)


def _block(ins, outs, *, first=None, norm=True, relu=True, kernel=3, pool=None):
    """Right but for what a mistake changes."""
    layers = []
    for channels in (ins, first or outs):
        layers.append(nn.Conv2d(channels, outs, kernel, padding=kernel // 2))
        layers += [nn.BatchNorm2d(outs)] * norm + [nn.ReLU()] * relu
    return nn.Sequential(*layers, pool or nn.MaxPool2d(2))


def down_sample_blk_convolved_once(in_channels, out_channels):
    """You have the convolution, with all that follows it, only once. It comes twice.

    卷积以及随后的两层，你只用了一遍。应当用两遍。"""
    layers = nn.Conv2d(in_channels, out_channels, 3, padding=1), nn.BatchNorm2d(out_channels), nn.ReLU()
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def down_sample_blk_not_normalised(in_channels, out_channels):
    """The batch normalisation is missing.

    缺少批量规范化。"""
    return _block(in_channels, out_channels, norm=False)


def down_sample_blk_without_relu(in_channels, out_channels):
    """ReLU is missing: two convolutions in a row are no more than one.

    缺少 ReLU：两个相连的卷积并不比一个强。"""
    return _block(in_channels, out_channels, relu=False)


def down_sample_blk_mean_pooling(in_channels, out_channels):
    """You pooled by the mean. It is max pooling.

    你用了平均汇聚。应为最大汇聚。"""
    return _block(in_channels, out_channels, pool=nn.AvgPool2d(2))


def down_sample_blk_one_normalisation_for_both(in_channels, out_channels):
    """The same batch normalisation stands behind both convolutions. Each needs its own, with its own statistics.

    两个卷积后面用的是同一个批量规范化层。它们要各有一个，统计量各自独立。"""
    norm = nn.BatchNorm2d(out_channels)
    first, second = (
        nn.Conv2d(in_channels, out_channels, 3, padding=1),
        nn.Conv2d(out_channels, out_channels, 3, padding=1),
    )
    return nn.Sequential(first, norm, nn.ReLU(), second, norm, nn.ReLU(), nn.MaxPool2d(2))


def down_sample_blk_relu_before_normalising(in_channels, out_channels):
    """ReLU stands before the batch normalisation. It comes after it.

    ReLU 排在了批量规范化之前。应在它之后。"""
    layers = []
    for channels in (in_channels, out_channels):
        layers += [nn.Conv2d(channels, out_channels, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(out_channels)]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def base_net_two_blocks(*_):
    """Your base net has two blocks, to 16 and to 32 channels. A third leads to 64.

    你的基本网络只有两块，到 16 和 32 通道。还有第三块，到 64 通道。"""
    return nn.Sequential(_block(3, 16), _block(16, 32))


def base_net_grey_pictures(*_):
    """Your base net takes pictures of one channel. They are in colour: three.

    你的基本网络只接受单通道的图像。图像是彩色的，有三个通道。"""
    return nn.Sequential(_block(1, 16), _block(16, 32), _block(32, 64))


def base_net_other_widths(*_):
    """The channels are 16, 32, 64; yours are others.

    通道数应依次为 16、32、64，你的不是。"""
    return nn.Sequential(_block(3, 32), _block(32, 64), _block(64, 64))


def get_blk_mean_of_the_map(i):
    """The last block takes the mean of each channel. It takes the largest number: nn.AdaptiveMaxPool2d.

    你的最后一个模块取每个通道的平均。应取最大值：nn.AdaptiveMaxPool2d。"""
    if i == 4:
        return nn.AdaptiveAvgPool2d(1)
    if i == 0:
        return nn.Sequential(_block(3, 16), _block(16, 32), _block(32, 64))
    return _block(64 if i == 1 else 128, 128)


def get_blk_last_block_halves(i):
    """Your last block is one more that halves. It pools over the whole map, down to one pixel.

    你的最后一个模块又是一个减半块。它应对整张特征图做汇聚，得到一个像素。"""
    if i == 0:
        return nn.Sequential(_block(3, 16), _block(16, 32), _block(32, 64))
    return _block(64 if i == 1 else 128, 128)


def get_blk_64_channels_throughout(i):
    """Your blocks 1 to 3 have 64 channels. Block 1 goes from 64 to 128, and 128 it stays.

    你的第 1 到 3 个模块都是 64 通道。第 1 个从 64 到 128，之后保持 128。"""
    if i == 4:
        return nn.AdaptiveMaxPool2d(1)
    if i == 0:
        return nn.Sequential(_block(3, 16), _block(16, 32), _block(32, 64))
    return _block(64, 64)


def _anchors(data, sizes, ratios):
    h, w = data.shape[-2:]
    shapes = [(s, ratios[0]) for s in sizes] + [(sizes[0], r) for r in ratios[1:]]
    half = torch.tensor([(s * r**0.5 * h / w / 2, s / r**0.5 / 2) for s, r in shapes], device=data.device)
    y, x = ((torch.arange(k, device=data.device) + 0.5) / k for k in (h, w))
    center = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1], dim=-1).reshape(-1, 1, 2)
    return torch.cat((center - half, center + half), dim=-1).reshape(1, -1, 4)


def blk_forward_predictions_from_the_input(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """You predict from X. The predictions belong to the output of the block: pass Y.

    你由 X 做出预测。预测针对的是模块的输出：请传入 Y。"""
    Y = blk(X)
    return Y, _anchors(Y, size, ratio), cls_predictor(X), bbox_predictor(X)


def blk_forward_anchors_of_the_input(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """You made the anchors for X, which has more pixels than Y. Every prediction needs its anchor: make them for Y.

    你为 X 生成了锚框，而它的像素比 Y 多。每个预测都要对应一个锚框：请为 Y 生成。"""
    Y = blk(X)
    return Y, _anchors(X, size, ratio), cls_predictor(Y), bbox_predictor(Y)


def blk_forward_input_returned(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """You returned X instead of Y, so the next block gets the same input again.

    你返回的是 X 而不是 Y，下一个模块得到的仍是原来的输入。"""
    Y = blk(X)
    return X, _anchors(Y, size, ratio), cls_predictor(Y), bbox_predictor(Y)


def blk_forward_predictions_exchanged(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """The predictions have changed places: first the classes, then the boxes.

    两个预测弄反了：先类别，后边界框。"""
    Y = blk(X)
    return Y, _anchors(Y, size, ratio), bbox_predictor(Y), cls_predictor(Y)


def blk_forward_usual_sizes(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """You made the anchors with sizes and ratios of your own. Use size and ratio.

    你用自己定的缩放比和宽高比生成锚框。请使用 size 和 ratio。"""
    Y = blk(X)
    return Y, _anchors(Y, [0.2, 0.272], [1, 2, 0.5]), cls_predictor(Y), bbox_predictor(Y)


def blk_forward_block_called_again_and_again(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """You call the block once for each result. That costs as often as you call it, and in training mode each call
    changes its statistics. Call it once, and keep Y.

    每得到一个结果你都调用一次模块：计算量成倍增加，而且训练模式下每次调用都会改变它的统计量。请只调用一次，把 Y 保存下来。"""
    return blk(X), _anchors(blk(X), size, ratio), cls_predictor(blk(X)), bbox_predictor(blk(X))


class _SSD(nn.Module):
    """Right; mistakes change a part."""

    sizes = [[0.2, 0.272], [0.37, 0.447], [0.54, 0.619], [0.71, 0.79], [0.88, 0.961]]
    registered = True

    def __init__(self, num_classes):
        super().__init__()
        self.num_classes = num_classes
        widths = [64, 128, 128, 128, 128]
        base = nn.Sequential(_block(3, 16), _block(16, 32), _block(32, 64))
        blocks = [base, _block(64, 128), _block(128, 128), _block(128, 128), nn.AdaptiveMaxPool2d(1)]
        classes = [nn.Conv2d(c, 4 * (num_classes + 1), 3, padding=1) for c in widths]
        boxes = [nn.Conv2d(c, 16, 3, padding=1) for c in widths]
        hold = nn.ModuleList if self.registered else list
        self.blocks, self.classes, self.boxes = nn.ModuleList(blocks), hold(classes), hold(boxes)

    def scale(self, i):
        """The predictors of scale i."""
        return self.classes[i], self.boxes[i]

    def flat(self, pred):
        """A prediction as rows."""
        return pred.permute(0, 2, 3, 1).flatten(1)

    def forward(self, X):
        parts = [], [], []
        for i in range(5):
            X = self.blocks[i](X)
            classes, boxes = self.scale(i)
            for part, value in zip(parts, (_anchors(X, self.sizes[i], [1, 2, 0.5]), classes(X), boxes(X))):
                part.append(value if value.ndim == 3 else self.flat(value))
        anchors, cls_preds, bbox_preds = (torch.cat(part, dim=1) for part in parts)
        return anchors, cls_preds.reshape(len(X), -1, self.num_classes + 1), bbox_preds


class TinySSD_predictors_in_a_list(_SSD):
    """The predictors stand in a plain list, which registers nothing: they are not in parameters(), and are never
    trained. Use nn.ModuleList or setattr.

    预测层放在普通列表里，不会注册：它们不在 parameters() 中，永远不会被训练。请用 nn.ModuleList 或 setattr。"""

    registered = False


class TinySSD_one_predictor_for_the_small_scales(_SSD):
    """The scales with 128 channels share their predictors. Each scale has two of its own.

    通道数为 128 的各个尺度共用了预测层。每个尺度要有自己的两个预测层。"""

    def __init__(self, num_classes):
        super().__init__(num_classes)
        self.classes, self.boxes = self.classes[:2], self.boxes[:2]

    def scale(self, i):
        return self.classes[min(i, 1)], self.boxes[min(i, 1)]


class TinySSD_one_size_for_all(_SSD):
    """All scales have the anchors of the first, sizes[0]. The small maps are there for the large anchors: sizes[i].

    所有尺度都用了第一个尺度的缩放比 sizes[0]。小的特征图是为大锚框准备的：sizes[i]。"""

    sizes = [[0.2, 0.272]] * 5


class TinySSD_sizes_backwards(_SSD):
    """The first scale has the largest anchors. The large map is for the small ones: sizes[i] in the order given.

    第一个尺度用了最大的锚框。大的特征图应配小锚框：按给出的顺序使用 sizes[i]。"""

    sizes = _SSD.sizes[::-1]


class TinySSD_channel_by_channel(_SSD):
    """The predictions are flattened channel by channel, so they do not belong to their anchors. Move the channels to the
    end first.

    预测是逐通道展平的，与锚框对不上。请先把通道移到最后。"""

    def flat(self, pred):
        return pred.flatten(1)


class TinySSD_classes_before_anchors(_SSD):
    """cls_preds has the shape (b, num_classes + 1, n). The anchors come first: (b, n, num_classes + 1).

    cls_preds 的形状是 (b, num_classes + 1, n)。锚框在前：(b, n, num_classes + 1)。"""

    def forward(self, X):
        anchors, cls_preds, bbox_preds = super().forward(X)
        return anchors, cls_preds.transpose(1, 2), bbox_preds


class TinySSD_boxes_of_four(_SSD):
    """bbox_preds has the shape (b, n, 4). It should be flat for each picture: (b, n * 4).

    bbox_preds 的形状是 (b, n, 4)。每张图像应当展平：(b, n * 4)。"""

    def forward(self, X):
        anchors, cls_preds, bbox_preds = super().forward(X)
        return anchors, cls_preds, bbox_preds.reshape(len(X), -1, 4)


def _loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks, *, weight=1.0, p=1):
    """Right but for what a mistake changes."""
    cls = F.cross_entropy(cls_preds.transpose(1, 2), cls_labels, reduction="none").mean(dim=1)
    return cls + weight * ((bbox_preds - bbox_labels) * bbox_masks).abs().pow(p).mean(dim=1)


def calc_loss_one_number(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You returned one number for the whole batch. Each picture has its own loss: reduction="none", then the mean over
    dim 1.

    你为整个批量只返回了一个数。每张图像有自己的损失：用 reduction="none"，再沿 dim 1 取平均。"""
    return _loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks).mean()


def calc_loss_not_masked(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You do not use the mask: anchors of the background are taught to move to nowhere in particular.

    你没有用掩码：背景锚框也在学习移动，却没有目标。"""
    return _loss(cls_preds, cls_labels, bbox_preds, bbox_labels, torch.ones_like(bbox_masks))


def calc_loss_squared(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You squared the errors of the offsets. The loss is their absolute value.

    你对偏移量的误差取了平方。损失是绝对值。"""
    return _loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks, p=2)


def calc_loss_summed(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You added up over the anchors. Take the mean of each loss.

    你对锚框求了和。两种损失都应取平均。"""
    cls = F.cross_entropy(cls_preds.transpose(1, 2), cls_labels, reduction="none").sum(dim=1)
    return cls + ((bbox_preds - bbox_labels) * bbox_masks).abs().sum(dim=1)


def calc_loss_mean_of_the_unmasked(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You divided by the number of offsets that are not masked. The mean is over all of them, 4n.

    你除以的是没有被掩码的偏移量的个数。平均是对全部 4n 个数的。"""
    cls = F.cross_entropy(cls_preds.transpose(1, 2), cls_labels, reduction="none").mean(dim=1)
    error = ((bbox_preds - bbox_labels) * bbox_masks).abs().sum(dim=1)
    return cls + error / bbox_masks.sum(dim=1).clamp(min=1)


def calc_loss_classes_alone(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You returned the loss of the classes alone. Add that of the offsets.

    你只返回了类别的损失。请加上偏移量的损失。"""
    return _loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks, weight=0.0)


def calc_loss_probabilities_for_logits(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """You took the softmax of the predictions before the cross-entropy, which takes it once more. It wants logits.

    你先对预测取了 softmax，而交叉熵函数还会再取一次。它要的是 logit。"""
    return _loss(cls_preds.softmax(dim=2), cls_labels, bbox_preds, bbox_labels, bbox_masks)


def calc_loss_masked_in_place(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """Your loss is right, but *= writes the masked offsets over the labels. Multiply without it.

    损失是对的，但 *= 把掩码后的偏移量写进了标签。请用普通的乘法。"""
    bbox_labels *= bbox_masks
    return _loss(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks)


def cls_eval_share(cls_preds, cls_labels):
    """You returned the share of right anchors. Return their number: it is added up over the batches.

    你返回的是正确锚框的比例。请返回个数：它要在各个批量上累加。"""
    return float((cls_preds.argmax(dim=-1) == cls_labels).float().mean())


def cls_eval_along_the_anchors(cls_preds, cls_labels):
    """You took the largest number along the anchors. The classes are the last axis: dim=-1.

    你沿锚框取了最大值。类别是最后一个轴：dim=-1。"""
    best = cls_preds.argmax(dim=1)
    n = min(best.shape[1], cls_labels.shape[1])
    return float((best[:, :n] == cls_labels[:, :n]).sum())


def cls_eval_wrong_ones(cls_preds, cls_labels):
    """You counted the wrong anchors. Count the right ones.

    你数的是预测错误的锚框。应数正确的。"""
    return float((cls_preds.argmax(dim=-1) != cls_labels).sum())


def bbox_eval_not_masked(bbox_preds, bbox_labels, bbox_masks):
    """You do not use the mask: the offsets of the background have no error.

    你没有用掩码：背景的偏移量没有误差可言。"""
    return float((bbox_preds - bbox_labels).abs().sum())


def bbox_eval_signed(bbox_preds, bbox_labels, bbox_masks):
    """Errors to both sides cancel in your sum. Take absolute values first.

    在你的和里，正负误差互相抵消了。请先取绝对值。"""
    return float(((bbox_labels - bbox_preds) * bbox_masks).sum())


def bbox_eval_mean(bbox_preds, bbox_labels, bbox_masks):
    """You returned the mean. Return the sum: it is added up over the batches.

    你返回的是平均值。请返回总和：它要在各个批量上累加。"""
    return float(((bbox_labels - bbox_preds) * bbox_masks).abs().mean())


def bbox_eval_in_place(bbox_preds, bbox_labels, bbox_masks):
    """Your number is right, but -= writes the errors over the predictions. Subtract without it.

    数值是对的，但 -= 把误差写进了预测。请用普通的减法。"""
    bbox_preds -= bbox_labels
    return float((bbox_preds * bbox_masks).abs().sum())
