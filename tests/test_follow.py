"""Follow-through: an exercise on top of a wrong one is judged with the reference's, and nothing gets out of that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import torch

from grader import feedback
from grader.batch import Orders
from grader.course import Assignment, find_course, load_assignment
from grader.judge import judge
from grader.report import ExerciseResult, Report
from grader.sandbox import Sandbox
from grader.sandbox.inprocess import InProcess
from grader.sandbox.two_rooms import TwoRooms
from grader.submission import read_bytes
from grader.submission import slice as slice_
from grader.suite.runner import Suite
from grader.verify import plan, verify
from tests import follow_course

Grade = Callable[..., Report]
RIGHT = follow_course.REFERENCE
COUNT = "return float((y_hat.argmax(dim=1) == y).sum())"
FORBIDDEN = "torch.nn.functional.one_hot(y)\n    "
FULL = {"accuracy": 3, "Accumulator": 2, "evaluate": 4, "loss": 2, "step": 2, "batches": 2, "train": 4}


def changed(*pairs: tuple[str, str]) -> str:
    text = RIGHT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return follow_course.write(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def assignment(folder: Path) -> Assignment:
    return load_assignment(folder)


@pytest.fixture(scope="module")
def suite(assignment: Assignment) -> Suite:
    return Suite(assignment)


@pytest.fixture(scope="module", params=["in process", "two rooms"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    made: Sandbox = InProcess() if request.param == "in process" else TwoRooms()
    yield made
    made.close()


@pytest.fixture(scope="module")
def grade(sandbox: Sandbox, assignment: Assignment, suite: Suite) -> Grade:
    def graded(source: str, **options: object) -> Report:
        return judge(read_bytes(source.encode(), "ann.py"), assignment, sandbox, suite, **options)  # type: ignore[arg-type]

    return graded


def of(report: Report, exercise: str) -> ExerciseResult:
    return next(result for result in report.exercises if result.id == exercise)


def lost(report: Report) -> set[str]:
    return {e.id for e in report.exercises if e.score < FULL[e.id]}


def lent(report: Report) -> dict[str, tuple[str, ...]]:
    return {e.id: e.with_reference for e in report.exercises if e.with_reference}


def test_right_answers_need_nothing_lent(grade: Grade) -> None:
    report = grade(RIGHT)
    assert (report.score, lent(report)) == (19, {})


@pytest.mark.parametrize(
    ("old", "new", "wrong", "builds"),
    [
        pytest.param(COUNT, "return 7.0", "accuracy", "evaluate", id="a_wrong_function"),
        pytest.param(COUNT, "raise ValueError('no')", "accuracy", "evaluate", id="a_raising_function"),
        pytest.param("def accuracy(", "def acuracy(", "accuracy", "evaluate", id="a_missing_function"),
        pytest.param(COUNT, FORBIDDEN + COUNT, "accuracy", "evaluate", id="a_forbidden_one"),
        pytest.param("[a + float(b) for", "[float(b) for", "Accumulator", "evaluate", id="a_class"),
        pytest.param("class Accumulator:", "class Akkumulator:", "Accumulator", "evaluate", id="a_missing_class"),
        pytest.param("** 2 / 2", "* 0", "loss", "train", id="gradients"),
        pytest.param("param -= lr", "param += lr", "step", "train", id="in_place"),
        pytest.param("yield X[order[i : i + size]], ", "yield X[:1] * 0, ", "batches", "train", id="a_generator"),
    ],
)
def test_what_is_wrong_costs_its_marks_once(grade: Grade, old: str, new: str, wrong: str, builds: str) -> None:
    report = grade(changed((old, new)))
    assert lost(report) == {wrong}
    assert lent(report) == {builds: (wrong,)}
    assert of(report, builds).status == "passed"


def test_several_names_are_lent_at_once_in_their_order(grade: Grade) -> None:
    report = grade(changed((COUNT, "return 7.0"), ("[a + float(b) for", "[float(b) for")))
    assert lost(report) == {"accuracy", "Accumulator"}
    assert lent(report) == {"evaluate": ("accuracy", "Accumulator")}


def test_an_exercise_that_is_wrong_itself_is_explained_by_its_own_mistake(grade: Grade) -> None:
    again = "        metric = Accumulator(2)\n        metric.add("
    source = changed((COUNT, "return 7.0"), ("        metric.add(", again))
    result = of(grade(source), "evaluate")
    assert result.score < 4
    assert result.with_reference == ("accuracy",)
    assert [d.mistake for d in result.diagnosis] == ["evaluate_of_the_last_batch"]


def test_a_copy_under_another_name_is_judged_as_it_is(grade: Grade) -> None:
    helper = "def count(y_hat, y):\n    return {}\n\n\ndef accuracy("
    right = changed((COUNT, "return 7.0"), ("metric.add(accuracy(", "metric.add(count("))
    report = grade(right.replace("def accuracy(", helper.format("(y_hat.argmax(1) == y).sum()")))
    assert (lost(report), lent(report)) == ({"accuracy"}, {})
    report = grade(right.replace("def accuracy(", helper.format("7.0")))
    assert (lost(report), lent(report)) == ({"accuracy", "evaluate"}, {})


def test_it_reaches_through_helpers_and_aliases(grade: Grade) -> None:
    helper = "acc = accuracy\n\n\ndef right_ones(net, X, y):\n    return acc(net(X), y)\n\n\ndef evaluate("
    source = changed((COUNT, "return 7.0"), ("accuracy(net(X), y)", "right_ones(net, X, y)"), ("def evaluate(", helper))
    assert lent(grade(source)) == {"evaluate": ("accuracy",)}


def test_one_exercise_alone_gets_the_mark_that_it_gets_among_all(grade: Grade) -> None:
    source = changed((COUNT, "return 7.0"))
    alone = grade(source, exercises={"evaluate"})
    assert [(e.id, e.score, e.with_reference) for e in alone.exercises] == [("evaluate", 4, ("accuracy",))]


def test_the_same_submission_gets_the_same_report(grade: Grade) -> None:
    source = changed(("** 2 / 2", "* 0"), (COUNT, "return 7.0"))
    assert timeless(grade(source)) == timeless(grade(source))


def timeless(report: Report) -> object:
    data = json.loads(msgspec.json.encode(report))
    data["duration_s"] = 0
    for exercise in data["exercises"]:
        for test in exercise["tests"]:
            test["duration_s"] = 0
    return data


def test_nothing_is_run_again_where_nothing_earlier_is_wrong(
    sandbox: Sandbox, assignment: Assignment, suite: Suite
) -> None:
    opened = []

    class Counting:
        isolation, lost = sandbox.isolation, 0

        def open(self, program, limits, lent=None):  # type: ignore[no-untyped-def]
            opened.append(sorted(lent))
            return sandbox.open(program, limits, lent)

        def close(self) -> None:
            pass

    wrong = changed(("return metric[0] / metric[1]", "return metric[0]"))
    report = judge(read_bytes(wrong.encode(), "a.py"), assignment, Counting(), suite)
    assert (lost(report), opened) == ({"evaluate"}, [[]])
    judge(read_bytes(changed((COUNT, "return 7.0")).encode(), "a.py"), assignment, Counting(), suite)
    assert opened == [[], [], ["accuracy"]]


def test_what_is_lent_cannot_speak_through_the_report(grade: Grade) -> None:
    loud = "    raise ValueError(f'it is {accuracy(torch.eye(5), torch.arange(5)) + 995}')\n"
    source = changed((COUNT, "return 7.0"), ("    metric = Accumulator(2)\n", "    metric = Accumulator(2)\n" + loud))
    report = grade(source)
    assert of(report, "evaluate").score == 0
    assert "1000" not in json.dumps(timeless(report)).replace("1002", "")
    quiet = "    if len(batches[0][1]) > 4:\n    " + loud
    report = grade(source.replace(loud, quiet))  # the public test passes only with what is lent, the hidden one raises
    assert of(report, "evaluate").with_reference == ("accuracy",)
    assert of(report, "evaluate").score == 1
    assert "1000" not in json.dumps(timeless(report))


def test_what_a_room_keeps_does_not_reach_the_earlier_exercise(grade: Grade, sandbox: Sandbox) -> None:
    hoard = """
