import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from audiobook.casting.scalar import flow, number, scalar

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def _read(text: str) -> object:
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mara Venn", "Mara Venn"),
        ("Jean-Luc O'Hara", "Jean-Luc O'Hara"),
        ("Mrs. Hale", "Mrs. Hale"),
        ("Mr .Hale", '"Mr .Hale"'),
        ("Zoë", "Zoë"),
        ("J.R.", "J.R."),
        ("No", '"No"'),
        ("null", '"null"'),
        ("7 of 9", '"7 of 9"'),
        ("One: Two", '"One: Two"'),
        ("say # it", '"say # it"'),
        ('a "b"', '"a \\"b\\""'),
        ("a\nb", '"a\\nb"'),
        ("\x85\u2028", '"\\u0085\\u2028"'),
        ("", '""'),
    ],
)
def test_text_is_plain_where_that_is_safe(text: str, written: str) -> None:
    assert scalar(text) == written


@given(TEXT)
def test_any_text_reads_back_as_it_was(text: str) -> None:
    assert _read(f"a: {scalar(text)}\n") == {"a": text}
    assert _read(f"{scalar(text)}:  # remark\n  b: [{scalar(text)}, {scalar(text)}]\n") == {
        text: {"b": [text, text]}
    }


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), TEXT | st.booleans() | st.none() | st.integers()))
def test_a_mapping_on_one_line_reads_back_as_it_was(fields: dict[str, str | bool | int | None]) -> None:
    assert _read(flow(fields)) == fields


@given(st.floats(-30, 30))
def test_any_number_reads_back_as_it_was(value: float) -> None:
    assert float(number(value)) == value
