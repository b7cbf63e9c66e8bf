"""Dialogue that opens with a dash: `—Hola —dijo Juan—. ¿Qué tal?`, `— Oui, dit-elle.`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.segmenter.quote_marks import Stretch, trimmed_end
from audiobook.segmenter.sentences import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobook.segmenter.words import Words

DASH = "—"
# A paragraph that opens in speech: `—Hola`, `– Oui`, `-- Come up!`
_OPENING = re.compile(r"(?:[—–―]|--)\s*(?=[^\W_]|[¿¡\"'«(….])")
# The same with a hyphen, which is a list as often as not: `- Oui`
_HYPHEN = re.compile(r"-\s+(?=[^\W_]|[¿¡\"'«(….])")
# Where narration may break in between dashes: the second dash of `—Hola —dijo Juan`
_INSIDE = re.compile(r"(?<=\s)(?:[—–―]|--|-(?=\s))\s*(?=[^\W\d_])")
# A dash behind narration, however it is spaced: `dijo Juan—. `, `disse ele. — `
_BACK = re.compile(r"(?:\s+(?:[—–―]|--|-(?=\s))\s*|(?<=\S)(?:[—–―]|--)(?=[\s.,;:!?…]))[.,;:]?\s*")
# Where a tag may begin after a stop: `—Yes, | he said.`
_STOP = re.compile(r"[,.!?…](?:\s*[»\"])?\s+(?=[^\W\d_])")
# Where it ends.
_TAG_END = re.compile(r"[.!?:…](?=\s|$)|,(?=\s)")
# Where the subject of a tag must have ended: before the comma of `Mara, Ivo said`
_PAUSE = re.compile(r"[,;:.!?…—–]")
_TAG_WORDS = 6
_TAG_REACH = 60


def opens_with_dash(flat: str, start: int, end: int, *, hyphens: bool = False) -> bool:
    """Whether the paragraph flat[start:end] opens as dialogue with a dash does."""
    if flat[start] in "—–―" or flat.startswith("--", start):
        return _OPENING.match(flat, start, end) is not None
    return hyphens and flat[start] == "-" and _HYPHEN.match(flat, start, end) is not None


def dash_stretches(flat: str, start: int, end: int, words: Words) -> list[Stretch]:
    """The speech of a paragraph that opens with a dash, what narration breaks in on it left out."""
    cuts = list(_incises(flat, start, end, words)) or list(_tags(flat, start, end, words))
    found = []
    at = start
    for from_, to in [*cuts, (end, end)]:
        stop = trimmed_end(flat, at, from_)
        if any(letter.isalnum() for letter in flat[at:stop]):
            found.append(Stretch(at, stop, DASH, width=0))
        at = to
        while at < end and flat[at].isspace():
            at += 1
    return found


def tag_in_speech(flat: str, start: int, end: int, words: Words) -> tuple[int, int] | None:
    """Where speech ends that runs on into its tag, and where the tag does: `"Yes, he said and rose.`."""
    for tag_start, tag_end in _tags(flat, start, end, words):
        return trimmed_end(flat, start, tag_start), tag_end
    return None


def _incises(flat: str, start: int, end: int, words: Words) -> Iterator[tuple[int, int]]:
    """Narration between dashes; only where a verb of saying stands at its head."""
    at = start + 1
    while (match := _INSIDE.search(flat, at, end)) is not None:
        if not _has_verb(flat, match.end(), end, words):
            at = match.end()
            continue
        back = _BACK.search(flat, match.end(), end)
        at = back.end() if back else end
        yield match.start(), at


def _has_verb(flat: str, at: int, end: int, words: Words) -> bool:
    tokens = [token.lower() for token in WORD.findall(flat, at, min(end, at + 60))[:4]]
    return any(
        part in words.say or part in words.think
        for token in tokens
        for part in (token, token.partition("-")[0])
    )


def _tags(flat: str, start: int, end: int, words: Words) -> Iterator[tuple[int, int]]:
    """Tags set off by commas and stops alone."""
    at = start + 1
    while (match := _STOP.search(flat, at, end)) is not None:
        at = match.end()
        if not _is_tag(flat, at, end, words):
            continue
        last = at
        while (stop := _TAG_END.search(flat, last, end)) is not None:
            last = stop.end()
            if stop.group() != "," or not _runs_on(flat, last, end, words):
                break
        else:
            last = end
        yield at, last
        at = last


def _is_tag(flat: str, at: int, end: int, words: Words) -> bool:
    """Whether `he said`, `Stephen Dedalus said`, `said the old man`, `dit-il` stands at `at`."""
    clause = flat[at : min(end, at + _TAG_REACH)]
    tokens = WORD.findall(_PAUSE.split(clause, maxsplit=1)[0])[:_TAG_WORDS]
    if not tokens:
        return False
    first = tokens[0].lower()
    if _is_verb(first, words):
        return flat[at].islower()
    subject = 1 if first in words.subjects and (flat[at].islower() or first == "i") else 0
    if not subject:
        while subject < len(tokens) and subject < 3 and _is_name(tokens[subject], words):
            subject += 1
        if first in words.determiners:
            subject = next((i for i in (2, 3) if i < len(tokens) and _is_verb(tokens[i].lower(), words)), 0)
    return 0 < subject < len(tokens) and _is_verb(tokens[subject].lower(), words)


def _is_name(token: str, words: Words) -> bool:
    return token[0].isupper() and token.lower() not in words.subjects


def _is_verb(token: str, words: Words) -> bool:
    head = token.partition("-")[0]
    if token in words.sound:
        return False
    return token in words.say or head in words.say or token in words.think or head in words.think


def _runs_on(flat: str, at: int, end: int, words: Words) -> bool:
    """Whether the tag goes on behind a comma: `he said, turning round.`."""
    token = WORD.search(flat, at, min(end, at + 40))
    word = token.group().lower() if token else ""
    return word in words.run_on or word.endswith(words.participles)
