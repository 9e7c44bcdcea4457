"""Slicing: what is taken, what stays behind, and that the result is a module that loads."""

from __future__ import annotations

import json
import textwrap
import traceback
from typing import Any

import pytest

from grader.submission import Sliced, Submission, check, read_bytes, slice


def py(source: str) -> Submission:
    return read_bytes(textwrap.dedent(source).encode(), "answer.py")


def notebook(*sources: str) -> Submission:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": textwrap.dedent(source)}
        for source in sources
    ]
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    return read_bytes(json.dumps(document).encode(), "answer.ipynb")


def load(sliced: Sliced) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "submission"}
    exec(compile(sliced.program.source, "submission.py", "exec"), namespace)
    return namespace


def english(sliced: Sliced) -> str:
    return "\n".join(warning.en for warning in sliced.warnings)


BOMB = "raise SystemExit('this must not run')"


def test_takes_a_function_with_imports_helpers_and_constants() -> None:
    sliced = slice(
        py("""
        import math, matplotlib.pyplot as plt
        from os import path, sep as separator
        EPS, (TWO, *REST) = 1, (2, 3, 4)
        def helper(x):
            return math.exp(x) + EPS + TWO + REST[0]
        def unused(): return nothing
        raise SystemExit
        def answer(x):
            return helper(x), separator
        plt.plot([1])
        """),
        ["answer"],
    )
    namespace = load(sliced)
    assert namespace["answer"](0)[0] == 1 + 1 + 2 + 3
    assert "unused" not in namespace
    assert "plt" not in namespace
    assert "path" not in namespace
    assert sliced.missing == ()
    assert sliced.program.names == ("answer",)


def test_what_is_not_defined_is_missing_and_nothing_is_raised() -> None:
    sliced = slice(py("def a(): pass"), ["a", "b", "a"])
    assert sliced.missing == ("b",)
    assert list(sliced.found) == ["a"]
    assert slice(py("x = 1"), ["b"]).program.names == ()


def test_top_level_work_stays_behind() -> None:
    sliced = slice(
        py(f"""
        total = 0
        for epoch in range(3):
            total += 1
            {BOMB}
        while True: pass
        print(input("name? "))
        def answer(): return 1
        answer(); {BOMB}
        assert answer() == 2
        if __name__ == "__main__":
            {BOMB}
        """),
        ["answer"],
    )
    assert load(sliced)["answer"]() == 1
    assert "total" not in sliced.program.source


def test_constants_are_built_up_as_the_student_built_them() -> None:
    sliced = slice(
        py("""
        weights = {}
        weights["a"] = 1
        names = []
        names.append("x"); names.extend(["y"])
        size = 2
        size += 3
        for k in range(2):
            names.append(str(k))
        other = []
        other.append(1)
        def answer(): return weights, names, size
        """),
        ["answer"],
    )
    assert load(sliced)["answer"]() == ({"a": 1}, ["x", "y", "0", "1"], 5)
    assert "other" not in sliced.program.source


def test_a_loop_that_trains_is_not_building_up() -> None:
    sliced = slice(
        py("""
        params = [1]
        for X in batches:
            loss = net(X)
            loss.backward()
            params[0] -= 1
        def answer(): return params
        """),
        ["answer"],
    )
    assert load(sliced)["answer"]() == [1]


def test_the_last_definition_wins_and_says_so() -> None:
    sliced = slice(notebook("def f(): return 1", "x = 1\ndef f(): return 2", "def g(): return 3"), ["f", "g"])
    assert load(sliced)["f"]() == 2
    assert len(sliced.warnings) == 1
    assert "f is defined 2 times; the definition at line 2 of cell 2 counts" in english(sliced)
    assert "第 2 个单元格第 2 行" in sliced.warnings[0].zh
    assert (sliced.found["f"].at.cell, sliced.found["f"].at.line) == (2, 2)


