"""The file formats as JSON Schema, for editors that check and complete while somebody types."""

from __future__ import annotations

import json

from audiobook.casting.forms import LEXICON, SHEET, VOICE_SET

# What can be checked, by the name that users ask for it.
FORMS = {"voices": VOICE_SET, "cast": SHEET, "lexicon": LEXICON}

_TITLES = {"voices": "A set of voices", "cast": "A casting sheet", "lexicon": "A lexicon"}


def editor_schema(form: str) -> str:
    """The JSON Schema of one of `FORMS`, made from the very checks that read such a file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLES[form]}
    return json.dumps(head | FORMS[form].schema, indent=1, ensure_ascii=False)
