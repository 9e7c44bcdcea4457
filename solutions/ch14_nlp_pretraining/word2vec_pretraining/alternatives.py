import torch
import torch.nn.functional as F
from torch import nn


def skip_gram_by_einsum(center, contexts_and_negatives, embed_v, embed_u):
    """An einsum over the dimension of the vectors."""
    return torch.einsum("nod,nmd->nom", embed_v(center), embed_u(contexts_and_negatives))


def skip_gram_by_broadcasting(center, contexts_and_negatives, embed_v, embed_u):
    """Products, summed; the weights looked up by hand."""
    v, u = embed_v.weight[center], embed_u.weight[contexts_and_negatives]
    return (v * u).sum(dim=-1).unsqueeze(1)


def skip_gram_by_matmul(center, contexts_and_negatives, embed_v, embed_u):
    """The @ operator."""
    return embed_v(center) @ embed_u(contexts_and_negatives).mT


class SigmoidBCELoss_as_the_book_has_it(nn.Module):
    """super().__init__ written out, and a where for the mask."""

    def __init__(self):
        super().__init__()

    def forward(self, inputs, target, mask=None):
        out = F.binary_cross_entropy_with_logits(inputs, target, reduction="none")
        if mask is not None:
            out = torch.where(mask.bool(), out, torch.zeros_like(out))
        return out.mean(dim=1)


class SigmoidBCELoss_by_logsigmoid(nn.Module):
    """The formula, by way of logsigmoid; the sum divided by m."""

    def forward(self, inputs, target, mask=None):
        loss = -(target * F.logsigmoid(inputs) + (1 - target) * F.logsigmoid(-inputs))
        if mask is None:
            mask = torch.ones_like(loss)
        return (loss * mask).sum(dim=1) / inputs.shape[1]


class SigmoidBCELoss_by_softplus(nn.Module):
    """log(1 + exp(x)) - t x."""

    def forward(self, inputs, target, mask=None):
        loss = F.softplus(inputs, threshold=50) - target * inputs
        return (loss if mask is None else loss * mask).mean(1)


def batch_loss_selected(pred, label, mask):
    """Row by row, the words alone."""
    pred = pred.squeeze(1)
    rows = []
    for p, t, m in zip(pred, label, mask):
        rows.append(F.binary_cross_entropy_with_logits(p[m == 1], t[m == 1].to(p.dtype)))
    return torch.stack(rows)


def batch_loss_as_the_book_has_it(pred, label, mask):
    """The sum of the losses over the number of words, by the class above."""
    loss = SigmoidBCELoss()
    return loss(pred.reshape(label.shape), label.type(pred.dtype), mask) / mask.sum(axis=1) * mask.shape[1]


def train_as_the_book_has_it(net, data_iter, lr, num_epochs, device="cpu"):
    """init_weights by apply; totals for the report; zero_grad at the start."""

    def init_weights(module):
        if isinstance(module, nn.Embedding):
            nn.init.xavier_uniform_(module.weight)

    net.apply(init_weights)
    net = net.to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    total, count = 0.0, 0
    for epoch in range(num_epochs):
        for i, batch in enumerate(data_iter):
            optimizer.zero_grad()
            center, context_negative, mask, label = [data.to(device) for data in batch]
            pred = skip_gram(center, context_negative, net[0], net[1])
            losses = batch_loss(pred, label, mask)
            losses.sum().backward()
            optimizer.step()
            total, count = total + float(losses.sum()), count + losses.numel()
    print(f"loss {total / count:.3f}")


def train_on_the_mean(net, data_iter, lr, num_epochs, device="cpu"):
    """The mean over the examples; the gradients are cleared after the step; the loss written out."""
    embed_v, embed_u = net[0], net[1]
    bound = (6 / sum(embed_v.weight.shape)) ** 0.5
    with torch.no_grad():
        for layer in (embed_v, embed_u):
            layer.weight.uniform_(-bound, bound)
    optimizer = torch.optim.Adam([embed_v.weight, embed_u.weight], lr)
    history = []
    for epoch in range(num_epochs):
        for center, words, mask, label in data_iter:
            pred = (embed_v(center) * embed_u(words)).sum(-1)
            losses = F.binary_cross_entropy_with_logits(pred, label.float(), weight=mask, reduction="none").sum(
                1
            ) / mask.sum(1)
            losses.mean().backward()
            optimizer.step()
            optimizer.zero_grad()
            history.append(losses.mean().item())
    return history