def test_no_warning_for_the_same_text_again_or_for_what_nobody_asked_for() -> None:
    assert slice(py("def f(): return 1\ndef f(): return 1\ndef g(): 1\ndef g(): 2"), ["f"]).warnings == []


def test_a_result_kept_under_the_function_s_name_is_no_definition() -> None:
    sliced = slice(notebook("def bleu(a): return a", "bleu = bleu(5)"), ["bleu"])
    assert load(sliced)["bleu"](7) == 7
    assert "given another value at line 1 of cell 2" in english(sliced)


def test_a_later_import_does_not_undo_the_student_s_work() -> None:
    sliced = slice(notebook("def sqrt(a): return -1", "from math import sqrt"), ["sqrt"])
    assert load(sliced)["sqrt"](4) == -1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def other(): return 5\nanswer = other", 5),
        ("answer = lambda: 5", 5),
        ("(answer, b) = (lambda: 5), 1", 5),
        ("answer: object = lambda: 5", 5),
        ("def f(): return 4\ndef deco(g): return lambda: g() + 1\n@deco\ndef answer(): return 4", 5),
        ("def answer(): return 4\ndef deco(g): return lambda: g() + 1\nanswer = deco(answer)", 5),
        ("x = 4\ny = x + 1\nx = 100\ndef answer(): return y", 5),
        ("def answer(): return x\nx = 4\nx = 5", 5),
        ("def answer(n=lambda: five()): return n()\ndef five(): return 5", 5),
        ("class A:\n    k = 5\n    def m(self): return self.k\ndef answer(): return A().m()", 5),
        ("if True:\n    print('x')\n    def answer():\n        return 5\n", 5),
        ("try:\n    import nowhere_at_all as m\nexcept ImportError:\n    m = 5\ndef answer(): return m", 5),
        ("k = 4\nif k > 3:\n    k = 5\nelse:\n    k = 6\ndef answer(): return k", 5),
        ("a = 0\nif a == 1:\n    k = 4\nelif a == 0:\n    k = 5\nelse:\n    k = 6\ndef answer(): return k", 5),
        ("if 1: k = 5\ndef answer(): return k", 5),
        ("from contextlib import nullcontext\nwith nullcontext():\n    k = 5\ndef answer(): return k", 5),
        ("with open('/nowhere') as f: data = f.read()\ndef answer(): return 5", 5),
        ("a = 1; k = 5; raise SystemExit\ndef answer(): return k", 5),
        ("β = 5; raise SystemExit\ndef answer(): return β", 5),
        ("def answer():\n    global k\n    k += 1\n    return k\nk = 4", 5),
        ("for i in range(6): last = i\ndef answer(): return last", 5),
        ("def answer(): return [k for k in (1, 5)][-1]\nk = undefined", 5),
        ("def answer(k=5): return k\nk = undefined", 5),
        ("def answer():\n    k = 5\n    return k\nk = undefined", 5),
        ("import os.path\nimport os\ndef answer(): return len(os.path.join('a', 'bcd'))", 5),
        ("import json.decoder\nimport json\ndef answer(): return json.decoder and 5", 5),
        ("from math import *\ndef answer(): return int(floor(5.5))", 5),
        ("from __future__ import annotations\nx = 1\ndef answer(a: Undefined = 5): return a", 5),
        ("class A: pass\nA.k = 5\ndef answer(): return A.k", 5),
        ("def answer(): return answer.k\nanswer.k = 5", 5),
        ("if __name__ == '__main__':\n    def answer():\n        return 5\n    raise SystemExit\n", 5),
        ("if __name__ == '__main__':\n    k = 4\nk = 5\ndef answer(): return k", 5),
    ],
)
def test_forms_of_a_definition(source: str, expected: int) -> None:
    assert load(slice(py(source), ["answer"]))["answer"]() == expected


def test_a_name_that_a_later_cell_defines_is_moved_up() -> None:
    sliced = slice(
        notebook(
            "size = base() * 2", "def answer(): return size", "def base(): return helper()", "def helper(): return 3"
        ),
        ["answer"],
    )
    assert load(sliced)["answer"]() == 6


