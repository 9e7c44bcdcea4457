import torch
from torch import nn


def cls_predictor_same(num_inputs, num_anchors, num_classes):
    """Padding by name."""
    return nn.Conv2d(num_inputs, num_anchors * num_classes + num_anchors, (3, 3), padding="same")


def bbox_predictor_nested(num_inputs, num_anchors):
    """In a Sequential of one."""
    return nn.Sequential(nn.Conv2d(num_inputs, 4 * num_anchors, 3, 1, 1))


def flatten_pred_reshaped(pred):
    """Through the pixels as one axis."""
    b, c, h, w = pred.shape
    return pred.reshape(b, c, h * w).transpose(1, 2).reshape(b, h * w * c)


def concat_preds_hstack(preds):
    """Row by row, with movedim."""
    return torch.hstack([torch.flatten(pred.movedim(1, -1), start_dim=1) for pred in preds])


def concat_preds_pixels_joined(preds):
    """A tensor made for the result, filled scale by scale."""
    ends = [0]
    for pred in preds:
        ends.append(ends[-1] + pred[0].numel())
    out = preds[0].new_empty(preds[0].shape[0], ends[-1])
    for i, pred in enumerate(preds):
        out[:, ends[i] : ends[i + 1]] = pred.permute(0, 2, 3, 1).reshape(pred.shape[0], -1)
    return out


def down_sample_blk_list(in_channels, out_channels):
    """A list, appended to."""
    blk = []
    for _ in range(2):
        blk.append(nn.Conv2d(in_channels, out_channels, kernel_size=3, padding=1))
        blk.append(nn.BatchNorm2d(out_channels))
        blk.append(nn.ReLU())
        in_channels = out_channels
    blk.append(nn.MaxPool2d(2))
    return nn.Sequential(*blk)


class _Halving(nn.Module):
    def __init__(self, ins, outs):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(ins, outs, 3, 1, 1), nn.BatchNorm2d(outs)
        self.conv2, self.bn2 = nn.Conv2d(outs, outs, 3, 1, 1), nn.BatchNorm2d(outs)

    def forward(self, X):
        X = torch.relu(self.bn1(self.conv1(X)))
        return nn.functional.max_pool2d(torch.relu(self.bn2(self.conv2(X))), 2)


def down_sample_blk_module(in_channels, out_channels):
    """A module with functions for what has no parameters."""
    return _Halving(in_channels, out_channels)


def base_net_modules():
    """Written out."""
    return nn.Sequential(_Halving(3, 16), _Halving(16, 32), _Halving(32, 64))


def get_blk_table(i):
    """By a table; the last one by hand."""

    class Largest(nn.Module):
        def forward(self, X):
            return X.flatten(2).max(dim=2).values[:, :, None, None]

    makers = [base_net_modules, lambda: _Halving(64, 128)] + [lambda: _Halving(128, 128)] * 2 + [Largest]
    return makers[i]()


def _anchors(data, sizes, ratios):
    h, w = data.shape[-2:]
    shapes = [(s, ratios[0]) for s in sizes] + [(sizes[0], r) for r in ratios[1:]]
    half = torch.tensor([(s * r**0.5 * h / w / 2, s / r**0.5 / 2) for s, r in shapes], device=data.device)
    y, x = ((torch.arange(k, device=data.device) + 0.5) / k for k in (h, w))
    center = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1], dim=-1).reshape(-1, 1, 2)
    return torch.cat((center - half, center + half), dim=-1).reshape(1, -1, 4)


