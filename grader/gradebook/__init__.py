"""Owns what is remembered of a class: students, what they handed in, the work of grading it, reports and overrides.

Nothing in it is overwritten. A mark is derived (`marks`) from the newest report of what a student handed in and from
what an instructor decided since. `Gradebook` opens the database: an SQLite file by default, PostgreSQL by URL.
"""

from grader.gradebook.store import Gradebook, GradebookError

__all__ = ["Gradebook", "GradebookError"]
