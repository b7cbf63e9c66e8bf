"""One casting sheet for all stories of a series."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

FIRST = (
    'Part One\n\n"We sail at dawn," said Mara.\n\n"At dawn, then," said Ivo.\n\n"Hold on!" shouted Mara.\n'
)
SECOND = 'Part Two\n\n"Who is that?" asked Bryn.\n\n"An old friend," said Ivo.\n\n"I have none," said Bryn.\n'


@pytest.fixture
def series() -> tuple[Path, Path]:
    first, second = Path("first.txt"), Path("second.txt")
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    return first, second


def _voices(run: Run, story: Path, sheet: Path) -> dict[str, str]:
    run("convert", story, "--engine", "tone", "--cast", sheet, "-o", story.stem)
    (manifest,) = Path(story.stem).glob("*/manifest.json")
    rows: list[dict[str, Any]] = json.loads(manifest.read_text("utf-8"))["segments"]
    return {row["speaker"]: row["voice"] for row in rows if row["speaker"] and row["voice"]}


def test_a_shared_sheet_keeps_voices_and_comments_and_grows_at_its_end(
    run: Run, series: tuple[Path, Path]
) -> None:
    first, second = series
    sheet = Path("series.cast.yaml")
    run("cast", first, "-o", sheet, "--engine", "tone")
    sheet.write_text(sheet.read_text("utf-8").replace("  Ivo:", "  # the ferryman\n  Ivo:"), "utf-8")
    before = sheet.read_text("utf-8")

    run("cast", second, "-o", sheet, "--engine", "tone")

    after = sheet.read_text("utf-8")
    kept, grown = before.splitlines(), after.splitlines()
    rest = iter(grown)
    assert all(line in rest for line in kept)
    assert "  # the ferryman" in grown
    assert grown.index("  Bryn:  # 2 lines") > grown.index("  Ivo:  # 1 line")


def test_who_is_in_both_stories_speaks_with_one_voice(run: Run, series: tuple[Path, Path]) -> None:
    first, second = series
    sheet = Path("series.cast.yaml")
    run("cast", first, "-o", sheet, "--engine", "tone")
    run("cast", second, "-o", sheet, "--engine", "tone")

    one, two = _voices(run, first, sheet), _voices(run, second, sheet)

    assert one["Ivo"] == two["Ivo"]
    assert two["Bryn"] not in set(one.values())