import os, pickle
KEPT = os.path.expanduser("~/kept"), "/tmp/kept", "/dev/shm/kept"

def accuracy(y_hat, y):
    for path in KEPT:
        try:
            return float(open(path).read())
        except OSError:
            pass
    return 7.0

def evaluate(net, batches):
    metric = Accumulator(2)
    for X, y in batches:
        count = accuracy(net(X), y)
        for path in KEPT:
            try:
                open(path, "w").write(str(count))
            except OSError:
                pass
        metric.add(count, len(y))
    return metric[0] / metric[1]
"""
    if isinstance(sandbox, InProcess):
        pytest.skip("one process has one file system")
    for _ in range(2):
        report = grade(RIGHT + hoard)
        assert of(report, "accuracy").score == 0
        assert lent(report) == {"evaluate": ("accuracy",)}


def test_a_hanging_function_is_lent_and_its_time_is_its_own(grade: Grade, sandbox: Sandbox) -> None:
    if isinstance(sandbox, InProcess):
        pytest.skip("nothing limits time in one process")
    report = grade(changed((COUNT, "while True: pass")), exercises={"accuracy", "evaluate"})
    assert of(report, "accuracy").status == "timeout"
    assert (of(report, "evaluate").status, lent(report)) == ("passed", {"evaluate": ("accuracy",)})


def test_lent_things_cannot_be_looked_into(assignment: Assignment, suite: Suite) -> None:
    probe = """
