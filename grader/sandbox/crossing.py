"""Owns how a tensor crosses: as a number both rooms know, as bytes that are followed from then on, or with a graph.

`T` link dtype shape strides flags device buffer gradient. Flags: 1 requires a gradient, 2 is a Parameter, 4 is no leaf.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import torch

from grader.sandbox import tensors
from grader.sandbox.wire import BadFrame

if TYPE_CHECKING:
    from grader.sandbox.codec import Encoder
    from grader.sandbox.decoder import Decoder
    from grader.sandbox.peer import Peer

_storage_uses = getattr(torch._C, "_storage_Use_Count", None) if hasattr(torch.Tensor, "_use_count") else None


def encode_tensor(peer: Peer, value: torch.Tensor, encoder: Encoder) -> Any:
    """A tensor's body."""
    kind = type(value)
    if kind is not torch.Tensor and kind is not torch.nn.Parameter:
        if not issubclass(kind, torch.Tensor):
            return peer.handles.encode(value)  # its __class__ is not its type
        # On the trusted side: what a lent layer keeps (its attention weights, say), read as its attribute.
        if peer.simulate and (peer.untrusted_side or hasattr(value, "fake_mode")):
            return _encode_fake(peer, value)
        with torch._C.DisableTorchFunctionSubclass():
            try:
                value = value.as_subclass(torch.Tensor)
            except Exception:  # a wrapper without storage; whatever it raises, it cannot be read
                return ["o", f"a tensor of class {kind.__name__[:100]}"]
    if peer.simulate and (peer.untrusted_side or value.is_meta):
        return _encode_fake(peer, value)
    link = peer.links.find(value)
    inner = value.requires_grad and value.grad_fn is not None
    if inner and encoder.graphs and (link is None or not link.borrowed()):
        return _encode_result(value, encoder)
    if link is not None:
        return ["L", link.id]
    if not tensors.has_bytes(value):
        return _without_bytes(peer, value)
    place = None if peer.simulate is None else tensors.place(value, peer.simulate)
    if value is encoder.unlinked or (not encoder.links and not value.requires_grad):
        return _body(value, 0, 0, encoder, place)
    requires_grad = value.requires_grad
    flags = (1 if requires_grad else 0) | (2 if type(value) is torch.nn.Parameter else 0)
    if inner and not encoder.results:
        flags |= 4
    body = _body(value, 0, flags, encoder, place)
    seen = encoder.buffers[body[7]]
    assert type(seen) is bytes
    link = peer.links.add(value, seen)
    if place is not None:
        value._claimed_device = place  # type: ignore[attr-defined]  # what the room sees, should it come back
    encoder.linked.append(link.id)
    body[1] = link.id
    if value.grad_fn is None and value.grad is not None:
        body[8] = peer.links.first_grad(link, encoder)
    return body


def _references_to_a_variable() -> int:
    value = object()
    return sys.getrefcount(value)


ALONE = _references_to_a_variable()


def is_held_by_nobody(references: int, value: Any) -> bool:
    """Whether the caller's variable, with so many references, is all that holds a tensor and its memory.

    Nothing in this room can change such a tensor once it is sent, so nobody need follow it."""
    if references > ALONE or type(value) is not torch.Tensor or value.requires_grad or not value.is_cpu:
        return False
    if _storage_uses is None or value.layout is not torch.strided or value._use_count() > 1:
        return False
    storage = value.untyped_storage()
    # Two users: the tensor and this variable. Memory that cannot be resized is not torch's own (numpy's, say).
    return _storage_uses(storage._cdata) <= 2 and storage.resizable()


def _encode_result(value: torch.Tensor, encoder: Encoder) -> Any:
    known = encoder.graph.get(id(value))
    if known is not None:
        return ["G", known[0]]
    if not tensors.has_bytes(value):
        return ["o", _what(value)]
    index = len(encoder.outs)
    encoder.graph[id(value)] = (index, value)
    encoder.outs.append(_body(value, 0, 0, encoder))
    return ["G", index]


def _body(
    value: torch.Tensor, number: int, flags: int, encoder: Encoder, place: torch.device | None = None
) -> list[Any]:
    layout = None if encoder.results or encoder.peer.untrusted_side else tensors.storage_layout(value)
    device = str(place) if place is not None else "cpu" if value.is_cpu else str(value.device)
    return [
        "T", number, tensors.dtype_name(value.dtype), list(value.shape), layout, flags, device,
        encoder.buffer(tensors.raw_bytes(value)), None,
    ]  # fmt: skip


def _what(value: torch.Tensor) -> str:
    if value.is_meta:
        return "a meta tensor"
    if value.is_nested:
        return "a nested tensor"
    if value.is_quantized:
        return "a quantised tensor"
    if value.layout is not torch.strided:
        return f"a {str(value.layout).removeprefix('torch.').removesuffix('_coo')} tensor"
    return f"a tensor on {value.device}" if not value.is_cpu else f"a tensor of {value.dtype}"


