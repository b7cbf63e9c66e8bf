"""The words by which authors speak to their readers, and how many of them a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from audiobook.segmenter.customs import DEFAULT, load

# Words with what belongs to them: "don't", "r&r", "ko-fi", "a/n", "fanfiction.net", "p.s", "90%".
_TOKEN = re.compile(r"[^\W_]+(?:['&/.-][^\W_]+)*")
_OPENING = 4
_LONGEST_PHRASE = 6
_NUMBERS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
_ELONGATED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that say the same about a text, how many of them count at most, a note's topic."""

    name: str
    most: float
    topic: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The phrases of one language with the numbers of their groups, and its labels of notes by topic.

    `lengths` says how long the phrases are that start with a word.
    """

    groups: tuple[Group, ...]
    topics: dict[str, str]
    phrases: dict[tuple[str, ...], tuple[int, ...]]
    lengths: dict[str, tuple[int, ...]]
    labels: dict[str, str]
    metadata: frozenset[str]
    ends: tuple[tuple[str, ...], ...]
    asks: tuple[tuple[str, ...], ...]
    handovers: tuple[tuple[str, ...], ...]
    recaps: tuple[tuple[str, ...], ...]
    bylines: tuple[tuple[str, ...], ...]
    dedications: tuple[tuple[str, ...], ...]
    first: frozenset[str]
    second: frozenset[str]
    third: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    telling: frozenset[str]
    saying: frozenset[str]

    def groups_of(self, phrase: tuple[str, ...]) -> frozenset[str]:
        """The names of the groups that a phrase belongs to."""
        return frozenset(self.groups[number].name for number in self.phrases.get(phrase, ()))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The group and the phrase of every phrase in `words`."""
        coded = ["#" if _is_number(word) else word for word in words]
        numbered = "#" in coded
        for at, word in enumerate(words):
            if word in self.lengths:
                yield from self._at(words, at, word)
            if numbered and (coded[at] != word or "#" in coded[at + 1 : at + _LONGEST_PHRASE]):
                yield from self._at(coded, at, coded[at])

    def _at(self, words: Sequence[str], at: int, word: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        for length in self.lengths.get(word, ()):
            phrase = tuple(words[at : at + length])
            for group in self.phrases.get(phrase, ()):
                yield group, phrase


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters; letters drawn out stand twice ("sooo" -> "soo")."""
    plain = text.replace("’", "'").replace("‘", "'").casefold()
    return _TOKEN.findall(_ELONGATED.sub(r"\1\1", plain) if _ELONGATED.search(plain) else plain)


def opening_words(text: str) -> str:
    """The first four words of `text`, "" if it has fewer."""
    words = words_of(text[:60])[:_OPENING]
    return " ".join(words) if len(words) == _OPENING else ""


@cache
def lexicon_of(language: str) -> Lexicon:
    """The words of `language`, English where it has none."""
    data = load("notes", language) or load("notes", DEFAULT)
    groups = tuple(Group(name, group["most"], group["topic"]) for name, group in data["groups"].items())
    labels = {
        label: topic for topic, names in data["labels"].items() if topic != "metadata" for label in names
    }
    phrases = _index(data["groups"])
    return Lexicon(
        groups=groups,
        topics={group.name: group.topic for group in groups},
        phrases=phrases,
        lengths=_lengths(phrases),
        labels=labels,
        metadata=frozenset(data["labels"].get("metadata", ())),
        ends=_phrases(data["ends"]["phrases"]),
        asks=_phrases(data.get("asks", {}).get("phrases", ())),
        handovers=_phrases(data["handover"]["phrases"]),
        recaps=_phrases(data["labels"].get("recap", ())),
        bylines=_phrases(data["lines"]["bylines"]),
        dedications=_phrases(data["lines"]["dedications"]),
        **{name: frozenset(words) for name, words in data["words"].items()},
    )


def _index(groups: dict[str, dict[str, list[str]]]) -> dict[tuple[str, ...], tuple[int, ...]]:
    index: dict[tuple[str, ...], list[int]] = {}
    for number, group in enumerate(groups.values()):
        for phrase in _phrases(group["phrases"]):
            index.setdefault(phrase, []).append(number)
    return {phrase: tuple(numbers) for phrase, numbers in index.items()}


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(lengths)) for word, lengths in found.items()}


def _phrases(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(re.findall("#|" + _TOKEN.pattern, line)) for line in lines)


def starts_with(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether `words` open with `phrase`, in which "#" is any number."""
    return len(words) >= len(phrase) and all(map(_same, phrase, words))


def _same(pattern: str, word: str) -> bool:
    return pattern == word or (pattern == "#" and _is_number(word))


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMBERS
