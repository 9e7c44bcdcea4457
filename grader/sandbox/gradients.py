"""Owns gradients between the rooms: `student.f(X).sum().backward()` fills X.grad as if f had run here.

A result with a graph stays where it was computed; here stands a copy whose `grad_fn` is a `Crossing`. Its inputs are all the
linked tensors through which a gradient can flow. When autograd reaches it, the other room computes the gradients and
autograd goes on here. Gradients of tensors that only the other room knows (a module's parameters nobody asked for) wait
there until this side is known to run `.backward()` and not `torch.autograd.grad`: the sentinel, a leaf that is an input of
every Crossing, is reached by the first only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer


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
        ctx.save_for_backward(peer.sentinel)  # a second backward without retain_graph is refused, as it is locally
        ctx.set_materialize_grads(False)
        return tuple(raw)

    @staticmethod
    def backward(ctx: Any, *grads: torch.Tensor | None) -> Any:
        _ = ctx.saved_tensors
        peer = ctx.peer
        create_graph = torch.is_grad_enabled()
        found, waiting = peer.request(
            "gradient", 0, (ctx.token.number, ctx.numbers, list(grads), create_graph), label="gradient"
        )
        if waiting:
            peer.uncommitted.append((torch._C._current_graph_task_id(), waiting))
        sentinel_grad = torch.zeros(())
        return (None, None, None, None, sentinel_grad, *found)


def make_sentinel(peer: Peer) -> torch.Tensor:
    """The leaf that tells `.backward()` from `torch.autograd.grad`."""
    sentinel = torch.zeros((), requires_grad=True)

    def reached(leaf: torch.Tensor) -> None:
        leaf.grad = None
        # What an earlier torch.autograd.grad left waiting was never meant to be added.
        task = torch._C._current_graph_task_id()
        waiting = [number for its_task, number in peer.uncommitted if its_task == task]
        peer.uncommitted.clear()
        if waiting:
            peer.request("commit", 0, (waiting,), label="gradient")

    sentinel.register_post_accumulate_grad_hook(reached)
    return sentinel


def connect(peer: Peer, token: Any, raw: list[torch.Tensor]) -> list[torch.Tensor]:
    """Copies of the other room's results, with a graph that leads there."""
    links = peer.links.differentiable()
    with torch.enable_grad():
        out = Crossing.apply(
            peer, _Token(peer, token), [link.id for link in links], raw, peer.sentinel, *(link.tensor for link in links)
        )
    return list(out)


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
    wanted = [peer.links.by_id[n].tensor if n in peer.links.by_id else None for n in numbers]
    known = {id(t) for t in wanted if t is not None}
    others = [leaf for leaf in _leaves([out for out, _ in pairs]) if id(leaf) not in known and leaf is not peer.sentinel]
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
            leaf.grad = grad.clone() if leaf.grad is None else leaf.grad + grad
        if beyond:
            peer.request("commit", 0, (list(beyond),), label="gradient")


def is_fake(value: torch.Tensor) -> bool:
    """Whether a tensor belongs to a simulated device."""
    from torch._subclasses.fake_tensor import FakeTensor

    return isinstance(value, FakeTensor)
