"""How much a block sounds like the author speaking to the readers, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.segmenter.lexicon import Lexicon, starts_with, words_of
from audiobook.segmenter.lines import Line, straight

if TYPE_CHECKING:
    from audiobook.segmenter.voice import Voice

_SAMPLE = 1500
# `A/N:`, `Author's Note -`, `Disclaimer:`, `(A/N ...`, `**A/N:**`, `[AN: ...]`, `A/N July 11, 2017:`
_LABEL = re.compile(
    r"^[\s*_~(\[{<=#-]*([A-Za-z][A-Za-z/'.&# 0-9()]{0,38}?)[\s*_~]*(?::+|--?|–|—|\)|\]|;|=|\.\.\.|$)(?!\))"
)
_AN_SLASH = re.compile(r"^[\s*_~(\[{<=#-]*(a/n'?s?|b/n|t/n|e/n)\b", re.IGNORECASE)
_LABELLED_DATE = re.compile(r"^[\s*_~(\[{]*(a/n|an|author'?s? note)\b[^.!?:]{0,24}:", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"?|“[^”]*”?|«[^»]*»?|‘[^’]*’(?!\w)")
_SMILEY = re.compile(
    r"<3|[:;=]['-]?[)(DPpO3/]+(?!\w)|\^[_.-]?\^|\bx[dD]\b|[>][.:]?<|\bo\.o\b|T_T|\\o/|-_-|<--+|--+>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\b\w+\.(com|net|org)\b|(?<!\w)@\w{3,}|#\w{3,}", re.IGNORECASE)
_REPLY = re.compile(r"^[*_@~-]*([\w][\w .'~!-]{1,24}?)[*_]*\s*(?::|-{1,2}>)\s*\S")
# `"Talking"`, `'Thinking'`, `*Dragon-speech (mind to mind)*`, `::blah:: = mindspeak`, `**THIS** - him`
_LEGEND = re.compile(
    r"([*_\"“'‘/:<~\[{(«]{1,3})[^.,!?]{1,50}?[*_\"”'’/:>~\]})»]{1,3}(\s*[=:–—-]+\s*.{1,60})?"
)
# `Baka - idiot`, `Hakkou Chakra Tou: White Chakra blade`, `-sensei = teacher`, `1. Bokken - wooden sword`
_GLOSSARY = re.compile(r"[-*•\d.)\s]*[^\W\d_][\w' ()/-]{0,40}?(\s[-–—=]+\s|\s*[:=]\s*)[^.!?]{2,90}")
# `hope you like it! -T`, `... the potatoes -- Sam`, `See you! ~ pudding-kun`
_SIGNED = re.compile(r"[.!?)…\s]\s*(?:--?|–|—|~)\s?[A-Za-z][\w-]{0,20}(?: [A-Z][\w-]{0,20})?[.!)~]*$")
# `by lemonpeel (@lemonpeelwrites)`, `By: kitsu-no-bun`, `a one-shot by greywater_tess`
_BYLINE = re.compile(r"(?:an?\s+[\w-]+\s+)?(?:written\s+)?by\b[:\s]\s*[^.!?\"]{2,60}", re.IGNORECASE)
# `Rating: K+`, `**Pairing(s):** none`
_FIELD = re.compile(r"[*_]*([A-Za-z][A-Za-z ()'/-]{1,24})[*_]*\s*[:=]")
_RECAP = re.compile(
    r"(last time|previously|recap|where we left off|when we last|the story so far)\b", re.IGNORECASE
)
_FIRST = frozenset({"i", "i'm", "i've", "i'll", "i'd", "my", "me", "mine", "im", "ive", "myself"})
_SECOND = frozenset({"you", "your", "you're", "you've", "you'll", "you'd", "yours", "u", "ur"})
_PRESENT_FIRST = frozenset({"i'm", "i've", "i'll", "im", "ive"})
_BASE = -1.1
_LABEL_WEIGHT = 6.0
_OWN_LABEL = 1.0  # what a label weighs in a story that itself speaks of author's notes
_OWN_SHARE = 0.3  # what is left of a phrase that the story itself uses
_LEGEND_WEIGHT = 7.0
_GLOSSARY_WEIGHT = 2.6
_FIELD_WEIGHT = 2.4
_BYLINE_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Score:
    """How much a block sounds like a note: above 0 more than like story.

    `label` is the topic of the label it opens with, "" for none; `topic` that of its strongest
    sign; `signs` are the signs for it in plain words, the strongest first.
    """

    value: float
    topic: str = "author"
    label: str = ""
    signs: tuple[str, ...] = ()


def score(line: Line, lexicon: Lexicon, voice: Voice) -> Score:
    """How much `line` sounds like the author speaking, next to the voice the story itself is told in."""
    text = straight(line.text[:_SAMPLE])
    outside = _QUOTED.sub(" ", text)
    words = words_of(outside)
    all_words = words_of(text)
    label = label_of(text, lexicon)
    found = _lexical(all_words, lexicon, voice)
    found += _shape(text, outside, words, voice)
    found += _telling(text, outside, words, lexicon)
    if label:
        weight = _OWN_LABEL if talks_of_notes(voice) else _LABEL_WEIGHT
        found.append((weight, label, f'opens with the label "{label}"'))
    return _total(found, label)


def _total(found: list[tuple[float, str, str]], label: str) -> Score:
    ranked = sorted(
        (sign for sign in found if sign[0] > 0.5 and sign[2]), key=lambda sign: (-sign[0], sign[2])
    )
    topic = label or next((sign[1] for sign in ranked if sign[1]), "author")
    value = _BASE + sum(sign[0] for sign in found)
    return Score(value, topic, label, tuple(sign[2] for sign in ranked[:3]))


def label_of(text: str, lexicon: Lexicon) -> str:
    """The topic of the label that `text` opens with ("A/N:", "Disclaimer -", "Glossary:"), else ""."""
    if _AN_SLASH.match(text) or _LABELLED_DATE.match(text):
        return "author"
    match = _LABEL.match(text)
    if not match:
        return ""
    name = match[1].strip(" '").casefold()
    ending = match[0].rstrip()[-1:]
    if name not in lexicon.labels or (ending in ".)]" and not text.startswith(("(", "[", "{"))):
        return ""
    return lexicon.labels[name] if ending in ":-–—;=" or len(match[0]) == len(text) else ""


def talks_of_notes(voice: Voice) -> bool:
    """Whether the story itself speaks of author's notes."""
    return ("a/n",) in voice.own or ("author's", "note") in voice.own


