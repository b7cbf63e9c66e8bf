import pytest

from audiobook.segmenter.quote_marks import Stretch, double_stretches, gaps_between, straighten


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"Where?" "There."', ['"Where?"', '"There."']),
        ('He said—"No!"—and fell.', ['"No!"']),
        ('"Well — " he said.', ['"Well — "']),
        ('"He said "no" to me."', ['"He said "no" to me."']),
        ('"A "Sunday" hat, she said.', ['"A "Sunday" hat, she said.']),
        ('"One thing. "Another."', ['"One thing.', '"Another."']),
        ('Never," he said.', ['Never,"']),
        ('A 12" plank was all.', []),
        ('*"Where?"* he said.', ['"Where?"']),
    ],
)
def test_double_marks_pair_by_what_stands_beside_them(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in double_stretches(text, 0, len(text))] == found


def test_curly_marks_are_straightened_in_place() -> None:
    text = "„Nein“, ‚so‘ “yes” ‘no’"
    assert straighten(text) == '"Nein", \'so\' "yes" \'no’'
    assert len(straighten(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("''Where?'' she asked. ''There,'' he said.", ["''Where?''", "''There,''"]),
        ("``Where?'' she asked. ``There,'' he said.", ["``Where?''", "``There,''"]),
        ("❝Where?❞", ["❝Where?❞"]),
    ],
)
def test_other_signs_stand_for_double_marks(text: str, found: list[str]) -> None:
    flat = straighten(text)
    assert len(flat) == len(text)
    assert [text[s.start : s.end] for s in double_stretches(flat, 0, len(text))] == found


def test_the_words_of_a_stretch_lie_between_its_marks() -> None:
    assert Stretch(3, 9, "//", width=2).inner == (5, 7)
    assert Stretch(3, 9, '"', closed=False).inner == (4, 9)


def test_gaps_lie_between_stretches() -> None:
    assert list(gaps_between([Stretch(2, 4, '"')], 0, 6)) == [(0, 2), (4, 6)]
