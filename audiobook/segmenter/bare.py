"""Thoughts without marks: `This is bad, she thought.`, and a voice that is not the narrator's.

Only strong evidence counts, for a sentence of narration in a thinker's voice sounds wrong at once:
words said to oneself or to somebody absent, in a story that is otherwise told of others.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audiobook.model import Kind
from audiobook.segmenter.piece import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audiobook.segmenter.words import Words

_SAMPLE_CHARS = 200_000
_FEW_SENTENCES = 4
_CONFIDENCE = 0.6
_NAMED_OFTEN = 2
_RARELY = 0.03

_FIRST = re.compile(r"\b(?:I|me|my|myself|mine)\b")
_SECOND = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:he|she|they|him|her|his|hers|them|their)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|could|would|wasn['’]t|weren['’]t|hadn['’]t|didn['’]t|couldn['’]t|wouldn['’]t)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|am|isn['’]t|aren['’]t|has|hasn['’]t|does|do|doesn['’]t|don['’]t|can|can['’]t|cannot|will|won['’]t|must|shall)\b"
    r"|\b\w+['’](?:m|re|ll|ve)\b|\b(?:it|that|there|he|she|who|what|here|this|where|how)['’]s\b",
    re.IGNORECASE,
)
# Somebody doing something in the past: `he turned`, `they were`.
_TOLD = re.compile(
    r"\b(?:he|she|they|it)\s+(?:\w+ly\s+)?(?:was|were|had|did|could|would|couldn['’]t|didn['’]t|hadn['’]t|wasn['’]t|\w+ed|[a-z]*(?:aught|ook|ew|ame|ent|aid|elt|old|ood|urned|oke|ound|eard|ran|sat|put))\b",
    re.IGNORECASE,
)
# An order to oneself: `Don't look.`, `Just breathe.`, `..., don't look.`
_ORDER = re.compile(
    r"^[\W_]*(?:no,\s+)?(?:oh,?\s+)?(?:just\s+|please,?\s+)?(?:don['’]t|do\s+not|please|come\s+on|stop|run|go|move|think|breathe|focus|wait|hold|keep|get|stay"
    r"|calm|say|tell|look|listen|hurry|forget|relax|pull|be|let['’]s)\b(?!['’])|[,;—–-]\s*(?:please\s+)?(?:don['’]t|do\s+not)\s+\w+|\bsaid\s+don['’]t\b",
    re.IGNORECASE,
)
# A storyteller who says I or you: `I'm sorry to say`, `the kind of click you get`.
_STORYTELLER = re.compile(
    r"\b(?:reader|sorry\s+to\s+say|(?:tell|told)\s+you|I\s+(?:am|['’]m)\s+told|I\s+(?:suppose|dare\s*say|daresay|confess|assure|fear|believe|should\s+say|ought\s+to)|you\s+(?:see|know|must\s+know)"
    r"|mind\s+you|imagine|picture|suppose)\b",
    re.IGNORECASE,
)
# The you that means anybody: `when you belong somewhere`, `you could see`.
_ANYBODY = re.compile(
    r"\b(?:when|if|as|way|kind|sort|until|till|where|like|than|before|that|whenever|once)\s+(?:\w+\s+){0,2}?you\b"
    r"|\byou(?:['’]d|\s+(?:could|would|might|can|get|had\s+to|never|always|couldn['’]t|wouldn['’]t|can['’]t|only|just))\b",
    re.IGNORECASE,
)
_YOU_DID = re.compile(r"\byou(?:rself)?\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zß-ÿ]+\b")
_SPLIT = re.compile(r"(?<=[.!?…])[\"'’)*_]*\s+(?=[\"'(*_—–-]?[^\W\d_a-zß-ÿ])")
_HINT = re.compile(
    r"\b(?:I|me|my|[Yy]ou|[Yy]our|[Yy]ourself|[Dd]on['’]t|[Pp]lease)\b|\b[Dd]o not\b|\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here)['’]s\b"
)
# `This is bad, she thought.`: words, a stop, who thinks, and nothing that makes the thought indirect.
_TAGGED = re.compile(
    r"(?P<words>\S(?:[^\n]*?\S)??[,!?…—–-])\s+(?:(?:I|we|he|she|they|it|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?|the\s+[\w'’-]+(?:\s+[\w'’-]+)?)\s+(?:\w+ly\s+)?"
    r"(?P<verb>[a-z]+)|(?P<first>[a-z]+)\s+(?:I|he|she|they|[A-Z][\w'’-]+))\b(?!\s+(?:of|about|that|it|so|not|he|she|they|there)\b)"
)


@dataclass(frozen=True, slots=True)
class Narrator:
    """Who tells the story and when: `person` 1 to 3, in the past or not, and the names that fall.

    `firm` says that the narrator of a story about others never says I.
    """

    person: int = 3
    past: bool = True
    firm: bool = True
    names: frozenset[str] = frozenset()


def narrator_of(flat: str, cut: Iterable[Sequence[Piece]]) -> Narrator:
    """The narrator of a story, from the narration of its blocks as far as they are cut."""
    parts = list(_told(flat, cut))
    told = " ".join(parts)
    first, second, third = (len(pattern.findall(told)) for pattern in (_FIRST, _SECOND, _THIRD))
    names = Counter(_NAME.findall(told))
    person = 3
    if first * 3 > third:
        person = 1
    if second > third and second > first:
        person = 2
    return Narrator(
        person=person,
        past=len(_PAST.findall(told)) >= len(_PRESENT.findall(told)),
        firm=sum(_FIRST.search(part) is not None for part in parts) <= 1 + _RARELY * len(parts),
        names=frozenset(name for name, count in names.items() if count >= _NAMED_OFTEN),
    )


def _told(flat: str, cut: Iterable[Sequence[Piece]]) -> Iterator[str]:
    size = 0
    for pieces in cut:
        for piece in pieces:
            if piece.kind is Kind.NARRATION:
                end = min(piece.end, piece.start + _SAMPLE_CHARS)
                size += end - piece.start
                yield flat[piece.start : end]
        if size > _SAMPLE_CHARS:
            return


def with_bare_thoughts(
    flat: str, pieces: Sequence[Piece], narrator: Narrator, words: Words
) -> Iterator[Piece]:
    """The pieces of a block, the thoughts that stand bare in its narration cut out."""
    alone = len(pieces) == 1
    for piece in pieces:
        at = piece.start
        if piece.kind is Kind.NARRATION and not piece.reason:
            for start, end in _bare_thoughts(flat, piece.start, piece.end, alone, narrator, words):
                if at < start:
                    yield replace(piece, start=at, end=start)
                yield Piece(start, end, Kind.THOUGHT, -1, _CONFIDENCE, "a thought without marks")
                at = end
        if at < piece.end:
            yield replace(piece, start=at)


def _bare_thoughts(
    flat: str, start: int, end: int, alone: bool, narrator: Narrator, words: Words
) -> list[tuple[int, int]]:
    """The ranges of flat[start:end], narration that may be `alone` in its block, that are thoughts."""
    tagged = list(_tagged(flat, start, end, narrator, words))
    if tagged or narrator.person != 3 or _HINT.search(flat, start, end) is None:
        return tagged
    return list(_voiced(flat, start, end, alone, narrator))


def _sentences(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    cuts = [start, *(match.end() for match in _SPLIT.finditer(flat, start, end)), end]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]


def _trim(flat: str, start: int, end: int) -> tuple[int, int]:
    while end > start and flat[end - 1].isspace():
        end -= 1
    return start, end


def _tagged(flat: str, start: int, end: int, narrator: Narrator, words: Words) -> Iterator[tuple[int, int]]:
    if not any(flat.find(verb, start, end) >= 0 for verb in ("thought", "wondered", "thinks")):
        return
    follows = False
    for a, b in _sentences(flat, start, end):
        match = _TAGGED.match(flat, a, b)
        verb = (match.group("verb") or match.group("first")) if match else ""
        if match and verb in words.think and _is_direct(match.group("words"), narrator):
            yield a, match.end("words")
            follows = True
        elif follows and _is_direct(flat[a:b], narrator) and not _TOLD.search(flat, a, b):
            yield _trim(flat, a, b)
        else:
            follows = False


def _is_direct(words: str, narrator: Narrator) -> bool:
    """Whether words before `she thought` stand in the thinker's own voice, not in the narrator's."""
    if _TOLD.search(words) or len(words) > 300:
        return False
    if narrator.person != 1 and _FIRST.search(words):
        return True
    if narrator.past and _PRESENT.search(words):
        return True
    return (
        bool(_ORDER.search(words))
        or words[-1] in "!?"
        or (narrator.person != 2 and bool(_SECOND.search(words)))
    )


def _voiced(flat: str, start: int, end: int, alone: bool, narrator: Narrator) -> Iterator[tuple[int, int]]:
    """Runs of sentences in a voice that is not the narrator's."""
    sentences = _sentences(flat, start, end)
    strong = [_is_strong(flat[a:b], narrator) for a, b in sentences]
    if alone and _is_all_orders(flat, sentences, narrator):
        strong = [True] * len(sentences)
    if not any(strong):
        addressed = [_addresses(flat[a:b]) for a, b in sentences]
        strong = addressed if sum(addressed) >= 2 else strong
    numbers = [number for number, is_strong in enumerate(strong) if is_strong]
    if numbers:
        last = numbers[-1]
        while last + 1 < len(sentences) and _goes_on(flat[slice(*sentences[last + 1])], narrator):
            last += 1
        yield _trim(flat, sentences[numbers[0]][0], sentences[last][1])


