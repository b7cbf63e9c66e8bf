"""Punctuation as engines breathe by it: one mark, where a pause is wanted, and none elsewhere."""

from __future__ import annotations

import re

# Brackets of any sort set a clause apart: "the man (a stranger) left".
_BRACKETS = re.compile(r"\s*[()\[\]]+\s*")

# A long dash, however it is typed: "wait--what", "wait - what", "wait — what".
_DASH = re.compile(r"\s*(?:—+|--+|(?<=\s)-(?=\s))[\s—-]*")

# Points that tail off: "wait...what", "so . . . yes", "well..".
_ELLIPSIS = re.compile(r"\s*(?:\.\s?){1,}\.\s*")

# Marks that pile up: "what?!?!!", "no!!!", "yes...?", "and,,".
_PILE = re.compile(r"[.,;:]+[!?][.,;:!?]*|[!?][.,;:!?]+|([,;:])[,;:]+")

# An apostrophe that is none: around 'quoted words', or after goin'.
_QUOTE = re.compile(r"(?<![\w\ue000-\uf8ff])'+|'+(?!\w)")

# A pause mark beside a stronger one, or before any word is said: ", —", "— .", "... , ".
_DOUBLE_PAUSE = re.compile(r"(?:\s*,){1,9}(?=\s*[—.,;:!?])|(?<=[—;:.!?])(?:\s*,){1,9}")
_DASH_AT_END = re.compile(r"\s*—\s*(?=[.,;:!?])")
_LEADING = re.compile(r"^[\s,.;:!?—/%-]+")

# White space before a mark.
_SPACE = re.compile(r"\s+(?=[,.;:!?](?:\s|$))")

# Anything that needs more than a look at the ends.
_BROKEN = re.compile(r"[()\[\]—]|--|\s[-,.;:!?]|-\s|[,.;:!?]\s?[,.;:!?]")
_NO_END = " ,;:/-"
_DASH_AFTER_END = (". —", "! —", "? —")

# A hyphen that joins nothing: "- yes", "nii -san".
_LOOSE_HYPHEN = re.compile(r"(?<![\w])-+(?=\w)|(?<=\w)-+(?!\w)")


def punctuate(text: str) -> str:
    """`text` with one mark for each pause: "wait--what?!?!" is "wait — what?"."""
    text = text.replace('"', "")
    if "'" in text:
        text = _QUOTE.sub("", text)
    if _BROKEN.search(text):
        text = _breaths(text)
    text = _LEADING.sub("", " ".join(text.split()).rstrip(_NO_END))
    return text[:-1].rstrip() if text.endswith(_DASH_AFTER_END) else text


def _breaths(text: str) -> str:
    """Brackets, dashes, tailing points and piles of marks, each as one mark."""
    text = _BRACKETS.sub(", ", text)
    text = _LOOSE_HYPHEN.sub(" ", _DASH.sub(" — ", text))
    text = _ELLIPSIS.sub("... ", _PILE.sub(_one_mark, text))
    return _SPACE.sub("", _DASH_AT_END.sub("", _DOUBLE_PAUSE.sub("", text)))


def _one_mark(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return "?" if "?" in match[0] else "!"
