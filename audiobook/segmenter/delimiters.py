"""Marks that writers make up for speech from mind to mind: `//Where?//`, `::Here.::`, `<Wait.>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.segmenter.quote_marks import Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CAPITAL = r"[^\W\d_a-zß-ÿ]"
# The first word in capitals of `I SPENT IT.`, `HERE IT COMES.`: two letters, or one and more behind it.
_CAPS_START = rf"(?<![\w\"'’])(?:{_CAPITAL}{{2,}}|{_CAPITAL}(?=['’\s]\s?{_CAPITAL}{{2}}))(?:['’]{_CAPITAL}+)?"

# Each begins with its mark and stops at the next of its kind, so that a search takes linear time.
DELIMITERS: Mapping[str, re.Pattern[str]] = {
    "//": re.compile(r"//(?<![\w:/]//)(?=[^\s/])[^/]+(?<=[^\s/])//(?![\w/])"),  # //Where are you?//
    "/": re.compile(r"/(?<![\w:/<]/)(?=[^\s/])[^/]+(?<=[^\s/])/(?![\w/])"),  # /Where are you?/
    "::": re.compile(r"::(?<![\w:]::)(?=[^\s:])(?:[^:]|:(?!:))+(?<=[^\s:])::(?![\w:])"),  # ::Where are you?::
    ":": re.compile(r":(?<![\w:]:)(?=[^\s:)(])[^:]+(?<=[^\s:]):(?![\w:])"),  # :Where are you?:
    "<<": re.compile(r"<<(?=[^\s<>])[^<>]+(?<=[^\s<>])>>"),  # <<Where are you?>>
    "<": re.compile(r"<(?<!<<)(?=[^\s<>/])[^<>]+(?<=[^\s<>/])>(?!>)"),  # <Where are you?>
    "~": re.compile(r"~(?<![\w~]~)(?=[^\s~])[^~]+(?<=[^\s~])~(?![\w~])"),  # ~Where are you?~
    "[": re.compile(r"\[(?=[^\s\[\]])[^\[\]]+(?<=[^\s\[\]])\]"),  # [Where are you?]
    "{": re.compile(r"\{(?=[^\s{}])[^{}]+(?<=[^\s{}])\}"),  # {Where are you?}
    "«": re.compile(r"«[^«»]+(?:»|\Z)"),  # «Where are you?»
    "»": re.compile(r"»(?<!\w»)[^«»]+«(?!\w)"),  # »Wo bist du?«
    "‹": re.compile(r"‹[^‹›]+›"),  # ‹Where are you?›
    "「": re.compile(r"「[^「」]+」"),  # 「どこ?」
    "『": re.compile(r"『[^『』]+』"),  # 『どこ?』
    "CAPS": re.compile(
        rf"{_CAPS_START}(?:[\s,;:.!?…—–'’-]+{_CAPITAL}+(?![a-zß-ÿ])){{0,300}}[,.!?…—–-]+(?=\s|$)"
    ),
}


def _stretch(flat: str, match: re.Match[str], style: str, width: int) -> Stretch:
    closed = style != "«" or flat[match.end() - 1] == "»"
    return Stretch(match.start(), match.end(), style, closed=closed, width=width)


def delimited_stretches(flat: str, start: int, end: int, styles: Sequence[str]) -> list[Stretch]:
    """The stretches of flat[start:end] in marks of the given styles, in the order of `styles`."""
    found: list[Stretch] = []
    for style in styles:
        if style != "CAPS" and flat.find(style[0], start, end) < 0:
            continue
        width = 0 if style == "CAPS" else len(style)
        matches = DELIMITERS[style].finditer(flat, start, end)
        found.extend(_stretch(flat, match, style, width) for match in matches)
    return found
