"""Owns the checks of models: layers in order, sizes, shapes on the way, gradients, and equivalence with another model.

A student's model is a stand-in for one in the other room; a reference's is an ordinary module. These checks take both.
What they say names torch's own layers only: the name of a student's class, or of a parameter, is the student's text.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import nn

from grader.sandbox.remote import ParameterForm, parameter_forms
from grader.suite import observe, words
from grader.suite.correspond import Pairs, copy_into, correspondences, overwrite
from grader.suite.ladder import compare, is_tensor, tensor_or_fail
from grader.suite.parts import copied, floats
from grader.suite.words import Failed
from grader.text import Text

_A_MODULE = Text("a model (an nn.Module)", "一个模型（nn.Module）")
_NOT_SETTINGS = frozenset(["inplace"])  # no difference in what is computed
_MOST_NAMED = 40


def layers(net: Any, expected: Sequence[Any], *, deep: bool = False) -> None:
    """The children of `net` are these, in order.

    expected: for each a class (`nn.ReLU`, `student.Block`), a tuple of classes of which one will do, or an instance
        (`nn.Linear(4, 2)`), whose settings must agree as well: sizes, strides, probabilities, whether there is a bias.
    deep: the layers without children of their own, through nested blocks, instead of the children.
    """
    _module_or_fail(net)
    found = list(_leaves(net)) if deep else list(net.children())
    observe.observe([_name(layer) for layer in found])
    for i, (layer, wanted) in enumerate(zip(found, expected, strict=False)):
        if not _is_one(layer, wanted):
            raise _wrong_layer(i, _described(layer), _wanted(wanted))
        if isinstance(wanted, nn.Module):
            _same_settings(i, layer, wanted)
    if len(found) != len(expected):
        raise Failed(
            "shape",
            Text(
                f"The model has {len(found)} layers; expected {len(expected)}.",
                f"模型有 {len(found)} 层，应有 {len(expected)} 层。",
            ),
        )


def parameter_count(net: Any, expected: int, *, trained: bool = True) -> None:
    """`net` has so many numbers in its parameters (a tied parameter counts once); `trained`: that are trained."""
    _module_or_fail(net)
    forms = _known_forms(net)
    found = sum(math.prod(form.shape or ()) for form in forms if form.trained or not trained)
    observe.observe(found)
    if found != expected:
        more, mehr = ("more", "多") if found > expected else ("fewer", "少")
        raise Failed(
            "value",
            Text(
                f"The model has {abs(found - expected)} parameters {more} than it should.",
                f"模型的参数个数比应有的{mehr} {abs(found - expected)} 个。",
            ),
            Text(f"Found {found}, expected {expected}.", f"得到 {found}，应为 {expected}。"),
        )


def shapes(net: Any, X: torch.Tensor, expected: Sequence[Sequence[int]]) -> None:
    """`X` goes through the children of `net` one after another, and has these shapes behind each of them."""
    _module_or_fail(net)
    found = list(net.children())
    seen: list[Any] = []
    try:
        for i, (layer, wanted) in enumerate(zip(found, expected, strict=False)):
            X = tensor_or_fail(layer(X))
            seen.append(tuple(X.shape))
            if tuple(X.shape) != tuple(wanted):
                raise Failed(
                    "shape",
                    Text(
                        f"After layer {i + 1} ({_described(layer).en}) the shape is {tuple(X.shape)}; "
                        f"expected {tuple(wanted)}.",
                        f"经过第 {i + 1} 层（{_described(layer).zh}）后形状是 {tuple(X.shape)}，应为 {tuple(wanted)}。",
                    ),
                )
    finally:
        observe.observe(seen)
    if len(found) != len(expected):
        raise words.wrong_length("", len(found), len(expected))


def _named_parameters(net: Any) -> list[tuple[str, torch.Tensor]]:
    """Names and parameters in their order: in one answer of the other room, where its module gives them in one."""
    names = [form.name for form in parameter_forms(net)]
    known = net.state_dict(keep_vars=True)
    if not isinstance(known, dict) or not all(is_tensor(known.get(name)) for name in names):
        return list(net.named_parameters())
    return [(name, known[name]) for name in names]


def every_parameter_learns(net: Any, *inputs: Any) -> None:
    """A gradient that is not zero everywhere reaches every parameter, from a random projection of the results."""
    _module_or_fail(net)
    net.zero_grad()
    results = floats(net(*inputs))
    if observe.simulated():
        return
    if not any(result.requires_grad for result in results):
        observe.observe("no gradient")
        raise words.no_gradient()
    sum((r * torch.randn_like(r)).sum() for r in results if r.requires_grad).backward()  # type: ignore[union-attr]
    parameters = _named_parameters(net)
    reached = [p.grad is not None and bool((p.grad != 0).any()) for _, p in parameters]
    observe.observe(reached)
    if not all(reached):
        i = reached.index(False)
        name, first = parameters[i]
        n = reached.count(False)
        raise Failed(
            "gradient",
            Text(
                f"No gradient reaches {n} of {len(reached)} parameters (the first is number {i + 1}, "
                f"of shape {tuple(first.shape)}): they are not used, or the computation leaves autograd on the way.",
                f"{len(reached)} 个参数中有 {n} 个得不到梯度（第一个是第 {i + 1} 个，形状为 {tuple(first.shape)}）："
                "它们没有被用到，或者计算在途中脱离了自动求导。",
            ),
            Text(f"It is called {name!s:.100}.", f"它名为 {name!s:.100}。"),
        )


def same_model(
    net: Any,
    reference: nn.Module,
    *inputs: Any,
    train: bool | None = None,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """With the reference's parameters and buffers copied in, `net` computes what the reference does.

    Which parameter stands for which: see `grader.suite.correspond`. Results are compared in eval mode, then in train
    mode with the buffers that are left behind (`train` None: unless the reference draws random numbers there). Both
    models are left in the mode that was compared last.
    """
    _module_or_fail(net)
    if any(form.shape is None for form in (*parameter_forms(net), *parameter_forms(reference))):
        with torch.no_grad():  # lazy layers learn their sizes
            net(*copied(inputs))
            reference(*copied(inputs))
    forms = parameter_forms(net)
    observe.observe([form.shape for form in forms])
    first: Failed | None = None
    for pairing in correspondences(forms, parameter_forms(reference)):
        buffers = copy_into(net, reference, pairing)
        try:
            _compare(net, reference, inputs, False, buffers, rtol, atol)
            break
        except Failed as failed:
            first = first or failed
    else:
        assert first is not None
        raise first
    if train is True or (train is None and not _draws(reference, inputs)):
        _compare(net, reference, inputs, True, buffers, rtol, atol)


def _compare(
    net: Any, reference: nn.Module, inputs: Any, training: bool, buffers: Pairs, rtol: float | None, atol: float | None
) -> None:
    net.train(training)
    reference.train(training)
    overwrite(buffers)
    with torch.no_grad():
        actual, expected = net(*copied(inputs)), reference(*copied(inputs))
    observe.observe(actual)
    try:
        compare(actual, expected, rtol=rtol, atol=atol)
        for mine, right in buffers:
            compare(mine.detach().clone(), right.detach(), rtol=rtol, atol=atol)
    except Failed as failed:
        mode, zh = ("train", "训练") if training else ("eval", "评估")
        raise Failed(
            failed.rung,
            Text(
                f"With the same parameters as ours, in {mode} mode: {failed.text.en}",
                f"参数与参考模型相同，在{zh}模式下：{failed.text.zh}",
            ),
            failed.detail,
        ) from None


# Layers ---------------------------------------------------------------------------------------------------------------


def _module_or_fail(net: Any) -> None:
    if not isinstance(net, nn.Module):
        observe.observe(net if is_tensor(net) else None)
        raise words.wrong_type("", net, _A_MODULE)


def _leaves(net: Any) -> Iterator[Any]:
    for layer in net.children():
        inner = list(layer.children())
        if inner:
            yield from _leaves(layer)
        else:
            yield layer


def _known_class(layer: Any) -> type:
    """The nearest of torch's own classes: of a stand-in, the first that the other room named."""
    mro = layer.__class__.__mro__
    return next((cls for cls in mro if cls.__module__.startswith("torch.nn.modules.")), nn.Module)


