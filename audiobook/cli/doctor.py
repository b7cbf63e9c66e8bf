"""`audiobook doctor`: what works on this machine, and what to install for the rest."""

from __future__ import annotations

from audiobook import pipeline
from audiobook.cli.present import result


def doctor() -> None:
    """Tell what works on this machine, and what to install for the rest."""
    for finding in pipeline.findings():
        mark = "ok     " if finding.works else "missing"
        result(f"{mark}  {finding.what}: {finding.detail}")
