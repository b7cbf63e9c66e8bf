"""The page on engines shows an engine that works."""

import re
from pathlib import Path
from typing import Any

import pytest

from audiobook.engines.contract_test import EngineContract

PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text("utf-8")
EXAMPLE = re.compile(r"<!-- example: a test runs this -->\n```python\n(.+?)```", re.DOTALL)


class TestTheExample(EngineContract):
    @pytest.fixture(autouse=True)
    def speaking(self) -> None:
        found: dict[str, Any] = {}
        (code,) = EXAMPLE.findall(PAGE)
        exec(code, found)
        self.engine = found["Parrot"]()
