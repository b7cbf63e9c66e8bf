"""What a language knows about speech: its verbs of saying and thinking, its elisions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, eq=False)
class Words:
    """Sets of words of one language, in lower case."""

    say: frozenset[str]  # finite verbs of saying: "said", "asks"
    say_base: frozenset[str]  # forms that need a subject of their own: "I say"
    saying: frozenset[str]  # forms that lead up to speech: "saying"
    think: frozenset[str]
    think_base: frozenset[str]
    thinking: frozenset[str]  # "she was thinking"
    sent: frozenset[str]  # what sends a thought: "thought at him"
    signing: frozenset[str]  # "he signed"
    write: frozenset[str]
    aloud: frozenset[str]  # what makes a thought speech: "wondered aloud"
    sound: frozenset[str]  # verbs that quote noises as well: "it went"
    noises: frozenset[str]  # words for sounds: "thump"
    comparing: frozenset[str]  # what makes a tag before a phrase a comparison: "as they say"
    likening: frozenset[str]  # what makes a clause behind no tag: "as somebody said"
    naming: frozenset[str]  # verbs that name: "they called it"
    reflexives: frozenset[str]
    articles: frozenset[str]  # what makes a verb a noun: "the thought"
    auxiliaries: frozenset[str]  # what makes a verb no tag: "didn't say"
    not_after_thought: frozenset[str]  # "thought of", "thought that"
    be: frozenset[str]
    said_as: frozenset[str]  # "what she said was"
    said_what: frozenset[str]  # "what she said was", "something that might have been"
    written: frozenset[str]  # verbs of writing, before what is written
    signs: frozenset[str]  # things that bear writing
    shows: frozenset[str]  # what such things do: "the sign said"
    mention: frozenset[str]  # "the word", "so-called"
    greetings: frozenset[str]  # what opens a letter: "dear"
    exclaimed: frozenset[str]  # who is called so in no letter: "dear God"
    senders: frozenset[str]  # what stands before the sender of a message: "from"
    closings: frozenset[str]  # what ends one: "yours"
    singing: frozenset[str]  # "sang", "song"
    elisions: frozenset[str]  # words that begin with an apostrophe: "'em"
    clipped: frozenset[str]  # words that end with one: "o'"
    think_hint: re.Pattern[str]  # what a tag of thinking cannot do without
    voice_hint: re.Pattern[str]  # what a thinker's voice cannot do without
    first: frozenset[str]  # the thinker's own pronouns
    second: frozenset[str]
    third: frozenset[str]
    third_subjects: frozenset[str]
    past: frozenset[str]  # auxiliaries of the past
    past_verbs: frozenset[str]  # irregular verbs in the past
    past_endings: tuple[str, ...]
    present: frozenset[str]  # auxiliaries of the present, contractions too
    present_endings: tuple[str, ...]  # "knows"
    adverbial: frozenset[str]  # what opens no thought of a few words: "for a moment"
    carries_on: frozenset[str]  # what opens the next words of a thought: "just", "not"
    orders: frozenset[str]  # what opens an order in any clause: "don't"
    orders_first: frozenset[str]  # what opens one at the head of a sentence: "Run"
    softeners: frozenset[str]  # what may stand before it: "no, just"
    storyteller: tuple[str, ...]  # what a narrator says to the listener: "I dare say"
    before_anybody: frozenset[str]  # the you that means anybody: "when you"
    after_anybody: frozenset[str]  # "you could"
    anybody: frozenset[str]
    subjects: frozenset[str]  # pronouns that may stand before a verb of saying
    not_subjects: frozenset[str]  # pronouns that are objects as well: "thought it over"
    determiners: frozenset[str]  # what opens "the old man"
    run_on: frozenset[str]  # what carries a tag on behind a comma: "he said, and turned"
    participles: tuple[str, ...]  # endings that do the same: "turning"
    speech_marks: tuple[str, ...]  # marks of speech besides the usual ones
    dashes: bool  # whether dialogue opens with a dash as a rule
    incises: bool  # whether tags stand inside the marks


@cache
def words_of(language: str) -> Words:
    """The words of `language` (a BCP 47 tag), English where there are none."""
    data = _read(language.partition("-")[0].lower()) or _read("en") or {}
    return Words(**{field.name: _value(field.type, data.get(field.name, ())) for field in fields(Words)})


def _value(kind: object, data: Any) -> Any:
    if kind == "re.Pattern[str]":
        return re.compile("|".join(map(re.escape, data)) or r"(?!)")
    if kind == "bool":
        return bool(data)
    return frozenset(data) if kind == "frozenset[str]" else tuple(data)


def _read(language: str) -> dict[str, Any] | None:
    path = files("audiobook.segmenter") / "data" / "speech" / f"{language}.json"
    if not language.isalpha() or not path.is_file():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data
