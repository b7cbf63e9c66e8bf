"""Measures the program from the outside, in one run and one table, beside the floor and a plain script.

    python -m benchmarks.run [--times 5] [--chapter-words 600] [--texts FOLDER]

Everything happens in a temporary folder with a store of its own, so that a first run is a cold one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import audiobook
from audiobook import pipeline
from audiobook.model import Plan, Utterance
from audiobook.settings import Settings, cores
from benchmarks.floor import Floor, floor_of
from benchmarks.measure import Measurement, measure
from benchmarks.report import Row, change_line, growth_line, plain_line, row_line, row_titles, stage_lines
from benchmarks.stages import stages_of
from benchmarks.story import chapters_of, long_story, opening, paragraphs_of, sources

_AUDIOBOOK = (sys.executable, "-c", "from audiobook.cli import main; main()")
_PLAIN_SCRIPT = (sys.executable, "-m", "benchmarks.plain_script")
_LONG_CHAPTER = 20_000  # words
_SCRIPT_WORDS = 3_500  # its time grows with the square of the length
_OLD, _NEW = " the ", " that "


@dataclass(frozen=True)
class Bench:
    """A folder to work in, and how often everything is measured."""

    folder: Path
    times: int

    def cold(self, name: str, story: Path) -> Row:
        """Convert `story` with an empty store, and do the floor beside it, `times` times; the medians."""
        plan = pipeline.book(story, Settings()).plan
        runs: list[Measurement] = []
        floors: list[Floor] = []
        for _ in range(self.times):
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            runs.append(self.convert(story))
            floors.append(floor_of(plan))
        return Row(name, tuple(runs), tuple(floors), len(plan.chapters), self.seconds())

    def convert(self, story: Path) -> Measurement:
        """Convert `story` as a user would, into a folder and a store that stay."""
        out = self.folder / "out"
        return measure((*_AUDIOBOOK, "convert", str(story), "-o", str(out)), cache=out / "store")

    def seconds(self) -> float:
        """The length of what the manifest lists."""
        (manifest,) = self.folder.glob("out/*/manifest.json")
        files = json.loads(manifest.read_text("utf-8"))["files"]
        return sum(float(file["samples"] / file["rate_hz"]) for file in files)

    def changed(self, story: Path, change: Callable[[str, int], str]) -> float:
        """The median time of a run after each of several changes to a story that is finished."""
        text, waits = story.read_text("utf-8"), []
        self.convert(story)
        for number in range(self.times):
            story.write_text(change(text, number), "utf-8")
            waits.append(self.convert(story).wall_s)
            story.write_text(text, "utf-8")
            self.convert(story)
        return median(waits)


def main() -> None:
    """Measure, and print as the figures come in."""
    asked = _arguments()
    compile_dir(Path(audiobook.__file__).parent, quiet=1)  # as pip does where it installs the package
    with TemporaryDirectory(prefix="audiobook-") as name:
        bench = Bench(Path(name), asked.times)
        stories = _stories(bench.folder, asked.chapter_words, asked.texts)
        _say(_headline(asked.texts, asked.times), "", row_titles())
        rows = {}
        for title, story in stories.items():
            rows[title] = bench.cold(title, story)
            _say(row_line(rows[title]))
        _say(growth_line(rows["10 chapters"], rows["100 chapters"]))
        _say("", *_stages(stories))
        _say("", *_changes(bench, _fifty(bench, asked)))
        _say("", *_scripts(bench, asked.texts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measures speed and memory."
    )
    parser.add_argument("--times", type=int, default=5, help="how often; the medians are shown")
    parser.add_argument("--chapter-words", type=int, default=600, help="how long a chapter is")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to make it of; else it is made up")
    return parser.parse_args()


def _stories(folder: Path, words: int, texts: Path | None) -> dict[str, Path]:
    """The stories to be converted, by what they are."""
    text = long_story(100 * words + _LONG_CHAPTER, texts)
    made = {f"{count} chapters": chapters_of(text, count=count, words=words) for count in (1, 10, 100)}
    made["one chapter, 20,000 words"] = chapters_of(text, count=1, words=_LONG_CHAPTER)
    paths = {}
    for number, (name, content) in enumerate(made.items()):
        paths[name] = folder / f"story {number}.txt"
        paths[name].write_text(content, "utf-8")
    return paths


def _stages(stories: dict[str, Path]) -> Iterator[str]:
    """The split of the CPU time by stage, of each story once."""
    return stage_lines({name: stages_of(story) for name, story in stories.items()})


def _fifty(bench: Bench, asked: argparse.Namespace) -> Path:
    story = bench.folder / "fifty.txt"
    text = long_story(51 * asked.chapter_words, asked.texts)
    story.write_text(chapters_of(text, count=50, words=asked.chapter_words), "utf-8")
    return story


def _changes(bench: Bench, story: Path) -> Iterator[str]:
    shutil.rmtree(bench.folder / "out", ignore_errors=True)
    more = "\n\nChapter 51\n\n" + "\n\n".join(story.read_text("utf-8").split("\n\n")[1:12]) + "\n"
    yield "50 chapters, then again:"
    yield change_line("nothing changed", bench.changed(story, lambda text, _: text))
    yield change_line("one word changed", bench.changed(story, _one_word))
    yield change_line("one more chapter", bench.changed(story, lambda text, _: text.rstrip() + more))


def _one_word(text: str, number: int) -> str:
    """The story with one word changed, somewhere in its middle."""
    at = text.index(_OLD, len(text) // 2 + 1000 * number)
    return text[:at] + _NEW + text[at + len(_OLD) :]


def _scripts(bench: Bench, texts: Path | None) -> Iterator[str]:
    """The beginning of the story by us and by the plain script."""
    part = bench.folder / "part.txt"
    part.write_text(opening(paragraphs_of(long_story(_SCRIPT_WORDS, texts)), words=_SCRIPT_WORDS), "utf-8")
    shutil.rmtree(bench.folder / "out", ignore_errors=True)
    ours = bench.convert(part)
    yield f"{_SCRIPT_WORDS:,} words:"
    yield plain_line("audiobook, a full cast", ours, bench.seconds(), "")
    yield plain_line("plain script", *_plain_script(part, bench.folder))


def _plain_script(part: Path, folder: Path) -> tuple[Measurement, float, str]:
    """The same utterances by the plain script, and what became of them."""
    said = [(u.voice.voice, u.voice.rate, u.text) for u in _utterances(pipeline.book(part, Settings()).plan)]
    segments = folder / "segments.json"
    segments.write_text(json.dumps(said), "utf-8")
    measured = measure((*_PLAIN_SCRIPT, str(segments), str(folder / "plain.mp3")))
    facts = json.loads(measured.stdout.splitlines()[-1])  # pyttsx3 prints lines of its own
    remark = f"{facts['lost']} of {len(said)} segments came out without sound; encoded by {facts['encoder']}"
    return measured, facts["seconds"], remark


def _utterances(plan: Plan) -> Iterator[Utterance]:
    return (utterance for chapter in plan.chapters for take in chapter.takes for utterance in take.utterances)


def _headline(folder: Path | None, times: int) -> str:
    made_of = ", ".join(path.name for path in sources(folder)) or "made-up text"
    return (
        f"{made_of}; medians of {times}; {cores()} cores, Python {platform.python_version()}, "
        f"{platform.machine()}; load before the start {os.getloadavg()[0]:.1f}"
    )


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
