"""How words are said, as files write it: in a casting sheet, and in the user's own file for all stories."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from audiobook.casting.document import Document, read_document
from audiobook.casting.forms import LEXICON
from audiobook.casting.scalar import flow
from audiobook.casting.schema import Entries, Place
from audiobook.model import Pronunciation

if TYPE_CHECKING:
    from collections.abc import Iterable

_OWN_FILE = "AUDIOBOOK_LEXICON"


def own_lexicon() -> Path:
    """The user's own file of pronunciations; the variable AUDIOBOOK_LEXICON names another."""
    named = os.environ.get(_OWN_FILE, "")
    return Path(named).expanduser() if named else platformdirs.user_config_path("audiobook") / "lexicon.yaml"


def load_lexicon() -> tuple[Pronunciation, ...]:
    """The user's own pronunciations; () if there is no such file, CastError if it is wrong."""
    path = own_lexicon()
    return lexicon_of(read_document(path)) if path.is_file() else ()


def lexicon_of(document: Document) -> tuple[Pronunciation, ...]:
    """The pronunciations in a file of nothing else."""
    entries: Entries = LEXICON(document.root, Place(document, document.name))
    return pronunciations_of(document, entries.get("pronunciations", ()))


def pronunciations_of(document: Document, words: Iterable[Entries]) -> tuple[Pronunciation, ...]:
    """The pronunciations of a list in `document`; CastError, to the line, where one is but half."""
    return tuple(_pronunciation(document, word) for word in words)


def _pronunciation(document: Document, word: Entries) -> Pronunciation:
    if ("written" in word) == ("pattern" in word):
        problem = "a pronunciation needs either 'written' or 'pattern'"
        raise document.error(word.line, problem, hint="write {written: Kaede, said: kah eh deh}")
    if not {"said", "ipa"} & word.keys():
        problem = "a pronunciation has neither 'said' nor 'ipa'"
        raise document.error(word.line, problem, hint="add 'said: ...', how you would spell the sound")
    return Pronunciation(
        written=word.get("written") or word["pattern"],
        said=word.get("said", ""),
        case_sensitive=word.get("case_sensitive", False),
        ipa=word.get("ipa", ""),
        is_pattern="pattern" in word,
        language=word.get("language", ""),
    )


def lexicon_line(word: Pronunciation) -> str:
    """A pronunciation as a line of the list.

    >>> lexicon_line(Pronunciation("Kaede", ipa="kaˈede"))
    '- {written: Kaede, ipa: kaˈede}'
    """
    return f"- {flow(pronunciation_fields(word))}"


def pronunciation_fields(word: Pronunciation) -> dict[str, str | bool]:
    """A pronunciation as a file writes it, without what is left out."""
    fields: dict[str, str | bool] = {
        "pattern" if word.is_pattern else "written": word.written,
        "said": word.said,
        "ipa": word.ipa,
        "case_sensitive": word.case_sensitive,
        "language": word.language,
    }
    return {key: value for key, value in fields.items() if value}
