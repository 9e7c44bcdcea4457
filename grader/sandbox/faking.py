"""Owns the simulated GPU of an in-process room: fake tensors inside, meta tensors with a claimed device outside.

torch's CUDA build follows `cuda:0` without a GPU (FakeTensorMode): shapes, dtypes and devices are worked out, values
are not.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Literal

import torch
from torch._subclasses import fake_tensor
from torch._subclasses.fake_tensor import FakeTensor, FakeTensorMode, UnsupportedOperatorException

from grader.sandbox import compiler
from grader.sandbox.pretending import gpus
from grader.sandbox.tensors import place

_GPU = torch.device("cuda", 0)
_aten = torch.ops.aten
# What fills a tensor in place, as layers do when they are made: of values that nobody sees.
_FILLS = frozenset([_aten.uniform_.default, _aten.normal_.default, _aten.fill_.Scalar, _aten.zero_.default])
_POINTWISE = frozenset([_aten.relu.default, _aten.sigmoid.default, _aten.tanh.default])
# What torch 2.11 says of a mixture, in words of its own.
_MIXED = re.compile(r"Unhandled FakeTensor Device Propagation for \S+, found two different devices (\S+), (\S+)")

_CONVOLUTION = _aten.convolution.default  # torch 2.11 does not look where its tensors are
_GRU_CELL = _aten._thnn_fused_gru_cell.default
# torch 2.11 would ask the GPU itself for the shapes of one.
_GRU_CELL_KNOWN = torch._C._dispatch_has_kernel_for_dispatch_key(_GRU_CELL.name(), "Meta")

# torch would make a tensor on the first device that it hears of, where it believes that there is one.
fake_tensor.init_gpu_context = lambda device: None  # type: ignore[assignment]


class _Mode(FakeTensorMode):
    """Never touches a device, though `pretending` says that there is one.

    torch asks whether CUDA is there whenever the mode is entered, and sets a guard without effect if not. A recurrent
    layer on a GPU asks cuDNN to lay its weights out: in here it hears that cuDNN is switched off."""

    avoid_device_init = True

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """As torch has it; at once where torch would work a plain answer out at length, for each layer of a model."""
        kwargs = kwargs or {}
        given = args[0] if args else None
        if type(given) is FakeTensor and given.fake_mode is self:
            if func in _FILLS:
                return given
            if given.layout is torch.strided and given.is_contiguous():
                if func in _POINTWISE and given.is_floating_point():
                    return self._like(given, given.shape)
                if func is _aten._to_copy.default and _is_plain_move(kwargs):
                    return make_fake(self, given.shape, None, kwargs.get("dtype") or given.dtype, kwargs["device"])
                if func is _aten.native_batch_norm.default and _is_plain_training(*args):
                    channels = given.shape[1:2]
                    return tuple(self._like(given, shape) for shape in (given.shape, channels, channels))
            if func is _GRU_CELL and not _GRU_CELL_KNOWN and len(_devices(args)) == 1:
                return self._gru_cell(*args)
            if func is _CONVOLUTION and len(found := _devices(args)) > 1:
                raise _mixture(*found[:2])
        try:
            return super().__torch_dispatch__(func, types, args, kwargs)
        except RuntimeError as error:
            said = str(error)
            if mixed := _MIXED.match(said):
                raise _mixture(*mixed.groups()) from None
            if said.startswith("Found no NVIDIA driver"):  # torch tried to find the shape on the GPU itself
                raise UnsupportedOperatorException(func) from None
            raise

    def _gru_cell(self, gates: FakeTensor, _: FakeTensor, state: FakeTensor, *biases: Any) -> tuple[torch.Tensor, ...]:
        """The new state (n, h) and a workspace (n, 5 h), as torch's kernel returns them."""
        n, h = state.shape
        return self._like(state, state.shape), self._like(state, torch.Size([n, 5 * h]))

    def _like(self, given: FakeTensor, shape: torch.Size) -> torch.Tensor:
        return make_fake(self, shape, None, given.dtype, given.fake_device)

    def __enter__(self) -> _Mode:
        entered = super().__enter__()
        self._cudnn = [*getattr(self, "_cudnn", ()), torch._C._get_cudnn_enabled()]
        torch._C._set_cudnn_enabled(False)
        return entered

    def __exit__(self, *error: Any) -> None:
        torch._C._set_cudnn_enabled(self._cudnn.pop())
        super().__exit__(*error)


def _devices(values: tuple[Any, ...]) -> list[torch.device]:
    """Where the tensors are: each device once, in order."""
    return list(dict.fromkeys(value.fake_device for value in values if isinstance(value, FakeTensor)))


def _mixture(first: object, second: object) -> RuntimeError:
    """As a GPU says it."""
    return RuntimeError(
        f"Expected all tensors to be on the same device, but found at least two devices, {first} and {second}!"
    )


def _is_plain_move(kwargs: dict[str, Any]) -> bool:
    """Whether `.to` asks for the CPU or the GPU, and for nothing else but a dtype."""
    plain = kwargs.keys() <= {"device", "dtype", "layout"} and kwargs.get("layout", torch.strided) is torch.strided
    return plain and kwargs.get("device") in (torch.device("cpu"), _GPU)


def _is_plain_training(X: FakeTensor, *rest: Any) -> bool:
    """Whether these are a batch and parameters of its batch norm in training mode that go together."""
    parameters, training = [p for p in rest[:4] if p is not None], rest[4]
    return bool(training) and X.dtype in (torch.float32, torch.float64) and all(
        type(p) is FakeTensor
        and (p.shape, p.dtype, p.fake_device) == (X.shape[1:2], X.dtype, X.fake_device)
        for p in parameters
    )  # fmt: skip


