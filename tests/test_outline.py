"""What is said of a course without running it is what pytest finds when it does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.course import find_course
from grader.outline import course_table, outline, with_parts
from grader.release import drift, release
from tests import demo_course

ROOT = Path(__file__).resolve().parents[1]
SUITE = '''\
import pytest

from grader.suite import check, on, points

CASES = [(1, 2), (3, 4), (5, 6)]
NAMED = {"a": 1, "b": 2}


def helper(student):
    pass


@points(1)
@pytest.mark.parametrize("case", CASES)
def test_cases(student, case):
    """One. / 一。"""


@on("cuda")
@pytest.mark.parametrize("n", range(2, 8, 2))
@pytest.mark.parametrize(("a", "b"), NAMED.items())
def test_product(student, n, a, b, device):
    """Two. / 二。"""


@pytest.mark.parametrize("n", list(range(2)) + [7], ids=str)
def test_sum(student, n):
    """Three. / 三。"""


def test_once(student):
    """Four. / 四。"""
'''


def test_parametrised_tests_count_once_a_case(tmp_path: Path) -> None:
    demo_course.write(tmp_path, test_unit_rows_py=SUITE)
    assignment = find_course(tmp_path).assignments[0]
    told = outline(assignment, assignment.exercise("unit_rows"))
    assert (told.public, told.hidden, told.devices, told.exact) == (1, 3 + 6 + 3 + 1, ("cpu", "cuda"), True)
    assert outline(assignment, assignment.exercise("mean_row")).devices == ("cpu",)

    from grader.suite.runner import Suite

    collected = [spec for spec in Suite(assignment).tests if spec.exercise == "unit_rows"]
    assert told.tests == len(collected)


def test_what_cannot_be_read_off_is_said(tmp_path: Path) -> None:
    demo_course.write(tmp_path, test_unit_rows_py=SUITE.replace("NAMED.items()", "zip(CASES, CASES)"))
    assignment = find_course(tmp_path).assignments[0]
    assert outline(assignment, assignment.exercise("unit_rows")).exact is False


def test_a_suite_that_does_not_parse_has_no_tests(tmp_path: Path) -> None:
    demo_course.write(tmp_path, test_unit_rows_py="def test_(:\n")
    assignment = find_course(tmp_path).assignments[0]
    assert outline(assignment, assignment.exercise("unit_rows")).hidden == 0


@pytest.mark.slow
def test_every_suite_of_this_course_has_as_many_tests_as_is_said() -> None:
    from grader.suite.runner import Suite

    for assignment in find_course(ROOT).assignments:
        tests = Suite(assignment).tests
        for exercise in assignment.exercises:
            told = outline(assignment, exercise)
            own = [spec for spec in tests if spec.exercise == exercise.id]
            placed = any(spec.on == "cuda" for spec in own)  # a test on "meta" runs on the CPU
            assert told.devices == (("cpu", "cuda") if placed else ("cpu",)), exercise.id
            if told.exact:
                assert told.tests == len(own), exercise.id


def test_the_table_names_all_there_is(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    table = course_table(find_course(tmp_path))
    assert table.startswith("## ch00_demo\n")
    assert "| 0.1 | `normalise` | | **Normalising rows** | **逐行归一化** | 8 | | |" in table
    assert "| | | `mean_row` | The mean row | 平均行 | 2 | cpu | 1 + 1 |" in table


def test_release_keeps_the_page_of_the_course_fresh(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    course = find_course(tmp_path)
    release(course)
    page = tmp_path / "docs" / "course.md"
    page.parent.mkdir()
    page.write_text("# Mine\n\n<!-- generated: Course -->\n<!-- end -->\n\nLast.\n", encoding="utf-8")
    assert [(path.name, what) for path, what in drift(course)] == [("course.md", "differs")]
    release(course)
    assert drift(course) == []
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Mine\n")
    assert text.endswith("<!-- end -->\n\nLast.\n")
    assert course_table(course) in text


def test_only_the_parts_that_are_known_are_made() -> None:
    page = "<!-- generated: A -->\nold\n<!-- end -->\n<!-- generated: B -->\nold\n<!-- end -->\n"
    made = with_parts(page, {"A": lambda: "new"})
    assert made == "<!-- generated: A -->\n\nnew\n<!-- end -->\n<!-- generated: B -->\nold\n<!-- end -->\n"


def test_the_list_does_not_wait_for_torch() -> None:
    command = "from grader import cli\ntry: cli.main(['list'])\nexcept SystemExit: pass\n"
    code = f"import sys\n{command}print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.endswith("\nFalse\n")
