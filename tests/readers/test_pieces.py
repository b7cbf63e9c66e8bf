"""Paragraphs in the words of an element, and their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import BlockKind, MarkKind
from audiobook.readers.pieces import Span, distributed, is_ornament, merged, pieces

EM, ST = MarkKind.EMPHASIS, MarkKind.STRONG


@pytest.mark.parametrize(
    "line",
    [
        "***",
        "* * *",
        "---",
        "~*~",
        "=====",
        "⁂",
        "• • •",
        "♥",
        "◦◦◦",
        "§",
        "-:-",
        ".:.",
        "//",
        "____",
        "#",
        "→ →",
    ],
)
def test_rows_of_signs_are_ornaments(line: str) -> None:
    assert is_ornament(line)


@pytest.mark.parametrize(
    "line", ["…", "...", "?!", "!", "-", "--", "—", "“…”", "'?'", "a", "xXx", "(…)", "[ ]", "*" * 61, "3"]
)
def test_what_somebody_may_answer_is_no_ornament(line: str) -> None:
    assert not is_ornament(line)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Span(0, 3, EM), Span(3, 6, EM)], [Span(0, 6, EM)]),
        ([Span(0, 3, EM), Span(4, 6, EM)], [Span(0, 6, EM)]),
        ([Span(0, 2, EM), Span(4, 6, EM)], [Span(0, 2, EM), Span(4, 6, EM)]),
        ([Span(0, 3, EM), Span(3, 6, ST)], [Span(0, 3, EM), Span(4, 6, ST)]),
        ([Span(3, 4, EM)], []),
        ([Span(0, 6, EM), Span(1, 2, EM)], [Span(0, 6, EM)]),
    ],
)
def test_neighbors_of_one_kind_are_one_mark(marks: list[Span], expected: list[Span]) -> None:
    assert merged("abc de", marks) == expected


@given(
    st.lists(st.sampled_from(["word", "“Hi.”", "\n", "\n\n", " ", "a long line of words " * 4]), max_size=12)
)
def test_pieces_hold_every_word_in_order(parts: list[str]) -> None:
    text = "".join(parts)

    found = list(pieces(text, BlockKind.PARAGRAPH))

    assert " ".join(text[piece.start : piece.end] for piece in found).split() == text.split()
    assert all(
        text[piece.start : piece.end] == text[piece.start : piece.end].strip() != "" for piece in found
    )


@given(
    st.text(alphabet="ab \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from([EM, ST])), max_size=6),
)
def test_marks_stay_on_their_characters(text: str, ranges: list[tuple[int, int, MarkKind]]) -> None:
    marks = merged(
        text, [Span(min(a, b, len(text)), min(max(a, b), len(text)), kind) for a, b, kind in ranges]
    )
    found = list(pieces(text, BlockKind.PARAGRAPH))

    kept = {
        (index, mark.kind)
        for inside in distributed(text, marks, found)
        for mark in inside
        for index in range(mark.start, mark.end)
    }

    marked = {(index, mark.kind) for mark in marks for index in range(mark.start, mark.end)}
    assert {(index, kind) for index, kind in marked if not text[index].isspace()} <= kept <= marked
