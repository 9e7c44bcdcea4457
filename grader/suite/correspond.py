"""Owns which parameter of one model stands for which of another, whatever they are called, and copying them over.

By their names, where both models use the same. Else layer by layer in the order in which they were made; where layers
of the same sizes could stand for each other, their other pairings follow. Else parameter by parameter, by shape.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import torch
from torch import nn

from grader.sandbox.remote import ParameterForm
from grader.suite.words import Failed
from grader.text import Text

MOST = 24  # pairings that are tried

Pairs = list[tuple[torch.Tensor, torch.Tensor]]


class Pairing(NamedTuple):
    """For each of the reference's parameters the index of ours; and which layer's name stands for which."""

    parameters: list[int]
    layers: dict[str, str]


def correspondences(mine: Sequence[ParameterForm], theirs: Sequence[ParameterForm]) -> Iterator[Pairing]:
    """The pairings to try, the likeliest first. Raises Failed where there is none."""
    if len(mine) != len(theirs):
        raise Failed(
            "shape",
            Text(
                f"The model has {len(mine)} parameter tensors (weights and biases, each counted once); "
                f"expected {len(theirs)}.",
                f"模型有 {len(mine)} 个参数张量（权重和偏置，各计一次），应有 {len(theirs)} 个。",
            ),
        )
    places = {form.name: i for i, form in enumerate(mine)}
    if set(places) == {form.name for form in theirs}:
        found = [places[form.name] for form in theirs]
        if all(mine[i].shape == form.shape for i, form in zip(found, theirs, strict=True)):
            return iter([Pairing(found, {owner: owner for owner in _layers(theirs)})])
    by_layer = _by_layer(_layers(mine), _layers(theirs), mine, theirs)
    return iter([Pairing(_by_shape(mine, theirs), {})]) if by_layer is None else by_layer


def copy_into(net: Any, reference: nn.Module, pairing: Pairing) -> Pairs:
    """Copy the reference's parameters into `net`; the floating buffers that correspond (none, where they do not)."""
    mine = list(net.parameters())
    overwrite([(mine[i], right) for i, right in zip(pairing.parameters, reference.parameters(), strict=True)])
    ours = {name: b for name, b in net.named_buffers() if b.is_floating_point()}
    theirs = {name: b for name, b in reference.named_buffers() if b.is_floating_point()}
    pairs = []
    for (name, right), in_order in zip(theirs.items(), ours.values(), strict=False):
        owner, _, last = name.rpartition(".")
        pairs.append((ours.get(f"{pairing.layers.get(owner, owner)}.{last}", in_order), right))
    if len(ours) != len(theirs) or any(a.shape != b.shape for a, b in pairs):
        return []
    return pairs


def overwrite(pairs: Pairs) -> None:
    """Give the first of each pair the values of the second."""
    with torch.no_grad():
        for mine, right in pairs:
            mine.copy_(right)


def _layers(forms: Sequence[ParameterForm]) -> dict[str, list[int]]:
    """The parameters of each layer that has some of its own, by its name."""
    found: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        found.setdefault(form.name.rpartition(".")[0], []).append(i)
    return found


def _by_layer(
    ours: dict[str, list[int]],
    theirs: dict[str, list[int]],
    mine: Sequence[ParameterForm],
    right: Sequence[ParameterForm],
) -> Iterator[Pairing] | None:
    def kinds(layers: dict[str, list[int]], forms: Sequence[ParameterForm]) -> dict[Any, list[str]]:
        found: dict[Any, list[str]] = {}
        for name, indices in layers.items():
            found.setdefault(tuple(forms[i].shape for i in indices), []).append(name)
        return found

    a, b = kinds(ours, mine), kinds(theirs, right)
    if {kind: len(names) for kind, names in a.items()} != {kind: len(names) for kind, names in b.items()}:
        return None

    def pairings() -> Iterator[Pairing]:
        orders = itertools.product(*(itertools.permutations(a[kind]) for kind in b))
        for order in itertools.islice(orders, MOST):
            pairs = zip(itertools.chain(*b.values()), itertools.chain(*order), strict=True)
            layers = dict(pairs)
            yield Pairing([i for name in theirs for i in ours[layers[name]]], layers)

    return pairings()


def _by_shape(mine: Sequence[ParameterForm], theirs: Sequence[ParameterForm]) -> list[int]:
    if all(m.shape == t.shape for m, t in zip(mine, theirs, strict=True)):
        return list(range(len(mine)))
    left = list(range(len(mine)))
    found = []
    for number, form in enumerate(theirs):
        i = next((i for i in left if mine[i].shape == form.shape), None)
        if i is None:
            seen = mine[number].shape
            raise Failed(
                "shape",
                Text(
                    f"The shapes of the parameters do not correspond: number {number + 1} has shape {seen}, and "
                    f"none of shape {form.shape} is left.",
                    f"参数的形状对不上：第 {number + 1} 个的形状是 {seen}，而形状为 {form.shape} 的已没有了。",
                ),
            )
        left.remove(i)
        found.append(i)
    return found
