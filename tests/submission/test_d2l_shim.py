"""The shim for d2l: there in every form of import, absent otherwise, and no help with what is graded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from grader.submission import read_bytes, slice


@pytest.fixture(autouse=True)
def _no_d2l_before_or_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("d2l", "d2l.torch"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield
    for name in ("d2l", "d2l.torch"):
        sys.modules.pop(name, None)


def run(source: str, name: str = "f") -> Any:
    namespace: dict[str, Any] = {}
    exec(slice(read_bytes(source.encode(), "a.py"), [name]).program.source, namespace)
    assert not {key for key in namespace if key.startswith("_")} - {"__builtins__"}
    return namespace[name]


@pytest.mark.parametrize(
    "source",
    [
        "from d2l import torch as d2l\ndef f(): return d2l.try_gpu",
        "import d2l.torch as d2l\ndef f(): return d2l.try_gpu",
        "import d2l.torch\ndef f(): return d2l.torch.try_gpu",
        "import d2l\ndef f(): return d2l.try_gpu",
        "from d2l.torch import try_gpu\ndef f(): return try_gpu",
        "from d2l.torch import *\ndef f(): return try_gpu",
        "def f():\n    from d2l import torch as d2l\n    return d2l.try_gpu",
        "try:\n    from d2l import torch as d2l\nexcept ImportError:\n    d2l = None\ndef f(): return d2l.try_gpu",
    ],
)
def test_every_form_of_import(source: str) -> None:
    assert run(source)()(99) == torch.device("cpu")


def test_nothing_of_it_where_d2l_is_not_used() -> None:
    run("from d2l import torch as d2l\ndef f(): return 'd2l'\nd2l.plt.show()")
    assert "d2l" not in sys.modules


@pytest.mark.parametrize(
    "name", ["softmax", "corr2d", "batch_norm", "BatchNorm", "gru", "masked_softmax", "bleu", "get_params"]
)
def test_what_is_graded_is_not_in_it(name: str) -> None:
    f = run(f"from d2l import torch as d2l\ndef f(): return d2l.{name}")
    with pytest.raises(AttributeError, match=rf"d2l\.{name} is not available .* define {name} in your submission"):
        f()


def test_the_helpers_work() -> None:
    d2l = run("from d2l import torch as d2l\ndef f(): return d2l")()
    X, y = d2l.synthetic_data(torch.tensor([2.0, -3.4]), 4.2, 50)
    assert X.shape == (50, 2)
    assert y.shape == (50, 1)
    assert (y - d2l.linreg(X, torch.tensor([[2.0], [-3.4]]), 4.2)).abs().max() < 0.1
    w = torch.ones(1, requires_grad=True)
    d2l.squared_loss(w * 2, torch.zeros(1)).sum().backward()
    d2l.sgd([w], lr=0.5, batch_size=2)
    assert w.item() == 0.0
    assert w.grad is not None
    assert w.grad.item() == 0.0
    total = d2l.Accumulator(2)
    total.add(1, torch.tensor(2.5))
    assert (total[0], total[1]) == (1.0, 2.5)
    assert d2l.accuracy(torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 1])) == 1.0
    assert d2l.evaluate_accuracy(torch.nn.Identity(), [(torch.eye(3), torch.arange(3))]) == 1.0
    assert d2l.sequence_mask(torch.ones(2, 3), torch.tensor([1, 2])).tolist() == [[1, 0, 0], [1, 1, 0]]
    assert d2l.Timer().stop() >= 0
    assert d2l.nn is torch.nn
    d2l.plot([1], [2]), d2l.set_figsize((1, 2)), d2l.plt.subplots()[1].plot([1])
    d2l.use_svg_display()


def test_the_text_helpers_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "timemachine.txt").write_text("Tick, tock!\n\nTick\n")
    monkeypatch.chdir(tmp_path)
    d2l = run("from d2l import torch as d2l\ndef f(): return d2l")()
    assert d2l.tokenize(d2l.read_time_machine()) == [["tick", "tock"], [], ["tick"]]
    vocab = d2l.Vocab([["b", "a", "b"], ["c", "a", "b"]], min_freq=2, reserved_tokens=["<pad>"])
    assert vocab.idx_to_token == ["<unk>", "<pad>", "b", "a"]
    assert (vocab["a"], vocab[["c", "b"]], vocab.to_tokens([1, 3]), vocab.unk, len(vocab)) == (
        3,
        [0, 2],
        ["<pad>", "a"],
        0,
        4,
    )
    assert vocab.token_freqs == [("b", 3), ("a", 2), ("c", 1)]
    corpus, letters = d2l.load_corpus_time_machine(max_tokens=4)
    assert letters.to_tokens(torch.tensor(corpus)) == ["t", "i", "c", "k"]


def test_the_helpers_for_bert_work() -> None:
    d2l = run("from d2l import torch as d2l\ndef f(): return d2l")()
    assert d2l.get_tokens_and_segments(["a"]) == (["<cls>", "a", "<sep>"], [0, 0, 0])
    pair = d2l.get_tokens_and_segments(["a"], ["b", "c"])
    assert pair == (["<cls>", "a", "<sep>", "b", "c", "<sep>"], [0, 0, 0, 1, 1, 1])
    block = d2l.EncoderBlock(8, 8, 8, 8, [8], 8, 6, 2, 0.5, True).eval()
    names = {name for name, _ in block.named_parameters()}
    assert {"attention.W_q.bias", "addnorm1.ln.weight", "ffn.dense2.bias"} < names
    X, lens = torch.randn(2, 5, 8), torch.tensor([2, 5])
    padded = X.masked_fill((torch.arange(5) >= lens[:, None])[..., None], 7.0)
    torch.testing.assert_close(block(padded, lens)[0, :2], block(X, lens)[0, :2])
    right = torch.nn.MultiheadAttention(8, 2, batch_first=True)
    parts = [getattr(block.attention, name) for name in ("W_q", "W_k", "W_v")]
    right.in_proj_weight.data = torch.cat([part.weight for part in parts]).detach()
    right.in_proj_bias.data = torch.cat([part.bias for part in parts]).detach()
    right.out_proj.load_state_dict(block.attention.W_o.state_dict())
    expected = right(X, X, X, key_padding_mask=torch.arange(5) >= lens[:, None])[0]
    torch.testing.assert_close(block.attention(X, X, X, lens), expected)


def test_the_attention_helpers_work() -> None:
    d2l = run("from d2l import torch as d2l\ndef f(): return d2l")()
    queries, keys, values = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 4)
    for lens in None, torch.tensor([2, 5]), torch.tensor([[1, 4, 2], [3, 5, 4]]):
        mask = None if lens is None else torch.arange(5) < lens.reshape(2, -1, 1)
        expected = torch.nn.functional.scaled_dot_product_attention(queries, keys, values, mask)
        torch.testing.assert_close(d2l.DotProductAttention(0.0)(queries, keys, values, lens), expected)
        heads = d2l.MultiHeadAttention(4, 4, 4, 4, 2, 0.0)
        for name in "qkvo":
            getattr(heads, f"W_{name}").weight.data = torch.eye(4)
        halves = (part.unflatten(2, (2, 2)).transpose(1, 2) for part in (queries, keys, values))
        mask = None if mask is None else mask.unsqueeze(1)
        expected = torch.nn.functional.scaled_dot_product_attention(*halves, mask).transpose(1, 2).flatten(2)
        torch.testing.assert_close(heads(queries, keys, values, lens), expected)
        assert heads.attention.attention_weights.shape == (4, 3, 5)
        additive = d2l.AdditiveAttention(4, 4, 6, 0.0)
        additive.W_k.weight.data.zero_()
        means = additive(queries, keys, torch.ones(2, 5, 4), lens)
        torch.testing.assert_close(means, torch.ones(2, 3, 4))
        weights = additive.attention_weights
        assert lens is None or torch.equal(weights > 0, mask.squeeze(1).expand(2, 3, 5))
    positions = d2l.PositionalEncoding(4, 0.0)(torch.zeros(1, 2, 4))[0, 1]
    torch.testing.assert_close(positions, torch.tensor([1.0, 1.0, 0.01, 0.01]).sin().where(
        torch.tensor([True, False, True, False]), torch.tensor([1.0, 1.0, 0.01, 0.01]).cos()))  # fmt: skip
    outputs, state = d2l.Seq2SeqEncoder(5, 3, 4, 2)(torch.tensor([[1, 2, 3]]))
    assert (outputs.shape, state.shape) == ((3, 1, 4), (2, 1, 4))
    with pytest.raises(NotImplementedError):
        _ = d2l.AttentionDecoder().attention_weights


def test_methods_added_to_a_class_come_with_it() -> None:
    Net = run(
        "from d2l import torch as d2l\nclass Net(d2l.Module):\n    def __init__(self, k):\n"
        "        super().__init__()\n        self.save_hyperparameters()\n"
        "@d2l.add_to_class(Net)\ndef forward(self, X):\n    return X + self.k\n",
        "Net",
    )
    assert Net(2)(torch.ones(1)).item() == 3.0


def test_drawing_helpers_are_quiet_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    f = run("from d2l import torch as d2l\ndef f():\n    d2l.Animator(legend=['a']).add(1, 2)\n    d2l.plot([1])\n")
    assert f() is None
    assert "matplotlib" not in sys.modules
