"""Owns what a training loop must have done: each function judges the events of one loop, and says what is wrong.

What a check saw goes into the diagnosis in a short form, so that another loop with the same mistake agrees with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.suite import observe
from grader.suite.recorder import Event
from grader.suite.words import Failed
from grader.text import Text

_SEEN = 20  # facts that the diagnosis compares
_CLOSE = 1e-3


def cleared_gradients(events: Sequence[Event]) -> None:
    """See spies.Watch, here and below."""
    _steps(events)
    stale = [e.stale for e in events if e.kind == "backward"]
    observe.observe(["stale", *stale[:_SEEN]])
    if any(stale):
        raise _broken(
            "Gradients of an earlier step are still there when new ones come: they add up. Clear them for each batch.",
            "新的梯度到来时，上一步的梯度仍未清除，二者会累加。每个批量都要清除一次梯度。",
        )


def stepped_after_backward(events: Sequence[Event]) -> None:
    _steps(events)
    since = 0
    facts: list[str] = []
    for event in events:
        if event.kind == "backward":
            since += 1
        elif event.kind == "step":
            facts.append("early" if not since else "empty" if event.norm == 0.0 else "fine")
            since = 0
    observe.observe(["steps", *facts[:_SEEN]])
    if "early" in facts:
        raise _broken(
            "The parameters are updated although no gradient has come back since the last update.",
            "自上次更新以来还没有反向传播出新的梯度，参数就被更新了。",
        )
    if "empty" in facts:
        raise _broken(
            "The parameters are updated when all gradients are zero: they were cleared after the backward pass.",
            "更新参数时梯度全为零：在反向传播与更新之间梯度被清除了。",
        )


def every_batch_once(events: Sequence[Event], passes: int, data: str, size: int) -> None:
    _steps(events)
    batches = [e.batch for e in events if e.kind == "step" and e.data == data]
    observe.observe(["batches", len(batches), *batches[:_SEEN]])
    if len(batches) != passes * size:
        raise _broken(
            f"The parameters are updated {len(batches)} times; {passes} passes over {size} batches ask for "
            f"{passes * size}.",
            f"参数更新了 {len(batches)} 次；遍历 {size} 个批量 {passes} 遍应更新 {passes * size} 次。",
        )
    for i in range(passes):
        if sorted(batches[i * size : (i + 1) * size]) != list(range(size)):
            raise _broken(
                f"Pass {i + 1} over the training data does not use every batch once.",
                f"第 {i + 1} 遍训练没有恰好使用每个批量一次。",
            )


def switched_modes(events: Sequence[Event], test: str | None) -> None:
    _steps(events)
    trained = [e.training for e in _trained(events)]
    tested = [e.training for e in events if e.kind == "forward" and e.data == test]
    observe.observe(["modes", all(trained), trained[:1], trained[-1:], any(tested), tested[-1:]])
    if not all(trained):
        late = " after it was evaluated" if trained[0] else ""
        spaet = "评估之后" if trained[0] else ""
        raise _broken(
            f"The net is trained while it is in eval mode{late}: call `net.train()` before each pass.",
            f"{spaet}网络在评估模式下训练：每遍训练之前应调用 `net.train()`。",
        )
    if test is None:
        return
    _tested(tested)
    if any(tested):
        raise _broken(
            "The net is evaluated while it is in training mode: call `net.eval()` first.",
            "网络在训练模式下被评估：应先调用 `net.eval()`。",
        )


def evaluated_without_gradient(events: Sequence[Event], test: str) -> None:
    _steps(events)
    recorded = [e.grad for e in events if e.kind == "forward" and e.data == test]
    observe.observe(["recorded", any(recorded), len(recorded) > 0])
    _tested(recorded)
    if any(recorded):
        raise _broken(
            "Gradients are recorded while the net is evaluated: use `torch.no_grad()` there.",
            "评估网络时仍在记录梯度：此处应使用 `torch.no_grad()`。",
        )


def trained_on_nothing_else(events: Sequence[Event], data: str) -> None:
    _steps(events)
    other = sorted({e.data for e in events if e.kind in ("backward", "step")} - {data})
    observe.observe(["trained on", *other])
    if other:
        raise _broken(
            "The net learns from data that it is only to be evaluated on.", "网络从只应用于评估的数据中学习了。"
        )


def detached_state(events: Sequence[Event], data: str) -> None:
    _steps(events)
    carried = [e.state for e in events if e.kind == "forward" and e.data == data]
    observe.observe(["state", *carried[:_SEEN]])
    if any(carried):
        raise _broken(
            "The state that goes into the net still carries the graph of the batch before: detach it.",
            "输入网络的隐状态仍带着上一个批量的计算图：应先将其分离（detach）。",
        )


def clipped(events: Sequence[Event], limit: float) -> None:
    known = []
    for step in _steps(events):
        if step.norm is None or step.raw is None:
            raise RuntimeError("clipped: hand the loop w.optimizer(...) or w.updater(...), whose steps can be seen")
        known.append((step.norm, step.raw, step.aligned))
    facts = []
    for norm, raw, aligned in known:
        right = min(raw, limit)
        if math.isclose(norm, right, rel_tol=_CLOSE) and aligned:
            facts.append("clipped" if raw > limit * (1 + _CLOSE) else "small")
        else:
            facts.append("above" if norm > limit * (1 + _CLOSE) else "turned" if not aligned else "below")
    observe.observe(["clipping", *facts[:_SEEN]])
    if "above" in facts:
        raise _broken(
            "The parameters are updated with gradients whose norm is above the limit: clip them between the backward "
            "pass and the update, all parameters together.",
            "更新参数时梯度的范数超过了上限：应在反向传播之后、更新之前，对所有参数的梯度一起裁剪。",
        )
    if "turned" in facts:
        raise _broken(
            "Clipping changes the direction of the gradient: scale all gradients by one number.",
            "裁剪改变了梯度的方向：应将所有梯度乘以同一个数。",
        )
    if "below" in facts:
        raise _broken("Gradients are made smaller than the limit asks for.", "梯度被缩得比上限要求的更小。")
    if "clipped" not in facts:
        raise _broken(
            "No gradient of your loop reaches the limit; those of a right loop do.",
            "你的训练循环中没有梯度达到上限，而正确的训练循环会达到。",
        )


def _steps(events: Sequence[Event]) -> list[Event]:
    steps = [event for event in events if event.kind == "step"]
    if not steps:
        observe.observe(
            ["no step", any(e.kind == "forward" for e in events), any(e.kind == "backward" for e in events)]
        )
        raise _broken("Your code never updates the parameters.", "你的代码从未更新参数。")
    return steps


def _trained(events: Sequence[Event]) -> list[Event]:
    """The forward passes to which a gradient came back."""
    found: list[Event] = []
    forward: Event | None = None
    for event in events:
        if event.kind == "forward":
            forward = event
        elif event.kind == "backward" and forward is not None:
            found.append(forward)
            forward = None
    return found


def _tested(seen: Sequence[object]) -> None:
    if not seen:
        raise _broken("The net is never evaluated on the test data.", "网络从未在测试数据上评估。")


def _broken(en: str, zh: str) -> Failed:
    return Failed("condition", Text(en, zh))