def make_mode() -> FakeTensorMode:
    """A fake mode for one test, or for several with `forget` between them."""
    # It would print a traceback of its own for each shape that a program gets wrong.
    logging.getLogger("torch._subclasses.fake_tensor").disabled = True
    with without_dynamo():
        mode = _Mode(allow_non_fake_inputs=True)
    forget(mode)
    return mode


def make_fake(
    mode: FakeTensorMode, shape: Any, strides: Any, dtype: torch.dtype, device: torch.device = _GPU
) -> torch.Tensor:
    """A fake tensor that seems to be on `device`. `strides` None: contiguous."""
    # On the meta device and outside the mode: cheaper than a factory's way through it.
    made = torch.empty(shape, dtype=dtype, device="meta") if strides is None else (
        torch.empty_strided(shape, strides, dtype=dtype, device="meta")
    )  # fmt: skip
    return FakeTensor(mode, made, device)


def forget(mode: FakeTensorMode) -> None:
    """Let go of the tensors of the last test.

    The converter's memo holds weak references, and a module refuses to move a parameter that has any ("Couldn't swap").
    Strong ones do no harm: they live for one test."""
    mode.fake_tensor_converter.meta_converter.tensor_memo = {}  # type: ignore[assignment]


class Simulation:
    """One test without values, on a simulated GPU or on the CPU.

    A tensor keeps its identity: what comes out and goes in again is the same fake one."""

    def __init__(self, kind: Literal["cpu", "cuda"] = "cuda") -> None:
        self._device = _GPU if kind == "cuda" else torch.device("cpu")
        self._mode = make_mode()
        self._deep = 0
        self._inside: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}  # id outside -> (outside, inside)
        self._outside: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}  # id inside -> (inside, outside)

    @contextmanager
    def entered(self, count: int | None = None) -> Iterator[None]:
        """Every tensor made in here is a fake one. torch says that there are `count` GPUs: None is one where a GPU is
        simulated, and what there is where none is."""
        if count is None and self._device.type == "cuda":
            count = 1
        self._deep += 1
        try:
            with without_dynamo(), nullcontext() if count is None else gpus(count), self._mode:
                yield
        finally:
            self._deep -= 1

    def inward(self, value: Any) -> Any:
        """Arguments as the program sees them: every tensor is fake, on the simulated device if not left elsewhere."""
        if isinstance(value, torch.Tensor) and not isinstance(value, FakeTensor):
            known = self._inside.get(id(value))
            if known is None:
                if not value.is_meta:  # what the program sees of it; a meta tensor is one of a room, and says it
                    value._claimed_device = place(value, self._device)  # type: ignore[attr-defined]
                known = self._pair(value, self._fake(value))
            return known[1]
        if isinstance(value, torch.device):
            return _GPU if self._device.type == "cuda" else value
        return _mapped(value, self.inward)

    def outward(self, value: Any) -> Any:
        """Results as the suite sees them: meta tensors that say which device they claim to be on."""
        if isinstance(value, FakeTensor):
            known = self._outside.get(id(value))
            return known[1] if known is not None else self._pair(self._meta(value), value)[0]
        if isinstance(value, torch.nn.Module):
            for layer in value.modules():
                self._guard(layer)
            return value
        return _mapped(value, self.outward)

    def _guard(self, layer: torch.nn.Module) -> None:
        """Have a layer that the program returned work in here when the suite calls it."""
        inner = layer.forward
        if getattr(inner, "_of_simulation", None) is self:
            return

        def forward(*args: Any, **kwargs: Any) -> Any:
            if self._deep:
                return inner(*args, **kwargs)
            args, kwargs = self.inward(args), self.inward(kwargs)
            with self.entered():
                result = inner(*args, **kwargs)
            return self.outward(result)

        forward._of_simulation = self  # type: ignore[attr-defined]
        vars(layer)["forward"] = forward

    def _pair(self, outside: torch.Tensor, inside: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        self._inside[id(outside)] = (outside, inside)
        self._outside[id(inside)] = (inside, outside)
        return outside, inside

    def _fake(self, value: torch.Tensor) -> torch.Tensor:
        device = getattr(value, "_claimed_device", self._device)
        made = make_fake(self._mode, value.shape, value.stride(), value.dtype, device)
        return made.requires_grad_(value.requires_grad)

    def _meta(self, value: FakeTensor) -> torch.Tensor:
        made = torch.empty(value.shape, dtype=value.dtype, device="meta")
        made.requires_grad_(value.requires_grad)
        made._claimed_device = value.fake_device  # type: ignore[attr-defined]
        return made


@contextmanager
def without_dynamo() -> Iterator[None]:
    """torch's compiler is not loaded in here, though FakeTensorMode asks for its settings (see `compiler`).

    The settings load by themselves; triton, which they look for, would be seconds for nothing."""
    compiler.keep_light()
    if not compiler.is_light() or "triton" in sys.modules:
        yield
        return
    sys.modules["triton"] = None  # type: ignore[assignment]  # Python's way to say "cannot be imported"
    try:
        yield
    finally:
        sys.modules.pop("triton", None)


def _mapped(value: Any, change: Any) -> Any:
    """A container with `change` applied to its items; the very object where nothing changes."""
    if type(value) in (list, tuple):
        items = [change(item) for item in value]
        return value if all(a is b for a, b in zip(items, value, strict=True)) else type(value)(items)
    if type(value) is dict:
        pairs = {key: change(item) for key, item in value.items()}
        return value if all(pairs[key] is value[key] for key in value) else pairs
    return value
