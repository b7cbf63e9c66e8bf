"""Text that was once decoded wrongly ("donâ€™t"), as it was meant ("don’t")."""

from __future__ import annotations

import re
from importlib import import_module

# "donâ€™t", "cafÃ©", "Ãœber", "word.Â Â word", "ðŸ˜€", "ï»¿Once", "Å‚Ä…ka", "ÐŸÐ°Ñ€", "don‚Äôt".
# Cheap, and ready to be wrong: ftfy judges each. But where a quotation mark follows a word in capitals
# ("IRMÃ”, a sister in Portuguese), even ftfy would be.
_SIGN = re.compile(
    r"â€|ðŸ|ï»¿|ï¿½|Â[\s\xa0-\xbf]|Ã[\xa0-\xbf¢‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ€]|[ÄÅ][\xa1-\xbf‚ƒ„†‡ˆ‰‹•™›]"
    r"|‚Ä[ôúùîìë¶]|[ÐÑ]\S[ÐÑ]\S[ÐÑ]"
    r"|(?<!\w)Ã[–“‘’](?=\w)"
)
# What may be repaired on its own: a line, or the words between two tags.
_PIECE = re.compile(r"[^\r\n<>]+")
# "Helloâ€ she said": a closing quotation mark whose last byte has no character in Windows-1252 and was lost
_LOST_QUOTE = re.compile(r"â€(?=[\x00-\x7f\ufffd]|\Z)\ufffd?")
_WHOLE_QUOTE = "â€\x9d"


def mended(text: str) -> tuple[str, int]:
    """`text` with wrongly decoded characters as they were meant, and in how many pieces there were such.

    Where nothing was decoded wrongly, every character stays as it is.

    >>> mended("Itâ€™s late.")
    ('It’s late.', 1)
    """
    if not _SIGN.search(text):
        return text, 0
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        piece = match[0]
        better = _mended(piece) if _SIGN.search(piece) else piece
        count += better != piece
        return better

    return _PIECE.sub(mend, text), count


def _mended(piece: str) -> str:
    ftfy = import_module("ftfy")
    return str(ftfy.fix_encoding(_LOST_QUOTE.sub(_WHOLE_QUOTE, piece)))
