"""Stat sheets, forms, the head of a message and what it says, quoted lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.grounds import Ground
from audiobook.segmenter.sentences import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.model import Block
    from audiobook.segmenter.words import Words

_LONGEST = 120
_FEWEST = 3  # lines of a form
_SIGNATURE = 40
_MESSAGE = 12  # blocks at most from the head of a message to its signature
_STATS = Ground(Kind.SYSTEM, whole=True, reason="a stat sheet")
_FORM = Ground(Kind.WRITTEN, whole=True, reason="a form")
_QUOTED = Ground(Kind.WRITTEN, stress=False, reason="quoted lines")
_TEXT = Ground(Kind.WRITTEN, reason="a message")
# A label and what stands behind it: `Nature of opening: Hand`, `**Skills:** Goose Sense, Spoon Mastery II`.
_LABELLED = re.compile(
    r"[*_]{0,2}(?P<label>[^\W\d_][^\n:\"*_]{0,30}?)[*_]{0,2}:[*_]{0,2}[ \t]+(?P<value>[^\s\"][^\n\"]*)"
)
# A value that is a number: `31/31`, `8 (+1)`, `-4`.
_NUMBER = re.compile(r"[*_]*[+-]?\d[\d,./%() +-]*\w{0,12}[*_]*")


def sheet_grounds(flat: str, blocks: Sequence[Block], words: Words) -> dict[int, Ground]:
    """The lines of stat sheets, forms and messages, by number of block."""
    grounds: dict[int, Ground] = {}
    for run in _runs(flat, blocks):
        lines = [match for number in run if (match := _labelled(flat, blocks[number]))]
        numbers = sum(_NUMBER.fullmatch(line["value"]) is not None for line in lines)
        if numbers >= 2 and 2 * numbers >= len(lines):
            grounds.update(dict.fromkeys(run, _STATS))
        elif len(run) >= _FEWEST and not _are_sentences(lines):
            grounds.update(dict.fromkeys(run, _FORM))
            grounds.update(dict.fromkeys(_message(flat, blocks, run[-1] + 1, lines, words), _TEXT))
    grounds.update((number, _QUOTED) for number in _quoted(flat, blocks))
    return grounds


def _quoted(flat: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The lines of a document quoted as in a mail, two or more together: `> WANTED`."""
    quoted = {number for number, block in enumerate(blocks) if flat.startswith("> ", block.start, block.end)}
    return (number for number in sorted(quoted) if not quoted.isdisjoint({number - 1, number + 1}))


def _runs(flat: str, blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Labelled lines that stand close together, no label twice: in a chat the names come again."""
    run: list[int] = []
    labels: list[str] = []
    for number, block in enumerate(blocks):
        line = _labelled(flat, block)
        if run and (line is None or block.gap > (blocks[run[1]].gap if len(run) > 1 else 1)):
            if len(labels) == len(set(labels)):
                yield run
            run, labels = [], []
        if line:
            run.append(number)
            labels.append(line["label"].casefold())
    if run and len(labels) == len(set(labels)):
        yield run


def _labelled(flat: str, block: Block) -> re.Match[str] | None:
    if block.end - block.start > _LONGEST or flat.find(":", block.start, block.end) < 0:
        return None
    return _LABELLED.fullmatch(flat, block.start, block.end)


def _are_sentences(lines: Sequence[re.Match[str]]) -> bool:
    """Whether what stands behind the labels is said rather than filled in."""
    return 2 * sum(line["value"].rstrip("*_")[-1:] in ".!?…" for line in lines) >= len(lines)


def _message(
    flat: str, blocks: Sequence[Block], start: int, lines: Sequence[re.Match[str]], words: Words
) -> range:
    """The text of a message under its head, as far as the signature of its sender; empty if none is near."""
    senders = {
        token
        for line in lines
        if line["label"].casefold() in words.senders
        for token in tokens_of(line["value"])
        if len(token) > 1
    }
    for number in range(start, min(start + _MESSAGE, len(blocks))):
        block = blocks[number]
        if block.end - block.start <= _SIGNATURE and senders.issuperset(
            signed := tokens_of(flat[block.start : block.end])
        ):
            return range(start, number + 1) if signed else range(0)
    return range(0)
