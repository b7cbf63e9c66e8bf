"""Annotated stories and novels -> labelled turns, for training and scoring the attribution of speech.

Reads a folder in the form of `eval/` (stories with NAME.gold.json, attribution/dev with quotes and
characters) and uses the scorers that lie in it, so that "right" means what the scores mean.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from audiobook.model import SPOKEN_BY_CHARACTERS, Segmentation, Sheet
from audiobook.readers import Raw, read_raw
from audiobook.segmenter import segment
from audiobook.speakers.attribution import read_story
from audiobook.speakers.candidates import told_speaker
from audiobook.speakers.company import Company
from audiobook.speakers.context import Context
from audiobook.speakers.mentions import NAME, Mention
from audiobook.speakers.ranker import gather
from audiobook.speakers.turns import Turn
from tools.marked_stories import read_marked

MARKED = Path(__file__).with_name("stories")
MARKED_WRITERS = frozenset("pqr")


@dataclass(frozen=True)
class Gold:
    """An annotated text: spans (start, end, speaker, type), and whether a name means a speaker.

    `author` keeps texts apart that must not be trained and scored together.
    """

    name: str
    author: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]
    means: Callable[[str, str | None], bool]
    characters: tuple[dict[str, Any], ...] = ()
    is_story: bool = False


@dataclass(eq=False)
class Labelled:
    """A text as the ranker sees it: its context, and for each turn the gold speaker and type (or None)."""

    gold: Gold
    segmentation: Segmentation
    context: Context
    speakers: list[str | None]
    types: list[str]
    used: list[bool] = field(default_factory=list)
    invented: bool = False


def load_scorer(path: Path) -> ModuleType:
    """A scorer of the evaluation as a module."""
    name = f"{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no scorer")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ gold


def stories(folder: Path) -> Iterator[Gold]:
    """The annotated stories of a folder and of its `written`; the first letter of those is the writer."""
    scorer = load_scorer(folder / "score.py")
    for path in [*sorted(folder.glob("*.gold.json")), *sorted((folder / "written").glob("*.gold.json"))]:
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(gold["file"]).read_bytes().decode("utf-8")
        spans = tuple(
            (span["start"], span["end"], span["speaker"], span["type"])
            for span in gold["spans"]
            if span["kind"] in SPOKEN_BY_CHARACTERS and span.get("uncertain_about") not in ("speaker", "kind")
        )
        characters = gold["characters"]

        def means(speaker: str, name: str | None, characters: Any = characters) -> bool:
            return bool(scorer.speaker_ok(speaker, name, characters))

        yield Gold(path.name[: -len(".gold.json")], path.name[0], text, spans, means, tuple(characters), True)


def novels(folder: Path) -> Iterator[Gold]:
    """The novels and excerpts of an attribution folder."""
    scorer = load_scorer(folder.parent / "score.py")
    authors = {}
    for bundle in sorted(folder.glob("*.bundle.jsonl")):
        for line in bundle.read_text("utf-8").splitlines():
            excerpt = json.loads(line)
            authors[excerpt["name"]] = excerpt["author"]
    for name, text, quotes, characters in scorer.gold_books(str(folder)):
        names = scorer.Names(characters)
        spans = tuple(
            (quote["start"], quote["end"], quote["speaker"], "")
            for quote in quotes
            if quote["speaker"] not in scorer.NOT_SCORED
        )

        def means(speaker: str, label: str | None, names: Any = names) -> bool:
            return bool(label) and speaker in names.find(label)

        yield Gold(name, authors.get(name, name), text, spans, means, tuple(characters))


def marked_stories(scorer: ModuleType) -> Iterator[Gold]:
    """The marked stories that lie beside this file; the first letter is the writer."""
    for path in sorted(MARKED.glob("*.txt")):
        story = read_marked(path)

        def means(speaker: str, name: str | None, characters: Any = story.characters) -> bool:
            return bool(scorer.speaker_ok(speaker, name, characters))

        spans = tuple((start, end, speaker, "") for start, end, speaker, _ in story.spans)
        yield Gold(story.name, story.name[0], story.text, spans, means, story.characters, True)


def gold_of(folder: Path) -> list[Gold]:
    """All that is annotated in an evaluation folder, and the marked stories."""
    scorer = load_scorer(folder / "stories" / "score.py")
    return [
        *stories(folder / "stories"),
        *marked_stories(scorer),
        *novels(folder / "attribution" / "dev"),
    ]


# ------------------------------------------------------------------ labelled turns


def label(gold: Gold) -> Labelled:
    """The turns of a text, read with the program's own reader and segmenter, and their gold speakers."""
    segmentation = segment(read_raw(Raw(f"{gold.name}.txt", gold.text.encode("utf-8"))))
    context = read_story(segmentation, Sheet())
    speakers, types = _gold_speakers(gold, segmentation, context.turns)
    used = [speaker is not None for speaker in speakers]
    return Labelled(gold, segmentation, context, speakers, types, used)