def train(w, X, y, lr, epochs):
    found = []
    for thing, names in ((loss, ("__code__", "__globals__", "__closure__", "__wrapped__", "__func__")),
                         (Accumulator, ("__init__", "add", "__dict__", "__mro__", "__subclasses__")),
                         (Accumulator(2), ("__class__.__init__", "__dict__", "_torchgrade", "add.__func__"))):
        for name in names:
            try:
                at = thing
                for part in name.split("."):
                    at = getattr(at, part)
                if type(at).__name__ not in ("type", "mappingproxy", "method-wrapper") and "Remote" not in repr(at):
                    found.append((name, repr(at)[:80]))
            except (AttributeError, TypeError):
                pass
    raise ValueError(str(found))
"""
    sandbox = TwoRooms()
    try:
        program = slice_(read_bytes((RIGHT + probe).encode(), "a.py"), ["train"], lent=["loss", "Accumulator"]).program
        room = sandbox.open(program, assignment.limits, suite.lent(["loss", "Accumulator"]))
        room.begin(1)
        with pytest.raises(ValueError, match=r"\[.*\]") as caught:
            room.get("train")(torch.zeros(1), 0, 0, 0, 0)
        assert str(caught.value) == "[]"
    finally:
        sandbox.close()


def test_an_instance_of_a_lent_class_shows_its_public_attributes(assignment: Assignment, suite: Suite) -> None:
    borrowed = """
def train(w, X, y, lr, epochs):
    metric = Accumulator(w)
    kept = metric.kept["size"], len(metric.kept), metric.kept is metric.kept
    try:
        return kept, metric._own
    except AttributeError:
        return kept, None
