# ruff: noqa: E501  (a cell is one string, whatever its length)
"""Notebooks in the shapes that students hand in. Each function puts one student's work into one shape."""

from __future__ import annotations

import copy
import json
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from tests.corpus.works import Work, work

ROOT = Path(__file__).resolve().parents[2]
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
Handed = tuple[str, bytes]  # the file's name, its bytes
Shape = Callable[[Work], Handed]
SHAPES: dict[str, Shape] = {}


def shape(function: Shape) -> Shape:
    """Make a function one of the shapes, under its own name."""
    SHAPES[function.__name__] = function
    return function


def saved(document: Any, name: str = "hw.ipynb", **options: Any) -> Handed:
    return name, json.dumps(document, **({"indent": 1, "ensure_ascii": False} | options)).encode()


def notebook(*sources: Any, **metadata: Any) -> Any:
    """A notebook of code cells, and of cells that are given whole. Ids are of its own, the same on every run."""
    cells = [new_code_cell(source) if isinstance(source, str) else source for source in sources]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells, metadata=KERNEL | metadata)


def plain(w: Work, *more: str) -> Any:
    return notebook(w.imports, w.helper, *w.parts, *more)


def text(source: str) -> Any:
    return new_markdown_cell(source)


def indented(source: str, by: str = "    ") -> str:
    return textwrap.indent(source, by)


# --- our own release, filled in -------------------------------------------------------------------------------------


def released(w: Work) -> Any:
    """The notebook that students get, with the work in its cells; what the work imports and its helper come first."""
    path = next((ROOT / "assignments").glob(f"*/{w.assignment}/{w.assignment}.ipynb"))
    document = json.loads(path.read_text(encoding="utf-8"))
    parts = list(w.parts)
    for cell in document["cells"]:
        cell["source"] = "".join(cell["source"])
        if _role(cell) == "solution" and cell["metadata"]["torchgrade"]["exercise"] in w.names:
            cell["source"] = parts.pop(0)  # exercises that the work does not answer stay stubs
    shared = new_code_cell(f"{w.imports}\n\n{w.helper}")
    document["cells"].insert(1, {**shared, "id": "mine"})
    return document


def _role(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("torchgrade", {}).get("role", ""))


@shape
def release_filled_in(w: Work) -> Handed:
    return saved(released(w))


@shape
def release_with_cells_moved(w: Work) -> Handed:
    document = released(w)
    document["cells"].reverse()
    return saved(document)


@shape
def release_with_a_copy_above_the_stub(w: Work) -> Handed:
    """Students copy a cell, write in the copy, and leave the stub below."""
    path = next((ROOT / "assignments").glob(f"*/{w.assignment}/{w.assignment}.ipynb"))
    stub = json.loads(path.read_text(encoding="utf-8"))
    document = released(w)
    document["cells"] += [copy.deepcopy(cell) for cell in stub["cells"] if _role(cell) == "solution"]
    return saved(document)


@shape
def release_with_every_cell_twice(w: Work) -> Handed:
    document = released(w)
    document["cells"] = [copy.deepcopy(cell) for cell in document["cells"] for _ in range(2)]
    return saved(document)


@shape
def release_with_check_cells_deleted(w: Work) -> Handed:
    document = released(w)
    document["cells"] = [cell for cell in document["cells"] if _role(cell) != "check"]
    return saved(document)


@shape
def release_with_check_cells_edited(w: Work) -> Handed:
    """A check cell that has been made to say that all is well, and to define the names anew."""
    document = released(w)
    for cell in document["cells"]:
        if _role(cell) == "check":
            redefined = "\n".join(f"def {name}(*args): return None" for name in w.names)
            cell["source"] = f"{redefined}\nprint('all tests passed')\nraise SystemExit(0)\n"
    return saved(document)


@shape
def release_merged_into_one_cell(w: Work) -> Handed:
    document = released(w)
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code" and _role(cell) != "check"]
    merged = {**code[0], "source": "\n\n".join("".join(cell["source"]) for cell in code)}
    document["cells"] = [document["cells"][0], merged]
    return saved(document)