def _lexical(words: Sequence[str], lexicon: Lexicon, voice: Voice) -> list[tuple[float, str, str]]:
    """One sign per group of phrases, grown by each phrase of it."""
    seen: dict[int, dict[tuple[str, ...], None]] = {}
    for place, phrase in lexicon.find(words):
        seen.setdefault(place, {})[phrase] = None
    found = []
    for number, phrases in sorted(seen.items()):
        group = lexicon.groups[number]
        names = ", ".join(f'"{" ".join(phrase)}"' for phrase in list(phrases)[:3])
        found.append(
            (min(group.most, group.weight * len(phrases)), group.topic, f"{group.name} words: {names}")
        )
    return found


def _shape(text: str, outside: str, words: Sequence[str], voice: Voice) -> list[tuple[float, str, str]]:
    """Signs that lie in how a block is written rather than in its words."""
    first = sum(word in _FIRST for word in words)
    present = sum(word in _PRESENT_FIRST for word in words)
    second = sum(word in _SECOND for word in words)
    found = [
        (min(1.6, 0.5 * first) * (0.3 if voice.first_person else 1.0), "", "first person"),
        (min(1.0, 0.5 * present) * (0.4 if voice.first_person else 1.0), "", ""),
        (min(1.6, 0.6 * second) * (0.3 if voice.second_person else 1.0), "", "speaks to you"),
        (1.6 * bool(_SMILEY.search(text)), "", "a smiley"),
        (2.0 * bool(_ADDRESS.search(outside)), "ad", "an address"),
        (0.9 * (outside.count("!!") > 0 or outside.count("??") > 0), "", "piled-up marks"),
        (0.9 * (text[:1].islower() and not voice.lower_case), "", "no capital at the start"),
        (1.7 * (text[:1] == "(" and text[-1:] == ")"), "", "in brackets"),
        (1.0 * bool(_SIGNED.search(text)), "", "signed"),
        (-1.5 * (text[:1] == "[" and voice.bracketed), "", ""),
        (-1.2 * (text[:1] in "*_/<:" and text[-1:] in "*_/>:"), "", ""),
        (1.6 * bool(_RECAP.match(text)), "recap", "recalls what came before"),
        (0.8 * bool(_REPLY.match(text)) * (not voice.scripted), "replies", "a name and an answer"),
    ]
    return [sign for sign in found if sign[0]]


def _telling(text: str, outside: str, words: Sequence[str], lexicon: Lexicon) -> list[tuple[float, str, str]]:
    """What speaks for story: quotations, tags, the words of telling."""
    quoted = 1 - len(outside.strip()) / max(1, len(text))
    opens = text[:1] in "\"“«'‘—"
    telling = sum(word in lexicon.telling for word in words) / max(6, len(words))
    tagged = quoted > 0.05 and any(word in lexicon.saying for word in words)
    return [
        (-2.2 * opens, "", ""),
        (-1.8 * (quoted > 0.4), "", ""),
        (-1.5 * tagged, "", ""),
        (-min(3.0, 14 * telling), "", ""),
    ]


def legend_weight(line: Line, lexicon: Lexicon) -> float:
    """What speaks for a line that shows a mark and says what it means: `'Thinking'`."""
    if not line.row or len(line.row) > 120 or not _LEGEND.fullmatch(line.row):
        return 0.0
    words = words_of(line.row)
    named = any(lexicon.groups[group].name == "legend" for group, _ in lexicon.find(words))
    return _LEGEND_WEIGHT if named and len(words) <= 14 else 0.0


def field_weight(line: Line, lexicon: Lexicon) -> float:
    """What speaks for a header field (`Rating: K+`) or a byline (`by lemonpeel`); one alone is not enough."""
    if not line.row:
        return 0.0
    if _BYLINE.fullmatch(line.row):
        return _BYLINE_WEIGHT
    match = _FIELD.match(line.row)
    return _FIELD_WEIGHT if match and match[1].strip(" *_").casefold() in lexicon.metadata else 0.0


def glossary_weight(line: Line, voice: Voice) -> float:
    """What speaks for a line that explains a word: `Baka - idiot`."""
    if not line.row or voice.scripted or line.row[0] in "\"“‘'" or not _GLOSSARY.fullmatch(line.row):
        return 0.0
    return _GLOSSARY_WEIGHT


def is_end(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line only says that the story ends, or goes on: "~fin~", "TBC...?"."""
    words = words_of(line.row)
    return bool(words) and any(len(words) == len(end) and starts_with(words, end) for end in lexicon.ends)


def is_handover(line: Line, lexicon: Lexicon) -> bool:
    """Whether a block ends by handing over to the story: "Anyway, on with the chapter!"."""
    sentences = [part for part in re.split(r"(?<=[.!?])\s+|\n", line.text[-200:]) if part.strip()]
    words = words_of(sentences[-1]) if sentences else []
    at = range(len(words))
    return len(words) <= 12 and any(
        starts_with(words[i:], phrase) for i in at for phrase in lexicon.handovers
    )
