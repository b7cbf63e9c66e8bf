"""What is wrong with a file, in a sentence for the person who wrote it."""

from __future__ import annotations

from audiobook.errors import CastError

_LONGEST_QUOTE = 60  # characters; a value may be a whole file, when a mark is missing
_ENDS = ".?!"


def complaint(problem: str, *, hint: str = "", where: str = "") -> CastError:
    """An error to raise: `problem` and `hint` as sentences, after the place if there is one.

    >>> complaint("a quote is never closed", where="mine.yaml, line 3").message
    'mine.yaml, line 3: A quote is never closed.'
    """
    message = sentence(problem)
    return CastError(f"{where}: {message}" if where else message, hint=sentence(hint))


def sentence(clause: str) -> str:
    """`clause` with a capital, unless it starts with a quotation, and a full stop, unless it asks.

    >>> sentence("did you mean 'pitch'?"), sentence("'pich' is no key"), sentence("")
    ("Did you mean 'pitch'?", "'pich' is no key.", '')
    """
    if not clause:
        return ""
    return clause[0].upper() + clause[1:] + ("" if clause.endswith(tuple(_ENDS)) else ".")


def quoted(text: str) -> str:
    """`text` in quotes, cut off where it is long.

    >>> quoted("Mara"), quoted("la" * 100)[-6:]
    ("'Mara'", "alal…'")
    """
    return repr(clipped(text))


def clipped(text: str) -> str:
    """`text`, cut off where it is long."""
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