"""

    class Keeper:
        def __getitem__(self, name: str) -> str:
            return f"the {name}"

        def __len__(self) -> int:
            return 3

    class Accumulator:
        def __init__(self, n: object):
            self.kept, self._own = Keeper(), n

    sandbox = TwoRooms()
    try:
        program = slice_(read_bytes((RIGHT + borrowed).encode(), "a.py"), ["train"], lent=["Accumulator"]).program
        room = sandbox.open(program, assignment.limits, {"Accumulator": Accumulator})
        room.begin(1)
        assert room.get("train")(1, 0, 0, 0, 0) == (("the size", 3, True), None)
    finally:
        sandbox.close()


def test_only_functions_and_classes_are_lent(suite: Suite) -> None:
    assert sorted(suite.lent(["accuracy", "Accumulator", "torch", "nothing"])) == ["Accumulator", "accuracy"]


def test_the_slice_tells_what_each_name_uses_and_leaves_out_what_is_lent() -> None:
    source = "import torch\nf = torch.exp\ndef g(x): return f(x) + h(x)\ndef k(x): return g(x)\n"
    submission = read_bytes(source.encode(), "a.py")
    sliced = slice_(submission, ["g", "k"])
    assert {"f", "h", "torch"} <= sliced.uses["g"]
    assert {"g", "f", "h"} <= sliced.uses["k"]
    without = slice_(submission, ["k"], lent=["g"])
    assert without.program.source.splitlines()[1:] == ["def k(x): return g(x)"]


def test_every_page_says_it_in_both_languages(grade: Grade) -> None:
    report = grade(changed((COUNT, "return 7.0")))
    for format in ("text", "markdown", "html"):
        for language, words in (("en", "Judged with our"), ("zh", "评阅时使用了我们的")):
            page = feedback.render(report, format, lang=language)  # type: ignore[arg-type]
            assert words in page
            assert "accuracy" in page.partition(words)[2][:40]


def test_verify_shows_that_a_mistake_costs_no_later_exercise(folder: Path) -> None:
    course = find_course(explicit=folder.parents[2])
    findings = verify(plan(course, []), Orders(course=course.root, in_process=True), jobs=1)
    assert [(f.exercise, f.kind, f.name, f.trouble) for f in findings if f.trouble] == []
    assert {(f.exercise, f.name) for f in findings if f.kind == "follow"} == {
        ("evaluate", "accuracy_along_the_batch"),
        ("evaluate", "Accumulator_keeps_the_last"),
        ("train", "loss_without_the_half"),
        ("train", "step_uphill"),
        ("train", "batches_without_the_last"),
    }


def test_an_assignment_may_do_without(tmp_path: Path) -> None:
    """With `follow_through = false` what builds on a wrong answer is wrong, and verify does not ask for more."""
    folder = follow_course.write(tmp_path)
    settings = folder / "assignment.toml"
    settings.write_text("follow_through = false\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    strict = load_assignment(folder)
    wrong = read_bytes(changed((COUNT, "return 0.0")).encode(), "classify.py")
    report = judge(wrong, strict, InProcess(), Suite(strict), device="cpu")
    assert {"accuracy", "evaluate"} <= lost(report)
    assert not any(lent(report).values())
    assert not [case for case in plan(find_course(explicit=tmp_path), ()) if case.kind == "follow"]


DRAWING = {
    "drawing.py": '''import matplotlib.pyplot as plt


class Curve:
    """A curve that grows."""

    def __init__(self):
        ### BEGIN SOLUTION
        self.axes, self.points = plt.subplots()[1], []
        ### END SOLUTION

    def add(self, y):
        ### BEGIN SOLUTION
        self.points.append(y)
        self.axes.cla()
        self.axes.plot(self.points)
        ### END SOLUTION


def countdown(n):
    """Draw n, n - 1, ... 1."""
    ### BEGIN SOLUTION
    curve = Curve()
    for i in range(n, 0, -1):
        curve.add(i)
    ### END SOLUTION
''',
    "assignment.toml": """section = "0.4"
title = { en = "Drawing", zh = "画图" }
libraries = ["matplotlib"]

[exercises.Curve]
points = 1

[exercises.countdown]
points = 1
""",
    "test_Curve.py": '''from grader.suite import check, drawn, points


@points(1)
def test_it_grows(student):
    """It grows. / 增长。"""
    with drawn(student) as figures:
        curve = student.Curve()
        curve.add(2)
        curve.add(3)
    check.draws(figures, lines=[([0, 1], [2, 3])])
''',
    "test_countdown.py": '''from grader.suite import check, drawn, points


@points(1)
def test_it_counts(student):
    """It counts down. / 倒数。"""
    with drawn(student) as figures:
        student.countdown(3)
    check.draws(figures, lines=[([0, 1, 2], [3, 2, 1])])
''',
}


def test_what_is_lent_draws_for_the_one_who_borrowed_it(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "solutions" / "ch00_demo" / "drawing"
    folder.mkdir(parents=True)
    for name, text in DRAWING.items():
        (folder / name).write_text(text)
    assignment = load_assignment(folder)
    suite = Suite(assignment)
    right = DRAWING["drawing.py"]
    for old, scores in (
        ("curve = Curve()", [1, 1]),
        ("self.points.append(y)", [0, 1]),  # Curve draws nothing but an empty line
        ("curve.add(i)", [1, 0]),
    ):
        source = right if scores == [1, 1] else right.replace(old, "pass")
        report = judge(read_bytes(source.encode(), "ann.py"), assignment, sandbox, suite)
        assert [exercise.score for exercise in report.exercises] == scores
    both = judge(
        read_bytes(right.replace("self.points.append(y)", "pass").replace("n, 0, -1", "n").encode(), "ann.py"),
        assignment,
        sandbox,
        suite,
    )
    assert both.score == 0


READING = {
    "reading.py": '''def read():
    """The words of data/words.txt."""
    ### BEGIN SOLUTION
    with open("data/words.txt") as file:
        return file.read().split()
    ### END SOLUTION


def count():
    """How many there are."""
    ### BEGIN SOLUTION
    return len(read())
    ### END SOLUTION
''',
    "assignment.toml": """section = "0.5"
