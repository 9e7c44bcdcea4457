"""Owns the drawing helpers of the shim for `d2l`, as source text: they run where matplotlib is there already.

In a room that draws nothing, `plot` and its like are quiet instead (see `d2l_shim`): an import of matplotlib for the
progress of a training loop would cost more than the training.
"""

DRAWING = '''
import matplotlib.pyplot as plt


def use_svg_display():
    """There is no notebook to show it in."""


def set_figsize(figsize=(3.5, 2.5)):
    plt.rcParams["figure.figsize"] = figsize


def set_axes(axes, xlabel, ylabel, xlim, ylim, xscale, yscale, legend):
    axes.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
    if xlim is not None:
        axes.set_xlim(xlim)
    if ylim is not None:
        axes.set_ylim(ylim)
    if legend:
        axes.legend(legend)
    axes.grid()


def _one_curve(values):
    if hasattr(values, "ndim"):
        return values.ndim == 1
    return isinstance(values, list) and not hasattr(values[0], "__len__")


def plot(X, Y=None, xlabel=None, ylabel=None, legend=[], xlim=None, ylim=None, xscale="linear", yscale="linear",
         fmts=("-", "m--", "g-.", "r:"), figsize=(3.5, 2.5), axes=None):
    set_figsize(figsize)
    axes = axes if axes else plt.gca()
    xs = [X] if _one_curve(X) else list(X)
    if Y is None:
        xs, ys = [[]] * len(xs), xs
    else:
        ys = [Y] if _one_curve(Y) else list(Y)
    xs = xs * len(ys) if len(xs) != len(ys) else xs
    axes.cla()
    for x, y, fmt in zip(xs, ys, list(fmts) * len(ys)):
        axes.plot(*((x, y) if len(x) else (y,)), fmt)
    set_axes(axes, xlabel, ylabel, xlim, ylim, xscale, yscale, legend)


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, grid = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale), squeeze=False)
    flat = grid.flatten()
    for i, (axes, img) in enumerate(zip(flat, imgs)):
        axes.imshow(img.numpy() if isinstance(img, torch.Tensor) else img)
        axes.xaxis.set_visible(False)
        axes.yaxis.set_visible(False)
        if titles:
            axes.set_title(titles[i])
    return flat


def show_heatmaps(matrices, xlabel, ylabel, titles=None, figsize=(2.5, 2.5), cmap="Reds"):
    rows, columns = len(matrices), len(matrices[0])
    figure, grid = plt.subplots(rows, columns, figsize=figsize, sharex=True, sharey=True, squeeze=False)
    for i in range(rows):
        for j in range(columns):
            shown = grid[i][j].imshow(matrices[i][j].detach().numpy(), cmap=cmap)
            grid[i][j].set(xlabel=xlabel if i == rows - 1 else "", ylabel=ylabel if j == 0 else "")
            if titles:
                grid[i][j].set_title(titles[j])
    figure.colorbar(shown, ax=grid, shrink=0.6)


def bbox_to_rect(bbox, color):
    left, top, right, bottom = (float(edge) for edge in bbox)
    return plt.Rectangle((left, top), right - left, bottom - top, fill=False, edgecolor=color, linewidth=2)


def annotate(text, xy, xytext):
    plt.gca().annotate(text, xy=xy, xytext=xytext, arrowprops={"arrowstyle": "->"})


class Animator:
    """Draws curves that grow point by point."""

    def __init__(self, xlabel=None, ylabel=None, legend=None, xlim=None, ylim=None, xscale="linear", yscale="linear",
                 fmts=("-", "m--", "g-.", "r:"), nrows=1, ncols=1, figsize=(3.5, 2.5)):
        self.fig, axes = plt.subplots(nrows, ncols, figsize=figsize, squeeze=False)
        self.axes = list(axes.flatten())
        self.config_axes = lambda: set_axes(
            self.axes[0], xlabel, ylabel, xlim, ylim, xscale, yscale, legend)
        self.X, self.Y, self.fmts = None, None, fmts

    def add(self, x, y):
        ys = list(y) if hasattr(y, "__len__") else [y]
        xs = list(x) if hasattr(x, "__len__") else [x] * len(ys)
        if not self.X:
            self.X, self.Y = [[] for _ in ys], [[] for _ in ys]
        for i, (a, b) in enumerate(zip(xs, ys)):
            if a is not None and b is not None:
                self.X[i].append(a)
                self.Y[i].append(b)
        self.axes[0].cla()
        for a, b, fmt in zip(self.X, self.Y, self.fmts):
            self.axes[0].plot(a, b, fmt)
        self.config_axes()
'''