def blk_forward_anchors_of_their_own(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """With another way to the anchors; predictions first."""
    Y = blk(X)
    classes, boxes = cls_predictor(Y), bbox_predictor(Y)
    return Y, _anchors(Y, size, ratio), classes, boxes


def blk_forward_a_list(X, blk, size, ratio, cls_predictor, bbox_predictor):
    """A list of four."""
    out = [blk(X)]
    out.append(_anchors(out[0], size, ratio))
    out.extend(layer(out[0]) for layer in (cls_predictor, bbox_predictor))
    return out


class TinySSD_by_names(nn.Module):
    """Layers by their names, as attributes."""

    def __init__(self, num_classes, **kwargs):
        super().__init__(**kwargs)
        self.num_classes = num_classes
        for i, channels in enumerate([64, 128, 128, 128, 128]):
            setattr(self, f"blk_{i}", get_blk_table(i))
            setattr(self, f"cls_{i}", cls_predictor_same(channels, 4, num_classes))
            setattr(self, f"bbox_{i}", bbox_predictor_nested(channels, 4))

    def forward(self, X):
        sizes = [[0.2, 0.272], [0.37, 0.447], [0.54, 0.619], [0.71, 0.79], [0.88, 0.961]]
        anchors, cls_preds, bbox_preds = [None] * 5, [None] * 5, [None] * 5
        for i in range(5):
            X, anchors[i], cls_preds[i], bbox_preds[i] = blk_forward_a_list(
                X,
                getattr(self, f"blk_{i}"),
                sizes[i],
                [1, 2, 0.5],
                getattr(self, f"cls_{i}"),
                getattr(self, f"bbox_{i}"),
            )
        anchors = torch.cat(anchors, dim=1)
        cls_preds = concat_preds_hstack(cls_preds).reshape(X.shape[0], -1, self.num_classes + 1)
        return anchors, cls_preds, concat_preds_hstack(bbox_preds)


class TinySSD_scales(nn.Module):
    """A module for each scale; predictions joined anchor by anchor."""

    class _Scale(nn.Module):
        def __init__(self, i, channels, num_classes):
            super().__init__()
            self.body = get_blk_table(i)
            self.head = nn.ModuleDict(
                {
                    "classes": nn.Conv2d(channels, 4 * (num_classes + 1), 3, padding=1),
                    "boxes": nn.Conv2d(channels, 16, 3, padding=1),
                }
            )

    def __init__(self, num_classes):
        super().__init__()
        self.scales = nn.ModuleList(self._Scale(i, 128 if i else 64, num_classes) for i in range(5))
        self.sizes = [(0.2, 0.272), (0.37, 0.447), (0.54, 0.619), (0.71, 0.79), (0.88, 0.961)]

    def forward(self, X):
        found = []
        for scale, size in zip(self.scales, self.sizes):
            X = scale.body(X)
            heads = [head(X).permute(0, 2, 3, 1) for head in (scale.head["classes"], scale.head["boxes"])]
            classes, boxes = (y.reshape(len(X), X.shape[2] * X.shape[3] * 4, -1) for y in heads)
            found.append((_anchors(X, size, (1, 2, 0.5)), classes, boxes))
        anchors, classes, boxes = (torch.cat(parts, dim=1) for parts in zip(*found))
        return anchors, classes, boxes.flatten(1)


def calc_loss_reshaped(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """torch's losses over all anchors in one row, then by picture again."""
    b, _, k = cls_preds.shape
    cls = (
        nn.CrossEntropyLoss(reduction="none")(cls_preds.reshape(-1, k), cls_labels.reshape(-1))
        .reshape(b, -1)
        .mean(dim=1)
    )
    bbox = nn.L1Loss(reduction="none")(bbox_preds * bbox_masks, bbox_labels * bbox_masks).mean(dim=1)
    return cls + bbox


def calc_loss_by_hand(cls_preds, cls_labels, bbox_preds, bbox_labels, bbox_masks):
    """Log-softmax, gathered; absolute values."""
    picked = cls_preds.log_softmax(dim=-1).gather(2, cls_labels.unsqueeze(2)).squeeze(2)
    return torch.abs(bbox_preds - bbox_labels).mul(bbox_masks).mean(1) - picked.mean(1)


def cls_eval_tensor(cls_preds, cls_labels):
    """A tensor with one element."""
    return (cls_preds.max(dim=2).indices == cls_labels).sum()


def cls_eval_loop(cls_preds, cls_labels):
    """Picture by picture, a whole number."""
    return sum(int(torch.eq(p.argmax(1), y).sum()) for p, y in zip(cls_preds, cls_labels))


def bbox_eval_item(bbox_preds, bbox_labels, bbox_masks):
    """By item."""
    return (torch.abs(bbox_labels - bbox_preds) * bbox_masks).sum().item()


def bbox_eval_where(bbox_preds, bbox_labels, bbox_masks):
    """A loss of torch's, where the mask is 1; a tensor."""
    error = nn.functional.l1_loss(bbox_preds, bbox_labels, reduction="none")
    return torch.where(bbox_masks > 0, error, 0.0).sum()
