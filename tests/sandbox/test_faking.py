"""What the simulation works out at once is what torch's own fake mode works out at length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.nn import functional as F

from grader.sandbox.faking import make_mode, without_dynamo
from grader.sandbox.pretending import gpus
from grader.suite.observe import snapshot

pytestmark = pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")
Form = tuple[tuple[int, ...], tuple[int, ...], torch.dtype, str, bool]

CASES: dict[str, Callable[[], list[torch.Tensor]]] = {
    "a layer made": lambda: list(nn.Conv2d(3, 4, 5).parameters()),
    "filled": lambda: [torch.empty(2, 3).normal_(), torch.ones(2).fill_(3.0), torch.ones(4, dtype=torch.int64).zero_()],
    "filled and turned": lambda: [torch.empty(2, 3).T.uniform_()],
    "moved": lambda: [torch.ones(2, 3).to("cuda:0"), torch.ones(2).to("cuda:0", torch.float64)],
    "moved and turned": lambda: [torch.ones(2, 3).T.to("cuda:0")],
    "converted": lambda: [torch.ones(2, 3).double(), torch.ones(2, 3).T.half()],
    "a net moved": lambda: list(
        nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)).to("cuda:0").state_dict().values()
    ),
    "pointwise": lambda: [f(torch.ones(2, 3, device="cuda:0")) for f in (F.relu, torch.sigmoid, torch.tanh)],
    "pointwise and turned": lambda: [F.relu(torch.ones(2, 3).T), torch.tanh(torch.ones(3, dtype=torch.int64))],
    "batch norm": lambda: [nn.BatchNorm2d(3)(torch.ones(2, 3, 4, 5)), nn.BatchNorm1d(3)(torch.ones(2, 3))],
    "batch norm in double": lambda: [nn.BatchNorm2d(3, affine=False).double()(torch.ones(2, 3, 4, 5).double())],
    "batch norm in eval": lambda: [nn.BatchNorm2d(3).eval()(torch.ones(2, 3, 4, 5))],
    "channels last": lambda: [
        nn.BatchNorm2d(3)(torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last)),
        F.relu(torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last)),
    ],
}


def forms(mode: FakeTensorMode, case: str) -> list[Form]:
    with mode:
        made = CASES[case]()
        return [(tuple(t.shape), t.stride(), t.dtype, str(t.device), t.requires_grad) for t in made]


@pytest.mark.parametrize("case", CASES)
def test_sizes_dtypes_and_devices_are_torchs(case: str) -> None:
    assert forms(make_mode(), case) == forms(FakeTensorMode(allow_non_fake_inputs=True), case)


def test_a_gradient_comes_back_through_batch_norm() -> None:
    with make_mode():
        net = nn.BatchNorm2d(3)
        X = torch.ones(2, 3, 4, 5, requires_grad=True)
        net(X).sum().backward()
        assert net.weight.grad is not None
        assert X.grad is not None
        assert X.grad.shape == X.shape


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: nn.BatchNorm2d(3)(torch.ones(2, 3, 4, 5, device="cuda:0")),
        lambda: nn.BatchNorm2d(3)(torch.ones(2, 4, 4, 5)),
    ],
    ids=["device", "channels"],
)
def test_what_does_not_go_together_raises(wrong: Callable[[], torch.Tensor]) -> None:
    with make_mode(), pytest.raises((RuntimeError, TypeError)):
        wrong()


MIXTURES: dict[str, Callable[[torch.Tensor], object]] = {
    "added": lambda x: x + torch.ones(2, 3),
    "multiplied": lambda x: x @ torch.ones(3, 2),
    "concatenated": lambda x: torch.cat([x, torch.ones(2, 3)]),
    "a linear layer": lambda x: nn.Linear(3, 2)(x),
    "a convolution": lambda x: nn.Conv1d(2, 4, 2)(x),
    "a transposed convolution": lambda x: nn.ConvTranspose1d(2, 4, 2)(x),
    "an embedding": lambda x: F.embedding(torch.ones(2, dtype=torch.int64), x),
    "a recurrent layer": lambda x: nn.GRU(3, 4)(x),
    "a loss": lambda x: F.cross_entropy(x, torch.ones(2, dtype=torch.int64)),
}


@pytest.mark.parametrize("mixed", MIXTURES.values(), ids=MIXTURES)
def test_devices_that_are_mixed_are_told_as_a_gpu_tells_it(mixed: Callable[[torch.Tensor], object]) -> None:
    with without_dynamo(), gpus(1), make_mode():
        x = torch.ones(2, 3, device="cuda:0")
        with pytest.raises(RuntimeError, match=r"same device.* found .*(cpu.*cuda|cuda.*cpu)"):
            mixed(x)


@pytest.mark.parametrize("kind", [nn.RNN, nn.GRU, nn.LSTM])
def test_a_recurrent_layer_needs_no_gpu(kind: type[nn.RNNBase]) -> None:
    with without_dynamo(), gpus(1), make_mode():
        outputs, _ = kind(3, 4, num_layers=2).to("cuda:0")(torch.ones(5, 2, 3, device="cuda:0"))
        assert (tuple(outputs.shape), outputs.device) == ((5, 2, 4), torch.device("cuda:0"))


def test_what_a_check_sees_of_a_fake_tensor_has_no_values() -> None:
    with without_dynamo(), gpus(1), make_mode():
        made = torch.ones(2, 3, device="cuda:0")
    assert snapshot(made) == snapshot(made) == ("no values", (2, 3), torch.float32, "cuda:0")
