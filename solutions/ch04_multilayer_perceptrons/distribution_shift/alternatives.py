import torch
from torch.nn import functional as F


def confusion_matrix_by_loop(y_hat, y, num_classes):
    """Two loops."""
    C = torch.zeros(num_classes, num_classes, device=y.device)
    for j in range(num_classes):
        predicted = y_hat[y == j]
        for i in range(num_classes):
            C[i, j] = (predicted == i).float().mean()
    return C


def confusion_matrix_by_one_hot(y_hat, y, num_classes):
    """A product of one-hot matrices."""
    predicted, true = F.one_hot(y_hat, num_classes).float(), F.one_hot(y, num_classes).float()
    return predicted.T @ true / true.sum(dim=0, keepdim=True)


def confusion_matrix_by_bincount(y_hat, y, num_classes):
    """One number for each pair."""
    counts = torch.bincount(y_hat * num_classes + y, minlength=num_classes**2).reshape(num_classes, num_classes)
    return counts / torch.bincount(y, minlength=num_classes)


def estimate_label_distribution_by_inverse(C, y_hat):
    """The inverse, and one_hot for the shares."""
    mu = F.one_hot(y_hat, C.shape[0]).to(C.dtype).mean(dim=0)
    q = torch.relu(torch.inverse(C) @ mu)
    return q / q.sum()


def estimate_label_distribution_by_lstsq(C, y_hat):
    """Least squares, and a loop for the shares."""
    mu = torch.stack([(y_hat == i).to(C.dtype).mean() for i in range(len(C))])
    q = torch.linalg.lstsq(C, mu[:, None]).solution[:, 0]
    q = torch.where(q < 0, torch.zeros_like(q), q)
    return q / torch.sum(q)


def label_shift_weights_by_loop(y, q):
    """Example by example."""
    n = len(y)
    return torch.stack([q[label] / ((y == label).sum().to(q.dtype) / n) for label in y])


def label_shift_weights_ratio_first(y, q):
    """The ratio for all classes, then looked up; 0 / 0 and x / 0 are never asked for."""
    counts = torch.zeros_like(q).index_add_(0, y, torch.ones(len(y), dtype=q.dtype))
    return (q * len(y) / counts)[y]


def covariate_shift_weights_no_grad(h, c=float("inf")):
    """Under no_grad, with minimum."""
    with torch.no_grad():
        return torch.minimum(h.exp(), torch.full_like(h, c))


def covariate_shift_weights_odds(h, c=float("inf")):
    """The odds of the classifier's probability, far out by exp."""
    h = h.detach()
    return torch.where(torch.exp(h) > c, c, torch.exp(h))


def weighted_loss_dot(losses, weights):
    """A dot product."""
    return losses.flatten() @ weights / weights.numel()


def weighted_loss_column(losses, weights):
    """The weights as a column where the losses are one."""
    if losses.dim() == 2:
        weights = weights.unsqueeze(1)
    return torch.sum(weights * losses) / losses.shape[0]
