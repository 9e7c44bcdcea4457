"""Parameters: looking at them, initialising them, sharing them (Dive into Deep Learning, section 5.2)."""

from torch import nn


def parameter_shapes(net: nn.Module) -> dict[str, tuple[int, ...]]:
    """The shape of each parameter of net, by its name ("0.weight", …), in the order of named_parameters().

    A parameter is listed once, also where it is used twice. Buffers are no parameters.
    """
    ### BEGIN SOLUTION
    return {name: tuple(parameter.shape) for name, parameter in net.named_parameters()}
    ### END SOLUTION


def block1() -> nn.Sequential:
    """nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU(): a new nn.Sequential in each call."""
    ### BEGIN SOLUTION
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4), nn.ReLU())
    ### END SOLUTION


def block2() -> nn.Sequential:
    """Four blocks from block1, one after another: an nn.Sequential with the names "block 0", …, "block 3"."""
    ### BEGIN SOLUTION
    net = nn.Sequential()
    for i in range(4):
        net.add_module(f"block {i}", block1())
    return net
    ### END SOLUTION


def small_net() -> nn.Sequential:
    """A net to initialise. The tests use it: leave it as it is."""
    inner = nn.Sequential(nn.Linear(8, 8), nn.ReLU())
    return nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.ReLU(), inner, nn.Linear(8, 400))


def init_normal(m: nn.Module) -> None:
    """If m is an nn.Linear: weights from a normal distribution with mean 0 and standard deviation 0.01, bias 0."""
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, mean=0, std=0.01)
        nn.init.zeros_(m.bias)
    ### END SOLUTION


def init_constant(m: nn.Module) -> None:
    """If m is an nn.Linear: all weights 1, bias 0."""
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 1)
        nn.init.zeros_(m.bias)
    ### END SOLUTION


def init_xavier(m: nn.Module) -> None:
    """If m is an nn.Linear: Xavier's uniform weights. The bias stays as it is."""
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
    ### END SOLUTION


def init_42(m: nn.Module) -> None:
    """If m is an nn.Linear: all weights 42. The bias stays as it is."""
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 42)
    ### END SOLUTION


def wide_net() -> nn.Sequential:
    """A net to initialise. The tests use it: leave it as it is."""
    return nn.Sequential(nn.Linear(100, 60), nn.LayerNorm(60), nn.ReLU(), nn.Linear(60, 50))


def my_init(m: nn.Module) -> None:
    """If m is an nn.Linear: weights uniform on (-10, 10), then 0 where the absolute value is below 5.

    The bias stays as it is.
    """
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.uniform_(m.weight, -10, 10)
        m.weight.data *= m.weight.data.abs() >= 5
    ### END SOLUTION


def tied_net() -> nn.Sequential:
    """Linear(4, 8), ReLU, shared, ReLU, shared, ReLU, Linear(8, 1), where shared is one and the same nn.Linear(8, 8)."""
    ### BEGIN SOLUTION
    shared = nn.Linear(8, 8)
    return nn.Sequential(
        nn.Linear(4, 8), nn.ReLU(), shared, nn.ReLU(), shared, nn.ReLU(), nn.Linear(8, 1)
    )  # fmt: skip
    ### END SOLUTION
