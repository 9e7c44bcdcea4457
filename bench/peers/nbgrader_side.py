"""What runs in nbgrader's environment: a course folder made, released, graded. Imports nothing of torchgrade.

python nbgrader_side.py release COURSE ASSIGNMENT     source/ to release/
python nbgrader_side.py grade COURSE ASSIGNMENT       submitted/ to a gradebook; marks as JSON on stdout
"""

import json
import subprocess
import sys
from pathlib import Path

_CONFIG = "c = get_config()\nc.CourseDirectory.root = {root!r}\nc.CourseDirectory.course_id = 'course'\n"


def nbgrader(root: Path, *arguments: str) -> None:
    """One nbgrader command in the course."""
    (root / "nbgrader_config.py").write_text(_CONFIG.format(root=str(root)))
    done = subprocess.run([sys.executable, "-m", "nbgrader", *arguments], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"nbgrader {' '.join(arguments)}: {done.stderr[-4000:]}")


def marks(root: Path, assignment: str) -> dict[str, dict[str, list[float]]]:
    """Student -> grade_id -> [points, of how many], for cells that are graded automatically."""
    from nbgrader.api import Gradebook

    found: dict[str, dict[str, list[float]]] = {}
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            own = found[submission.student.id] = {}
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if grade.auto_score is not None and grade.max_score_gradecell:
                        own[grade.name] = [grade.auto_score, grade.max_score_gradecell]
    return found


def main() -> None:
    what, course, assignment = sys.argv[1:]
    root = Path(course)
    if what == "release":
        nbgrader(root, "generate_assignment", assignment, "--force", "--create")
    else:
        if what == "grade":
            nbgrader(root, "autograde", assignment, "--force", "--create")
        print(json.dumps(marks(root, assignment)))


if __name__ == "__main__":
    main()
