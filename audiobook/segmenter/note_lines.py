"""Single lines that by their form belong to a note: labels, fields, bylines, legends, glossaries, ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audiobook.segmenter.lexicon import Lexicon, starts_with, words_of

if TYPE_CHECKING:
    from audiobook.segmenter.lines import Line
    from audiobook.segmenter.voice import Voice

# `A/N:`, `Author's Note -`, `Disclaimer:`, `**A/N:**`, `[AN: ...]`
_LABEL = re.compile(
    r"[\s*_~(\[{<=#-]*([A-Za-z][A-Za-z/'’.&# 0-9()]{0,38}?)[\s*_~]*(?::+|--?|–|—|\)|\]|;|=|\.\.\.|$)(?!\))"
)
# `A/N I hate this chapter`, `(b/n ...`
_SLASHED = re.compile(r"[\s*_~(\[{<=#-]*(a/n'?s?|b/n|t/n|e/n)(?![\w/])", re.IGNORECASE)
# `A/N July 11, 2017: ...`
_DATED = re.compile(r"[\s*_~(\[{]*(a/n|an|author['’]?s? note)\b[^.!?:]{0,24}:", re.IGNORECASE)
# `"Talking"`, `*Dragon-speech (mind to mind)*`, `::blah:: = mindspeak`, `~Flashback~ ... ~End~`
_LEGEND = re.compile(
    r"([*_\"“'‘/:<~\[{(«]{1,3})(?:[^.,!?(]|\([^)]*\)){1,50}?[*_\"”'’/:>~\]})»]{1,3}(\s*[=:–—-]+\s*.{1,60})?"
    r"|\W[^.!?]{1,30}\W\s*(?:\.\.\.|…)\s*\W[^.!?]{1,30}\W"
)
# `Baka - idiot`, `Hakkou Chakra Tou: White Chakra blade`, `1. Bokken - wooden sword`
_GLOSSARY = re.compile(r"[-*•\d.)\s]*[^\W\d_][\w' ()/-]{0,40}?(\s[-–—=]+\s|\s*[:=]\s*)[^.!?]{2,90}")
# what follows `by` in a byline: `lemonpeel (@lemonpeelwrites)`
_NAME = re.compile(r"[^.!?\"]{2,60}")
# `Rating: K+`, `**Pairing(s):** none`
_FIELD = re.compile(r"[*_]*([A-Za-z][A-Za-z ()'/-]{1,24})[*_]*\s*[:=]")

ASIDE = "aside"  # the topic of labels that may stand in a story as well: "Note:"
_ARTICLES = frozenset({"an", "ans"})  # "An axe - the third - lay under the bed."
_QUOTES = "\"'“‘«„"
_LONGEST_BYLINE = 8  # words
_BYLINE_REACH = 8  # blocks
_LEGEND_WEIGHT = 7.0
_LONGEST_LEGEND = 120
_GLOSSARY_WEIGHT = 2.6
_FIELD_WEIGHT = 2.4
_BYLINE_WEIGHT = 4.0


def label_of(text: str, lexicon: Lexicon) -> str:
    """The topic of the label that `text` opens with ("A/N:", "Disclaimer -", "Glossary:"), else ""."""
    if _SLASHED.match(text) or _DATED.match(text):
        return "author"
    match = _LABEL.match(text.rstrip("!"))
    if not match:
        return ""
    name = match[1].strip(" '").replace("’", "'").casefold()
    ending = match[0].rstrip()[-1:]
    if name in _ARTICLES and ending != ":" and not match[1].isupper():
        return ""
    if name not in lexicon.labels or (ending in ".)]" and not text.startswith(("(", "[", "{"))):
        return ""
    return lexicon.labels[name] if ending in ":-–—;=" or len(match[0]) == len(text.rstrip("!")) else ""


def is_end(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line only says that the story ends, or goes on: "~fin~", "TBC...?"."""
    words = words_of(line.row)
    return bool(words) and any(len(words) == len(end) and starts_with(words, end) for end in lexicon.ends)


def is_ask(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line only asks for reviews: "Please review!", "R&R!"; in quotation marks a character does."""
    words = tuple(words_of(line.row))
    return words in lexicon.asks and line.row[0] not in _QUOTES


def is_handover(line: Line, lexicon: Lexicon) -> bool:
    """Whether a block ends by handing over to the story: "Anyway, on with the chapter!"."""
    sentences = [part for part in re.split(r"(?<=[.!?])\s+|\n", line.text[-200:]) if part.strip()]
    words = words_of(sentences[-1]) if sentences else []
    at = range(len(words))
    return len(words) <= 12 and any(
        starts_with(words[i:], phrase) for i in at for phrase in lexicon.handovers
    )


def is_dedication(line: Line, lexicon: Lexicon) -> bool:
    """Whether a short line says for whom the story is: "For Jun, because of the thing with the sled."."""
    if not line.row or line.row[0] in "\"'" or '"' in line.row:
        return False
    words = words_of(line.row)
    opening = next((phrase for phrase in lexicon.dedications if starts_with(words, phrase)), ())
    named = line.row.split()[len(opening) : len(opening) + 1]
    return bool(opening) and bool(named) and (named[0][0].isupper() or named[0][0] == "@" or ":" in line.row)


def is_byline(line: Line, lexicon: Lexicon) -> bool:
    """Whether a short line names the author: `by lemonpeel`, `By: kitsu`, `a one-shot by tess`."""
    words = words_of(line.row) if line.index < _BYLINE_REACH else []
    if not words or not _NAME.fullmatch(line.row) or len(words) > _LONGEST_BYLINE:
        return False
    return (
        any(starts_with(words[skip:], phrase) for phrase in lexicon.bylines for skip in (0, 2))
        and len(words) > 1
    )


def legend_weight(line: Line, lexicon: Lexicon) -> float:
    """What speaks for a line that shows a mark and says what it means: `'Thinking'`."""
    if not line.row or len(line.row) > _LONGEST_LEGEND or not _LEGEND.fullmatch(line.row):
        return 0.0
    words = words_of(line.row)
    named = any(lexicon.groups[group].name == "legend" for group, _ in lexicon.find(words))
    return _LEGEND_WEIGHT if named and len(words) <= 14 else 0.0


def field_weight(line: Line, lexicon: Lexicon) -> float:
    """What speaks for a header field (`Rating: K+`) or a byline (`by lemonpeel`); one alone is not enough."""
    if not line.row:
        return 0.0
    if is_byline(line, lexicon):
        return _BYLINE_WEIGHT
    match = _FIELD.match(line.row)
    return _FIELD_WEIGHT if match and match[1].strip(" *_").casefold() in lexicon.metadata else 0.0


def glossary_weight(line: Line, voice: Voice) -> float:
    """What speaks for a line that explains a word: `Baka - idiot`."""
    if not line.row or voice.scripted or line.row[0] in "\"“‘'" or not _GLOSSARY.fullmatch(line.row):
        return 0.0
    return _GLOSSARY_WEIGHT
