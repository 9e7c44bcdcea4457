"""Owns grading in CI: which platform this is (`platforms`), and telling it in its own way (`github`, `gitlab`)."""
