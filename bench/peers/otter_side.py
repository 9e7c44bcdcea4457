"""What runs in Otter's environment: an assignment made, submissions graded. Imports nothing of torchgrade.

python otter_side.py release MASTER.ipynb OUT          OUT/autograder/…zip and OUT/student/…ipynb
python otter_side.py grade AUTOGRADER.zip FILE...      marks as JSON on stdout; one process for all of them
"""

import json
import subprocess
import sys
from pathlib import Path


def grade(autograder: str, files: list[str]) -> dict[str, dict[str, list[float]]]:
    """Student -> "question number" of each test -> [points, of how many], as Otter counts them."""
    from otter.api import grade_submission

    found: dict[str, dict[str, list[float]]] = {}
    for file in files:
        results = grade_submission(file, autograder, quiet=True)
        own = found[Path(file).stem] = {}
        for question in results.results.values():
            own[question.name] = [question.score, question.possible]
            if not question.all_or_nothing:
                for number, done in enumerate(question.test_case_results, 1):
                    points = done.test_case.points
                    own[f"{question.name} {number}"] = [points if done.passed else 0.0, points]
    return found


def main() -> None:
    what, first, *rest = sys.argv[1:]
    if what == "release":
        # Graded once by Otter itself, as it does by default: a master that does not earn full marks is refused.
        command = [str(Path(sys.executable).parent / "otter"), "assign", first, *rest]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"otter assign: {done.stdout[-2000:]}{done.stderr[-4000:]}")
    else:
        stdout, sys.stdout = sys.stdout, sys.stderr
        found = grade(first, rest)
        print(json.dumps(found), file=stdout)


if __name__ == "__main__":
    main()
