"""Whether code may keep something from one call to the next: read from it, not tried."""

from types import ModuleType

import pytest

from grader.keeping import may_keep


def module(source: str, name: str = "mine") -> dict[str, object]:
    space = vars(ModuleType(name))
    exec(compile(source, name, "exec"), space)
    return space


KEEPS_NOTHING = {
    "a function of its arguments": "def f(x, n=3, how=('a', None)): return [x] * n",
    "constants and libraries": "import torch\nEPS, OF = 1e-5, (2, torch.long)\ndef f(x): return torch.exp(x), EPS, OF",
    "a helper": "def g(x): return x + 1\ndef f(x): return g(x) + g(x)",
    "itself": "def f(n): return 1 if n == 0 else n * f(n - 1)",
    "what it changes of its own": """
def f(x):
    found = {}
    found[x] = 1
    def g():
        nonlocal x
        x += 1
    g()
    return found
""",
    "a class with its own state": """
import torch
class f(torch.nn.Module):
    size = 3
    def __init__(self):
        super().__init__()
        self.a, self.n = [], 0
        self.n += 1
    @property
    def b(self): return self.a
    @staticmethod
    def c(): return 1
""",
    "a decorator of torch's": "import torch\n@torch.no_grad()\ndef f(x): return x",
    "a class made in it": "def f():\n    class A:\n        n = 1\n        m = n + 1\n    return A().m",
}
KEEPS_SOMETHING = {
    "a default": "def f(x, seen=[]): seen.append(x)",
    "a default by its name": "def f(x, *, seen={}): seen[x] = 1",
    "a global": "n = 0\ndef f():\n    global n\n    n += 1\n    return n",
    "a list": "seen = []\ndef f(x): seen.append(x)",
    "a tensor": "import torch\nw = torch.zeros(2)\ndef f(x): w.add_(x)",
    "a generator": "import itertools\nnumbers = itertools.count()\ndef f(): return next(numbers)",
    "an attribute of itself": "def f():\n    f.n = getattr(f, 'n', 0) + 1\n    return f.n",
    "a class attribute": "class f:\n    seen = []\n    def g(self, x): self.seen.append(x)",
    "a number of a class": "class f:\n    n = 0\n    def __init__(self): type(self).n += 1",
    "a number of a class by its name": "class f:\n    n = 0\n    def __init__(self): f.n += 1",
    "a base": "class A:\n    seen = []\nclass f(A): pass",
    "a cache": "import functools\n@functools.cache\ndef f(x): return x",
    "a helper's list": "seen = []\ndef g(x): seen.append(x)\ndef f(x): return [g(y) for y in x]",
    "a closure": "def made():\n    seen = []\n    def f(x): seen.append(x)\n    return f\nf = made()",
    "a closure that is not bound": "def made():\n    def f(x): return g(x)\n    return f\n    g = f\nf = made()",
    "a list's own method": "add = [].append\ndef f(x): add(x)",
    "under a decorator": "import torch\nseen = []\n@torch.no_grad()\ndef f(x): seen.append(x)",
    "a library's attribute": "import torch\ndef f(): torch.mine = 1",
    "a name that is not there": "def f(x): return g(x)",
    "a place of another kind": "def f(): globals()['n'] = 1",
    "a class made in it, of a list": "seen = []\ndef f():\n    class A:\n        def g(self): seen.pop()\n    A().g()",
}


@pytest.mark.parametrize("source", KEEPS_NOTHING.values(), ids=KEEPS_NOTHING)
def test_what_has_no_place_for_it_keeps_nothing(source: str) -> None:
    space = module(source)
    assert not may_keep(space["f"], space)


@pytest.mark.parametrize("source", KEEPS_SOMETHING.values(), ids=KEEPS_SOMETHING)
def test_what_has_a_place_for_it_may_keep_something(source: str) -> None:
    space = module(source)
    assert may_keep(space["f"], space)


def test_a_name_that_is_missing_is_looked_for_in_the_other_module() -> None:
    mine = module("def f(x): return g(x) + LIMIT")
    assert not may_keep(mine["f"], mine, module("LIMIT = 3\ndef g(x): return x", "other"))
    assert may_keep(mine["f"], mine, module("LIMIT = 3\nseen = []\ndef g(x): seen.append(x)", "other"))
    assert may_keep(mine["f"], mine, module("LIMIT = [3]\ndef g(x): return x", "other"))
