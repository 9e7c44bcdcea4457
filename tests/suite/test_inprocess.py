"""The in-process room: entries, seeds, errors, in-place changes, simulated devices."""

from __future__ import annotations

import random
import sys
from textwrap import dedent
from typing import Any

import pytest
import torch
from torch import nn

from grader.sandbox import Program
from grader.sandbox.errors import LoadError, Missing, StudentError
from grader.sandbox.inprocess import InProcess, InProcessRoom
from grader.sandbox.layers import describe


def room(source: str, **more: Any) -> InProcessRoom:
    opened = InProcessRoom(Program(dedent(source)), **more)
    opened.begin(1)
    return opened


def test_it_says_that_it_does_not_isolate() -> None:
    assert InProcess.isolation.level == "none"
    InProcess().open(Program("x = 1")).close()


def test_names() -> None:
    opened = room("x = 3\ndef f(a, b=2): return a + b + x")
    assert opened.get("x") == 3
    assert opened.get("f")(1, b=1) == 5
    assert opened.get("f").__name__ == "f"
    with pytest.raises(Missing):
        opened.get("g")


def test_a_property_is_read_as_the_program() -> None:
    source = """
        class Interface:
            @property
            def weights(self):
                raise NotImplementedError("not here")
        class Scale(Interface):
            @property
            def weights(self):
                return self.known()
            def known(self):
                return [1.0]
        """
    opened = room(source)
    with pytest.raises(NotImplementedError, match="not here") as caught:
        _ = opened.get("Interface")().weights
    assert isinstance(caught.value, StudentError)
    assert caught.value.frames[-1].text == 'raise NotImplementedError("not here")'
    assert opened.get("Scale")().weights == [1.0]


def test_rooms_share_nothing() -> None:
    one, two = room("x = []\ndef f(): x.append(1); return len(x)"), room("x = []\ndef f(): x.append(1); return len(x)")
    assert (one.get("f")(), one.get("f")(), two.get("f")()) == (1, 2, 1)


def test_the_same_call_draws_the_same_numbers_in_two_rooms() -> None:
    one = room("import torch\ndef f(n): return torch.rand(n)")
    two = room("import torch\ndef f(n): return torch.rand(1).expand(n) * 0 + torch.rand(n)")
    first, second = one.get("f")(3), one.get("f")(3)
    assert not torch.equal(first, second)
    two.get("f")(3)
    again = room("import torch\ndef f(n): return torch.rand(n)")
    assert torch.equal(again.get("f")(3), first)
    assert torch.equal(again.get("f")(3), second)


MADE = """
    import torch
    from torch import nn
    class Noise:
        def __call__(self, n): return torch.rand(n)
    noise, drop, net = Noise(), nn.Dropout(0.5), nn.Linear(2, 2)
"""


def test_an_object_that_is_called_draws_as_a_function_does() -> None:
    first, again = room(MADE), room(MADE)
    state = torch.get_rng_state()
    noise, masks = first.get("noise")(3), first.get("drop")(torch.ones(50))
    assert torch.equal(torch.get_rng_state(), state)
    torch.rand(1)
    assert torch.equal(again.get("noise")(3), noise)
    assert torch.equal(again.get("drop")(torch.ones(50)), masks)
    assert not torch.equal(again.get("noise")(3), noise)
    assert type(again.get("net")) is nn.Linear  # with parameters: as it is


def test_the_hosts_random_state_is_left_alone() -> None:
    opened = room(
        """
        import random
        import torch
        def f(): return torch.rand(1), random.random()
        def items():
            while True:
                yield torch.rand(1).item()
        """
    )
    torch.manual_seed(0)
    random.seed(0)
    expected = torch.rand(1), random.random()
    torch.manual_seed(0)
    random.seed(0)
    opened.get("f")()
    stream = opened.get("items")()
    drawn = [next(stream), next(stream)]
    assert drawn[0] != drawn[1]
    assert (torch.rand(1), random.random()) == expected


