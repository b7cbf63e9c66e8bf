"""The words by which authors speak to their readers, and how many of them a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from audiobook.segmenter.customs import DEFAULT, load
from audiobook.segmenter.lines import straight

# Words with what belongs to them: "don't", "r&r", "ko-fi", "a/n", "fanfiction.net", "p.s", "90%".
_TOKEN = re.compile(r"[^\W_]+(?:['&/.-][^\W_]+)*")
_OPENING = 4
_ELONGATED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that say the same about a text, how many of them count at most, a note's topic."""

    name: str
    most: float
    topic: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases of one language, by their first word, and its labels of notes by topic."""

    groups: tuple[Group, ...]
    topics: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    labels: dict[str, str]
    metadata: frozenset[str]
    ends: tuple[tuple[str, ...], ...]
    handovers: tuple[tuple[str, ...], ...]
    telling: frozenset[str]
    saying: frozenset[str]

    def count(self, phrases: Iterable[tuple[str, ...]], groups: frozenset[str]) -> int:
        """How many of `phrases` belong to one of `groups`."""
        wanted = {number for number, group in enumerate(self.groups) if group.name in groups}
        known = (
            (phrase, number)
            for each in phrases
            for phrase, number in self.phrases.get(each[0], ())
            if phrase == each
        )
        return sum(number in wanted for _, number in known)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The group and the phrase of every phrase in `words`."""
        for at, word in enumerate(words):
            for phrase, group in self.phrases.get(word, ()):
                if _matches(phrase, words, at):
                    yield group, phrase


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters; letters drawn out stand twice ("sooo" -> "soo")."""
    return [_ELONGATED.sub(r"\1\1", word) for word in _TOKEN.findall(straight(text).casefold())]


def opening_words(text: str) -> str:
    """The first four words of `text`, "" if it has fewer."""
    words = words_of(text[:60])[:_OPENING]
    return " ".join(words) if len(words) == _OPENING else ""


def starts_with(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether `words` open with `phrase`, in which "#" is any number and "*" any word."""
    return _matches(phrase, words, 0)


@cache
def lexicon_of(language: str) -> Lexicon:
    """The words of `language`, English where it has none."""
    data = load("notes", language) or load("notes", DEFAULT)
    groups = tuple(Group(name, group["most"], group["topic"]) for name, group in data["groups"].items())
    labels = {
        label: topic for topic, names in data["labels"].items() if topic != "metadata" for label in names
    }
    return Lexicon(
        groups=groups,
        topics={group.name: group.topic for group in groups},
        phrases=_index(data["groups"]),
        labels=labels,
        metadata=frozenset(data["labels"].get("metadata", ())),
        ends=_phrases(data["ends"]["phrases"]),
        handovers=_phrases(data["handover"]["phrases"]),
        telling=frozenset(data["story"]["telling"]),
        saying=frozenset(data["story"]["saying"]),
    )


def _index(groups: dict[str, dict[str, list[str]]]) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, group in enumerate(groups.values()):
        for phrase in _phrases(group["phrases"]):
            index.setdefault(phrase[0], []).append((phrase, number))
    return {word: tuple(phrases) for word, phrases in index.items()}


def _phrases(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(re.findall(r"[#*]|" + _TOKEN.pattern, line)) for line in lines)


def _matches(phrase: Sequence[str], words: Sequence[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(_same(one, words[at + offset]) for offset, one in enumerate(phrase))


def _same(pattern: str, word: str) -> bool:
    return pattern in ("*", word) or (pattern == "#" and (word.isdigit() or word in _NUMBERS))


_NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
