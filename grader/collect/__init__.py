"""Owns turning what an instructor has on disk into hand-ins: whose each is, from when, and what could not be matched.

found → whose → arrival: a layout (`layouts`, `exports`) finds attempts and what their names say of the student; the
roster (`roster`) says who that is; `gather` reads the bytes.
"""

from grader.collect.gather import Gathering
from grader.collect.roster import Roster, RosterError, read_roster

__all__ = ["Gathering", "Roster", "RosterError", "read_roster"]
