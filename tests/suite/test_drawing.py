"""Drawings: what a program draws is read as data, in process and in the real room, and compared part by part."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from grader.sandbox import Limits, Program
from grader.sandbox.inprocess import InProcessRoom
from grader.sandbox.two_rooms import TwoRooms
from grader.submission import read_bytes, slice
from grader.suite import check, drawn, look, new_axes
from grader.suite.drawing import Axes, Figure
from grader.suite.words import Failed

SOURCE = """
import io
import matplotlib.pyplot as plt
import torch
from IPython import display
from matplotlib_inline import backend_inline
from d2l import torch as d2l

held, held_axes = plt.subplots()


def curves(how="leave"):
    backend_inline.set_matplotlib_formats("svg")
    plt.figure(figsize=(3, 2))
    x = torch.arange(0, 3, 0.5)
    plt.plot(x, x**2, label="square")
    plt.plot(x, 2 * x - 1, "m--", label="line")
    plt.axvline(1.0, visible=False)
    plt.xlabel("x"); plt.ylabel("f(x)"); plt.title("Tangent"); plt.xlim(0, 3); plt.yscale("symlog")
    plt.legend(); plt.grid()
    if how == "show": plt.show()
    if how == "close": plt.close()
    if how == "save": plt.savefig(io.BytesIO()); plt.close("all")
    if how == "display": display.display(plt.gcf()); display.clear_output(wait=True)


def named_by_legend():
    _, axes = plt.subplots()
    axes.plot([0, 1], [0, 1], "r:")
    axes.plot([0, 1], [1, 0], "g-.")
    axes.legend(["up", "down"])


def grid(rows, columns):
    _, axes = plt.subplots(rows, columns, squeeze=False)
    for i, row in enumerate(axes):
        for j, each in enumerate(row):
            shown = each.imshow(torch.full((2, 3), 10.0 * i + j), cmap="Reds")
            each.set_title(f"{i}{j}")
            each.get_xaxis().set_visible(False)
            each.set_yticks([])
    plt.colorbar(shown, ax=axes)
    plt.suptitle("all")


def boxes(axes, places, texts):
    for (x, y, w, h), text in zip(places, texts):
        axes.add_patch(plt.Rectangle((x, y), w, h, fill=False, edgecolor="red", linewidth=2))
        axes.text(x, y, text)


def dots():
    plt.scatter([1, 2, 3], [4, 5, 6], label="data")


def two():
    plt.plot([1], [2]); plt.show(); plt.plot([3], [4]); plt.show()


def onto_an_old_one():
    held_axes.plot([1, 2], [3, 4])


def nothing():
    plt.figure()


def space():
    axes = plt.figure().add_subplot(projection="3d")
    axes.plot([1, 2], [3, 4], [5, 6]); axes.set_zlabel("z")


def with_d2l():
    d2l.set_figsize((4, 3))
    x = torch.arange(0, 3, 1.0)
    d2l.plot(x, [x**2, 2 * x - 3], "x", "f(x)", legend=["f(x)", "Tangent line (x=1)"], xlim=[0, 3])


def size():
    return list(plt.rcParams["figure.figsize"])


class Animator:
    def __init__(self, legend):
        self.fig, self.axes = plt.subplots(1, 1)
        self.legend, self.X, self.Y = legend, [], []

    def add(self, x, ys):
        self.X.append(x); self.Y.append(ys)
        self.axes.cla()
        for k in range(len(ys)):
            self.axes.plot(self.X, [y[k] for y in self.Y])
        self.axes.legend(self.legend)
        display.display(self.fig)
        display.clear_output(wait=True)
