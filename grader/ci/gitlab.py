"""Owns telling GitLab: findings as a Code Quality report, which it shows in the merge request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from grader.ci.findings import Finding
from grader.ci.github import relative

_SEVERITY = {"error": "major", "warning": "minor", "notice": "info"}


def code_quality(findings: Iterable[Finding], root: Path) -> str:
    """The report as JSON, one entry a finding."""
    entries = []
    for finding in findings:
        file = relative(finding.file, root)
        entries.append(
            {
                "description": f"{finding.title}: {' '.join(finding.message.split())}",
                "check_name": finding.id,
                "fingerprint": hashlib.sha256(f"{finding.id}\0{file}\0{finding.message}".encode()).hexdigest(),
                "severity": _SEVERITY[finding.level],
                "location": {"path": file, "lines": {"begin": finding.line or 1}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
