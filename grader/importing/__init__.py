"""From an nbgrader source notebook or an Otter master notebook to an assignment's folder.

    notebook → draft (nbgrader.py, otter.py) → suite (suite.py) and reference (solution.py) → files (files.py)
    → what the reference and the trivial answers show of it (proof.py)

Every step takes plain data and gives plain data; nothing of the notebook is executed before the proof.
"""

from grader.importing.load import load
from grader.importing.model import Draft, Left, NotImported

__all__ = ["Draft", "Left", "NotImported", "load"]