def test_random_and_numpy_go_on_from_call_to_call() -> None:
    source = """
        import random
        import numpy as np
        def f(): return random.random(), float(np.random.rand())
        """
    opened = room(source)
    drawn = [opened.get("f")() for _ in range(3)]
    assert len(set(drawn)) == 3
    assert [room(source).get("f")()] == drawn[:1]
    opened.begin(1)
    assert opened.get("f")() == drawn[0]
    opened.begin(2)
    assert opened.get("f")() != drawn[0]


def test_a_layer_is_seeded_by_its_calls() -> None:
    source = """
        from torch import nn
        class Net(nn.Module):
            def __init__(self, p):
                super().__init__()
                self.drop = nn.Dropout(p)
                self.layer = nn.Linear(4, 4)
            def forward(self, X):
                return self.drop(self.layer(X))
        """
    X = torch.ones(2, 4)
    one, two = room(source), room(source + "\n        unused = 1")
    first, second = one.get("Net")(0.5), two.get("Net")(0.5)
    assert isinstance(first, one.get("Net"))
    assert isinstance(first, torch.nn.Module)
    assert torch.equal(first.layer.weight, second.layer.weight)
    assert torch.equal(first(X), second(X))


@pytest.mark.parametrize(
    ("raised", "caught"),
    [
        ("ValueError('no')", ValueError),
        ("KeyError('no')", KeyError),
        ("OSError(2, 'no')", FileNotFoundError),
        ("UnicodeDecodeError('utf-8', b'', 0, 1, 'no')", UnicodeDecodeError),
        ("type('Mine', (ZeroDivisionError,), {})('no')", ZeroDivisionError),
        ("MemoryError()", MemoryError),
        ("SystemExit(0)", StudentError),
        ("KeyboardInterrupt()", StudentError),
        ("GeneratorExit()", StudentError),
        ("StopIteration(1)", StudentError),
        ("ExceptionGroup('g', [ValueError()])", StudentError),
        ("Exception('no')", StudentError),
    ],
)
def test_errors_keep_their_builtin_type(raised: str, caught: type[Exception]) -> None:
    opened = room(f"def g(x):\n    raise {raised}\n\ndef f(x):\n    return g(x)")
    with pytest.raises(caught) as info:
        opened.get("f")(1)
    error = info.value
    assert isinstance(error, StudentError)
    assert [(frame.line, frame.function) for frame in error.frames] == [(5, "f"), (2, "g")]
    assert error.frames[1].text.startswith("raise ")


def test_only_the_programs_lines_are_frames() -> None:
    opened = room("import torch\ndef f(x):\n    return torch.nn.functional.linear(x, torch.ones(9, 9))")
    with pytest.raises(RuntimeError) as info:
        opened.get("f")(torch.ones(2))
    assert isinstance(info.value, StudentError)
    assert [frame.line for frame in info.value.frames] == [3]


def test_an_error_in_a_method_or_a_generator() -> None:
    opened = room(
        """
        class C:
            def m(self):
                return 1 / 0
        def g():
            yield 1
            raise ValueError("late")
        """
    )
    with pytest.raises(ZeroDivisionError) as info:
        opened.get("C")().m()
    assert isinstance(info.value, StudentError)
    stream = opened.get("g")()
    assert next(stream) == 1
    with pytest.raises(ValueError) as late:
        next(stream)
    assert isinstance(late.value, StudentError)


def test_generators_are_closed_at_the_end() -> None:
    opened = room("log = []\ndef g():\n    try:\n        yield 1\n    finally:\n        log.append('closed')")
    next(opened.get("g")())
    opened.end()
    assert opened.get("log") == ["closed"]


@pytest.mark.parametrize("source", ["1 / 0", "def f(:", "import nothing_of_that_name", "raise SystemExit"])
def test_a_program_that_does_not_load(source: str) -> None:
    modules = set(sys.modules)
    with pytest.raises(LoadError) as info:
        InProcess().open(Program("x = 1\n" + source))
    assert info.value.error.frames[-1].line == 2
    assert set(sys.modules) == modules


