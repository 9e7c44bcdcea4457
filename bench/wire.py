"""What one call over the wire costs, in a walled room, beside the same call made here.

python -m bench.wire [--count 2000]
"""

from __future__ import annotations

from collections.abc import Callable

import click

from bench.common import machine, ms, times

SOURCE = """
import torch

def train(net, data, loss, updater):
    for X, y in data:
        updater.zero_grad()
        loss(net(X), y).backward()
        updater.step()

def nothing():
    pass

def softmax(X):
    e = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return e / e.sum(dim=1, keepdim=True)
"""


@click.command(help=__doc__)
@click.option("--count", default=2000, show_default=True)
def main(count: int) -> None:
    """See the module's docstring."""
    from grader.sandbox import Limits, Program, compiler
    from grader.sandbox.two_rooms import TwoRooms
    from grader.suite import spies

    with TwoRooms() as sandbox:
        import torch

        torch.set_num_threads(1)
        compiler.keep_light()
        here: dict[str, Callable[..., object]] = {}
        exec(SOURCE, here)
        room = sandbox.open(Program(SOURCE, names=("nothing", "softmax", "train")), Limits(call_s=60, total_s=600))
        room.begin(1)
        print(machine())
        print(f"{'call':24}{'over the wire':>16}{'here':>12}")

        def row(name: str, there: Callable[[], object], local: Callable[[], object], count: int) -> None:
            print(f"{name:24}{ms(times(there, count)) * 1e3:13.0f} us{ms(times(local, count)) * 1e3:9.1f} us")

        row("nothing", room.get("nothing"), here["nothing"], count)
        for shape in ((2, 5), (256, 10), (512, 512), (4096, 4096)):
            X = torch.randn(shape)
            size = X.numel() * 4
            label = f"softmax {shape[0]}x{shape[1]}" + (f" ({size >> 20} MiB)" if size >> 20 else "")
            few = count if size < 1 << 18 else max(5, count // (20 if size < 1 << 24 else 400))
            # A clone each: a tensor that both rooms know already would not be sent again.
            row(label, lambda X=X: room.get("softmax")(X.clone()), lambda X=X: here["softmax"](X.clone()), few)

        def there() -> None:
            X = torch.randn(2, 5, requires_grad=True)
            room.get("softmax")(X)[:, 0].sum().backward()

        def local() -> None:
            X = torch.randn(2, 5, requires_grad=True)
            here["softmax"](X)[:, 0].sum().backward()  # type: ignore[index]

        row("softmax and backward", there, local, count // 4)

        def loop(train: Callable[..., object]) -> Callable[[], object]:
            """A hundred steps of a training loop over a net, data, a loss and an optimiser of the suite's, watched."""
            w = spies.Watch()
            net = w.net(torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2)))
            data = w.data((torch.randn(800, 4), torch.randint(0, 2, (800,))), batch_size=8)
            loss, updater = torch.nn.CrossEntropyLoss(), w.optimizer(torch.optim.SGD(net.parameters(), lr=0.1))
            return lambda: train(net, data, loss, updater)

        row("100 training steps", loop(room.get("train")), loop(here["train"]), max(2, count // 400))
        room.close()


if __name__ == "__main__":
    main()
