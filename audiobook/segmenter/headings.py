"""Which short blocks are headings, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audiobook.segmenter.lines import plain_words, straight

if TYPE_CHECKING:
    from audiobook.segmenter.customs import Customs

TITLE = "title"  # the style of a story's title, and of a title under a number
LONGEST_TITLE = 110
_LONGEST_SHOUTED = 160
_EDGE = re.compile(r"^[\s*_~=#\-–—•|<>\[\]+:.]+|[\s*_~=#\-–—•|<>\[\]+]+$")
_EDGE_KEPT = re.compile(r"^[\s*_~=#]+|[\s*_~=#]+$")
# `CHAPTER III. THE LAURISTON GARDEN MYSTERY [6]`
_FOOTNOTE = re.compile(r"(?<=\S)\s*\[\d{1,3}\]$|^\[\d{1,3}\]$")
# `7/12`, `3 of ?`
_OF = re.compile(r"\s*(?:/|\bof\b)\s*[\d?]+")
_SEPARATED = re.compile(r"\s*(?:[:.–—)]|--?)+\s*(.*)|\s*(\(.*\))", re.DOTALL)
# `7`, `the second`, `Twenty-One`, `vinte e um`
_LEADING = re.compile(r"(?:the\s+|#)?([^\W_]+(?:-[^\W_]+)*)(?: ([^\W_]+)(?: ([^\W_]+))?)?", re.IGNORECASE)
# `XII. The Table`, `6. the llama`, `1: COLD START`, `7) Rain`, `IX - The Clapper`
_NUMBERED = re.compile(r"(\d{1,3}|[ivxlc]+)\s*(?:[.:)–—]|-(?=\s))\s*(\S.*)", re.IGNORECASE | re.DOTALL)
# `IV`, `12.`, `#3`
_BARE = re.compile(r"#?(\d{1,3}|[ivxlc]+)\.?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?,;:…]['\"]?$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the way it is written, its number and its title.

    `style` is "chapter", "part", "section", or, where only a sequence or a place can prove it,
    "roman", "digits", "word" with or without "-title". `word` is the word it opens with.
    """

    style: str
    number: int | None
    title: str
    word: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether the line by itself is a heading."""
        return self.style in {"chapter", "part", "section", "source"}


@dataclass(frozen=True, eq=False)
class _Grammar:
    lead: re.Pattern[str]
    behind: re.Pattern[str]
    section: re.Pattern[str]


@cache
def _grammar(customs: Customs) -> _Grammar:
    words = customs.headings
    lead = _any_of(words["chapter"] | words["part"])
    section = _any_of(words["section"])
    return _Grammar(
        re.compile(rf"({lead})\b\.?\s*(.*)", re.IGNORECASE | re.DOTALL),
        re.compile(rf"([\w-]+(?: [\w-]+)?)\.? ({lead})\b(.*)", re.IGNORECASE | re.DOTALL),
        re.compile(rf"(?:an?\s+|the\s+)?({section})\b\s*(.*)", re.IGNORECASE | re.DOTALL),
    )


def _any_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def parse(text: str, customs: Customs) -> Heading | None:
    """What `text` says if it is written like a heading, else None.

    >>> from audiobook.segmenter.customs import customs_of
    >>> parse("Chapter Seven: The Bell", customs_of("en"))
    Heading(style='chapter', number=7, title='The Bell', word='chapter')
    """
    row = undecorated(text)
    if not row or len(row) > (_LONGEST_SHOUTED if row.isupper() else LONGEST_TITLE) or row[0] in "\"'":
        return None
    return _worded(row, customs) or _section(row, customs) or _numbered(row, customs)


def undecorated(text: str) -> str:
    """`text` on one line without the signs that frame it: "~ Chapter 3 ~" -> "Chapter 3"."""
    row = _EDGE.sub("", _FOOTNOTE.sub("", straight(text)))
    return row if row.count("(") == row.count(")") else _EDGE_KEPT.sub("", straight(text))


def _worded(row: str, customs: Customs) -> Heading | None:
    """`Chapter 7/12`, `Ch. 7 - X`, `CHAPTER THE SECOND`, `Part One: X`, `The Second Chapter`."""
    match = _grammar(customs).lead.fullmatch(row)
    number, rest = _leading_number(match[2], customs) if match else (None, "")
    if match is None or number is None:
        return _worded_behind(row, customs)
    title = _title_after(rest)
    return None if title is None else Heading(_style(match[1], customs), number, title, match[1].casefold())


def _worded_behind(row: str, customs: Customs) -> Heading | None:
    """`The Second Chapter`, `2nd Chapter: Rain`, `Erstes Kapitel`."""
    match = _grammar(customs).behind.fullmatch(row)
    number = customs.number(match[1]) if match else None
    if match is None or number is None:
        return None
    title = _title_after(match[3])
    return None if title is None else Heading(_style(match[2], customs), number, title, match[2].casefold())


def _style(word: str, customs: Customs) -> str:
    return "chapter" if word.casefold() in customs.headings["chapter"] else "part"


def _leading_number(text: str, customs: Customs) -> tuple[int | None, str]:
    """The number `text` opens with, of up to three words, and what follows it."""
    match = _LEADING.match(text)
    for end in (3, 2, 1) if match else ():
        if match and match[end] is not None:
            number = customs.number(text[match.start(1) : match.end(end)])
            if number is not None:
                of = _OF.match(text, match.end(end))
                return number, text[of.end() if of else match.end(end) :]
    return None, text


def _title_after(rest: str) -> str | None:
    """The title after a chapter's number, "" if there is none, None if a sentence runs on instead."""
    if not rest.strip(" .:-–—"):
        return ""
    separated = _SEPARATED.fullmatch(rest)
    if separated:
        title = (separated[1] or separated[2] or "").strip()
        return None if _runs_on(title) else title
    title = rest.strip()
    return title if title[:1].isupper() and is_title(title) else None


