"""Measures the program from the outside, on a long story, beside the floor and a plain script.

    python -m benchmarks.run [--words 60000] [--texts FOLDER] [--part 3500]

Everything happens in a temporary folder with a store of its own, so that the first run is a cold one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from audiobook import pipeline
from audiobook.model import Plan, Utterance
from audiobook.settings import Settings
from benchmarks.floor import floor_of
from benchmarks.measure import Measurement, measure
from benchmarks.report import Row, floor_lines, table_lines
from benchmarks.story import long_story, opening, paragraphs_of, sources

_AUDIOBOOK = (sys.executable, "-c", "from audiobook.cli import main; main()")
_PLAIN_SCRIPT = (sys.executable, "-m", "benchmarks.plain_script")


def main() -> None:
    """Measure, and print as the figures come in."""
    asked = _arguments()
    with TemporaryDirectory(prefix="audiobook-") as name:
        folder = Path(name)
        text = long_story(asked.words, asked.texts)
        story, part = folder / "story.txt", folder / "part.txt"
        story.write_text(text, "utf-8")
        part.write_text(opening(paragraphs_of(text), words=asked.part), "utf-8")
        _say(_headline(text, asked.texts))

        plan = pipeline.book(story, Settings()).plan
        first = _convert("first run", story, folder / "whole")
        second = _convert("second run", story, folder / "whole")
        _say(*table_lines("The whole story", [first, second]))
        _say(*floor_lines(floor_of(plan, Settings()), first, cores=_cores()))

        ours = _convert("audiobook", part, folder / "part")
        theirs, remark = _plain_script(part, folder)
        _say(*table_lines(f"Its first {len(part.read_text('utf-8').split()):,} words", [ours, theirs]))
        _say(f"  plain script: {remark}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measures speed and memory."
    )
    parser.add_argument("--words", type=int, default=60_000, help="how long the story is")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to make it of; else it is made up")
    parser.add_argument("--part", type=int, default=3_500, help="how many words the plain script gets")
    return parser.parse_args()


def _convert(name: str, story: Path, folder: Path) -> Row:
    """Convert `story` as a user would; the store in `folder` is cold the first time."""
    measured = measure((*_AUDIOBOOK, "convert", str(story), "-o", str(folder)), cache=folder / "store")
    return Row(name, measured, _seconds(folder))


def _seconds(folder: Path) -> float:
    """The length of what the manifest below `folder` lists."""
    (manifest,) = folder.glob("*/manifest.json")
    files = json.loads(manifest.read_text("utf-8"))["files"]
    return sum(float(file["samples"] / file["rate_hz"]) for file in files)


def _plain_script(part: Path, folder: Path) -> tuple[Row, str]:
    """The same utterances by the plain script, and what became of them."""
    said = [(u.voice.voice, u.voice.rate, u.text) for u in _utterances(pipeline.book(part, Settings()).plan)]
    segments = folder / "segments.json"
    segments.write_text(json.dumps(said), "utf-8")
    measured = measure((*_PLAIN_SCRIPT, str(segments), str(folder / "plain.mp3")))
    facts = _facts(measured)
    remark = f"{facts['lost']} of {len(said)} segments came out without sound; encoded by {facts['encoder']}"
    return Row("plain script", measured, facts["seconds"]), remark


def _facts(measured: Measurement) -> dict[str, float]:
    # pyttsx3 prints lines of its own; ours is the last.
    facts: dict[str, float] = json.loads(measured.stdout.splitlines()[-1])
    return facts


def _utterances(plan: Plan) -> Iterator[Utterance]:
    return (utterance for chapter in plan.chapters for take in chapter.takes for utterance in take.utterances)


def _headline(text: str, folder: Path | None) -> str:
    made_of = ", ".join(path.name for path in sources(folder)) or "made-up text"
    return (
        f"{len(text.split()):,} words, {len(text):,} characters of {made_of}\n"
        f"{_cores()} cores, Python {platform.python_version()}, {platform.machine()}; "
        f"load before the start {os.getloadavg()[0]:.1f}"
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
