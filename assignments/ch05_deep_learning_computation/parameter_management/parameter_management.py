"""Parameters: looking at them, initialising them, sharing them (Dive into Deep Learning, section 5.2)."""

from torch import nn


def parameter_shapes(net: nn.Module) -> dict[str, tuple[int, ...]]:
    """The shape of each parameter of net, by its name ("0.weight", …), in the order of named_parameters().

    A parameter is listed once, also where it is used twice. Buffers are no parameters.
    """
    raise NotImplementedError("parameter_shapes is not written yet")


def block1() -> nn.Sequential:
    """nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU(): a new nn.Sequential in each call."""
    raise NotImplementedError("block1 is not written yet")


def block2() -> nn.Sequential:
    """Four blocks from block1, one after another: an nn.Sequential with the names "block 0", …, "block 3"."""
    raise NotImplementedError("block2 is not written yet")


def small_net() -> nn.Sequential:
    """A net to initialise. The tests use it: leave it as it is."""
    inner = nn.Sequential(nn.Linear(8, 8), nn.ReLU())
    return nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.ReLU(), inner, nn.Linear(8, 400))


def init_normal(m: nn.Module) -> None:
    """If m is an nn.Linear: weights from a normal distribution with mean 0 and standard deviation 0.01, bias 0."""
    raise NotImplementedError("init_normal is not written yet")


def init_constant(m: nn.Module) -> None:
    """If m is an nn.Linear: all weights 1, bias 0."""
    raise NotImplementedError("init_constant is not written yet")


def init_xavier(m: nn.Module) -> None:
    """If m is an nn.Linear: Xavier's uniform weights. The bias stays as it is."""
    raise NotImplementedError("init_xavier is not written yet")


def init_42(m: nn.Module) -> None:
    """If m is an nn.Linear: all weights 42. The bias stays as it is."""
    raise NotImplementedError("init_42 is not written yet")


def wide_net() -> nn.Sequential:
    """A net to initialise. The tests use it: leave it as it is."""
    return nn.Sequential(nn.Linear(100, 60), nn.LayerNorm(60), nn.ReLU(), nn.Linear(60, 50))


def my_init(m: nn.Module) -> None:
    """If m is an nn.Linear: weights uniform on (-10, 10), then 0 where the absolute value is below 5.

    The bias stays as it is.
    """
    raise NotImplementedError("my_init is not written yet")


def tied_net() -> nn.Sequential:
    """Linear(4, 8), ReLU, shared, ReLU, shared, ReLU, Linear(8, 1), where shared is one and the same nn.Linear(8, 8)."""
    raise NotImplementedError("tied_net is not written yet")