def test_a_branch_that_is_not_needed_is_not_run() -> None:
    sliced = slice(
        py(f"""
        if True:
            {BOMB}
            def answer():
                # said the student
                return 1
        elif {BOMB!r}:
            {BOMB}
        """),
        ["answer"],
    )
    assert load(sliced)["answer"]() == 1
    assert "SystemExit" not in sliced.program.source


def test_monkey_patches_of_libraries_are_dropped_with_a_warning() -> None:
    sliced = slice(py("import math\nmath.sqrt = lambda x: 0\ndef answer(): return math.sqrt(4)"), ["answer"])
    assert load(sliced)["answer"]() == 2
    assert "math.sqrt at line 2 changes a library" in english(sliced)


def test_data_loading_that_a_function_only_mentions_is_not_run() -> None:
    sliced = slice(
        py("train_iter = load_data_fashion_mnist(256)\ndef answer(it=None): return it or train_iter"), ["answer"]
    )
    assert load(sliced)["answer"](3) == 3
    assert "train_iter at line 1 loads data" in english(sliced)


def test_stars_are_kept_only_where_they_may_explain_a_name() -> None:
    assert "import *" not in slice(py("from nowhere import *\ndef f(): return 1"), ["f"]).program.source
    assert "import *" not in slice(py("from IPython.display import *\ndef f(): return plot"), ["f"]).program.source
    assert "import *" in slice(py("from nowhere import *\ndef f(): return thing"), ["f"]).program.source
    assert "import *" in slice(py("from torch import *\ndef f(x): return sum(x)"), ["f"]).program.source


def test_a_broken_cell_is_dropped_by_name_and_the_others_go_on() -> None:
    sliced = slice(notebook("def f(): return 1", "x = 1\ndef g(:\n    pass", "def h(): return 3"), ["f", "g", "h"])
    assert sliced.missing == ("g",)
    assert load(sliced)["h"]() == 3
    assert "syntax error at line 2 of cell 2" in english(sliced)
    assert "第 2 个单元格第 2 行" in sliced.warnings[0].zh


def test_what_can_be_read_of_a_broken_script_is_graded() -> None:
    sliced = slice(
        py("import math\n@staticmethod\ndef f():\n    return 1\n\ndef g(:\n    pass\n\ndef h(): return math.pi"),
        ["f", "g", "h"],
    )
    assert sliced.missing == ("g",)
    assert round(load(sliced)["h"]()) == 3
    assert "line 6" in english(sliced)
    assert "Only the parts that can be read were graded" in english(sliced)
    assert sliced.found["h"].at.line == 9


def test_magics_are_cut_only_out_of_cells_that_need_it() -> None:
    sliced = slice(
        notebook(
            "%matplotlib inline\n!pip install x \\\n   y\nimport math",
            "%%time\ndef f():\n    return math.pi",
            "?f\nf?\nfiles = !ls\n%time g = lambda: 7",
            "%%bash\nexit 1",
            "def h(n): return ('%d'\n % (n,))",
            "if True:\n    %load_ext x\ndef i(): return '''\n%kept\n!kept'''",
        ),
        ["f", "g", "h", "i"],
    )
    namespace = load(sliced)
    assert (round(namespace["f"]()), namespace["g"](), namespace["h"](4)) == (3, 7, "4")
    assert namespace["i"]() == "\n%kept\n!kept"
    assert sliced.warnings == []
    assert sliced.missing == ()
    assert sliced.found["f"].at.line == 2