def _gold_speakers(
    gold: Gold, segmentation: Segmentation, turns: list[Turn]
) -> tuple[list[str | None], list[str]]:
    starts = [span[0] for span in gold.spans]
    speakers: list[str | None] = []
    types: list[str] = []
    for turn in turns:
        shares: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for piece in turn.pieces:
            spoken = segmentation.segments[piece.segment]
            for span in gold.spans[max(0, bisect_right(starts, spoken.start) - 2) :]:
                if span[0] >= spoken.end:
                    break
                overlap = min(span[1], spoken.end) - max(span[0], spoken.start)
                if overlap > 0:
                    shares[span[2]] += overlap
                    kinds[span[3]] += 1
        speakers.append(shares.most_common(1)[0][0] if shares else None)
        types.append(kinds.most_common(1)[0][0] if kinds else "")
    return speakers, types


# ------------------------------------------------------------------ turns with their tags hidden


def hide_tags(labelled: Labelled, seed: int) -> Labelled:
    """The same text with half of its name tags hidden or made beats: turns that label themselves."""
    dice = random.Random(seed)
    context = labelled.context
    turns: list[Turn] = []
    hidden: list[bool] = []
    gone: set[int] = set()
    for turn in context.turns:
        named = told_speaker(turn) >= 0 and turn.tag is not None and turn.tag.subject is not None
        hide = named and turn.tag.subject.kind == NAME and dice.random() < 0.5  # type: ignore[union-attr]
        hidden.append(hide and labelled.speakers[turn.index] is not None)
        turns.append(_hidden(turn, gone, dice) if hide else turn)
    company = _without(context.company, gone)
    invented = gather(context.words, context.lexicon, company, turns)
    return Labelled(
        labelled.gold,
        labelled.segmentation,
        invented,
        labelled.speakers,
        labelled.types,
        hidden,
        invented=True,
    )


def _hidden(turn: Turn, gone: set[int], dice: random.Random) -> Turn:
    subject = turn.tag.subject if turn.tag is not None else None
    if subject is None:
        return turn
    lot = dice.random()
    if lot < 0.33:
        return replace(turn, tag=None, before=subject, between=None, after=None)
    if lot < 0.5:
        return replace(turn, tag=None, before=None, between=subject, after=None)
    gone.add(subject.first)

    def unless_gone(mention: Mention | None) -> Mention | None:
        return None if mention is not None and mention.first == subject.first else mention

    return replace(
        turn,
        tag=None,
        told=[mention for mention in turn.told if mention.first != subject.first],
        before=unless_gone(turn.before),
        between=unless_gone(turn.between),
        after=unless_gone(turn.after),
    )


def _without(company: Company, gone: set[int]) -> Company:
    less = copy(company)
    less.mentions = [mention for mention in company.mentions if mention.first not in gone]
    less.firsts = [mention.first for mention in less.mentions]
    less.people = []
    for person in company.people:
        known = copy(person)
        known.mentions = [mention for mention in person.mentions if mention.first not in gone]
        less.people.append(known)
    return less


__all__ = ["Gold", "Labelled", "gold_of", "hide_tags", "label", "load_scorer", "novels", "stories"]