def _name(layer: Any) -> str:
    return _known_class(layer).__name__


def _described(layer: Any) -> Text:
    known = _known_class(layer)
    return Text("a layer of your own", "自己定义的层") if known is nn.Module else Text(known.__name__, known.__name__)


def _wanted(wanted: Any) -> Text:
    if isinstance(wanted, tuple):
        return Text(" or ".join(_wanted(w).en for w in wanted), "或 ".join(_wanted(w).zh for w in wanted))
    if isinstance(wanted, nn.Module):
        return Text(type(wanted).__name__, type(wanted).__name__)
    name = str(getattr(wanted, "__name__", "another layer"))
    return Text(name, name)


def _is_one(layer: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return any(_is_one(layer, one) for one in wanted)
    return isinstance(layer, type(wanted) if isinstance(wanted, nn.Module) else wanted)


def _wrong_layer(i: int, seen: Text, wanted: Text) -> Failed:
    return Failed(
        "type",
        Text(f"Layer {i + 1} is {seen.en}; expected {wanted.en}.", f"第 {i + 1} 层是 {seen.zh}，应为 {wanted.zh}。"),
    )


def _same_settings(i: int, layer: Any, wanted: nn.Module) -> None:
    names: list[str] = [name for name in getattr(wanted, "__constants__", ()) if name not in _NOT_SETTINGS]
    if isinstance(wanted, nn.Flatten):
        names = ["start_dim", "end_dim"]
    for name in names:
        if not hasattr(wanted, name):
            continue
        right, seen = _plain(getattr(wanted, name)), _plain(getattr(layer, name, None))
        observe.observe(seen if isinstance(seen, (int, float, str, tuple, type(None))) else None)
        if seen != right and not _same_repeated(seen, right):
            label = f"layer {i + 1} ({_name(layer)})"
            zh = f"第 {i + 1} 层（{_name(layer)}）"
            raise Failed(
                "value",
                Text(f"`{name}` of {label} is not what it should be.", f"{zh}的 `{name}` 不对。"),
                Text(f"Found {words.clip(seen)}, expected {right}.", f"得到 {words.clip(seen)}，应为 {right}。"),
            )
    if "bias" in wanted._parameters:
        has = any(form.name == "bias" for form in parameter_forms(layer))
        if has != (wanted._parameters["bias"] is not None):
            en, zh = ("has a bias", "有偏置") if has else ("has no bias", "没有偏置")
            should, sollte = ("none is expected", "不应有") if has else ("one is expected", "应当有")
            raise Failed(
                "value",
                Text(
                    f"Layer {i + 1} ({_name(layer)}) {en}; {should}.",
                    f"第 {i + 1} 层（{_name(layer)}）{zh}，{sollte}。",
                ),
            )


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, (list, tuple)) else value