def test_lines_lead_back_to_cell_and_line_and_keep_the_student_s_text() -> None:
    sliced = slice(notebook("# nothing", "\n\nimport math\n\ndef f(x):  # mine\n    return x / 0\n"), ["f"])
    with pytest.raises(ZeroDivisionError) as caught:
        load(sliced)["f"](1)
    line = traceback.extract_tb(caught.value.__traceback__)[-1].lineno
    assert line
    assert sliced.line_map[line][:2] == (2, 6)
    assert sliced.program.source.split("\n")[line - 1] == "    return x / 0"
    assert sliced.place(line).en == "line 6 of cell 2"
    assert sliced.place(line).zh == "第 2 个单元格第 6 行"
    assert "def f(x):  # mine" in sliced.program.source


def test_every_mapped_line_is_the_student_s() -> None:
    source = "import a, b\nx = 1; y = 2\nif y:\n    k = [\n 1]\n\n@print\ndef f():\n    return x, y, k, a, b\n"
    sliced = slice(py(source), ["f"])
    lines, original = sliced.program.source.split("\n"), source.split("\n")
    for line, (cell, number, *_) in sliced.line_map.items():
        assert cell is None
        assert lines[line - 1] in original[number - 1]


def test_definitions_are_found_where_they_stand() -> None:
    found = slice(py("\n@print\n@print\ndef f(): pass\nclass G: pass"), ["f", "G"]).found
    assert (found["f"].at.cell, found["f"].at.line, found["G"].at.line) == (None, 4, 5)
    assert (
        slice(py("\n@print\ndef f(): pass"), ["f"]).program.source.split("\n")[found["f"].line - 2].startswith("def f")
    )


def test_needed_lines_are_told_apart_by_name() -> None:
    sliced = slice(py("import a\nimport b\ndef f(): return a\ndef g(): return b"), ["f", "g"])
    lines = sliced.program.source.split("\n")
    texts = {n: sorted(lines[first - 1] for first, _ in ranges) for n, ranges in sliced.needed.items()}
    assert texts == {"f": ["def f(): return a", "import a"], "g": ["def g(): return b", "import b"]}


def test_slicing_is_deterministic() -> None:
    source = "import a, b, c\nw, x, y, z = 1, 2, 3, 4\ndef f(): return {w, x, y, z, a, b, c}\ndef g(): return f, a\n"
    assert slice(py(source), ["f", "g"]) == slice(py(source), ["f", "g"])


def test_a_comment_cannot_set_the_encoding_of_the_program() -> None:
    sliced = slice(py("def f():\n    # -*- coding: utf-7 -*-\n    return 1"), ["f"])
    assert load(sliced)["f"]() == 1
    namespace: dict[str, Any] = {}
    exec(sliced.program.source.encode(), namespace)
    assert namespace["f"]() == 1


@pytest.mark.parametrize(
    "use",
    [
        "eval('torch.ex' + 'p(X) / EPS')",
        "exec('pass') or X",
        "globals()['helper'](X)",
        "getattr(math, 'e' + 'xp')(X)",
    ],
)
def test_code_that_looks_names_up_by_text_keeps_what_it_may_find(use: str) -> None:
    source = (
        "import torch\nimport math\nimport matplotlib.pyplot as plt\nEPS = 1e-12\nnet = load_net()\n"
        f"def helper(X):\n    return torch.softmax(X, 1)\ndef softmax(X):\n    return {use}\ntrain(softmax)\n"
    )
    sliced = slice(read_bytes(source.encode(), "a.py"), ["softmax"])
    for kept in ("import torch", "import math", "EPS = 1e-12", "def helper"):
        assert kept in sliced.program.source
    for left in ("matplotlib", "load_net", "train("):
        assert left not in sliced.program.source
    # What is only kept in case is not charged with what it uses.
    assert not [f for f in check(sliced, ["softmax"], ["torch.softmax"]) if f.kind == "forbidden"]


def test_a_lookup_with_a_plain_name_keeps_nothing_more() -> None:
    source = "import torch\nimport math\ndef other(X):\n    return X\ndef f(X):\n    return getattr(torch, 'exp')(X)\n"
    sliced = slice(read_bytes(source.encode(), "a.py"), ["f"])
    assert "other" not in sliced.program.source
    assert "math" not in sliced.program.source