def _runs_on(title: str) -> bool:
    """Whether words after a separator are a sentence rather than a title."""
    return len(title) > 60 and not title.isupper() and title.endswith((".", ",", ";"))


def _section(row: str, customs: Customs) -> Heading | None:
    """`Prologue`, `EPILOGUE: Home`, `Interlude III - The Cook`, `AUTHOR'S PREFACE`."""
    match = _grammar(customs).section.fullmatch(row)
    if not match:
        return None
    number, rest = _leading_number(match[2], customs)
    title = _title_after(rest)
    if title is None or (not row[0].isupper() and title):
        return None
    return Heading("section", number, title, match[1].casefold())


def _numbered(row: str, customs: Customs) -> Heading | None:
    """`XII. The Table`, `6. the one with the llama`, `IV`, `2.`, `Twelve`."""
    bare = _BARE.fullmatch(row)
    if bare:
        number = customs.number(bare[1])
        style = "digits" if bare[1].isdigit() else "roman"
        return Heading(style, number, "") if number is not None and _is_upper(bare[1]) else None
    numbered = _NUMBERED.fullmatch(row)
    if numbered and is_title(numbered[2]) and _is_upper(numbered[1]):
        number = customs.number(numbered[1])
        style = "digits-title" if numbered[1].isdigit() else "roman-title"
        return Heading(style, number, numbered[2]) if number is not None else None
    number = customs.number(row) if len(row) < 20 and row[0].isupper() else None
    return Heading("word", number, "") if number is not None else None


def _is_upper(numeral: str) -> bool:
    return numeral.isdigit() or numeral.isupper()


def is_title(row: str) -> bool:
    """Whether `row` can be a title: short, and no sentence or speech."""
    if not row or len(row) > LONGEST_TITLE or len(row.split()) > 14 or '"' in row[:1] + row[-1:]:
        return False
    return not _SENTENCE_END.search(row) or row.endswith(("!", "?", "...", "…")) or row.isupper()


def is_note_heading(heading: Heading, customs: Customs) -> bool:
    """Whether a heading says that its chapter is the author's: "AUTHOR'S NOTE, NOT A CHAPTER"."""
    title = plain_words(heading.title)
    words = customs.headings["note_chapter"]
    return title in words or any(len(word) > 6 and title.startswith(word) for word in words)
