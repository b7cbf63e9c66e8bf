import pytest

from audiobook.speakers.clusters import cluster
from audiobook.speakers.lexicon import lexicon
from audiobook.speakers.names import Evidence, Form


def form(name: str) -> Form:
    """A form from "captain: kess oduya", or "oduya" without a title."""
    title, _, core = name.rpartition(": ")
    return Form(title, tuple(core.split()))


def clusters(counts: dict[str, int], *together: set[str]) -> set[frozenset[str]]:
    found = {form(name): Evidence(narrated=count) for name, count in counts.items()}
    names = {form(name): name for name in counts}
    groups = cluster(found, lexicon(), [frozenset(names) for names in together])
    return {frozenset(names[member] for member in group) for group in groups}


def groups(*names: str) -> set[frozenset[str]]:
    return {frozenset(name.split(" + ")) for name in names}


@pytest.mark.parametrize(
    ("counts", "people"),
    [
        # a first name, a last name, both
        ({"mara voss": 3, "mara": 9, "voss": 4}, groups("mara voss + mara + voss")),
        ({"mara elin voss": 1, "mara voss": 3, "elin": 2}, groups("mara elin voss + mara voss + elin")),
        ({"mara": 3, "ivo": 3}, groups("mara", "ivo")),
        # titles
        ({"captain: oduya": 3, "oduya": 9}, groups("captain: oduya + oduya")),
        ({"captain: oduya": 3, "lieutenant: oduya": 1}, groups("captain: oduya + lieutenant: oduya")),
        ({"mr: voss": 3, "mrs: voss": 3}, groups("mr: voss", "mrs: voss")),
        ({"mrs: voss": 3, "miss: voss": 3}, groups("mrs: voss", "miss: voss")),
        ({"mrs: voss": 3, "voss": 3}, groups("mrs: voss + voss")),
        ({"mr: voss": 2, "mrs: voss": 9, "voss": 3}, groups("mr: voss + voss", "mrs: voss")),
        ({"mr: voss": 2, "mrs: voss": 9, "dr: voss": 3}, groups("mr: voss + dr: voss", "mrs: voss")),
        ({"lady: mara": 2, "miss: mara": 2, "mara": 3}, groups("lady: mara + miss: mara + mara")),
        ({"lola: pacita": 3, "lola": 2}, groups("lola: pacita + lola")),
        # two of one surname
        ({"tom voss": 4, "ana voss": 3, "tom": 2, "ana": 2}, groups("tom voss + tom", "ana voss + ana")),
        ({"tom voss": 4, "ana voss": 3, "mrs: voss": 2}, groups("tom voss", "ana voss + mrs: voss")),
        ({"tom voss": 4, "ana voss": 3, "mr: voss": 2}, groups("tom voss + mr: voss", "ana voss")),
        # a first name of two
        ({"tom voss": 4, "tom reed": 2}, groups("tom voss", "tom reed")),
    ],
)
def test_the_forms_of_one_person_come_together(counts: dict[str, int], people: set[frozenset[str]]) -> None:
    assert clusters(counts) == people


def test_the_user_knows_who_is_who() -> None:
    assert clusters({"mara": 3, "the fox": 2}, {"mara", "the fox"}) == groups("mara + the fox")


def test_the_most_mentioned_come_first_whatever_the_order() -> None:
    found = {form("ivo"): Evidence(narrated=2), form("mara"): Evidence(narrated=1, quoted=4)}
    backward = dict(reversed(found.items()))
    assert cluster(found, lexicon()) == cluster(backward, lexicon()) == [(form("mara"),), (form("ivo"),)]
