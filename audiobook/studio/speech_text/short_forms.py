"""Short forms: titles, streets, "e.g.", "A/N", and what stands between slashes."""

from __future__ import annotations

import re
from functools import cache

from audiobook.studio.speech_text.words import either, table, words

# A word that may be a short form, with the dots and slashes inside it: "etc", "w/o", "'em", "POV".
_TOKEN = re.compile(r"(?<![\w'./-])['A-Za-z][A-Za-z'/]*(?:\.[A-Za-z'/]+)*(?![\w-])\.?")

# A note of the author by two letters: "AN: hi"; and what is too long to be read: "TL;DR".
_NOTE = re.compile(r"^\W*AN(?=:)")
_TOO_LONG = re.compile(r"\bTL;DR\b", re.IGNORECASE)

# What may stand around a short form.
_AROUND = str.maketrans(',;:!?"()—*', " " * 10)

# A title before a name: "Mr. Holt", "Dr Lind", "St. John's", "MRS. HOLT", "Mr and Mrs Holt"; before one that
# is stuttered: "Mr. puh-Potter".
_TITLE = re.compile(
    r"([A-Z][A-Za-z]{1,8}\b\.?) ?"
    r"(?=[A-Z\ue000-\uf8ff]|[a-z]{1,3}(?:-[a-z]{1,3})?-[A-Z\ue000-\uf8ff]|and Mrs?\b)"
)

_TITLES_IN_CAPITALS = ("MR", "MRS")  # others without their dot may be letters: "MS", "FT"

# What follows a name: "Holt Jr.", "Holt, Sr.", "Fifth Ave."
_SUFFIX = re.compile(rf"(?<=[a-z\d])(,? )({either(table('en/after_names').keys() - {'St.', 'Dr.'})})(?!\w)")

# What follows a name or stands before one: "Elm St." ends a phrase, "Thank Dr. Lind" does not.
_TWO_FACED = re.compile(rf"(?<= )(St|Dr)\.(?=\s*$|\s+[a-z]|[^\w\s]|\s+(?:{either(words('en/openers'))})\b)")

# A name, or the number of a street, right before: "Elm ", "5th "; for "Dr." with the house, "12 Elm ".
_BEFORE_IT = {
    "St": re.compile(r"(?:\b[A-Z][a-z']+|\d(?:st|nd|rd|th)) $"),
    "Dr": re.compile(r"\d (?:[A-Z][a-z']+ ){1,2}$"),
}

# A form before a number: "No. 5", "Ch. 3", "pp. 12-14", "vol. II".
_NUMBERED = re.compile(rf"(?i:\b({either(table('en/before_numbers'))}))\s*(?=\d|[IVX]+\b)")

# A number of either sort: "5", "IV", ". I".
_NUMERAL = re.compile(r"\d|[IVX]{2}|[VX]\b|\. I\b")

# A capital right behind: " Who".
_CAPITAL = re.compile(r"\s+[A-Z]")

# Initials: "J.R.R. Tolkien", "the U.S.A.", "7 p.m."
_INITIALS = re.compile(r"\b((?:[A-Za-z]\. ?){1,4}[A-Za-z])\.(?!\w)")

# One initial within a name: "Michael J. Fox".
_INITIAL = re.compile(r"(?<=[a-z] [B-HJ-Z])\.(?= [A-Z][a-z])")

# Letters between slashes: "Y/N", "I/O".
_LETTERS = re.compile(r"(?<![\w/])(?<!\d )[A-Za-z](?:/[A-Za-z])+(?![\w/])")

# Words between slashes: "he/she" is a choice, "Mara/Tom" a pair, "either / or" needs no word; "30 km/h" is
# a unit.
_SPACED = re.compile(r"\s+/\s+")
_NO_UNIT = r"(?<!\bkm)(?<!\dkm)(?<!\d m)(?<!\dm)"
_CHOICE = re.compile(rf"(?<=[a-z]){_NO_UNIT}/(?=[a-z])")
_PAIR = re.compile(rf"(?<=[A-Za-z]){_NO_UNIT}/(?=[A-Za-z])")


