import numpy as np
import torch
from matplotlib import pyplot as plt


def roll_dice_roll_by_roll(m, n):
    """Each roll as a number, then counted."""
    faces = torch.randint(0, 6, (m, n))
    return torch.stack([torch.bincount(group, minlength=6) for group in faces]).float()


def roll_dice_by_torch_multinomial(m, n):
    """Drawn with replacement, one-hot, summed."""
    faces = torch.multinomial(torch.ones(m, 6), n, replacement=True)
    return torch.nn.functional.one_hot(faces, 6).sum(dim=1).to(torch.float32)


def roll_dice_by_numpy(m, n):
    """NumPy's multinomial."""
    return torch.tensor(np.random.multinomial(n, [1 / 6] * 6, size=m), dtype=torch.float32)


def running_estimates_group_by_group(counts):
    """A running total."""
    total, rows = torch.zeros_like(counts[0]), []
    for group in counts:
        total = total + group
        rows.append(total / total.sum())
    return torch.stack(rows)


def running_estimates_by_a_triangle(counts):
    """Sums up to i as a product with a triangle of ones."""
    X = counts if counts.is_floating_point() else counts.float()
    totals = torch.ones(len(X), len(X), dtype=X.dtype).tril() @ X
    return torch.nn.functional.normalize(totals, p=1, dim=1)


def plot_estimates_on_axes(estimates):
    """All columns at once, the line from end to end."""
    _, axes = plt.subplots(figsize=(6, 4.5))
    axes.plot(np.asarray(estimates))
    axes.legend([f"P(die={face})" for face in range(1, 7)], loc="upper right")
    axes.plot([0, len(estimates) - 1], [1 / 6, 1 / 6], "k--")
    axes.set(xlabel="Groups of experiments", ylabel="Estimated probability")


def plot_estimates_as_in_the_section(estimates):
    """The book's 0.167."""
    for i in range(6):
        plt.plot(estimates[:, i].numpy(), label="P(die=" + str(i + 1) + ")")
    plt.axhline(y=0.167, color="black", linestyle="dashed")
    plt.gca().set_xlabel("Groups of experiments")
    plt.gca().set_ylabel("Estimated probability")
    plt.legend()
