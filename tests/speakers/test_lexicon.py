import pytest

from audiobook.speakers.lexicon import lexicon, sections


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("said", "say"),
        ("says", "say"),
        ("told", "say"),
        ("cries", "say"),
        ("admitted", "say"),
        ("whispering", "say"),
        ("thought", "think"),
    ],
)
def test_the_forms_of_verbs_are_known(form: str, kind: str) -> None:
    assert kind in lexicon().verb(form)


@pytest.mark.parametrize("form", ["admited", "sayed", "telled", "table", ""])
def test_what_is_no_form_of_a_verb_is_none(form: str) -> None:
    assert not lexicon().verb(form)


def test_an_infinitive_that_is_also_a_past_form_is_no_bare_infinitive() -> None:
    assert "say" in lexicon().infinitives
    assert "read" not in lexicon().infinitives


def test_a_name_of_both_genders_tells_none() -> None:
    listed = sections("given.txt")
    both = set(listed["m"]) & set(listed["f"])
    assert {lexicon().given[name] for name in both} <= {"x"}


@pytest.mark.parametrize("file", ["titles.txt", "people.txt", "pronouns.txt", "verbs.txt", "grammar.txt"])
def test_every_list_is_in_lower_case(file: str) -> None:
    assert all(word == word.lower() for found in sections(file).values() for word in found)


def test_every_noun_for_people_tells_a_gender_and_an_age() -> None:
    nouns = lexicon().people.values()
    assert {noun.gender for noun in nouns} <= {"m", "f", "x"}
    assert {noun.age for noun in nouns} <= {"child", "teen", "adult", "old", "unknown"}
