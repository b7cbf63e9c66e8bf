"""Text -> phonemes, for models that do not read: espeak-ng says how words sound, a model sings it.

Models of the Piper kind were trained on espeak-ng's own phonemes, Kokoro on an alphabet close to it, in
which one letter stands for a diphthong; `phonemes.json` turns the one into the other.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from audiobook.engines import espeak_names
from audiobook.engines.espeak import sayable
from audiobook.engines.espeak_library import Image
from audiobook.ipa import MARKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = (
    380  # phonemes in a piece: some twenty seconds; memory grows with its square, and Kokoro ends at 510
)

# Where a sentence ends among phonemes, of which none is written with a point.
SENTENCE_END = re.compile(r"(?<=[.!?]) ")

# A mark right after sounds that were given, perhaps behind a quote: '”, and left'.
MARK_AFTER_SOUNDS = re.compile(r"[^\w.,;:!?…—]*([.,;:!?…—])")

# What espeak-ng names a foreign word's language by, between phonemes: "(fr)baɡˈɛt(en)".
LANGUAGE_SWITCH = re.compile(r"\([^)]*\)")

# The mark that ends a clause, before closing quotes and the first letter of the next: ' said Mara, t'.
CLAUSE_END = re.compile(r"([.,;:!?…—–])[^\w.,;:!?…—–]*\w?$")

# A dash, at which espeak-ng draws breath only where it stands alone: "no—never".
DASH = re.compile(r"\s*—\s*")

# Marks that models know by a simpler one: "well…", "no—".
_SIMPLER = {"…": ".", "—": ",", "–": ",", "": ""}


def sentences(text: str, *, language: str, alphabet: str = "") -> Iterator[str]:
    """The phonemes of each sentence of `text`, in pieces of `LONGEST` at most.

    `language` is a voice of espeak-ng, `alphabet` one of `phonemes.json`, or "" for IPA as it is. What
    stands between ⟦ and ⟧ is phonemes already.
    """
    name = espeak_names.resolved(language)
    with Image() as image:
        image.set_voice(name)
        said = " ".join(_clauses(image, DASH.sub(" — ", sayable(text))))
    of_languages = _spellings().get(alphabet, {})
    spellings = of_languages.get(name, of_languages.get("other", []))
    for sentence in SENTENCE_END.split(said):
        yield from pieces(_spelled(sentence, spellings))


def _clauses(image: Image, text: str) -> list[str]:
    """The phonemes of each clause, with the mark that ends it."""
    clauses: list[str] = []
    for index, part in enumerate(MARKED.split(text)):
        if index % 2:
            clauses.append(part)
            continue
        mark = MARK_AFTER_SOUNDS.match(part) if clauses else None
        if mark:
            clauses[-1] += _mark(mark[1])
        rest = part[mark.end() :] if mark else part
        clauses += [_clause(written, spoken) for written, spoken in image.phonemes(rest) if spoken]
    return clauses


def _clause(written: str, spoken: str) -> str:
    """The phonemes of a clause and the mark that ends it."""
    end = CLAUSE_END.search(written)
    return LANGUAGE_SWITCH.sub("", spoken).strip() + _mark(end[1] if end else "")


def _mark(mark: str) -> str:
    return _SIMPLER.get(mark, mark)


def _spelled(sentence: str, spellings: Iterable[tuple[str, str]]) -> str:
    for one, other in spellings:
        sentence = sentence.replace(one, other)
    return unicodedata.normalize("NFD", sentence)


def pieces(sentence: str, *, longest: int = LONGEST) -> Iterator[str]:
    """`sentence` in pieces: cut after a clause where one fits, else between words, else anywhere."""
    while len(sentence) > longest:
        head = sentence[:longest]
        cut = max(head.rfind(f"{mark} ") + 1 for mark in ",;:") or head.rfind(" ") or longest
        cut = cut if cut > 0 else longest
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if any(character.isalpha() for character in sentence):
        yield sentence


@cache
def _spellings() -> dict[str, dict[str, list[tuple[str, str]]]]:
    spellings: dict[str, dict[str, list[tuple[str, str]]]] = json.loads(
        resources.files("audiobook.engines").joinpath("phonemes.json").read_text("utf-8")
    )
    return spellings