def say_short_forms(text: str) -> str:
    """Short forms in full: "Dr. Lind, e.g." is "Doctor Lind, for example"."""
    text = _NOTE.sub("author's note", text)
    if ";" in text:
        text = _TOO_LONG.sub("T-L-D-R", text)
    if not _traces().isdisjoint(text.lower().translate(_AROUND).split()):
        text = _TOKEN.sub(_in_full, text)
    if "." in text:
        text = _TWO_FACED.sub(_street_or_doctor, text)
        text = _SUFFIX.sub(_suffix, text)
    if "." in text[:-1]:
        text = _INITIAL.sub("", _INITIALS.sub(_initials, text))
    if _NUMERAL.search(text):
        text = _NUMBERED.sub(lambda match: _numbered()[match[1].lower()] + " ", text)
    text = _TITLE.sub(_title, text)
    return _between_slashes(text) if "/" in text else text


def is_short_form(word: str) -> bool:
    """Whether a word stands for a longer one: "Mr", "Dr."."""
    return word in table("en/before_names") or word.lower() in _anywhere()


def _in_full(match: re.Match[str]) -> str:
    """What is said for a token; a dot that ends the sentence too stays."""
    token = match[0].lower()
    if said := _anywhere().get(token):
        return said + _stop(match) if token.endswith(".") else said
    said = _anywhere().get(token.removesuffix("."))
    return f"{said}." if said else match[0]


@cache
def _anywhere() -> dict[str, str]:
    """What is said by what is written, in small letters; with dots inside, the last may be missing."""
    forms = {form.lower(): said for form, said in table("en/anywhere").items()}
    return forms | {form.rstrip("."): said for form, said in forms.items() if "." in form[:-1]}


@cache
def _traces() -> frozenset[str]:
    """What a text that holds a short form has among its words; points may follow."""
    return frozenset(form.rstrip(".") + points for form in _anywhere() for points in ("", ".", "..."))


@cache
def _numbered() -> dict[str, str]:
    return {form.lower(): said for form, said in table("en/before_numbers").items()}


def _street_or_doctor(match: re.Match[str]) -> str:
    if _BEFORE_IT[match[1]].search(match.string, max(0, match.start() - 40), match.start()):
        return {"St": "Street", "Dr": "Drive"}[match[1]] + _stop(match)
    if _CAPITAL.match(match.string, match.end()):
        return match[0]
    return {"St": "Saint", "Dr": "doctor"}[match[1]] + _stop(match)


def _title(match: re.Match[str]) -> str:
    shown = match[1]
    if shown.isupper() and shown not in _TITLES_IN_CAPITALS and not shown.endswith("."):
        return match[0]
    title = table("en/before_names").get(shown.capitalize() if shown.isupper() else shown)
    return f"{title} " if title else match[0]


def _suffix(match: re.Match[str]) -> str:
    return match[1] + table("en/after_names")[match[2]] + _stop(match)


def _initials(match: re.Match[str]) -> str:
    return "-".join(match[1].replace(".", " ").split()).upper() + _stop(match)


# The word after a short form.
_NEXT = re.compile(r"[\"')\s]*([A-Z][a-z']*)?")


def _stop(match: re.Match[str]) -> str:
    """The dot that ends a sentence, if the text ends here or the next word opens one."""
    found = _NEXT.match(match.string, match.end())
    if found is None or found[1] is None:
        return "." if found and found.end() == len(match.string) else ""
    return "." if found[1] in words("en/openers") else ""


def _between_slashes(text: str) -> str:
    text = _SPACED.sub(", ", text).replace("and/or", "and or").replace("s/he", "she or he")
    text = _LETTERS.sub(lambda match: match[0].upper().replace("/", "-"), text)
    return _PAIR.sub(" slash ", _CHOICE.sub(" or ", text))