def _without_bytes(peer: Peer, value: torch.Tensor) -> Any:
    if peer.untrusted_side:
        return ["o", _what(value)]
    raise TypeError(f"{_what(value)} cannot be handed to the student's code")


def decode_tensor(peer: Peer, body: Any, decoder: Decoder) -> torch.Tensor:
    """A plain tensor over the bytes that came; linked if it has a number."""
    _, number, dtype, shape, strides, flags, device, buffer, grad = body
    if type(flags) is not int or type(number) is not int:
        raise BadFrame("a tensor without a number")
    if strides is not None and not peer.untrusted_side:
        raise BadFrame("a result with a layout of its own")
    data = decoder.buffer(buffer)
    if peer.simulate and peer.untrusted_side:
        value = _make_fake(peer, dtype, shape, strides, flags, torch.device(device))
        if number:
            peer.links.take(number, value, None)
        return value
    value = tensors.rebuild(dtype, shape, strides, data)
    if device != "cpu":
        value = _to_device(value, device)
    root = None
    if flags & 1 and not (value.is_floating_point() or value.is_complex()):
        raise BadFrame("an integer tensor that requires a gradient")
    if flags & 2:
        value = torch.nn.Parameter(value, requires_grad=bool(flags & 1))
    elif flags & 1:
        value.requires_grad_()
        if flags & 4:
            with torch.enable_grad():
                root, value = value, value.clone()
    if number:
        link = peer.links.take(number, value, data, root)
        if grad is not None:
            peer.links.take_grad(link, grad, decoder)
    return value


def decode_out(peer: Peer, body: Any, decoder: Decoder) -> torch.Tensor:
    """A result whose graph is in the other room: its bytes alone. Raises BadFrame."""
    try:
        tag, _, dtype, shape, _, _, device, buffer, _ = body
        value = tensors.rebuild(dtype, shape, None, decoder.buffer(buffer))
        if tag != "T" or not (value.is_floating_point() or value.is_complex()):
            raise BadFrame("a result with a graph that cannot have one")
        return value if device == "cpu" else _to_device(value, device)
    except (ValueError, TypeError, RuntimeError) as bad:
        raise BadFrame(f"a result that does not fit: {type(bad).__name__}") from None


def decode_device(peer: Peer, name: Any) -> torch.device:
    """A device that is named in arguments; in a simulation every one is the simulated GPU."""
    if type(name) is not str or len(name) > 32:
        raise BadFrame("a device without a name")
    simulated = peer.simulate if peer.untrusted_side else None
    return simulated if simulated is not None and simulated.type == "cuda" else torch.device(name)


def simulated_device(name: str) -> torch.device | None:
    """The device of a simulation, by its kind; None for none."""
    return torch.device("cuda", 0) if name == "cuda" else torch.device(name) if name else None


def _to_device(value: torch.Tensor, name: Any) -> torch.Tensor:
    device = torch.device(name) if type(name) is str and len(name) <= 32 else None
    if device is None or device.type != "cuda" or not torch.cuda.is_available():
        raise BadFrame("a tensor on a device that is not there")
    return value.to(device)


# Simulated devices ----------------------------------------------------------------------------------------------------


def _encode_fake(peer: Peer, value: torch.Tensor) -> Any:
    link = peer.links.find(value)
    if link is not None:
        return ["L", link.id]
    link = peer.links.add(value, None)
    shape = [int(n) for n in value.shape]
    device = getattr(value, "_claimed_device", peer.simulate if value.is_meta else value.device)
    return ["F", link.id, tensors.dtype_name(value.dtype), shape, str(device), value.requires_grad]


def _make_fake(peer: Peer, dtype: Any, shape: Any, strides: Any, flags: int, device: torch.device) -> torch.Tensor:
    kind = tensors.DTYPES[dtype]
    from grader.sandbox.faking import make_fake

    value = make_fake(peer.fake_mode, shape, strides, kind, device)
    if flags & 2:
        return torch.nn.Parameter(value, requires_grad=bool(flags & 1))
    return value.requires_grad_(bool(flags & 1))


def decode_fake(peer: Peer, body: Any) -> torch.Tensor:
    """A tensor of a simulation: its shape, dtype and claimed device are known, its values are not."""
    _, number, dtype, shape, device, requires_grad = body
    kind = tensors.DTYPES.get(dtype)
    if kind is None or type(shape) is not list or len(shape) > tensors.MAX_DIMS or not peer.simulate:
        raise BadFrame("a simulated tensor without a shape, or without a simulation")
    if any(type(size) is not int or size < 0 for size in shape) or type(device) is not str or len(device) > 32:
        raise BadFrame("a simulated tensor with an impossible shape or device")
    if peer.untrusted_side:
        value = _make_fake(peer, dtype, shape, None, int(requires_grad), torch.device(device))
        peer.links.take(number, value, None)
        return value
    value = torch.empty(shape, dtype=kind, device="meta")
    if requires_grad is True and (kind.is_floating_point or kind.is_complex):
        value.requires_grad_()
    value._claimed_device = torch.device(device)  # type: ignore[attr-defined]
    peer.links.take(number, value, None)
    return value
