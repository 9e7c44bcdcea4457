"""Spies of training loops and the laws they are judged by, in this process."""

from __future__ import annotations

import types

import pytest
import torch
from torch import nn

from grader.suite import check, observe, spies
from grader.suite.same import same
from grader.suite.words import Failed
from tests.suite.loops import SOURCE
from tests.suite.spied import LAWS, WRONG, classify, data, recurrent

student = types.SimpleNamespace()
exec(SOURCE, vars(student))


def broken(w: spies.Watch) -> set[str]:
    found = set()
    for name, law in LAWS.items():
        try:
            law(w)
        except Failed:
            found.add(name)
    return found


@pytest.mark.parametrize("how", WRONG)
def test_each_mistake_breaks_its_laws_alone(how):
    assert broken(classify(student, how)) == WRONG[how]


@pytest.mark.parametrize("how", ["", "records", "learns from the test", "skips the last", "another pass"])
def test_with_the_books_updater(how):
    assert broken(classify(student, how, book=True)) == WRONG[how]


def test_events_in_their_order():
    w = classify(student, epochs=1)
    first = [e.kind for e in w.events[:7]]
    assert first == ["pass", "batch", "forward", "loss", "zero_grad", "backward", "step"]
    assert [(e.data, e.batch) for e in w.events if e.kind == "step"] == [("train", i) for i in range(4)]
    assert sum(e.kind == "pass" for e in w.events) == 2


class TestPasses:
    def test_too_many_fail(self):
        with pytest.raises(Failed, match="more often"):
            classify(student, "another pass", epochs=4)

    def test_names_are_ones_own(self):
        w = spies.Watch()
        w.data(data(), 4)
        with pytest.raises(ValueError, match="already"):
            w.data(data(), 4)

    def test_it_is_a_loader(self):
        loader = spies.Watch().data(data(10), 4, shuffle=True)
        assert isinstance(loader, torch.utils.data.DataLoader)
        assert (len(loader), loader.batch_size, len(loader.dataset)) == (3, 4, 10)
        assert sorted(len(y) for _, y in loader) == [2, 4, 4]


class TestOwnOptimisers:
    @pytest.mark.parametrize(("how", "wrong"), [("", set()), ("never clears", {"cleared"})])
    def test_steps_show_in_the_parameters(self, how, wrong):
        w = spies.Watch()
        net = w.net(nn.Linear(4, 2))
        student.train_own(net, w.data(data(), 6, passes=3), w.loss(nn.CrossEntropyLoss(reduction="none")), 3, how=how)
        assert broken(w) & {"cleared", "after backward", "once"} == wrong
        with pytest.raises(RuntimeError, match="hand the loop"):
            w.clipped(1.0)

    def test_parameters_alone(self):
        w = spies.Watch()
        weight, bias = w.parameters([torch.zeros(4, 1, requires_grad=True), torch.zeros(1, requires_grad=True)])
        X, y = data()
        student.linreg(weight, bias, w.data((X, y.float()), 6, passes=3), 3)
        w.every_batch_once(3)
        with pytest.raises(RuntimeError, match="are seen where"):
            w.cleared_gradients()

    @pytest.mark.parametrize(("how", "wrong"), [("", set()), ("never clears", {"cleared"})])
    def test_a_loss_alone(self, how, wrong):
        w = spies.Watch()
        net = nn.Linear(4, 2)
        w.parameters(net.parameters())
        student.train_own(net, w.data(data(), 6, passes=3), w.loss(nn.CrossEntropyLoss(reduction="none")), 3, how=how)
        assert broken(w) & {"cleared", "after backward", "once"} == wrong

    def test_a_model_that_is_a_function(self):
        w = spies.Watch()
        weight = torch.zeros(4, 1, requires_grad=True)
        X, y = data()
        net = w.model(lambda X: X @ weight, weight)
        student.train_scratch([weight], w.data((X, y.float()), 6), net, 3)
        w.every_batch_once(3)
        w.cleared_gradients()


class TestRecurrent:
    @pytest.mark.parametrize("how", ["", "detaches"])
    def test_right(self, how):
        w = recurrent(student, how)
        w.detached_state()
        w.clipped(0.3)

    @pytest.mark.parametrize(
        ("how", "words"),
        [("never clips", "above the limit"), ("by value", "direction"), ("always", "smaller|above")],
    )
    def test_wrong_clipping(self, how, words):
        w = recurrent(student, how, theta=0.3 if how != "always" else 100.0)
        with pytest.raises(Failed, match=words):
            w.clipped(0.3 if how != "always" else 100.0)

    def test_a_graph_that_is_kept(self):
        def shortened(net, *rest):
            return student.train_rnn(net, *rest)

        with pytest.raises(RuntimeError):  # torch's own words: in place, or a second time
            recurrent(types.SimpleNamespace(train_rnn=shortened), "keeps the graph").detached_state()

    def test_no_gradient_reaches_the_limit(self):
        with pytest.raises(Failed, match="reaches the limit"):
            recurrent(student, theta=1e3).clipped(1e3)


class TestAchieved:
    def test_below_and_above(self):
        check.below(0.1, 0.2)
        check.below(torch.tensor(0.1), 0.2)
        check.above(torch.tensor([0.9]), 0.8)
        with pytest.raises(Failed, match=r"The loss on new data is too large: off by 0\.3") as caught:
            check.below(0.5, 0.2, "The loss on new data", "在新数据上的损失")
        assert "在新数据上的损失太大" in caught.value.text.zh
        with pytest.raises(Failed, match="too small"):
            check.above(0.5, 0.8)
        with pytest.raises(Failed, match="finite"):
            check.below(float("nan"), 1)
        with pytest.raises(Failed):
            check.below("0.1", 1)

    def test_falls(self):
        check.falls([2.0, 1.5, 0.5], 0.5)
        check.falls(torch.tensor([2.0, 0.5]), 0.5)
        with pytest.raises(Failed, match="as a share of the first, is too large"):
            check.falls([1.0, 0.9], 0.5)
        with pytest.raises(Failed, match="list"):
            check.falls(3.0, 0.5)
        with pytest.raises(Failed, match="finite"):
            check.falls([1.0, float("nan")], 0.5)


def test_the_diagnosis_sees_what_was_wrong():
    def seen(how: str) -> list:
        observe.current = observe.Record()
        try:
            broken(classify(student, how))
        finally:
            record, observe.current = observe.current, None
        return record.observations

    kinds = {how: seen(how) for how in ("", "never clears", "clears late", "steps twice", "skips the last")}
    for a in kinds:
        for b in kinds:
            assert same(kinds[a], kinds[b]) == (a == b)