def _same_repeated(a: Any, b: Any) -> bool:
    """2 and (2, 2) are one setting."""
    if isinstance(a, tuple) == isinstance(b, tuple):
        return False
    many, one = (a, b) if isinstance(a, tuple) else (b, a)
    return bool(many) and all(x == one for x in many)


def _known_forms(net: Any) -> list[ParameterForm]:
    forms = parameter_forms(net)
    if any(form.shape is None for form in forms):
        raise Failed(
            "shape",
            Text(
                "The model has lazy layers that do not know their sizes yet.", "模型中有尚未确定大小的惰性（lazy）层。"
            ),
        )
    return forms


def _draws(reference: nn.Module, inputs: tuple[Any, ...]) -> bool:
    """Whether the reference draws random numbers in train mode. Its buffers and the random state are put back."""
    state, was = torch.get_rng_state(), reference.training
    kept = [(b, b.clone()) for b in reference.buffers()]
    reference.train()
    results = []
    with torch.no_grad(), contextlib.suppress(Failed):
        for _ in range(2):
            results.append(reference(*copied(inputs)))
            overwrite(kept)
    drew = not torch.equal(torch.get_rng_state(), state)  # two small results may be alike by chance
    torch.set_rng_state(state)
    reference.train(was)
    return drew or any(not torch.equal(a, b) for a, b in zip(*map(floats, results), strict=True))
