"""From what a student hands in to a program that can run: read, slice, and the source check."""

from grader.submission.forbidden import Finding, check
from grader.submission.model import Cell, Definition, Sliced, Spot, Submission, Unreadable, place
from grader.submission.read import MAX_BYTES, digest_of, files_of, read, read_bytes
from grader.submission.slice import slice

__all__ = [
    "MAX_BYTES",
    "Cell",
    "Definition",
    "Finding",
    "Sliced",
    "Spot",
    "Submission",
    "Unreadable",
    "check",
    "digest_of",
    "files_of",
    "place",
    "read",
    "read_bytes",
    "slice",
]
