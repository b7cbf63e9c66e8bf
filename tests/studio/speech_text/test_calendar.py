import pytest

from audiobook.studio.speech_text.calendar import ordinal, year


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("1984", "19 84"),
        ("1905", "19 oh 5"),
        ("1900", "19 hundred"),
        ("2000", "2000"),
        ("2009", "2009"),
        ("2010", "20 10"),
        ("1066", "10 66"),
        ("1000", "1000"),
        ("44", "44"),
    ],
)
def test_year_is_read_in_groups(digits: str, said: str) -> None:
    assert year(digits) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")],
)
def test_ordinal_has_its_ending(number: int, said: str) -> None:
    assert ordinal(number) == said
