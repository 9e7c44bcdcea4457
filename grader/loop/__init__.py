"""The student's loop: `%check` in a notebook, `check --watch` in a terminal, and what is remembered of both."""
