"""Owns gradients between the rooms: `student.f(X).sum().backward()` fills X.grad as if f had run here.

A result with a graph stays where it was computed; here stands a copy whose `grad_fn` is a `Crossing`. Its inputs are
the linked tensors that the graph may reach. When autograd comes to it, the other room computes the gradients and
autograd goes on here. Gradients of tensors that only the other room knows (a module's parameters nobody asked for) wait
there until this side is known to run `.backward()` and not `torch.autograd.grad`: the sentinel, a leaf that is an input
of every Crossing, is reached by the first only.
"""

from __future__ import annotations

import weakref
from types import MethodType
from typing import TYPE_CHECKING, Any

import torch

from grader.sandbox.remote import is_remote

if TYPE_CHECKING:
    from grader.sandbox.codec import Encoder
    from grader.sandbox.links import Link
    from grader.sandbox.peer import Peer

LEAVES_AT_ONCE = 1 << 16  # elements
_TWICE = (
    "Trying to backward through the graph a second time: it was freed by the first. Specify retain_graph=True when"
    " calling .backward() or autograd.grad() the first time."
)


class Graph:
    """Results of this side whose gradients the other side may ask for; the tensors they lead to are held with them."""

    def __init__(self, outs: list[torch.Tensor], held: list[torch.Tensor]):
        self.outs = outs
        self.held = held


class _Token:
    """A graph in the other room, released when the last Crossing that knows it is gone."""

    def __init__(self, peer: Peer, number: int):
        self.peer = peer
        self.number = number

    def __del__(self) -> None:
        self.peer.dropped_graphs.append(self.number)


class Crossing(torch.autograd.Function):
    """The edge of a graph that goes on in the other room."""

    @staticmethod
    def forward(ctx: Any, peer: Any, token: Any, numbers: Any, raw: Any, *inputs: torch.Tensor) -> Any:
        ctx.peer, ctx.token, ctx.numbers = peer, token, numbers
        ctx.inputs = inputs  # held here, so that the links are not swept while the graph lives
        ctx.spent = set()  # results whose graph a backward pass has freed
        ctx.set_materialize_grads(False)
        return tuple(raw)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor | None) -> Any:
        peer: Peer = ctx.peer
        # The other room keeps its graph until the token goes, so a second pass is refused here. Result by result:
        # two results of one call may have graphs of their own.
        asked = {index for index, grad in enumerate(grads) if grad is not None}
        if asked & ctx.spent:
            raise RuntimeError(_TWICE)
        if not torch._C._autograd._get_current_graph_task_keep_graph():
            ctx.spent |= asked
        create_graph = torch.is_grad_enabled()
        question = (ctx.token.number, ctx.numbers, list(grads), create_graph)
        answer = peer.request("gradient", 0, question, label="gradient")
        found, waiting = checked(peer, answer, ctx.inputs[1:])
        if waiting:
            peer.uncommitted.append((torch._C._current_graph_task_id(), waiting))
        return (None, None, None, None, torch.zeros(()), *found)


def checked(peer: Peer, answer: Any, inputs: tuple[torch.Tensor, ...]) -> tuple[list[torch.Tensor | None], int]:
    """Gradients that fit their inputs. Raises what `peer.forged` makes of others."""
    if type(answer) is not tuple or len(answer) != 2 or type(answer[0]) is not list or type(answer[1]) is not int:
        raise peer.forged("gradients that are none")
    found, waiting = answer
    if len(found) != len(inputs) or waiting < 0:
        raise peer.forged("a wrong number of gradients")
    for grad, tensor in zip(found, inputs, strict=True):
        if grad is None:
            continue
        if type(grad) is not torch.Tensor or grad.shape != tensor.shape or grad.dtype != tensor.dtype:
            raise peer.forged("a gradient that does not fit its tensor")
    return found, waiting


def make_sentinel(peer: Peer) -> torch.Tensor:
    """The leaf that tells `.backward()` from `torch.autograd.grad`."""
    sentinel = torch.zeros((), requires_grad=True)
    # A hook is torch's to hold, where no collector looks: holding the room would keep every room that ever was.
    asked = weakref.ref(peer)

    def reached(leaf: torch.Tensor) -> None:
        leaf.grad = None
        peer = asked()
        if peer is None:
            return
        # Those of this pass: what torch.autograd.grad left waiting must not be added now.
        task = torch._C._current_graph_task_id()
        mine = [number for made_by, number in peer.uncommitted if made_by == task]
        if mine:
            peer.uncommitted = [entry for entry in peer.uncommitted if entry[0] != task]
            peer.request("commit", 0, (mine,), label="gradient")

    sentinel.register_post_accumulate_grad_hook(reached)
    return sentinel


def reachable(peer: Peer, outs: list[torch.Tensor]) -> list[Link]:
    """The links to which gradients of `outs` may flow.

    A leaf that the graph does not reach does no harm: its gradient is None. A tensor that has a graph in the other room
    does: autograd would walk that graph for nothing, and find it freed."""
    links = peer.links.differentiable()
    if all(link.root is link.tensor for link in links):
        return links
    leaves = {id(leaf) for leaf in _leaves(outs)}
    return [link for link in links if link.root is link.tensor or id(link.root) in leaves]


def connect(peer: Peer, token: int, links: list[Link], raw: list[torch.Tensor]) -> list[torch.Tensor]:
    """Copies of the other room's results, with a graph that leads there."""
    with torch.enable_grad():
        numbers = [link.id for link in links]
        inputs = (link.tensor for link in links)
        return list(Crossing.apply(peer, _Token(peer, token), numbers, raw, peer.sentinel, *inputs))