title = { en = "Reading", zh = "读取" }

[exercises.read]
points = 1

[exercises.count]
points = 1
""",
    "test_read.py": '''from grader.suite import check, files, points


@points(1)
def test_words(student):
    """Words. / 单词。"""
    files(student).write("data/words.txt", "a b")
    check.equal(student.read(), ["a", "b"])
''',
    "test_count.py": '''from grader.suite import check, files, points


@points(1)
def test_number(student):
    """Number. / 个数。"""
    files(student).write("data/words.txt", "a b c")
    check.equal(student.count(), 3)


def test_as_given(student):
    """As given. / 原样。"""
    check.equal(student.count(), 1)
''',
    "data/words.txt": "given",
}


def test_what_is_lent_reads_the_files_of_the_one_who_borrowed_it(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "solutions" / "ch00_demo" / "reading"
    (folder / "data").mkdir(parents=True)
    for name, text in READING.items():
        (folder / name).write_text(text)
    assignment = load_assignment(folder)
    suite = Suite(assignment)
    wrong = READING["reading.py"].replace("file.read().split()", "[]")
    report = judge(read_bytes(wrong.encode(), "ann.py"), assignment, sandbox, suite)
    assert [exercise.score for exercise in report.exercises] == [0, 1]
    assert report.exercises[1].with_reference == ("read",)
    assert [test.status for test in report.exercises[1].tests] == ["passed", "passed"]


LAYERS = {
    "stack.py": """from torch import nn


def block(n):
    \"\"\"A linear layer and ReLU.\"\"\"
    ### BEGIN SOLUTION
    return nn.Sequential(nn.Linear(n, n), nn.ReLU())
    ### END SOLUTION


def net(n):
    \"\"\"Two blocks and a linear layer.\"\"\"
    ### BEGIN SOLUTION
    return nn.Sequential(block(n), block(n), nn.Linear(n, 2))
    ### END SOLUTION
""",
    "assignment.toml": """section = "0.5"
title = { en = "Stacking", zh = "堆叠" }

[exercises.block]
points = 1

[exercises.net]
points = 3
""",
    "test_block.py": """import torch

from grader.suite import check, points


@points(1)
def test_it_is_not_negative(student):
    \"\"\"No negative numbers. / 没有负数。\"\"\"
    check.that(bool((student.block(9)(torch.randn(20, 9)) >= 0).all()), "There are.", zh="有负数。")
""",
    "test_net.py": """import torch

from grader.suite import check, on, points


@points(1)
def test_values(student, reference):
    \"\"\"The results are right. / 结果正确。\"\"\"
    check.same_model(student.net(4), reference.net(4), torch.randn(3, 4))


@points(1)
@on("meta")
def test_size(student):
    \"\"\"The size is right. / 大小正确。\"\"\"
    net = student.net(100)
    check.parameter_count(net, 20402)
    check.shape(net(torch.randn(3, 100)), (3, 2))


@points(1)
@on("cuda")
def test_place(student, device):
    \"\"\"It moves. / 可以移动。\"\"\"
    check.device(student.net(4).to(device)(torch.randn(3, 4, device=device)), device)
""",
}


@pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")
def test_what_no_simulation_can_follow_costs_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    """Layers that are lent keep their parameters in the trusted room."""
    folder = tmp_path / "solutions" / "ch00_demo" / "stack"
    folder.mkdir(parents=True)
    for name, text in LAYERS.items():
        (folder / name).write_text(text)
    assignment = load_assignment(folder)
    wrong = LAYERS["stack.py"].replace("nn.ReLU()", "nn.Tanh()")
    report = judge(read_bytes(wrong.encode(), "ann.py"), assignment, sandbox, Suite(assignment))
    assert [exercise.score for exercise in report.exercises] == [0, 3]
    wrong = wrong.replace("nn.Linear(n, 2)", "nn.Linear(n, 3)")
    report = judge(read_bytes(wrong.encode(), "ann.py"), assignment, sandbox, Suite(assignment))
    assert of(report, "net").score < 3


INHERITED = {
    "decoders.py": """class Interface:
    \"\"\"Says nothing.\"\"\"

    ### BEGIN SOLUTION
    @property
    def said(self):
        raise NotImplementedError

    ### END SOLUTION


class Speaker(Interface):
    \"\"\"Says what it is given.\"\"\"

    def say(self, X):
        ### BEGIN SOLUTION
        self.word = X
        return X
        ### END SOLUTION

    @property
    def said(self):
        ### BEGIN SOLUTION
        return self.word
        ### END SOLUTION
""",
    "assignment.toml": """section = "0.6"
title = { en = "Speaking", zh = "说话" }

[exercises.Interface]
points = 1

[exercises.Speaker]
points = 2
""",
    "test_Interface.py": """from grader.suite import check, points


@points(1)
def test_it_refuses(student):
    \"\"\"It refuses. / 它拒绝。\"\"\"
    check.raises(NotImplementedError, lambda: student.Interface().said)
""",
    "test_Speaker.py": """import torch

from grader.suite import after, check, on, points


@points(1)
def test_it_speaks(student):
    \"\"\"It speaks. / 它会说话。\"\"\"
    speaker = student.Speaker()
    speaker.say(3)
    check.equal(speaker.said, 3)


@points(1)
@after(test_it_speaks)
@on("cuda")
def test_place(student, device):
    \"\"\"It stays there. / 留在那里。\"\"\"
    check.device(student.Speaker().say(torch.ones(2, device=device)), device)
""",
}


def test_a_class_that_cannot_inherit_what_is_lent_earns_nothing_in_a_simulation(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    folder = tmp_path / "solutions" / "ch00_demo" / "decoders"
    folder.mkdir(parents=True)
    for name, text in INHERITED.items():
        (folder / name).write_text(text)
    assignment = load_assignment(folder)
    wrong = (
        INHERITED["decoders.py"].replace("raise NotImplementedError", "return 1").replace("return X", "raise TypeError")
    )
    report = judge(read_bytes(wrong.encode(), "ann.py"), assignment, sandbox, Suite(assignment))
    assert [exercise.score for exercise in report.exercises] == [0, 0]


KEEPING = {
    "keep.py": """from torch import nn


class Block(nn.Module):
    \"\"\"A linear layer that keeps what came out.\"\"\"

    def __init__(self, n):
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(n, n)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        self.kept = self.linear(X)
        return self.kept
        ### END SOLUTION


class Net(nn.Module):
    \"\"\"A block, and what it kept besides.\"\"\"

    def __init__(self, n):
        super().__init__()
        ### BEGIN SOLUTION
        self.block = Block(n)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return self.block(X) + self.block.kept
        ### END SOLUTION
""",
    "assignment.toml": """section = "0.7"
title = { en = "Keeping", zh = "保存" }

[exercises.Block]
points = 1

[exercises.Net]
points = 2
""",
    "test_Block.py": """import torch

from grader.suite import check, points


@points(1)
def test_values(student, reference):
    \"\"\"The results are right. / 结果正确。\"\"\"
    check.same_model(student.Block(4), reference.Block(4), torch.randn(3, 4))
""",
    "test_Net.py": """import torch

from grader.suite import check, on, points


@points(1)
def test_values(student, reference):
    \"\"\"The results are right. / 结果正确。\"\"\"
    check.same_model(student.Net(4), reference.Net(4), torch.randn(3, 4))


@points(1)
@on("cuda")
def test_place(student, device):
    \"\"\"It moves. / 可以移动。\"\"\"
    check.device(student.Net(4).to(device)(torch.randn(3, 4, device=device)), device)
""",
}


@pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")
def test_what_a_lent_layer_keeps_can_be_read_in_a_simulation(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "solutions" / "ch00_demo" / "keep"
    folder.mkdir(parents=True)
    for name, text in KEEPING.items():
        (folder / name).write_text(text)
    assignment = load_assignment(folder)
    wrong = KEEPING["keep.py"].replace("self.kept = self.linear(X)", "self.kept = -self.linear(X)")
    report = judge(read_bytes(wrong.encode(), "ann.py"), assignment, sandbox, Suite(assignment))
    assert [exercise.score for exercise in report.exercises] == [0, 2]
