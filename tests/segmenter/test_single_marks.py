import pytest

from audiobook.segmenter.single_marks import single_stretches
from audiobook.segmenter.words import words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'Don't!' he said.", ["'Don't!'"]),
        ("'It's the Smiths' house,' he said.", ["'It's the Smiths' house,'"]),
        ("'We was goin' home,' he said.", ["'We was goin' home,'"]),
        ("'Give it to 'im,' she said.", ["'Give it to 'im,'"]),
        ("back in the '90s, in the boys' room", []),
        ("rock 'n' roll, and o' course the girls'", []),
        ("'Cause I said so.'", ["'Cause I said so.'"]),
        ("He meant 'often', not 'always'.", ["'often'", "'always'"]),
        ("'Tis late, and the boys' coats are wet.", []),
        ("'em and ’em", []),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, found: list[str]) -> None:
    stretches = single_stretches(text, 0, len(text), words_of("en"), speech=False)
    assert [text[s.start : s.end] for s in stretches] == found


def test_only_speech_may_stay_open() -> None:
    text = "'No idea at all. He went."
    assert single_stretches(text, 0, len(text), words_of("en"), speech=False) == []
    assert len(single_stretches(text, 0, len(text), words_of("en"), speech=True)) == 1


def test_speech_left_open_before_closes_here() -> None:
    text = "and then it was April,' she said."
    stretches = single_stretches(text, 0, len(text), words_of("en"), speech=True, running=True)
    assert [text[s.start : s.end] for s in stretches] == ["and then it was April,'"]