def leaves_of_owner(peer: Peer, operation: str, target: int, value: Any, encoder: Encoder) -> list[Any]:
    """The parameters, not known to the other room yet, of a module that has just computed `value` with a graph.

    They become inputs of the Crossing, so that `torch.autograd.grad(net(X).sum(), net.parameters())` finds them in the
    graph. Those of a large module would cost too much; their gradients wait here."""
    parts = value if type(value) in (tuple, list) else (value,)
    if operation != "call" or not any(isinstance(part, torch.Tensor) and part.grad_fn is not None for part in parts):
        return []
    subject = peer.handles.objects.get(target)
    owner = subject.__self__ if isinstance(subject, MethodType) else subject
    if not isinstance(owner, torch.nn.Module):
        return []
    unknown = [p for p in _own_parameters(owner) if p.requires_grad and p.is_leaf and not peer.links.find(p)]
    if not unknown or sum(p.numel() for p in unknown) > LEAVES_AT_ONCE:
        return []
    return [encoder.encode(p) for p in unknown]


def leaves_among(peer: Peer, value: Any, encoder: Encoder) -> list[Any]:
    """Leaves that are returned beside results with a graph, and that the other room does not know yet.

    The graph may lead to them, so they go ahead of the results."""
    found: dict[int, torch.Tensor] = {}
    graph = False
    seen: set[int] = set()  # a value may contain itself, or the same part many times
    stack: list[Any] = [value]
    while stack:
        part = stack.pop()
        kind = type(part)
        if kind is list or kind is tuple or kind is dict:
            if id(part) in seen:
                continue
            seen.add(id(part))
        if kind is list or kind is tuple:
            stack.extend(part)
        elif kind is dict:
            stack.extend(part.values())
        elif (kind is torch.Tensor or kind is torch.nn.Parameter) and part.requires_grad:
            graph = graph or part.grad_fn is not None
            if part.grad_fn is None and not peer.links.find(part):
                found[id(part)] = part
    return [encoder.encode(leaf) for leaf in found.values()] if graph else []


def _own_parameters(module: torch.nn.Module) -> list[torch.Tensor]:
    """Not parameters(): a layer inside may be the other room's own, and each question to it a message."""
    found: dict[int, torch.Tensor] = {}
    layers: dict[int, Any] = {}
    stack: list[Any] = [module]
    while stack:
        layer = stack.pop()
        if layer is None or is_remote(layer) or id(layer) in layers:
            continue
        layers[id(layer)] = layer
        found |= {id(p): p for p in vars(layer).get("_parameters", {}).values() if p is not None}
        stack.extend(vars(layer).get("_modules", {}).values())
    return list(found.values())


def _leaves(outs: list[torch.Tensor]) -> list[torch.Tensor]:
    """The leaf tensors that a graph reaches."""
    found: dict[int, torch.Tensor] = {}
    seen: set[Any] = set()
    stack = [out.grad_fn for out in outs if out.grad_fn is not None]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        leaf = getattr(node, "variable", None)
        if leaf is not None:
            found[id(leaf)] = leaf
        stack.extend(n for n, _ in node.next_functions if n is not None)
    return list(found.values())


def answer(peer: Peer, token: int, numbers: list[int], grads: list[Any], create_graph: bool) -> Any:
    """Gradients of a kept graph: those of the linked tensors `numbers`, and the number under which the others wait."""
    graph = peer.graphs[token]
    pairs = [(out, grad) for out, grad in zip(graph.outs, grads, strict=True) if grad is not None]
    wanted = [peer.links.by_id[n].root if n in peer.links.by_id else None for n in numbers]
    known = {id(t) for t in (*wanted, peer.sentinel) if t is not None}
    # A root is a leaf of this room's own making: nobody looks at its gradient.
    known |= {id(link.root) for link in peer.links.by_id.values() if link.root is not link.tensor}
    others = [leaf for leaf in _leaves([out for out, _ in pairs]) if id(leaf) not in known]
    targets = [t for t in wanted if t is not None] + others
    if not pairs or not targets:
        return [None] * len(numbers), 0
    before = len(peer.uncommitted)
    with torch.enable_grad():
        # What torch.autograd.grad does after its argument checks, which import sympy (0.4 s) in every fresh child.
        found = torch.autograd.Variable._execution_engine.run_backward(
            tuple(out for out, _ in pairs),
            tuple(grad for _, grad in pairs),
            True,  # retain_graph: a token may be asked again
            create_graph,
            tuple(targets),
            allow_unreachable=True,
            accumulate_grad=False,
        )
    values = iter(found)
    gradients = [None if t is None else next(values) for t in wanted]
    waiting = [(leaf, grad.detach()) for leaf, grad in zip(others, values, strict=True) if grad is not None]
    # The graph may lead back into the asking room (a callback's result): what waits there waits for the same word.
    beyond = [number for _, number in peer.uncommitted[before:]]
    del peer.uncommitted[before:]
    return gradients, peer.keep_waiting(waiting, beyond) if waiting or beyond else 0


def commit_here(peer: Peer, numbers: list[int]) -> None:
    """Add waiting gradients to their tensors: the other side runs `.backward()`."""
    for number in numbers:
        waiting, beyond = peer.pending.pop(number, ((), ()))
        for leaf, grad in waiting:
            if leaf.grad is None:
                leaf.grad = grad.clone()
            elif leaf.grad.requires_grad:
                leaf.grad = leaf.grad + grad
            else:
                leaf.grad += grad
        if beyond:
            peer.request("commit", 0, (list(beyond),), label="gradient")
