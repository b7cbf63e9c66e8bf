"""What is known of English words: verbs of saying, nouns for people, titles, given names, nicknames.

All of it is data in `data/*.txt`; this module reads the lists once and makes the inflected forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """The gender ("m", "f", "x") and age ("adult", ...) that a noun for people tells."""

    gender: str
    age: str


@dataclass(frozen=True)
class Lexicon:
    """The word lists, lower case.

    `verbs` maps each inflected form to its classes: say, manner, think, act.
    """

    verbs: dict[str, frozenset[str]]
    people: dict[str, PersonNoun]
    titles: dict[str, str]
    abbreviated: frozenset[str]
    decorations: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    given: dict[str, str]
    nicknames: dict[str, frozenset[str]]
    kin: dict[str, str]
    grammar: dict[str, frozenset[str]]
    closed: frozenset[str]
    infinitives: frozenset[str]
    pronouns: dict[str, tuple[str, str]]
    places: frozenset[str]

    def says(self, word: str) -> bool:
        """Whether `word` is a form of a verb of saying."""
        return "say" in self.verbs.get(word, ())

    def verb(self, word: str) -> frozenset[str]:
        """The classes of the verb that `word` is a form of; empty if none is known."""
        return self.verbs.get(word, frozenset())


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def sections(name: str) -> dict[str, list[str]]:
    """The words of each section of a file in `data/`."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.extend(line.split())
    return found


@cache
def _doubled() -> frozenset[str]:
    return frozenset(word for line in _lines("doubled.txt") for word in line.split())


def _regular(verb: str) -> list[str]:
    stem = verb + verb[-1] if verb in _doubled() else verb
    if verb.endswith("e"):
        return [verb, verb + "d", verb + "s", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing"]
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return [verb, stem + "ed", verb + ending, stem + "ing"]


def _forms(entry: str) -> list[str]:
    """The inflected forms of a list entry: "say/said" gives say, said, says, saying."""
    base, *irregular = (part.split("_")[0] for part in entry.split("/"))
    regular = _regular(base)
    return [*([regular[0], *regular[2:], *irregular] if irregular else regular)]


def _verbs() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    classes: dict[str, set[str]] = {}
    infinitives = set()
    finite = set()
    for section, entries in sections("verbs.txt").items():
        for entry in entries:
            if "_" not in entry:
                forms = _forms(entry)
                infinitives.add(forms[0])
                finite |= set(forms[1:]) | set(entry.split("/")[1:])
                for form in forms:
                    classes.setdefault(form, set()).add(section)
            else:
                classes.setdefault(entry.split("_")[0], set()).add("particle")
    return {form: frozenset(found) for form, found in classes.items()}, frozenset(infinitives - finite)


def _people() -> dict[str, PersonNoun]:
    found: dict[str, PersonNoun] = {}
    for section, nouns in sections("people.txt").items():
        gender, age = section.split()
        for noun in nouns:
            found.setdefault(noun, PersonNoun(gender, age))
    return found


def _given() -> dict[str, str]:
    listed = sections("given.txt")
    genders: dict[str, str] = {}
    for gender in ("m", "f", "x"):
        for name in listed[gender]:
            genders[name] = gender if genders.get(name, gender) == gender else "x"
    return genders


def _pronouns() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for section, words in sections("pronouns.txt").items():
        gender, case = section.split()
        found |= dict.fromkeys(words, (gender, case))
    return found


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    titles = sections("titles.txt")
    nicknames = (line.split(":") for line in _lines("nicknames.txt"))
    grammar = {name: frozenset(found) for name, found in sections("grammar.txt").items()}
    verbs, infinitives = _verbs()
    return Lexicon(
        verbs=verbs,
        infinitives=infinitives,
        pronouns=_pronouns(),
        places=grammar["place"],
        people=_people(),
        titles={title: gender for gender in ("x", "f", "m") for title in titles[gender]},
        abbreviated=frozenset(titles["abbreviated"]),
        decorations=frozenset(titles["decoration"]),
        honorifics=frozenset(titles["honorific"]),
        particles=frozenset(titles["particle"]),
        not_names=frozenset(word for line in _lines("notnames.txt") for word in line.split()),
        given=_given(),
        nicknames={short: frozenset(full.split()) for short, full in nicknames},
        kin={word: line.split()[0] for line in _lines("kin.txt") for word in line.split()},
        grammar=grammar,
        closed=frozenset[str]().union(*(found for name, found in grammar.items() if name != "place")),
    )