"""
NAMES = ("curves", "named_by_legend", "grid", "boxes", "dots", "two", "onto_an_old_one", "nothing", "space")
NAMES += ("with_d2l", "size", "Animator")


class Student:
    def __init__(self, room: Any):
        self._room, self._lender = room, None

    def __getattr__(self, name: str) -> Any:
        return self._room.get(name)


@pytest.fixture(scope="module")
def program() -> Program:
    sliced = slice(read_bytes(SOURCE.encode(), "a.py"), NAMES).program
    return Program(sliced.source, names=tuple(NAMES), libraries=("matplotlib",))


@pytest.fixture(scope="module", params=["in process", "two rooms"])
def room(request: pytest.FixtureRequest, program: Program) -> Iterator[Any]:
    if request.param == "in process":
        yield InProcessRoom(program)
        return
    with TwoRooms(bubblewrap=False, merge=False, warm=("matplotlib",)) as rooms:
        yield rooms.open(program, Limits(import_s=60, call_s=60))


@pytest.fixture
def student(room: Any) -> Iterator[Student]:
    room.begin(3)
    yield Student(room)
    room.end()


X = torch.arange(0, 3, 0.5)
CURVES = [(X, X**2), (X, 2 * X - 1)]


@pytest.mark.parametrize("how", ["leave", "show", "close", "save", "display"])
def test_curves(student: Student, how: str) -> None:
    with drawn(student) as figures:
        student.curves(how)
    axes = figures.axes
    check.draws(
        axes,
        lines=CURVES,
        legend=["square", "line"],
        title="Tangent",
        xlabel="x",
        ylabel="f(x)",
        xlim=(0, 3),
        xscale="linear",
        yscale="symlog",
        grid=True,
    )
    check.draws(axes, lines=[(*CURVES[1], "line"), (*CURVES[0], "square")])  # in any order
    assert figures.figure.size == (3.0, 2.0)
    first, second = axes.lines
    assert (first.style, second.style, second.color, first.marker) == ("-", "--", "#bf00bf", "")
    assert first.x.dtype == torch.float64


def test_a_line_has_the_name_that_the_legend_gives_it(student: Student) -> None:
    with drawn(student) as figures:
        student.named_by_legend()
    assert [line.label for line in figures.axes.lines] == ["up", "down"]
    check.draws(figures, lines=[([0, 1], [1, 0]), ([0, 1], [0, 1])], legend=["down", "up"])
    with pytest.raises(Failed, match="The legend gives it another name"):
        check.draws(figures, lines=[([0, 1], [0, 1]), ([0, 1], [1, 0])], legend=["down", "up"])


def test_images_in_a_grid(student: Student) -> None:
    with drawn(student) as figures:
        student.grid(2, 3)
    figure = figures.figure
    assert (len(figure.axes), figure.colorbars, figure.title) == (6, 1, "all")
    assert [(a.row, a.column, a.title) for a in figure.axes] == [(i, j, f"{i}{j}") for i in range(2) for j in range(3)]
    last = figure.axes[-1]
    check.draws(last, images=[torch.full((2, 3), 12.0)], xticks=False, yticks=False)
    assert last.images[0].cmap == "Reds"
    with pytest.raises(Failed, match="has 6 plots"):
        figures.axes  # noqa: B018
    with pytest.raises(Failed, match="The image has shape"):
        check.draws(last, images=[torch.zeros(3, 2)])
    with pytest.raises(Failed, match="The image is wrong at"):
        check.draws(last, images=[torch.zeros(2, 3)])
    with pytest.raises(Failed, match="does not show the ticks of the x axis"):
        check.draws(last, xticks=True)


def test_axes_made_by_the_test(student: Student) -> None:
    axes = new_axes(student)
    student.boxes(axes, [(0.0, 1.0, 2.0, 3.0), (4.0, 4.0, 1.0, 1.0)], ["dog", "cat"])
    seen = look(student, axes)
    assert isinstance(seen, Axes)
    check.draws(seen, patches=[(4, 4, 1, 1), (0, 4, 2, -3)], texts=["cat", ("dog", 0.0, 1.0)])
    patch = seen.patches[0]
    assert (patch.kind, patch.edge, patch.fill, patch.linewidth) == ("Rectangle", "#ff0000", False, 2.0)
    with pytest.raises(Failed, match="Shape 2: It stands at another place"):
        check.draws(seen, patches=[(0, 1, 2, 3), (5, 4, 1, 1)])
    with pytest.raises(Failed, match="shows 2 shapes; expected 1"):
        check.draws(seen, patches=[(0, 1, 2, 3)])
    rows = new_axes(student, 1, 2)
    with drawn(student) as figures:
        student.boxes(rows[0][1], [(0.0, 0.0, 1.0, 1.0)], ["b"])
    assert [len(each.patches) for each in figures.figure.axes] == [0, 1]
    with pytest.raises(Failed, match="no figure"):
        look(student, [1, 2])


def test_scatter_and_space(student: Student) -> None:
    with drawn(student) as figures:
        student.dots()
    check.draws(figures, points=[([1, 2, 3], [4, 5, 6], "data")])
    with drawn(student) as figures:
        student.space()
    check.draws(figures, lines=[([1, 2], [3, 4], [5, 6])], zlabel="z")


def test_how_many_figures(student: Student) -> None:
    with drawn(student) as figures:
        student.two()
    assert [figure.axes[0].lines[0].x.tolist() for figure in figures] == [[1.0], [3.0]]
    with pytest.raises(Failed, match="draws 2 figures; expected 1"):
        figures.figure  # noqa: B018
    with drawn(student) as figures:
        student.nothing()
    assert len(figures) == 0
    with pytest.raises(Failed, match="draws nothing"):
        figures.axes  # noqa: B018
    with drawn(student) as figures:
        student.onto_an_old_one()
    assert figures.axes.lines[-1].y.tolist() == [3.0, 4.0]
    with drawn(student) as figures:
        student.dots()
        student.dots()  # onto the same plot, as in one cell
    assert len(figures.axes.points) == 2


def test_an_object_that_draws(student: Student) -> None:
    with drawn(student) as figures:
        animator = student.Animator(["loss", "accuracy"])
        animator.add(1, (0.9, 0.5))
        animator.add(2, (0.7, 0.6))
    wanted = {"lines": [([1, 2], [0.9, 0.7]), ([1, 2], [0.5, 0.6])], "legend": ["loss", "accuracy"]}
    check.draws(figures, **wanted)
    figure = look(student, animator.fig)
    assert isinstance(figure, Figure)
    check.draws(figure, **wanted)
    check.draws(look(student, animator.axes), **wanted)


def test_the_books_plot_and_settings_that_do_not_last(student: Student, room: Any) -> None:
    before = student.size()
    with drawn(student) as figures:
        student.with_d2l()
    x = torch.arange(0, 3, 1.0)
    check.draws(
        figures, lines=[(x, x**2), (x, 2 * x - 3)], legend=["f(x)", "Tangent line (x=1)"], xlabel="x", grid=True
    )
    assert figures.figure.size == (3.5, 2.5)
    assert student.size() == [3.5, 2.5]
    room.end()
    room.begin(4)
    assert student.size() == before


def test_like_the_reference(student: Student, program: Program) -> None:
    reference = Student(InProcessRoom(program))
    with drawn(student) as mine, drawn(reference) as right:
        student.curves()
        reference.curves("show")
    check.draws(mine, right, "lines", "legend", "xlabel", "ylabel", "title", "xlim", "ylim", "yscale")
    check.draws(mine.axes, right.axes, "lines")
    with drawn(reference) as right:
        reference.named_by_legend()
    with pytest.raises(Failed, match="Line 1: The x values have shape"):
        check.draws(mine, right, "lines")
    check.draws(mine, right, "xlabel", xlabel="x")  # what is said outright goes before


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"lines": CURVES[:1]}, "shows 2 lines; expected 1"),
        ({"lines": [CURVES[0], (X, 2 * X)]}, "Line 2: The y values are wrong at"),
        ({"lines": [CURVES[0], (X + 1, 2 * X)]}, "Line 2: The x values are wrong at"),
        ({"points": [([1], [1])]}, "shows 0 scatter plots; expected 1"),
        ({"legend": ["a", "b"]}, "names other things"),
        ({"legend": []}, "expected none"),
        ({"xlabel": "t"}, "The label of the x axis reads otherwise"),
        ({"title": ""}, "The title reads otherwise"),
        ({"yscale": "log"}, "The y axis has the scale symlog; expected log"),
        ({"xlim": (0, 4)}, "The x axis shows another range"),
        ({"grid": False}, "shows the grid; expected none"),
    ],
)
def test_what_a_student_reads(student: Student, wanted: dict[str, Any], says: str) -> None:
    with drawn(student) as figures:
        student.curves()
    with pytest.raises(Failed) as failed:
        check.draws(figures, **wanted)
    assert says in failed.value.text.en
    assert failed.value.text.zh


def test_parts_are_checked_for_the_author(student: Student) -> None:
    with drawn(student) as figures:
        student.dots()
    with pytest.raises(TypeError, match="there is no part 'line'"):
        check.draws(figures, line=[])
    with pytest.raises(TypeError, match="say which parts"):
        check.draws(figures, figures)
    with pytest.raises(TypeError, match="what `drawn` or `look` gave"):
        check.draws([], lines=[])


@pytest.mark.parametrize(
    "forged",
    [
        None,
        3,
        [],
        [{"axes": []}],
        [{"axes": [], "size": ["a", 1], "title": "", "colorbars": 0}],
        [{"axes": [{}], "size": [1, 1], "title": "", "colorbars": 0}],
        [{"axes": [], "size": [1.0, 1.0], "title": np.zeros(2), "colorbars": 0}],
    ],
    ids=range(7),
)
def test_a_forged_drawing_is_not_believed(forged: Any) -> None:
    room = types.SimpleNamespace(service=lambda name, *_: forged if name == "drawn" else None)
    if forged == []:
        with drawn(Student(room)) as figures:
            pass
        assert len(figures) == 0
        return
    with pytest.raises(Failed, match="cannot be read"), drawn(Student(room)):
        pass


def test_two_rooms_of_one_process_do_not_share_figures() -> None:
    one, other = (
        Student(InProcessRoom(Program("import matplotlib.pyplot as plt\ndef f(x): plt.plot([x], [x])\n")))
        for _ in range(2)
    )
    with drawn(one) as first, drawn(other) as second:
        one.f(1)
        other.f(2)
        one.f(3)
    assert [line.x.item() for line in first.axes.lines] == [1.0, 3.0]
    assert [line.x.item() for line in second.axes.lines] == [2.0]
