"""Owns the zip that Gradescope takes as an autograder: this grader, one assignment whole, and the two scripts.

Gradescope unpacks it to /autograder/source, runs setup.sh once while it builds the image, and for each submission
run_autograder in /autograder, which reads submission/ and writes results/results.json.
"""

from __future__ import annotations

from pathlib import Path

from grader.collect.pack import zip_of
from grader.course import Assignment, stored

_PACKAGE = Path(__file__).resolve().parents[1]
_SETUP = """\
#!/usr/bin/env bash
# Runs once, while Gradescope builds the image: a Python that torchgrade supports, and its dependencies.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
supported='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
find_python() {
  for python in python3.13 python3.12 python3.11 python3; do
    if "$python" -c "$supported" 2>/dev/null; then echo "$python"; return; fi
  done
}
python=$(find_python)
if [ -z "$python" ]; then
  apt-get update -qq
  for version in 3.13 3.12 3.11; do
    apt-get install -y -qq "python$version" "python$version-venv" && break
  done
  python=$(find_python)
fi
apt-get install -y -qq bubblewrap || echo "bubblewrap could not be installed; grading goes on without it"
"$python" -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet "$here/torchgrade"
"""
_RUN = """\
#!/usr/bin/env bash
# Runs for each submission. A submission that cannot be used still has its results; where the grader itself fails there
# are none, so that Gradescope says so and no mark is given.
set -uo pipefail
here=$(cd "$(dirname "${{BASH_SOURCE[0]}}")" && pwd)
python=${{TORCHGRADE_PYTHON:-$here/source/venv/bin/python}}
mkdir -p "$here/results"
cd "$here/source/torchgrade" || exit 1
"$python" cli.py grade "$here/submission" --whole --assignment {assignment} --course "$here/source/course" \\
  --lang {lang} --format gradescope -o "$here/results/results.json"
code=$?
[ "$code" -le 2 ] || exit "$code"
"""


def autograder(assignment: Assignment, lang: str) -> bytes:
    """The zip's bytes: the same for the same assignment and grader."""
    files = {"setup.sh": _SETUP.encode(), "run_autograder": _RUN.format(assignment=assignment.id, lang=lang).encode()}
    files |= {f"torchgrade/{name}": data for name, data in _grader().items()}
    folder = f"course/solutions/{assignment.chapter}/{assignment.id}"
    files |= {f"{folder}/{name}": data for name, data in stored(assignment.folder)}
    return zip_of(files, executable=("setup.sh", "run_autograder"))


def _grader() -> dict[str, bytes]:
    """The grader's own files, from a checkout or from where it is installed."""
    root = _PACKAGE.parent
    templates = root / "feedback_templates" if (root / "feedback_templates").is_dir() else _PACKAGE / "_templates"
    files = {f"grader/{name}": data for name, data in stored(_PACKAGE) if not name.startswith("_assignments/")}
    files |= {f"feedback_templates/{name}": data for name, data in stored(templates)}
    for name in ("cli.py", "pyproject.toml", "README.md"):
        if (root / name).is_file():
            files[name] = (root / name).read_bytes()
    return files
