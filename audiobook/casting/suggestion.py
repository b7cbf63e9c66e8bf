"""The name that somebody probably meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE = 0.6  # difflib's own bar: one slip in a short word
_LONGEST = 60  # characters of a word; what is longer is no slip, and would take long to compare


def did_you_mean(word: str, choices: Iterable[str], *, otherwise: str = "") -> str:
    """A hint that names the choice closest to `word`; without a close one, `otherwise`.

    >>> did_you_mean("pich", ("rate", "pitch"))
    "did you mean 'pitch'?"
    """
    found = closest(word, choices)
    return f"did you mean {found!r}?" if found else otherwise


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice closest to `word`, upper and lower case being one; None where none is close."""
    if len(word) > _LONGEST:
        return None
    by_folded = {choice.casefold(): choice for choice in choices}
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=_CLOSE)
    return by_folded[matches[0]] if matches else None


def listed(choices: Iterable[str]) -> str:
    """The choices as a hint: "one of m, f, unknown"."""
    return "one of " + ", ".join(choices)
