"""Marks that nobody says: emoticons, stars and bars, and those that stand for a word."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.words import either, words

# A face made of signs, alone between blanks or before the end: "Thanks :)", "What -_-".
_EMOTICON = re.compile(rf"(?<![^\s(\"])(?:{either(words('en/emoticons'))}|<3{{2,}})(?=$|[\s.,!?)\"])")

# A word with its middle starred out, or all but its first letter: "f**k", "what the h***".
_BLEEPED = re.compile(r"\b[A-Za-z]{1,3}\*+(?:[A-Za-z]+\b(?!\*)|(?<=[b-hj-zB-HJ-Z]\*\*)\**)")

# A word with a sign in place of a letter, so that no filter finds it: "b!tch", "sh!t", "f@ck", "a$$".
_MASKED = re.compile(
    r"\b(?:[bd]!tch|sh!t|d!ck)\w*|\b[A-Za-z]{1,3}(?:[@#]+[A-Za-z]{1,3}|\$\$)(?![\w$.])", re.IGNORECASE
)

# Marks that slipped off their key: "What!!1!", "No!!!11".
_SLIPPED = re.compile(r"(?<=!)1+(?=[!1\s]|$)")

# A footnote's number: "the old name[2] of it".
_FOOTNOTE = re.compile(r"\[\d{1,3}\]|(?<=[a-z])\(\d{1,2}\)")

# A row of letters that is only an ornament: "xxx", "-x-X-x-", "oOoOo", "o0o0o".
_ROW = re.compile(
    r"(?<!\S)(?=[-~.xXoO0])(?:(?!X+\b)[-~.]?(?:[xX][-~.]?){3,}|(?=[o0]*O)(?=[O0]*o)[oO0]{3,}|(?=[oO]*0)0?(?:[oO]0?){2,})(?!\S)"
)

# Signs with a meaning beside a number or a word: "~40 men", "2*3", "#1", "#blessed", "R&D".
_MEANINGS = (
    (re.compile(r"~(?=\d)"), "about "),
    (re.compile(r"(?<=\d)\s?\*\s?(?=\d)"), " times "),
    (re.compile(r"#\s?(?=\d)"), "number "),
    (re.compile(r"(?<!\S)#(?=[A-Za-z])"), "hashtag "),
    (re.compile(r"\s*&\s*"), " and "),
    (re.compile(r"(?<=[A-Za-z])\+(?=\s|$|[.,;!?)\"'])"), "-plus"),
    (re.compile(r"(?<=\w)\s?=\s?(?=\w)"), " equals "),
    (re.compile(r"(?<!\S)@(?=\s)"), "at"),
)

# What is never said: "a*word", "~~~", "snake_case", "a | b", and signs that stood beside no number.
_SILENT = re.compile(r"[*_~#|^\\={}<>²³°×÷±]+")

# Every sign that this file knows, but for those of faces.
_ANY = re.compile(r"[*~#&+=@(\[]|!\w|\$\$")

# A sign right before a letter, a one, or another sign: "b!tch", "a$$".
_SIGN_INSIDE = re.compile(r"[!@#]\w|\$\$")


def say_marks(text: str) -> str:
    """`text` without signs that have no sound, and with words for those that have one."""
    text = _ROW.sub("", _EMOTICON.sub("", text))
    if not _ANY.search(text):
        return text
    text = _FOOTNOTE.sub("", text)
    text = _BLEEPED.sub("bleep", text)
    text = _SLIPPED.sub("", _MASKED.sub("bleep", text)) if _SIGN_INSIDE.search(text) else text
    for sign, said in _MEANINGS:
        text = sign.sub(said, text)
    return text


def drop_marks(text: str) -> str:
    """`text` with a blank for what is never said."""
    return _SILENT.sub(" ", text)
