"""`audiobook chapters`: what a story consists of, and what of it is left out."""

from __future__ import annotations

from audiobook import pipeline
from audiobook.cli import options
from audiobook.cli.present import count, dimmed, duration, remark, result, table


def chapters(
    stories: options.Stories,
    cast: options.CastFile = None,
    notes: options.Notes = "",
    join: options.Join = False,
) -> None:
    """List the chapters: number, title, words, about how long they will be, and what is skipped and why.

    \b
    Example:
      audiobook chapters story.epub
    """
    for story in options.books(stories, join=join):
        _show(pipeline.book(story, options.settings(notes=notes), cast, folder=options.HOME))


def _show(book: pipeline.Book) -> None:
    outline = pipeline.outline(book)
    rows = [("", "chapter", "words", "time")]
    rows += [(str(c.number), c.title, f"{c.words:,}", duration(c.seconds)) for c in outline]
    head, *lines = table(rows, right=(0, 2, 3))
    result(head)
    for chapter, line in zip(outline, lines, strict=True):
        result(line)
        for reason, words in chapter.skipped:
            result(dimmed(f"      skipped: {reason} ({count(words, 'word')})"))
    words, seconds = sum(c.words for c in outline), sum(c.seconds for c in outline)
    remark(f"{book.title}: {count(len(outline), 'chapter')}, {words:,} words, {duration(seconds)}.")
    for warning in (*book.script.story.warnings, *book.script.warnings):
        remark(f"Note: {warning}")