@shape
def release_without_its_metadata(w: Work) -> Handed:
    document = released(w)
    document["metadata"] = {}
    for cell in document["cells"]:
        cell["metadata"] = {}
    return saved(document, f"{w.assignment}.ipynb")


@shape
def release_in_chinese(w: Work) -> Handed:
    document = released(w)
    document["metadata"]["torchgrade"]["language"] = "zh"
    document["cells"].insert(
        0, {"cell_type": "markdown", "id": "zh", "metadata": {}, "source": "# 作业一\n\n姓名：李雷"}
    )
    return saved(document, "作业 一（李雷）😀.ipynb")


@shape
def release_with_old_feedback_in_it(w: Work) -> Handed:
    document = released(w)
    about = {"torchgrade": {"role": "feedback"}}
    document["cells"].insert(0, {"cell_type": "markdown", "id": "feedback", "metadata": about, "source": "3 / 10"})
    return saved(document)


# --- versions and flavours ------------------------------------------------------------------------------------------


@shape
def version_4_5(w: Work) -> Handed:
    return saved(plain(w))


@shape
def version_4_2_without_ids(w: Work) -> Handed:
    document = plain(w)
    document["nbformat_minor"] = 2
    for cell in document["cells"]:
        del cell["id"]
    return saved(document)


@shape
def version_3(w: Work) -> Handed:
    return saved(nbformat.convert(plain(w), 3))


@shape
def no_metadata_at_all(w: Work) -> Handed:
    cells = [{"cell_type": "code", "source": source} for source in (w.imports, w.helper, w.main)]
    return saved({"cells": cells})


@shape
def colab(w: Work) -> Handed:
    setup = '#@title Setup { display-mode: "form" }\nrate = 0.1 #@param {type:"number"}\n!nvidia-smi\n'
    drive = "from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/drive/MyDrive"
    document = notebook(drive, setup + w.imports, w.helper, *w.parts)
    document["metadata"] = {
        "colab": {"name": "hw.ipynb", "provenance": [], "toc_visible": True, "gpuType": "T4"},
        "accelerator": "GPU", "language_info": {"name": "python"}, "kernelspec": {"name": "python3"},
    }  # fmt: skip
    document["nbformat_minor"] = 0
    for number, cell in enumerate(document["cells"]):
        del cell["id"]
        cell["metadata"] = {"id": f"Xy{number}aQ", "colab": {"base_uri": "https://localhost:8080/"}, "outputId": "1-2"}
    return saved(document, "Untitled0.ipynb", indent=2)


@shape
def vs_code(w: Work) -> Handed:
    document = plain(w)
    document["metadata"] |= {"orig_nbformat": 4, "language_info": {"name": "python", "version": "3.11.4"},
                             "vscode": {"interpreter": {"hash": "31f2aee4e71d21fbe5cf8b01ff0e"}}}  # fmt: skip
    document["nbformat_minor"] = 2
    for cell in document["cells"]:
        del cell["id"]
        cell["metadata"] = {"vscode": {"languageId": "python"}}
    return saved(document)


@shape
def kaggle(w: Work) -> Handed:
    first = ("# This Python 3 environment comes with many libraries\nimport numpy as np\nimport pandas as pd\nimport os\n"
             "for dirname, _, filenames in os.walk('/kaggle/input'):\n    for filename in filenames:\n"
             "        print(os.path.join(dirname, filename))")  # fmt: skip
    document = notebook(first, w.imports, w.helper, *w.parts)
    document["metadata"] |= {
        "kaggle": {"accelerator": "gpu", "dataSources": [], "isGpuEnabled": True},
        "papermill": {"duration": 12.3, "version": "2.4.0"},
    }
    document["nbformat_minor"] = 4
    for number, cell in enumerate(document["cells"]):
        del cell["id"]
        stamp = {"iopub.status.busy": "2024-01-01T00:00:00Z", "shell.execute_reply": "2024-01-01T00:00:01Z"}
        cell["metadata"] = {"_uuid": f"8f2839f25d086af736a60e9eeb907d3b93b6e0e{number}", "execution": stamp,
                            "trusted": True}  # fmt: skip
    return saved(document, "notebook1a2b3c.ipynb", indent=None)


