import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.speakers.groups import Groups
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.names import Evidence, Form
from audiobook.speakers.nicknames import join_nicknames, join_variants

ACTING = Evidence(narrated=9, acted=6, said=3)
CALLED = Evidence(quoted=3, addressed=3)


def groups_of(names: dict[str, Evidence]) -> Groups:
    return Groups({Form("", (name,)): evidence for name, evidence in names.items()})


def joined(groups: Groups) -> bool:
    return len(groups.result()) == 1


@pytest.mark.parametrize(
    ("short", "full", "evidence", "same"),
    [
        ("liz", "elizabeth", Evidence(narrated=2), True),
        ("bill", "william", Evidence(narrated=2), True),
        ("bill", "william", ACTING, False),  # both do much: two people
        ("kess", "kessic", CALLED, True),  # short for a name of this story, but only called
        ("kess", "kessic", ACTING, False),
        ("kessy", "kessic", CALLED, True),
        ("kessicalin", "kessic", CALLED, True),  # a longer form that is hardly used
        ("kessicalin", "kes", CALLED, False),  # of which the name is too short a part
        ("k", "kessic", CALLED, False),  # a letter may be anybody's
        ("mary", "marcus", CALLED, False),  # a woman is not short for a man
        ("liz", "rebecca", CALLED, False),
        ("mar", "ivo", CALLED, False),
    ],
)
def test_a_short_form_joins_its_name(short: str, full: str, evidence: Evidence, same: bool) -> None:
    groups = groups_of({full: ACTING, short: evidence})
    join_nicknames(groups, lexicon())
    assert joined(groups) == same


def test_a_short_form_of_two_stays_alone() -> None:
    groups = groups_of({"albert": ACTING, "alfred": ACTING, "al": CALLED})
    join_nicknames(groups, lexicon())
    assert len(groups.result()) == 3


@pytest.mark.parametrize(
    ("rare", "evidence", "same"),
    [
        ("rossa", Evidence(quoted=2), True),
        ("rossa", Evidence(quoted=1), False),  # once may be anybody
        ("rossa", Evidence(narrated=2, acted=2), False),  # does something
        ("rossa", Evidence(quoted=5), False),  # too often for a way of saying it
        ("renka", Evidence(quoted=2), False),  # sounds otherwise
        ("rosie", Evidence(quoted=2), False),  # a first name of its own
    ],
)
def test_a_way_of_saying_a_name_joins_it(rare: str, evidence: Evidence, same: bool) -> None:
    groups = groups_of({"ross": Evidence(narrated=12, acted=9), rare: evidence})
    join_variants(groups, lexicon())
    assert joined(groups) == same


def begins_alike(short: str, full: str) -> bool:
    """Whether one name can be short for the other, by their letters."""
    stem = short[:-1].rstrip("i") if len(short) > 3 and short[-1] in "ey" else ""
    return (
        (len(short) > 1 and full.startswith(short))
        or (len(full) > 3 and short.startswith(full))
        or (len(stem) > 2 and full.startswith(stem))
    )


@given(st.lists(st.text("kxiey", min_size=1, max_size=7), min_size=2, max_size=8, unique=True))
def test_a_short_form_finds_every_name_that_begins_alike(names: list[str]) -> None:
    short, *others = names
    groups = groups_of({short: CALLED} | dict.fromkeys(others, ACTING))
    join_nicknames(groups, lexicon())
    alike = [other for other in others if begins_alike(short, other)]
    assert len(groups.members(Form("", (short,)))) == (2 if len(alike) == 1 else 1)
