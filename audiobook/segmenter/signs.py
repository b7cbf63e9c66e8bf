"""The signs in a block that the author speaks in it to the readers, or tells the story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audiobook.segmenter.customs import load
from audiobook.segmenter.lexicon import Lexicon, starts_with, words_of
from audiobook.segmenter.lines import QUOTED, Line, straight
from audiobook.segmenter.note_lines import ASIDE, label_of

if TYPE_CHECKING:
    from audiobook.segmenter.voice import Voice

_SAMPLE = 1200
_SMILEY = re.compile(
    r"<3|[:;=]['-]?[)(DPpO3/]+(?!\w)|\^[_.-]?\^|\bx[dD]\b|[>][.:]?<|\bo\.o\b|T_T|\\o/|-_-|<--+|--+>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\b\w+\.(com|net|org)\b|(?<!\w)@\w{3,}|#\w{3,}", re.IGNORECASE)
# `wren-in-the-rain: Yes, he is based on somebody.`
_REPLY = re.compile(r"[*_@~-]*(\w[\w .'~!-]{1,24}?)[*_]*\s*(?::|-{1,2}>)\s*\S")
# `hope you like it! -T`, `... the potatoes -- Sam`, `See you! ~ pudding-kun`
_SIGNED = re.compile(r"[.!?)\s]\s*(?:--?|–|—|~)\s?[A-Za-z][\w-]{0,20}(?: [A-Z][\w-]{0,20})?[.!)~]*$")
# `(1) That was a lie.`
_FOOTNOTE = re.compile(r"[(\[]\d{1,2}[)\]]\s")
_FINAL = tuple(".!?\"'…)*_~>]/:-—")
_PART = re.compile(r"[.!?(~…]")
_OPENING_CHARS = 60
_OFTEN_I, _OFTEN_NOW, _AT_LENGTH = 2, 2, 100
_FEW_WEAK = 2
_OF_WRITING = ("writing", "update", "craft")
_OWN_SHARE = 0.3  # what is left of a phrase that the story itself uses


@dataclass(frozen=True, slots=True)
class Score:
    """How much a block sounds like a note: above 0 more than like story.

    `label` is the topic of the label it opens with, "" for none; `topic` that of its strongest
    sign. `hard` says that one of its signs is found in notes alone. `reasons` are the signs for it
    in plain words, the strongest first.
    """

    value: float
    topic: str = "author"
    label: str = ""
    hard: bool = False
    reasons: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Weights:
    """What each sign weighs, and how it reads as a reason; `told` are those that stories have as well."""

    base: float
    weights: Mapping[str, float]
    hard: frozenset[str]
    told: frozenset[str]
    reasons: Mapping[str, str]


@cache
def load_weights() -> Weights:
    """The weights of signs."""
    data = load("notes", "weights")
    hard, told = frozenset(data["hard"]), frozenset(data["told"])
    return Weights(data["base"], data["weights"], hard, told, data["reasons"])


def score(line: Line, lexicon: Lexicon, voice: Voice, weights: Weights) -> Score:
    """How much `line` sounds like the author speaking, next to the voice the story itself is told in."""
    found = signs(line, lexicon, voice)
    label = label_of(line.text[:200], lexicon)
    shares = {name: value * weights.weights.get(name, 0.0) for name, value in found.items()}
    ranked = sorted((name for name in shares if shares[name] > 0.5), key=lambda name: (-shares[name], name))
    topics = (lexicon.topics[name] for name in ranked if name in lexicon.topics)
    told = [name for name in ranked if name in weights.reasons and not (label and name == "reply")]
    return Score(
        value=weights.base + sum(shares.values()),
        topic="author" if label == ASIDE else label or next(topics, "author"),
        label="" if label == ASIDE else label,
        hard=any(found.get(name, 0.0) >= 1 for name in weights.hard),
        reasons=tuple(weights.reasons[name] for name in told[:3]),
        signs=frozenset(found),
    )


def signs(line: Line, lexicon: Lexicon, voice: Voice) -> dict[str, float]:
    """The signs in `line` by name, each with how strong it is."""
    text = straight(line.text[:_SAMPLE])
    outside = QUOTED.sub(" ", text)
    words = words_of(outside)
    found = _lexical(words_of(text), lexicon, voice)
    found.update(_persons(words, lexicon, voice))
    found["author_now"] = _is_author_now(text, outside, words, found, lexicon, voice)
    found.update(_shape(text, outside, voice))
    found.update(_opening(text, lexicon))
    found.update(_telling(text, outside, words, lexicon))
    label = label_of(text[:200], lexicon)
    if label:
        found["label_in_story" if voice.meta else "aside" if label == ASIDE else "label"] = 1.0
    return {name: value for name, value in found.items() if value}


def is_reply(line: Line) -> bool:
    """Whether a line is a name and what is said to it: `Guest: No, he isn't dead.`."""
    return bool(_REPLY.match(line.text))


def _lexical(words: Sequence[str], lexicon: Lexicon, voice: Voice) -> dict[str, float]:
    """How many phrases of each group there are; those that the story itself uses count little."""
    seen: dict[int, dict[tuple[str, ...], None]] = {}
    for place, phrase in lexicon.find(words):
        seen.setdefault(place, {})[phrase] = None
    found = {}
    for number, phrases in sorted(seen.items()):
        group = lexicon.groups[number]
        count = sum(_OWN_SHARE if phrase in voice.own else 1.0 for phrase in phrases)
        found[group.name] = min(group.most, count)
    return found


def _persons(words: Sequence[str], lexicon: Lexicon, voice: Voice) -> dict[str, float]:
    """Who speaks to whom, and in what tense."""
    first = min(4, sum(word in lexicon.first for word in words))
    second = min(3, sum(word in lexicon.second for word in words))
    present = sum(word in lexicon.present for word in words)
    past = sum(word in lexicon.past for word in words)
    return {
        "first_in_first" if voice.first_person else "first": first,
        "second_in_second" if voice.second_person else "second": second,
        "present_in_present" if voice.present else "present": min(4, present) if present > past else 0,
    }


def _is_author_now(
    text: str, outside: str, words: Sequence[str], found: Mapping[str, float], lexicon: Lexicon, voice: Voice
) -> bool:
    """Whether somebody says "I", now, at some length, where the story tells of others in the past.

    A thought may do so too, but it has no words of an author, or speaks of him and her; a radio host or
    a letter says hello.
    """
    if voice.first_person or voice.second_person or voice.present or voice.scripted:
        return False
    if len(text) < _AT_LENGTH or outside != text or not lexicon.third.isdisjoint(words):
        return False
    greets = found.get("chat") or found.get("thanks")
    authors = found.get("weak", 0) >= _FEW_WEAK or any(found.get(name) for name in _OF_WRITING)
    speaks = found.get("first", 0) >= _OFTEN_I and found.get("present", 0) >= _OFTEN_NOW
    return speaks and authors and not greets


def _shape(text: str, outside: str, voice: Voice) -> dict[str, float]:
    """Signs that lie in how a block is written rather than in its words."""
    return {
        "smiley": bool(_SMILEY.search(text)),
        "address": bool(_ADDRESS.search(outside)),
        "piled": "!!" in outside or "??" in outside,
        "small_start": text[:1].islower() and not voice.lower_case,
        "no_end": len(text) > 25 and not text.endswith(_FINAL) and not voice.no_end,
        "brackets": text[:1] == "(" and text[-1:] == ")",
        "box": text[:1] == "[" and voice.bracketed,
        "stressed": text[:1] in "*_/<:" and text[-1:] in "*_/>:",
        "signed": bool(_SIGNED.search(text)),
        "reply": not voice.scripted and bool(_REPLY.match(text)),
        "footnote": bool(_FOOTNOTE.match(text)),
        "title_drop": bool(voice.title)
        and voice.title not in text
        and voice.title.casefold() in text.casefold(),
        "long": len(text) > 500,
    }


def _opening(text: str, lexicon: Lexicon) -> dict[str, float]:
    """What the first words say: "The end! Please tell me ...", "Last time, our heroine ..."."""
    words = words_of(text[:_OPENING_CHARS])
    first = words_of(_PART.split(text.lstrip("*_~( ")[:_OPENING_CHARS], maxsplit=1)[0])
    return {
        "recap": any(starts_with(words, phrase) for phrase in lexicon.recaps),
        "ends": any(len(first) == len(end) and starts_with(first, end) for end in lexicon.ends)
        and words != first,
    }


def _telling(text: str, outside: str, words: Sequence[str], lexicon: Lexicon) -> dict[str, float]:
    """What speaks for story: quotations, tags, the words of telling."""
    quoted = 1 - len(outside.strip()) / max(1, len(text))
    telling = sum(word in lexicon.telling for word in words) / max(16, len(words))
    return {
        "opens_quoted": text.startswith(('"', "'", "«", "—", "–", "- ")),
        "mostly_quoted": quoted > 0.4,
        "tagged": quoted > 0.05 and any(word in lexicon.saying for word in words),
        "telling": min(0.25, telling),
    }