# --- which definition counts ------------------------------------------------------------------------------------------


STUB = 'def f():\n    """What to do."""\n    raise NotImplementedError("f is not written yet")'


def test_a_stub_below_does_not_undo_what_was_written_in_a_copy_above() -> None:
    sliced = slice(notebook("def f(): return 1", STUB), ["f"])
    assert load(sliced)["f"]() == 1
    assert slice(notebook(STUB), ["f"]).found["f"].at.cell == 1
    written = "class A:\n    def m(self): return 1"
    assert (
        load(slice(notebook(written, written.replace("return 1", "raise NotImplementedError")), ["A"]))["A"]().m() == 1
    )
    # raising it where something is not supported is no stub
    last = "def f(a=0):\n    if a: raise NotImplementedError\n    return 2"
    assert load(slice(notebook("def f(): return 1", last), ["f"]))["f"]() == 2


def released(*cells: tuple[str, str]) -> Submission:
    """A notebook of (role, source)."""
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {"torchgrade": {"assignment": "a"}}, "cells": [
        {"cell_type": "code", "metadata": {"torchgrade": {"role": role}}, "outputs": [], "execution_count": None,
         "source": source} for role, source in cells]}  # fmt: skip
    return read_bytes(json.dumps(document).encode(), "a.ipynb")


def test_what_a_check_cell_defines_counts_only_where_nothing_else_does() -> None:
    sliced = slice(released(("solution", "def f(): return 1"), ("check", "def f(): return 2")), ["f"])
    assert load(sliced)["f"]() == 1
    assert "f is given another value at line 1 of cell 2" in english(sliced)
    assert load(slice(released(("solution", ""), ("check", "def f(): return 2")), ["f"]))["f"]() == 2


def test_a_fallback_comes_with_the_import_whose_failure_brings_it_about() -> None:
    source = "try:\n    import nowhere_at_all\n    train()\nexcept ImportError:\n    def f(): return 1\n"
    assert load(slice(py(source), ["f"]))["f"]() == 1


# --- what is not there ------------------------------------------------------------------------------------------------


def test_annotations_with_names_from_nowhere_cost_nothing() -> None:
    sliced = slice(py("def f(X: Tensor, n: 'Q' = 1) -> Optional[int]:\n    y: Tensor = X\n    return y"), ["f"])
    assert load(sliced)["f"](5) == 5
    line = sliced.found["f"].line
    assert sliced.program.source.split("\n")[line - 1].startswith("def f")
    known = slice(py("from math import pi\ndef f(X: float) -> pi: return X"), ["f"])
    assert "__future__" not in known.program.source


def test_names_of_jupyter_s_own_are_imported() -> None:
    assert "from IPython.display import display" in slice(py("def f(X):\n    display(X)"), ["f"]).program.source
    own = slice(py("def display(X): pass\ndef f(X):\n    display(X)"), ["f"])
    assert "IPython" not in own.program.source


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["%run helpers.py", "def f(): return net"],
         "`f` needs `net`, which your file does not define itself; it may come from `%run helpers.py` at line 1 of"),
        (["%%writefile net.py\nnet = 3", "def f(): return net"],
         "`f` needs `net`, which is defined only at line 2 of cell 1, under `%%writefile net.py`. That is not run."),
        (["x = 1\nnet = = 3", "def f(): return net"],
         "`f` needs `net`, which is defined only at line 2 of cell 1. That cell has a syntax error."),
        (["net = await load()", "def f(): return net"],
         "`f` needs `net`, which is defined only by the `await` at top level at line 1 of cell 1."),
        (["net = !ls", "def f(): return net"],
         "`net` is defined only by `!ls` at line 1 of cell 1, which is not run; it is None here."),
        (["%%writefile tools.py\ndef g(): return 3", "from tools import g\ndef f(): return g()"],
         "The module tools is written only by `%%writefile tools.py` at line 1 of cell 1, which is not run."),
        (["# %run helpers.py\ndef f(): return net"], "it may come from `%run helpers.py` at line 1 of cell 1"),
        (["for X, y in data:\n    net = X\n    net.backward()", "def f(): return net"],
         "net, y at line 1 of cell 1 loads data, trains or asks for input; that line was not run."),
        (["net = train(5)", "def f(): return net"], "net at line 1 of cell 1 loads data, trains"),
    ],
    ids=["run", "writefile", "syntax", "await", "shell", "module", "exported", "loop", "training"],
)  # fmt: skip
def test_a_name_that_only_a_skipped_line_defines_is_told(cells: list[str], says: str) -> None:
    sliced = slice(notebook(*cells), ["f"])
    assert "f" in sliced.found
    assert says in english(sliced), english(sliced)
    assert all(warning.zh for warning in sliced.warnings)


