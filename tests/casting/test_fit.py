import pytest

from audiobook.casting.fit import LENT, UNFIT, pool_of, preference
from audiobook.model import Age, Character, Gender, Voice

M, F, U = Gender.MALE, Gender.FEMALE, Gender.UNKNOWN


def _voice(gender: Gender, age: Age = Age.ADULT, name: str = "v") -> Voice:
    return Voice(name, "tone", name, gender=gender, age=age)


def _cost(voice: Voice, gender: Gender, age: Age) -> int:
    return pool_of([voice], lent=()).cost(voice, Character("Ada", gender=gender, age=age))


@pytest.mark.parametrize("gender", [M, F, U])
@pytest.mark.parametrize("age", [Age.CHILD, Age.TEEN, Age.ADULT, Age.OLD])
def test_a_voice_of_the_same_gender_and_age_costs_nothing(gender: Gender, age: Age) -> None:
    assert _cost(_voice(gender, age), gender, age) == 0


@pytest.mark.parametrize(
    ("gender", "age", "better", "worse"),
    [
        (M, Age.ADULT, _voice(M, Age.TEEN), _voice(M, Age.OLD)),
        (M, Age.UNKNOWN, _voice(M, Age.ADULT), _voice(M, Age.TEEN)),
        (M, Age.ADULT, _voice(M, Age.OLD), _voice(U)),
        (U, Age.ADULT, _voice(U), _voice(F)),
        (F, Age.CHILD, _voice(F, Age.TEEN), _voice(M, Age.CHILD)),
        (F, Age.CHILD, _voice(M, Age.CHILD), _voice(F)),
        (F, Age.TEEN, _voice(F), _voice(F, Age.CHILD)),
    ],
)
def test_a_voice_may_fit_better_than_another(gender: Gender, age: Age, better: Voice, worse: Voice) -> None:
    assert _cost(better, gender, age) < _cost(worse, gender, age) < UNFIT


@pytest.mark.parametrize(
    ("gender", "age", "voice"),
    [
        (M, Age.ADULT, _voice(F)),
        (F, Age.OLD, _voice(M, Age.OLD)),
        (M, Age.ADULT, _voice(M, Age.CHILD)),
        (F, Age.OLD, _voice(F, Age.TEEN)),
        (M, Age.CHILD, _voice(M, Age.OLD)),
    ],
)
def test_a_voice_may_not_fit_at_all(gender: Gender, age: Age, voice: Voice) -> None:
    assert _cost(voice, gender, age) >= UNFIT


def test_a_voice_that_plays_a_role_costs_more_than_any_other_that_fits() -> None:
    letter = _voice(M, name="letter")
    pool = pool_of([letter], lent={"letter"})
    assert LENT <= pool.cost(letter, Character("Bo", gender=M)) < UNFIT


def test_distinctness_is_counted_within_gender_and_age() -> None:
    men = [_voice(M, name=f"m{index}") for index in range(5)]
    women = [_voice(F, name=f"f{index}") for index in range(5)]
    tiers = pool_of([*men, *women], lent=()).tiers
    assert tiers["m0"] == tiers["m3"] == tiers["f0"] == 0
    assert tiers["m4"] == tiers["f4"] == 1


def test_the_preference_of_a_name_is_the_same_for_ever() -> None:
    assert preference("Mara", "ivy").hex().startswith("a9955315")
    assert preference("Mara", "ivy") != preference("Jon", "ivy")
    assert preference("\ud800", "ivy")
