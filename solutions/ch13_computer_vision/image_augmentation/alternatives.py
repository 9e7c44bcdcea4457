import torch
from d2l import torch as d2l
from matplotlib import pyplot as plt
from torch import nn
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.transforms import v2


def apply_as_the_book(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """d2l.show_images."""
    Y = [aug(img) for _ in range(num_rows * num_cols)]
    d2l.show_images(Y, num_rows, num_cols, scale=scale)


def apply_place_by_place(img, aug, num_rows=2, num_cols=4, scale=1.5):
    """add_subplot, and hidden axes."""
    figure = plt.figure(figsize=(num_cols * scale, num_rows * scale))
    for i in range(1, num_rows * num_cols + 1):
        axes = figure.add_subplot(num_rows, num_cols, i)
        axes.imshow(aug(img))
        axes.get_xaxis().set_visible(False)
        axes.get_yaxis().set_visible(False)
    plt.show()


def color_aug_ranges():
    """Ranges instead of one number."""
    return transforms.ColorJitter((0.5, 1.5), (0.5, 1.5), (0.5, 1.5), (-0.5, 0.5))


def color_aug_v2():
    """The newer transformations."""
    return v2.ColorJitter(brightness=0.5, contrast=0.5, saturation=0.5, hue=0.5)


def color_aug_one_after_the_other():
    """One at a time."""
    return transforms.Compose(
        [
            transforms.ColorJitter(brightness=0.5),
            transforms.ColorJitter(contrast=0.5),
            transforms.ColorJitter(saturation=0.5),
            transforms.ColorJitter(hue=0.5),
        ]
    )


def shape_aug_v2():
    """The newer transformations."""
    return v2.RandomResizedCrop(200, scale=(0.1, 1.0), ratio=(0.5, 2.0), antialias=True)


def shape_aug_two_steps():
    """Bicubic interpolation."""
    mode = transforms.InterpolationMode.BICUBIC
    return transforms.RandomResizedCrop(size=(200, 200), scale=(0.1, 1), ratio=(0.5, 2), interpolation=mode)


def train_augs_as_tensors():
    """The tensor mirrored."""
    return transforms.Compose([transforms.ToTensor(), transforms.RandomHorizontalFlip(0.5)])


def train_augs_v2():
    """The newer transformations."""
    return v2.Compose(
        [v2.RandomHorizontalFlip(), v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.ToPureTensor()]
    )


def test_augs_alone():
    """Without Compose."""
    return transforms.ToTensor()


def load_cifar10_short(is_train, augs, batch_size):
    """Positional arguments, no processes."""
    return DataLoader(CIFAR10("../data", is_train, augs), batch_size, is_train)


def load_cifar10_by_workers(is_train, augs, batch_size):
    """As the book has it."""
    dataset = CIFAR10(root="../data", train=is_train, transform=augs, download=True)
    return torch.utils.data.DataLoader(
        dataset, batch_size=batch_size, shuffle=is_train, num_workers=d2l.get_dataloader_workers()
    )


def train_batch_ch13_as_the_book(net, X, y, loss, trainer, devices):
    """As the book has it: tensors with a graph, and d2l.accuracy."""
    if isinstance(X, list):
        X = [x.to(devices[0]) for x in X]
    else:
        X = X.to(devices[0])
    y = y.to(devices[0])
    net.train()
    trainer.zero_grad()
    pred = net(X)
    l = loss(pred, y)  # noqa: E741 - the book's name
    l.sum().backward()
    trainer.step()
    return l.sum(), d2l.accuracy(pred, y)


def train_batch_ch13_numbers(net, X, y, loss, trainer, devices):
    """Numbers, a list."""
    device = devices[0]
    net.train()
    scores = net([x.to(device) for x in X] if type(X) is list else X.to(device))
    losses = loss(scores, y.to(device))
    for group in trainer.param_groups:
        for p in group["params"]:
            p.grad = None
    torch.sum(losses).backward()
    trainer.step()
    return [float(losses.detach().sum()), int(torch.eq(scores.argmax(1), y.to(device)).sum())]


def train_ch13_as_the_book(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """Close to the book: nn.DataParallel and an animator."""
    devices = devices if devices is not None else try_all_gpus()
    num_batches, accuracies = len(train_iter), []
    animator = d2l.Animator(xlabel="epoch", xlim=[1, num_epochs], legend=["train loss", "train acc", "test acc"])
    net = nn.DataParallel(net, device_ids=devices).to(devices[0])
    for epoch in range(num_epochs):
        metric = d2l.Accumulator(4)
        for i, (features, labels) in enumerate(train_iter):
            l, acc = train_batch_ch13(net, features, labels, loss, trainer, devices)  # noqa: E741 - the book's name
            metric.add(l, acc, labels.shape[0], labels.numel())
            if (i + 1) % max(num_batches // 5, 1) == 0 or i == num_batches - 1:
                animator.add(epoch + (i + 1) / num_batches, (metric[0] / metric[2], metric[1] / metric[3], None))
        test_acc = d2l.evaluate_accuracy_gpu(net, test_iter)
        animator.add(epoch + 1, (None, None, test_acc))
        accuracies.append(test_acc)
    return accuracies


def train_ch13_own_steps(net, train_iter, test_iter, loss, trainer, num_epochs, devices=None):
    """Without train_batch_ch13; tensors as accuracies."""
    device = devices[0] if devices else try_all_gpus()[0]
    net.to(device)
    history = []
    for _ in range(num_epochs):
        net.train()
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X.to(device)), y.to(device)).sum().backward()
            trainer.step()
        net.eval()
        with torch.inference_mode():
            hits = torch.cat([net(X.to(device)).argmax(dim=1).eq(y.to(device)) for X, y in test_iter])
        history.append(hits.double().mean().item())
    return history