@pytest.mark.parametrize(
    "cells",
    [
        ["%run x.py", "def f(): return len([1])"],
        ["%run x.py\nnet = 3", "def f(): return net"],
        ["%%bash\nnet=3", "def f(net): return net"],
        ["files = !ls", "def f(): return 1"],
        ["%run x.py", "def f(X: Tensor): display(X)"],
    ],
)
def test_nothing_is_said_of_lines_that_nobody_misses(cells: list[str]) -> None:
    assert slice(notebook(*cells), ["f"]).warnings == []


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (
            "class Ops:\n    def f(self): pass",
            "There is one inside Ops, at line 2 of cell 1: define it at the left margin.",
        ),
        ("def make():\n    if 1:\n        def f(): pass", "There is one inside make, at line 3 of cell 1"),
        ("def F(): pass", "There is a F at line 1 of cell 1: give it exactly the name f."),
    ],
)
def test_where_a_missing_name_stands_instead_is_told(source: str, says: str) -> None:
    sliced = slice(notebook(source), ["f"])
    assert sliced.missing == ("f",)
    assert says in sliced.astray["f"].en
    assert sliced.astray["f"].zh


def test_a_gradient_brings_the_backward_passes_that_fill_it() -> None:
    sliced = slice(
        py("""
        import torch
        x = torch.arange(3.0, requires_grad=True)
        w = torch.ones(3, requires_grad=True)
        (w * nowhere).sum().backward()
        y = x * x
        y.sum().backward()
        first = x.grad.clone()
        x.grad.zero_()
        y = x.sum()
        y.backward(retain_graph=True)
        y.backward()
        second = x.grad.clone()
        (x * nowhere).backward()
        """),
        ["first", "second"],
    )
    namespace = load(sliced)
    assert namespace["first"].tolist() == [0, 2, 4]
    assert namespace["second"].tolist() == [2, 2, 2]


def test_a_backward_pass_that_no_gradient_asks_for_stays_behind() -> None:
    sliced = slice(
        py("""
        import torch
        w = torch.ones(3, requires_grad=True)
        loss = nowhere(w)
        loss.backward()
        def answer(): return w.sum(), w.grad
        """),
        ["answer"],
    )
    assert load(sliced)["answer"]()[1] is None
    assert "backward" not in sliced.program.source


def test_what_is_given_stands_for_what_is_loaded() -> None:
    given = "class Vocab:\n    def __init__(self, words): self.words = words\nvocab = Vocab(['given'])\nsize = 3\n"
    own = "from d2l import torch as d2l\ntrain_iter, vocab = d2l.load_data_wiki(512, 64)\nsize = 4\n"
    source = own + "def words(): return vocab.words, size\n"
    sliced = slice(read_bytes(source.encode(), "a.py"), ["words"], given)
    namespace: dict[str, Any] = {}
    exec(sliced.program.source, namespace)
    assert namespace["words"]() == (["given"], 4)
    assert "train_iter, vocab at line 2 loads data" in english(sliced)