def test_prints_are_kept_from_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    opened = room("def f(): print('hello')")
    opened.get("f")()
    assert opened.printed() == "hello\n"
    assert capsys.readouterr().out == ""


def test_pristine_undoes_what_the_program_changed() -> None:
    opened = room(
        """
        def tensor(X): X += 1
        def hidden(X): X.data[0] = 9
        def items(x): x.append(1); x[0].zero_()
        def grads(p):
            for q in p: q.grad.zero_()
        def reads(X): return X * 2
        """
    )
    X, Y, kept = torch.ones(2), torch.ones(2), torch.ones(2)
    opened.get("tensor")(X)
    opened.get("tensor")(X)
    opened.get("hidden")(X=Y)
    opened.get("reads")(kept)
    assert torch.equal(opened.pristine(X), torch.ones(2))
    assert torch.equal(opened.pristine((1, [X]))[1][0], torch.ones(2))
    assert torch.equal(opened.pristine({"X": Y})["X"], torch.ones(2))
    assert opened.pristine(kept) is kept
    things = [torch.ones(1)]
    opened.get("items")(things)
    assert len(things) == 2
    assert [t.item() for t in opened.pristine(things)] == [1.0]
    weight = torch.ones(2, requires_grad=True)
    weight.sum().backward()
    opened.get("grads")([weight])
    grad = opened.pristine([weight])[0].grad
    assert grad is not None
    assert grad.sum() == 2
    opened.begin(2)
    assert opened.pristine(X) is X


def test_process_wide_settings_are_put_back() -> None:
    opened = room("import torch\ndef f(): torch.set_default_dtype(torch.float64); torch.set_grad_enabled(False)")
    opened.get("f")()
    opened.end()
    assert torch.get_default_dtype() is torch.float32
    assert torch.is_grad_enabled()


def simulated(source: str) -> InProcessRoom:
    opened = room("import torch\nfrom torch import nn\n" + dedent(source))
    opened.begin(1, simulate="cuda")
    return opened


@pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")
def test_a_simulated_gpu() -> None:
    opened = simulated(
        """
        def good(X): return X * torch.ones(3, device=X.device)
        def lost(X): return torch.zeros(2)
        def mixed(X): return X + torch.ones(3)
        def needs_values(X): return X if X.sum() > 0 else -X
        class Layer(nn.Module):
            def __init__(self):
                super().__init__()
                self.weight = nn.Parameter(torch.ones(3))
            def forward(self, X): return X * self.weight
        drop = nn.Dropout(0.5)
        """
    )
    X, cpu = torch.ones(2, 3), torch.device("cpu")
    result = opened.get("good")(X)
    assert (result.is_meta, tuple(result.shape), str(result._claimed_device)) == (True, (2, 3), "cuda:0")
    assert str(opened.get("good")(result)._claimed_device) == "cuda:0"
    assert str(opened.get("lost")(X)._claimed_device) == "cpu"
    with pytest.raises(RuntimeError, match="at least two devices"):
        opened.get("mixed")(X)
    with pytest.raises(StudentError) as info:
        opened.get("needs_values")(X)
    assert info.value.type_name == "DataDependentOutputException"
    layer = opened.get("Layer")()
    with pytest.raises(RuntimeError):
        layer(X)
    assert str(layer.to(cpu)(X)._claimed_device) == "cuda:0"
    assert str(opened.get("drop")(X)._claimed_device) == "cuda:0"
    opened.end()
    opened.begin(2)
    assert not opened.get("good")(X).is_meta


@pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")
def test_layers_of_ours_on_a_simulated_gpu() -> None:
    opened = simulated("def good(net, X): return net(X)\ndef mixed(net, X): return net(torch.zeros(X.shape))")
    net, X = opened.service("layer", describe(nn.Sequential(nn.Linear(3, 2), nn.ReLU()))), torch.ones(4, 3)
    assert str(opened.get("good")(net, X)._claimed_device) == str(net(X)._claimed_device) == "cuda:0"
    with pytest.raises(RuntimeError, match="same device"):
        opened.get("mixed")(net, X)
