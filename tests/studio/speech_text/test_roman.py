import pytest

from audiobook.studio.speech_text.roman import value


@pytest.mark.parametrize(
    ("numeral", "worth"),
    [
        ("I", 1),
        ("IV", 4),
        ("ix", 9),
        ("XIV", 14),
        ("XL", 40),
        ("LXXXIX", 89),
        ("", 0),
        ("IIII", 0),
        ("VX", 0),
        ("MIX", 0),
    ],
)
def test_numeral_has_its_worth(numeral: str, worth: int) -> None:
    assert value(numeral) == worth
