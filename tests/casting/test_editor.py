"""What editors are told is what the program checks."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from audiobook.casting import FORMS, editor_schema
from tests.casting.test_mistakes import SHEET_MISTAKES, VOICE_SET_MISTAKES
from tests.casting.test_pages import _example

# Mistakes that no schema can see: they are about what another line says, or of the text itself.
BEYOND_A_SCHEMA = {
    "a step with nothing below",
    "a voice without an engine",
    "a voice without a voice",
    "a voice without anything",
    "an engine without a name",
    "an extended voice that is not there",
    "a voice that extends itself",
    "voices that extend each other",
    "no voices",
    "a role for a voice that is not there",
    "half a character",
    "an empty tag",
    "a gain that is no number",
    "a rate too high",
    "a pitch too high",
    "a gain too loud",
    "a name of two characters",
    "a character without a name",
    "a sound that is not there",
    "a pronunciation without a sound",
    "a pronunciation of nothing",
    "a pronunciation of two things",
    "a sign that is no IPA",
    "sounds without a vowel",
    "a pattern that is none",
    "a pattern that looks around",
    "a pattern for nothing",
}


def _validator(form: str) -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(editor_schema(form))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _loaded(text: str) -> Any:
    return YAML(typ="safe").load(text)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_schema_with_a_title(form: str) -> None:
    assert _validator(form)
    assert json.loads(editor_schema(form))["title"]


@pytest.mark.parametrize(("form", "page"), [("voices", "voices.md"), ("cast", "casting-sheet.md")])
def test_the_examples_of_the_pages_are_right_for_an_editor(form: str, page: str) -> None:
    assert list(_validator(form).iter_errors(_loaded(_example(page)))) == []


@pytest.mark.parametrize(
    ("form", "mistake", "text"),
    [
        (form, name, text)
        for form, mistakes in (("voices", VOICE_SET_MISTAKES), ("cast", SHEET_MISTAKES))
        for name, (text, *_) in mistakes.items()
        if name not in BEYOND_A_SCHEMA and "twice" not in name and "key that is a list" not in name
    ],
)
def test_what_the_program_refuses_an_editor_marks(form: str, mistake: str, text: str) -> None:
    assert not _validator(form).is_valid(_loaded(text)), mistake
