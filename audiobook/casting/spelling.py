"""Checks of how a pronunciation is spelled: signs of the IPA, regular expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook import ipa
from audiobook.casting.complaint import quoted
from audiobook.casting.schema import Check, Place, text

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

_LONGEST = 200  # characters; more is no pattern for a word
_NO_LOOKING_AROUND = "what looks around (?=...) or back \\1 is not known here"
_HINTS = {"invalid perl operator": _NO_LOOKING_AROUND, "invalid escape sequence": _NO_LOOKING_AROUND}


def _ipa(node: Node, place: Place) -> str:
    written: str = text(node, place)
    try:
        sounds = ipa.sounds(written)
    except ValueError as err:
        problem = f"{quoted(place.key)} cannot hold the sign {str(err)!r}"
        raise place.error(node, problem, hint="write it in the signs of the IPA: kaˈede") from None
    if not any(map(ipa.is_vowel, sounds)):
        raise place.error(node, f"{quoted(place.key)} has no vowel, so nobody can say it")
    return written


def _pattern(node: Node, place: Place) -> str:
    written: str = text(node, place)
    if len(written) > _LONGEST:
        raise place.error(node, f"{quoted(place.key)} is longer than {_LONGEST} signs")
    import re2  # noqa: PLC0415 - hardly a file needs it

    options = re2.Options()
    options.log_errors = False
    try:
        matches_nothing = re2.compile(written, options).match("") is not None
    except re2.error as err:
        why = err.args[0].decode("utf-8", "replace").partition(":")[0]
        hint = _HINTS.get(why, "put single quotes around it, and a backslash before a sign meant as itself")
        problem = f"{quoted(written)} is no regular expression: {why}"
        raise place.error(node, problem, hint=hint) from None
    if matches_nothing:
        raise place.error(node, f"{quoted(written)} fits anywhere, even where nothing is written")
    return written


ipa_word = Check(_ipa, {"type": "string"})
pattern = Check(_pattern, {"type": "string", "format": "regex", "maxLength": _LONGEST})
