"""Text copied from a page of FanFiction.net: title, author, summary, then a line of counts."""

from __future__ import annotations

import re

from audiobook.model import BlockKind, Metadata
from audiobook.readers.text_fields import language_tag
from audiobook.readers.text_plain import author_of
from audiobook.readers.text_view import View

_FIRST_LINES = 12
# "Rated: Fiction T - English - Adventure - Chapters: 2 - Words: 1,511 - ... - id: 1090233"
_STATS = re.compile(r"Rated:\s*(Fiction\s+)?[KTM]\+?\s+-\s+.*-\s+(Words|Chapters|id):?\s.*", re.DOTALL)
_GENRES = frozenset(
    [
        "adventure",
        "angst",
        "crime",
        "drama",
        "family",
        "fantasy",
        "friendship",
        "general",
        "horror",
        "humor",
        "hurt/comfort",
        "mystery",
        "parody",
        "poetry",
        "romance",
        "sci-fi",
        "spiritual",
        "supernatural",
        "suspense",
        "tragedy",
        "western",
    ]
)
_GENRE_SPLIT = re.compile(r"(Hurt/Comfort)|/")
_PAGE_WORDS = frozenset(
    {
        "reviews",
        "follow/fav",
        "follow/favorite",
        "next >",
        "< prev",
        "favorite : story author follow : story author",
        "share",
        "go",
        "the author would like to thank you for your continued support. your review has been posted.",
    }
)
_FEW_LINES = 8

# How many chapters the story has: `- Chapters: 5 -`.
_CHAPTER_COUNT = re.compile(r"\bChapters: (\d{1,4})\b")
_LONGEST_HEADING = 80


def read_fanfiction(view: View) -> Metadata | None:
    """The head of a story's page, known by its line of counts; the page's words at the end."""
    stats = view.find(_STATS.fullmatch, 0, _FIRST_LINES)
    if stats < 0:
        return None
    head = _read_head(view, stats)
    view.label([stats], BlockKind.METADATA, "counts of the story")
    _label_numbered_chapters(view, stats + 1, _count_of_chapters(view.words(stats)))
    for index in range(max(stats + 1, len(view) - _FEW_LINES), len(view)):
        if view.words(index).casefold() in _PAGE_WORDS:
            view.label([index], BlockKind.NAVIGATION, "furniture of the page")
    return _metadata(view.words(stats), head)


def _read_head(view: View, stats: int) -> dict[str, str]:
    """Label title, author and summary; what they are."""
    found: dict[str, str] = {}
    for index in range(stats):
        words = view.words(index)
        author = author_of(words)
        if author and "author" not in found:
            found["author"] = author.removesuffix(" Follow/Fav").strip()
            view.label([index], BlockKind.METADATA, "author of the story")
        elif "title" not in found:
            found["title"] = words.removesuffix("Follow/Fav").strip()
            view.label([index], BlockKind.HEADING, "title of the story", level=1)
        else:
            found["summary"] = f"{found.get('summary', '')} {words}".strip()
            view.label([index], BlockKind.METADATA, "summary of the story")
    return found


def _count_of_chapters(stats: str) -> int:
    match = _CHAPTER_COUNT.search(stats)
    return int(match[1]) if match else 1


def _label_numbered_chapters(view: View, start: int, count: int) -> None:
    """Label `1. The Gate`, `2. The Road` as headings, if there are as many as the story has chapters."""
    found: list[int] = []
    for index in range(start, len(view)):
        words = view.words(index)
        if len(words) <= _LONGEST_HEADING and words.startswith(f"{len(found) + 1}. "):
            found.append(index)
    if count > 1 and len(found) == count:
        view.label(found, BlockKind.HEADING, "title of a chapter", level=2)


def _metadata(stats: str, head: dict[str, str]) -> Metadata:
    parts = [part.strip() for part in stats.split(" - ")]
    named = dict(part.split(":", 1) for part in parts if ":" in part)
    bare = [part for part in parts[1:] if ":" not in part]
    return Metadata(
        title=head.get("title", ""),
        author=head.get("author", ""),
        summary=head.get("summary", ""),
        rating=parts[0].removeprefix("Rated:").strip(),
        language=next((tag for part in bare if len(tag := language_tag(part)) == 2), ""),
        genres=next((genres for part in bare if (genres := _genres(part))), ()),
        status=named.get("Status", "").strip(),
        published=named.get("Published", "").strip(),
        updated=named.get("Updated", "").strip(),
    )


def _genres(part: str) -> tuple[str, ...]:
    """The genres that `part` names, () if it names anything else."""
    genres = tuple(genre for genre in _GENRE_SPLIT.split(part) if genre)
    return genres if all(genre.casefold() in _GENRES for genre in genres) else ()
