"""A forbidden operation is met on every road to it, and only while it is forbidden."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from grader.sandbox.bans import Bans, ForbiddenOperation, operators

X = torch.randn(3, 4)
IMAGE, KERNEL = torch.randn(1, 1, 5, 5), torch.randn(1, 1, 2, 2)
STEPS = torch.randn(4, 2, 3)
MOMENTS = (torch.zeros(4), torch.ones(4))


@pytest.fixture
def bans():
    found = Bans()
    yield found
    found.set(())


@torch.jit.script
def scripted(X: torch.Tensor) -> torch.Tensor:
    return torch.softmax(X, 1)


ROADS = {
    "torch.softmax": {
        "torch": lambda: torch.softmax(X, 1),
        "getattr": lambda: getattr(torch, "soft" + "max")(X, 1),
        "functional": lambda: F.softmax(X, dim=1),
        "method": lambda: X.softmax(1),
        "layer": lambda: nn.Softmax(1)(X),
        "2d layer": lambda: nn.Softmax2d()(IMAGE),
        "aten": lambda: torch.ops.aten._softmax(X, 1, False),
        "composite aten": lambda: torch.ops.aten.softmax.int(X, 1),
        "special": lambda: torch.special.softmax(X, 1),
        "log": lambda: torch.log_softmax(X, 1),
        "softmin": lambda: F.softmin(X, dim=1),
        "cross entropy": lambda: F.cross_entropy(X, torch.tensor([0, 1, 2])),
        "gumbel": lambda: F.gumbel_softmax(X),
        "attention": lambda: F.scaled_dot_product_attention(X[None], X[None], X[None]),
        "with a gradient": lambda: torch.softmax(X.clone().requires_grad_(), 1),
        "double": lambda: torch.softmax(X.double(), 1),
    },
    "torch.nn.functional.conv2d": {
        "functional": lambda: F.conv2d(IMAGE, KERNEL),
        "same": lambda: F.conv2d(IMAGE, KERNEL, padding="same"),
        "torch": lambda: torch.conv2d(IMAGE, KERNEL),
        "layer": lambda: nn.Conv2d(1, 1, 2)(IMAGE),
        "one dimension": lambda: F.conv1d(X[None], torch.randn(1, 3, 2)),
        "three dimensions": lambda: F.conv3d(IMAGE[None], KERNEL[None]),
        "transposed": lambda: F.conv_transpose2d(IMAGE, KERNEL),
        "aten": lambda: torch.ops.aten.convolution(IMAGE, KERNEL, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1),
        "double": lambda: F.conv2d(IMAGE.double(), KERNEL.double()),
        "with a gradient": lambda: F.conv2d(IMAGE, KERNEL.clone().requires_grad_()),
    },
    "torch.nn.functional.batch_norm": {
        "functional": lambda: F.batch_norm(X, None, None, training=True),
        "evaluation": lambda: F.batch_norm(X, *MOMENTS),
        "torch": lambda: torch.batch_norm(X, None, None, *MOMENTS, True, 0.1, 1e-5, False),
        "layer": lambda: nn.BatchNorm1d(4)(X),
        "native": lambda: torch.native_batch_norm(X, None, None, *MOMENTS, True, 0.1, 1e-5),
        "instance": lambda: F.instance_norm(X[None]),
        "layer norm": lambda: F.layer_norm(X, (4,)),
        "group norm": lambda: F.group_norm(X, 2),
        "with a gradient": lambda: F.batch_norm(X.clone().requires_grad_(), None, None, training=True),
    },
    "torch.nn.GRU": {
        "layer": lambda: nn.GRU(3, 5)(STEPS),
        "cell": lambda: nn.GRUCell(3, 5)(STEPS[0]),
        "two ways": lambda: nn.GRU(3, 5, bidirectional=True)(STEPS),
        "no gradient": torch.no_grad()(lambda: nn.GRU(3, 5)(STEPS)),
    },
}


@pytest.mark.parametrize(("name", "road"), [(name, road) for name, roads in ROADS.items() for road in roads])
def test_every_road_is_closed_while_it_is_forbidden(bans, name, road):
    call = ROADS[name][road]
    call()
    bans.set([name])
    with pytest.raises(ForbiddenOperation) as met:
        call()
    assert met.value.operation == name
    bans.set(())
    call()


def test_scripted_code_meets_the_ban_too(bans):
    assert scripted(X).shape == X.shape
    bans.set(["torch.softmax"])
    with pytest.raises(RuntimeError, match="ForbiddenOperation"):
        scripted(X)
    assert bans.met == "torch.softmax"


def test_what_is_not_forbidden_goes_on(bans):
    bans.set(["torch.softmax", "torch.nn.functional.conv2d"])
    assert nn.Linear(4, 2)(X).shape == (3, 2)
    assert nn.LSTM(3, 5)(STEPS)[0].shape == (4, 2, 5)
    assert F.batch_norm(X, None, None, training=True).shape == X.shape
    assert (X.exp() / X.exp().sum(1, keepdim=True)).shape == X.shape


def test_a_change_of_exercise_changes_the_ban(bans):
    bans.set(["torch.softmax"])
    bans.set(["torch.nn.GRU"])
    assert torch.softmax(X, 1).shape == X.shape
    with pytest.raises(ForbiddenOperation):
        nn.GRU(3, 5)(STEPS)


def test_a_public_name_finds_its_operator():
    assert operators("torch.linalg.norm") == ("norm", "linalg_norm")
    assert operators("torch.nn.functional.normalize") == ()