@shape
def databricks(w: Work) -> Handed:
    document = plain(w)
    document["metadata"] = {"application/vnd.databricks.v1+notebook": {"language": "python", "widgets": {}}}
    document["nbformat_minor"] = 0
    for cell in document["cells"]:
        cell["metadata"] = {"application/vnd.databricks.v1+cell": {"title": "", "showTitle": False, "inputWidgets": {}}}
    return saved(document)


@shape
def outputs_of_five_megabytes(w: Work) -> Handed:
    document = plain(w)
    png = {"image/png": "iVBORw0KGgo" * 480_000, "text/plain": "<Figure size 432x288>"}
    document["cells"][-1]["outputs"] = [new_output("display_data", data=png)]
    return saved(document)


@shape
def ids_that_are_all_the_same(w: Work) -> Handed:
    document = plain(w)
    for cell in document["cells"]:
        cell["id"] = "same"
    return saved(document)


@shape
def sources_as_one_string_with_crlf(w: Work) -> Handed:
    document = plain(w)
    for cell in document["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    return saved(document)


@shape
def sources_as_lists_of_lines(w: Work) -> Handed:
    document = plain(w)
    for cell in document["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return saved(document, ensure_ascii=True)


@shape
def byte_order_mark_and_tabs(w: Work) -> Handed:
    document = plain(w)
    for cell in document["cells"]:
        cell["source"] = cell["source"].replace("    ", "\t")
    name, data = saved(document)
    return name, b"\xef\xbb\xbf" + data


@shape
def an_emoji_name_and_raw_cells(w: Work) -> Handed:
    document = plain(w)
    document["cells"].insert(0, new_raw_cell("---\ntitle: raw\n---"))
    return saved(document, "🤖 hausaufgabe №3 (final) (2).ipynb")


@shape
def executed_out_of_order(w: Work) -> Handed:
    document = notebook(*reversed(w.parts), w.helper, w.imports)
    for number, cell in enumerate(reversed(document["cells"]), 1):
        cell["execution_count"] = number
    return saved(document)


# --- where a definition may stand -----------------------------------------------------------------------------------


@shape
def under_an_if(w: Work) -> Handed:
    conditions = f"USE_MINE = True\nif USE_MINE:\n{indented(w.main)}\nelse:\n    {w.names[0]} = None\n"
    return saved(notebook(w.imports, w.helper, conditions))


@shape
def under_a_try(w: Work) -> Handed:
    attempt = f"try:\n    import a_library_nobody_has\nexcept ImportError:\n{indented(w.main)}\n"
    return saved(notebook(w.imports, w.helper, attempt))


@shape
def in_a_class(w: Work) -> Handed:
    """Static methods of a class, made names of the notebook below it."""
    wrapped = w.main.replace("\ndef ", "\n@staticmethod\ndef ").replace("\nclass ", "\nclass ")
    wrapped = "@staticmethod\n" + wrapped if wrapped.startswith("def ") else wrapped
    named = "\n".join(f"{name} = Ops.{name}" for name in w.names)
    return saved(notebook(w.imports, w.helper, f"class Ops:\n{indented(wrapped)}\n", named))


@shape
def redefined_later(w: Work) -> Handed:
    first = work(w.assignment, "wrong" if w.quality != "wrong" else "right")
    return saved(notebook(w.imports, w.helper, *first.parts, text("Second try"), *w.parts))


@shape
def defined_twice_in_one_cell(w: Work) -> Handed:
    first = work(w.assignment, "wrong" if w.quality != "wrong" else "right")
    return saved(notebook(w.imports, w.helper, f"{first.main}\n\n\n{w.main}"))


@shape
def under_the_main_guard(w: Work) -> Handed:
    guard = f"if __name__ == \"__main__\":\n{indented(w.main)}\n    raise SystemExit('done')\n"
    return saved(notebook(w.imports, w.helper, guard))


@shape
def decorated(w: Work) -> Handed:
    timer = ("import functools, time\n\ndef timed(function):\n    @functools.wraps(function)\n"
             "    def wrapper(*args, **kwargs):\n        begun = time.time()\n        try:\n"
             "            return function(*args, **kwargs)\n        finally:\n            wrapper.seconds = time.time() - begun\n"
             "    return wrapper")  # fmt: skip
    main = "\n".join(("@timed\n" if line.startswith("def ") else "") + line for line in w.main.split("\n"))
    return saved(notebook(timer, w.imports, w.helper, main))


@shape
def behind_a_lambda(w: Work) -> Handed:
    """The name is a lambda that calls the function, which is called otherwise."""
    functions = [name for name in w.names if f"def {name}(" in w.main]
    main, below = w.main, []
    for name in functions:
        main = main.replace(f"def {name}(", f"def my_{name}(")
        below.append(f"{name} = lambda *args, **kwargs: my_{name}(*args, **kwargs)")
    return saved(notebook(w.imports, w.helper, main, "\n".join(below)))


@shape
def an_instance_of_a_class(w: Work) -> Handed:
    """`softmax = Softmax()`: an object that is called like a function."""
    functions = [name for name in w.names if f"def {name}(" in w.main]
    main, below = w.main, []
    for name in functions:
        main = main.replace(f"def {name}(", f"def _{name}(")
        below.append(
            f"class Call_{name}:\n    def __call__(self, *args):\n        return _{name}(*args)\n\n{name} = Call_{name}()"
        )
    return saved(notebook(w.imports, w.helper, main, *below))


@shape
def made_by_a_factory(w: Work) -> Handed:
    """Defined inside a function that returns them."""
    factory = f"def make():\n{indented(w.main)}\n    return {', '.join(w.names)},"
    return saved(notebook(w.imports, w.helper, factory, f"{', '.join(w.names)}, = make()"))


@shape
def annotated_with_names_that_are_nowhere(w: Work) -> Handed:
    main = w.main.replace("(X)", "(X: Tensor)", 1).replace("(X, ", "(X: 'Tensor', ", 1)
    return saved(notebook("from __future__ import annotations\n" + w.imports, w.helper, main))


@shape
def annotated_with_a_name_that_was_never_imported(w: Work) -> Handed:
    main = "\n".join(
        line.replace("):", ") -> Tensor:") if line.startswith("def ") else line for line in w.main.split("\n")
    )
    return saved(notebook(w.imports, w.helper, main))


@shape
def constants_changed_later(w: Work) -> Handed:
    helper = "calls = []\nlimit = 3\n" + w.helper
    later = "limit = 4\nlimit += 1\ncalls.append(limit)\ncalls = []\ncalls.clear()"
    main = "\n".join(line + "\n    calls, limit" if line.startswith("def ") else line for line in w.main.split("\n"))
    main = main if '"""' not in main else w.main
    return saved(notebook(w.imports, helper, main, later))


@shape
def result_kept_under_the_name(w: Work) -> Handed:
    return saved(plain(w, f"{w.names[0]} = {w.names[0]}(5)", f"for {w.names[0]} in range(3): pass"))


# --- what stands beside it ------------------------------------------------------------------------------------------


@shape
def magics_and_shell_lines(w: Work) -> Handed:
    first = (
        f"%matplotlib inline\n%load_ext autoreload\n!pip install -q d2l \\\n  torch\n{w.imports}\nfiles = !ls\n?torch"
    )
    return saved(notebook("!pip install torch", first, "%%bash\nrm -rf /tmp/x", w.helper, "%%html\n<b>x</b>", *w.parts))


@shape
def timed_cells(w: Work) -> Handed:
    return saved(
        notebook(w.imports, f"%%time\n{w.helper}", *(f"%%time\n\n{part}" for part in w.parts), "%%timeit\n1+1")
    )


@shape
def captured_cell_and_pip_in_a_try(w: Work) -> Handed:
    attempt = f"try:\n    {w.imports.splitlines()[0]}\nexcept ImportError:\n    !pip install torch\n"
    rest = "\n".join(w.imports.splitlines()[1:])
    return saved(notebook(attempt + rest, f"%%capture out\n{w.helper}", w.main, "out.show()"))


@shape
def d2l_and_training_between(w: Work) -> Handed:
    d2l = "from d2l import torch as d2l\nbatch_size = 256\ntrain_iter, test_iter = d2l.load_data_fashion_mnist(batch_size)"
    loop = ("net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 10))\n"
            "trainer = torch.optim.SGD(net.parameters(), lr=0.1)\nfor epoch in range(10):\n    for X, y in train_iter:\n"
            "        l = net(X).sum()\n        l.backward()\n        trainer.step()\n    print(epoch, float(l))\n"
            "d2l.plt.show()")  # fmt: skip
    return saved(notebook(d2l, w.imports, w.helper, loop, *w.parts, loop, "d2l.train_ch3(net, train_iter, test_iter)"))


@shape
def plots_prints_and_input(w: Work) -> Handed:
    noise = ("import matplotlib.pyplot as plt\nfrom IPython.display import display, Image\nname = input('Your name? ')\n"
             "display(name)\nplt.plot([1, 2], [3, 4])\nplt.show()\nprint('x' * 10**6)\nImage('figure.png')")  # fmt: skip
    return saved(notebook(noise, w.imports, noise, w.helper, *w.parts, noise))


@shape
def display_inside_the_function(w: Work) -> Handed:
    """`display` is Jupyter's own name: no import defines it."""
    main = w.main.replace("\n    return ", "\n    display('done')\n    return ")
    return saved(notebook(w.imports, w.helper, main))


@shape
def top_level_await(w: Work) -> Handed:
    waiting = (
        "import asyncio\nawait asyncio.sleep(1)\nrows = await asyncio.gather(asyncio.sleep(1))\nasync with a as b: pass"
    )
    return saved(notebook(w.imports, waiting, w.helper, *w.parts, "return 5", "yield 3"))


@shape
def writefile_and_run(w: Work) -> Handed:
    return saved(plain(w, "%%writefile helper.py\ndef other(): return 1", "%run helper.py", "from helper import other"))


@shape
def star_imports(w: Work) -> Handed:
    stars = "from math import *\nfrom matplotlib.pyplot import *\nfrom d2l.torch import *\n"
    return saved(notebook(stars + w.imports, w.helper, *w.parts))


@shape
def imports_in_a_cell_below(w: Work) -> Handed:
    return saved(notebook(w.helper, *w.parts, w.imports, "import os, sys"))


@shape
def broken_cells_around(w: Work) -> Handed:
    return saved(notebook("def broken(:\n    pass", w.imports, "print 'python 2'", w.helper, *w.parts, "x = = 1"))


@shape
def cells_of_comments_and_nothing(w: Work) -> Handed:
    return saved(notebook("# only a comment", "", w.imports, "   \n\t\n", w.helper, "'''text'''", *w.parts, "# end"))


@shape
def markers_in_strings(w: Work) -> Handed:
    words = "s = '''\n# %%\n%matplotlib\n!rm\n# In[3]:\n'''\nt = ('%d'\n % 3)"
    return saved(notebook(words, w.imports, w.helper, *w.parts))


@shape
def future_import_and_prompts(w: Work) -> Handed:
    prompted = "\n".join(
        (">>> " if not line.startswith((" ", "\t")) else "... ") + line for line in w.helper.split("\n")
    )
    return saved(
        notebook("from __future__ import annotations\nfrom __future__ import division", w.imports, prompted, w.main)
    )


@shape
def indented_as_a_whole(w: Work) -> Handed:
    return saved(notebook(w.imports, indented(w.helper, "  "), *(indented(part, "        ") for part in w.parts)))


@shape
def attacks_at_top_level(w: Work) -> Handed:
    """Nothing of this runs: it is neither a definition nor needed by one."""
    attack = ("import os, sys, builtins\nos._exit(0)\nsys.exit()\nbuiltins.print = None\ntorch.exp = lambda x: x\n"
              "while True: pass\nopen('/etc/passwd').read()\ndel torch")  # fmt: skip
    return saved(plain(w, attack))
