"""Chat logs, transcripts and plays: runs of lines that open with a name and a colon."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.grounds import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audiobook.model import Block

_LONGEST = 600
_SHORT = 60
_ENOUGH_LINES = 3
_MOSTLY = 0.8
_APART = 4  # lines of a log stand at most so far apart
# A line with its speaker: `Mara: hi`, `**mara_k:** hi`, `[Party] Wick: run`, `HALE: Oh, come off it.`
_LINE = re.compile(
    r"(?P<channel>\[[^\[\]\n]{1,20}\][ \t]*)?(?P<mark>[*_]{0,2})"
    r"(?P<name>@?\w[\w.'’-]*(?:[ \t]\w[\w.'’-]*){0,2})"
    r"(?:[ \t]*[(\[][^()\[\]\n]{1,20}[)\]])?(?:(?P=mark):|:(?P=mark))[ \t]+(?=[^\s\"'])"
)
# A line of a chat whose name stands in brackets: `<mara> hi`, `[Mara 11:42]: where are you`
_ANGLED = re.compile(
    r"(?:<(?P<name>[\w.-]{1,20})>|\[(?P<named>[\w.-]{1,20})[ ,|-]+\d{1,2}[:.]\d\d[^\]\n]{0,12}\]:?)"
    r"[ \t]+(?=\S)"
)
# A line that ends as a sentence does: `Oh, come off it.`
_ENDED = re.compile(r"[.!?…—–-][)\]*_\"'’]*$")


def log_grounds(flat: str, blocks: Sequence[Block]) -> dict[int, Ground]:
    """The lines of logs and plays, by number of block."""
    lines = {
        number: match
        for number, block in enumerate(blocks)
        if block.end - block.start <= _LONGEST and (match := _line_of(flat, block))
    }
    grounds: dict[int, Ground] = {}
    writers: set[str] = set()
    for run in _runs(lines):
        names = {_name_in(lines[number]).casefold() for number in run}
        stamped = all(lines[number].re is _ANGLED for number in run)
        repeated = len(names) < len(run)
        if len(run) > 1 and (stamped or repeated or _adjacent(run, blocks)):
            found = dict(_run_grounds(flat, blocks, run, lines))
            writers.update(_opening(lines[number]) for number in run if found[number].kind is Kind.WRITTEN)
            grounds.update(found)
    return {**_single_lines(lines, writers), **grounds}


def _opening(line: re.Match[str]) -> str:
    """A line's name as it stands, marks and all."""
    return line.group().strip().casefold()


def _single_lines(lines: Mapping[int, re.Match[str]], writers: set[str]) -> dict[int, Ground]:
    """Lines by themselves from somebody who writes in a chat elsewhere."""
    return {
        number: Ground(Kind.WRITTEN, whole=True, reason="a message")
        for number, line in lines.items()
        if _opening(line) in writers
    }


def _line_of(flat: str, block: Block) -> re.Match[str] | None:
    match = _LINE.match(flat, block.start, block.end) or _ANGLED.match(flat, block.start, block.end)
    if match is None:
        return None
    words = _name_in(match).split()
    return match if len(words) == 1 or not any(word[0].islower() for word in words) else None


def _name_in(line: re.Match[str]) -> str:
    names = line.groupdict()
    return names.get("name") or names.get("named") or ""


def _runs(lines: Mapping[int, re.Match[str]]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in lines:
        if run and number - run[-1] > _APART:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _adjacent(run: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether the lines follow on one another with no blank line between."""
    return all(after - before == 1 and blocks[after].gap == 0 for before, after in pairwise(run))


def _run_grounds(
    flat: str, blocks: Sequence[Block], run: Sequence[int], lines: Mapping[int, re.Match[str]]
) -> Iterator[tuple[int, Ground]]:
    if _is_play(flat, blocks, run, lines):
        for number in run:
            yield number, Ground(whole=True, spoken=lines[number].end(), reason="a line of a play")
        return
    for number in range(max(0, run[0] - 1), run[-1] + 1):
        if number in lines:
            yield number, Ground(Kind.WRITTEN, whole=True, reason="a line of a chat")
        elif blocks[max(number, run[0])].gap == 0 and _is_typed(flat, blocks[number]):
            yield number, Ground(Kind.WRITTEN, whole=True, reason="inside a chat")


def _is_typed(flat: str, block: Block) -> bool:
    """Whether a line without a name may stand in a chat: `Mara added Ivo`."""
    text = flat[block.start : block.end]
    return len(text) < _SHORT and '"' not in text and text[-1] not in ".!?:…"


def _is_play(
    flat: str, blocks: Sequence[Block], run: Sequence[int], lines: Mapping[int, re.Match[str]]
) -> bool:
    """Whether the lines are said aloud: written out in full sentences, with the names set plainly."""
    names = {_name_in(lines[number]) for number in run}
    if len(run) < _ENOUGH_LINES or len(names) == len(run):
        return False
    matches = [lines[number] for number in run]
    if any(match.groupdict().get("channel") or match.re is _ANGLED for match in matches):
        return False
    full = sum(
        flat[match.end()] in "([—–-…." or (not flat[match.end()].islower() and _ended(flat, blocks[number]))
        for number, match in zip(run, matches, strict=True)
    )
    return full >= _MOSTLY * len(run)


def _ended(flat: str, block: Block) -> bool:
    return _ENDED.search(flat, max(block.start, block.end - 6), block.end) is not None