def _is_strong(sentence: str, narrator: Narrator) -> bool:
    if _STORYTELLER.search(sentence) or _TOLD.search(sentence):
        return False
    if narrator.firm and _FIRST.search(sentence):
        return True
    name, comma, rest = sentence.partition(", ")
    called = bool(comma) and name.lstrip("—–-… ") in narrator.names
    return narrator.past and called and bool(_PRESENT.search(rest)) and not _PAST.search(rest)


def _goes_on(sentence: str, narrator: Narrator) -> bool:
    if _TOLD.search(sentence) or _STORYTELLER.search(sentence) or _ANYBODY.search(sentence):
        return False
    if _FIRST.search(sentence):
        return True
    return narrator.past and bool(_PRESENT.search(sentence)) and bool(_SECOND.search(sentence))


def _addresses(sentence: str) -> bool:
    """Whether a sentence tells somebody what they did: `You became the Hokage.`"""
    return (
        bool(_YOU_DID.search(sentence))
        and not _ANYBODY.search(sentence)
        and not _STORYTELLER.search(sentence)
    )


def _is_all_orders(flat: str, sentences: Sequence[tuple[int, int]], narrator: Narrator) -> bool:
    """Whether a paragraph is a few sentences of orders to oneself: `Don't look. Don't you dare look.`"""
    if not 0 < len(sentences) <= _FEW_SENTENCES:
        return False
    texts = [flat[a:b] for a, b in sentences]
    if any(_STORYTELLER.search(text) for text in texts):
        return False
    if narrator.past and any(_TOLD.search(text) or _PAST.search(text) for text in texts):
        return False
    orders = sum(_ORDER.search(text) is not None for text in texts)
    rest = all(_ORDER.search(text) or (narrator.past and _PRESENT.search(text)) for text in texts)
    return rest and 2 * orders >= len(texts)
