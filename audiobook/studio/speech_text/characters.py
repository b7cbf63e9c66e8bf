"""Only characters that engines can be trusted with, one of each sort: straight quotes, one long dash."""

from __future__ import annotations

import unicodedata

_KEPT_SYMBOLS = "$+<=>^|~°±×÷"
_CANONICAL = {
    "“„‟«»‹›〝〞「」『』″": '"',
    "‘’‚‛ʼ′`´": "'",
    "‐‑−": "-",
    "…⋯": "...",
    "‽": "?!",
    "。": ". ",
    "、": ", ",
    "№": "No.",
    "§": " section ",
    "²³": "²³",
    "™¡¿": "",
}
_LETTER_FORMS = ("<font>", "<sub>", "<wide>", "<compat>", "<circle>", "<square>")
_ACCENTS = range(0x300, 0x370)
_EVERY_SIGN = {sign: said for signs, said in _CANONICAL.items() for sign in signs} | {"²": "²", "³": "³"}


def clean(text: str) -> str:
    """`text` in plain characters: quotes straight, dashes long, blanks single, no emoji."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.translate(_CHARACTERS).split())


class _Characters(dict[int, str]):
    """What stands for each character, decided when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_CHARACTERS = _Characters()


def _plain(char: str) -> str:
    if char in _EVERY_SIGN:
        return _EVERY_SIGN[char]
    category = unicodedata.category(char)
    if char.isascii():
        return " " if category == "Cc" else char
    if category[0] in "LN" or unicodedata.decomposition(char).startswith("<wide>"):
        return _letter(char)
    if category[0] == "M":
        return "" if ord(char) in _ACCENTS or char in "\ufe0e\ufe0f\u20e3" else char
    if category[0] == "S" and (char in _KEPT_SYMBOLS or category == "Sc"):
        return char
    return _BY_CATEGORY.get(category, "" if category[0] == "C" else " ")


_BY_CATEGORY = {"Pd": "—", "Ps": "(", "Pe": ")", "Pi": '"', "Pf": '"', "Cc": " "}


def _letter(char: str) -> str:
    """A letter or digit as everyone writes it: "𝓗" is "H", "½" is "1/2", "¹" is a footnote's."""
    form = unicodedata.decomposition(char).split(" ")[0]
    if form == "<fraction>":
        return " " + unicodedata.normalize("NFKC", char).replace("⁄", "/")
    if form == "<super>" and unicodedata.category(char) == "No":
        return ""
    return unicodedata.normalize("NFKC", char) if form in _LETTER_FORMS else char
