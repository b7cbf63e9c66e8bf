"""Scores the attribution of speech as the evaluation does: by writer, by type, by book, by confidence.

    python -m tools.score_speakers FOLDER     # the weights that ship

The weights that ship are trained on these very texts; `tools.train_speakers` prints the same tables for
weights that never saw the author who is scored, and writes those into the docs.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from audiobook.model import SPOKEN_BY_CHARACTERS, Gender, Script, Sheet
from audiobook.speakers.attribution import attribute_speakers
from audiobook.speakers.weights import Weights, weights
from tools.speaker_gold import MARKED_WRITERS, Gold, Labelled, gold_of, label, load_scorer

KINDS = ("explicit", "anaphoric", "implicit", "telepathy", "thought")
BARS = (0.0, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.9
FIRST_CAST = 15
MOST_SPEAKING = 10
BEGIN, END = "<!-- scores: written by tools/train_speakers.py -->", "<!-- end of scores -->"


@dataclass(frozen=True)
class Scored:
    """A text and the script that was made of it."""

    labelled: Labelled
    script: Script

    @property
    def gold(self) -> Gold:
        """The annotation."""
        return self.labelled.gold


def scored(labelled: Labelled, learned: Weights) -> Scored:
    """The script of a text by the given weights."""
    return Scored(labelled, attribute_speakers(labelled.segmentation, Sheet(), learned=learned))


def report(everything: list[Scored], folder: Path) -> str:
    """Every table, as Markdown."""
    parts = [
        _stories([item for item in everything if item.gold.is_story], folder),
        _novels([item for item in everything if not item.gold.is_story], folder),
        _confidence(everything),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def write_report(table: str, document: Path) -> None:
    """Puts the tables between the marks in a document."""
    text = document.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    document.write_text(f"{head}{BEGIN}\n\n{table}\n\n{END}{tail}", "utf-8")


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row("---", *["---:"] * (len(cells) - 1))]


def _share(right: int, total: int) -> str:
    return f"{100 * right / total:.1f}" if total else "-"


# ------------------------------------------------------------------ stories


def _stories(everything: list[Scored], folder: Path) -> list[str]:
    """The share of right speakers by writer and type, as the stories' scorer counts."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in everything:
        group = item.gold.author if item.gold.author.isalpha() else item.gold.name
        counts[group].update(_marked(item) if group in MARKED_WRITERS else _of_story(item, folder))
    out = _head("stories by", "lines", "right", *KINDS)
    for group, count in sorted(counts.items()):
        kinds = [_share(count[f"{kind} right"], count[kind]) for kind in KINDS]
        out.append(_row(group, count["all"], _share(count["all right"], count["all"]), *kinds))
    return out


def _of_story(item: Scored, folder: Path) -> Counter[str]:
    scorer = load_scorer(folder / "stories" / "score.py")
    name = f"{item.gold.name}.gold.json"
    paths = (folder / "stories" / name, folder / "stories" / "written" / name)
    gold = scorer.load_gold(str(next(path for path in paths if path.exists())))
    cells = scorer.score(item.gold.text, gold, prediction(item.script))["speakers"]
    counts: Counter[str] = Counter()
    for kind, cell in cells.items():
        groups = {kind} & set(KINDS) | ({"all"} if kind in ("dialogue", "telepathy", "thought") else set())
        for group in groups:
            counts[group] += cell["total"]
            counts[f"{group} right"] += cell["right"]
    return counts


def _marked(item: Scored) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _, good in _lines(item):
        counts["all"] += 1
        counts["all right"] += good
    return counts


def prediction(script: Script) -> dict[str, Any]:
    """A script in the form that the stories' scorer reads."""
    return {
        "chapters": [{"start": chapter.start, "end": chapter.end} for chapter in script.chapters],
        "segments": [
            {
                "start": s.start,
                "end": s.end,
                "kind": "skip" if s.kind == "navigation" else str(s.kind),
                "speaker": s.speaker,
            }
            for s in script.segments
        ],
        "scene_breaks": list(script.scene_breaks),
    }


# ------------------------------------------------------------------ novels


def _novels(everything: list[Scored], folder: Path) -> list[str]:
    """The table of the attribution scorer, and what is right of each novel's cast."""
    scorer = load_scorer(folder / "attribution" / "score.py")
    books = scorer.gold_books(str(folder / "attribution" / "dev"))
    made = {item.gold.name: list(_quotations(item.script)) for item in everything}
    whole = [book for book in books if not book[0][0].isdigit()]
    parts = [book for book in books if book[0][0].isdigit()]
    rows = dict(scorer.evaluate(whole, made.get, MOST_SPEAKING)["books"])
    rows["excerpts of LitBank"] = scorer.evaluate(parts, made.get, MOST_SPEAKING)["all"]
    out = _head("book", "quotations", "right", "right of those found", "found (F1)")
    for name, row in rows.items():
        spoken = row["attribution"]
        shares = (spoken["accuracy"], spoken["accuracy_detected"], row["detection"]["f1"])
        out.append(_row(name, spoken["quotations"], *(f"{100 * share:.1f}" for share in shares)))
    casts = [f"- {item.gold.name}: {cast_quality(item)}" for item in everything if item.gold.name in rows]
    return [*out, "", *casts]


def _quotations(script: Script) -> Iterator[dict[str, Any]]:
    for segment in script.segments:
        if segment.kind in SPOKEN_BY_CHARACTERS:
            yield {"start": segment.start, "end": segment.end, "speaker": segment.speaker}


def cast_quality(item: Scored) -> str:
    """What is wrong with the ten who speak most, and with the first fifteen of the cast."""
    gold = sorted(item.gold.characters, key=lambda character: -character["quotes"])[:MOST_SPEAKING]
    made = [character for character in item.script.characters if character.lines]
    missing, split, wrong = [], [], []
    for character in gold:
        found = [c for c in made if item.gold.means(character["name"], c.name)]
        if not found:
            missing.append(character["name"])
        if len(found) > 1:
            split.append(" and ".join(c.name for c in found))
        gender = {"M": Gender.MALE, "F": Gender.FEMALE}.get(character["gender"] or "")
        if found and gender and found[0].gender != gender:
            wrong.append(character["name"])
    strangers = [
        c.name
        for c in made[:FIRST_CAST]
        if not any(item.gold.means(character["name"], c.name) for character in item.gold.characters)
    ]
    told = (
        ("not found", missing),
        ("in two", split),
        ("not in the annotation", strangers),
        ("wrong gender", wrong),
    )
    return "; ".join(f"{what}: {', '.join(names) or 'none'}" for what, names in told)


# ------------------------------------------------------------------ confidence


def _confidence(everything: list[Scored]) -> list[str]:
    """How often lines of each confidence are right."""
    seen = [line for item in everything for line in _lines(item)]
    out = _head("confidence", "lines", "right")
    for low, high in pairwise(BARS):
        part = [good for confidence, good in seen if low <= confidence < high]
        out.append(_row(f"{low:.2f} to {min(high, 1):.2f}", len(part), _share(sum(part), len(part))))
    sure = [good for confidence, good in seen if confidence >= SURE]
    out.append(_row(f"at least {SURE}", len(sure), _share(sum(sure), len(sure))))
    return out


def _lines(item: Scored) -> Iterator[tuple[float, bool]]:
    """(confidence, right) of every line that the annotation gives a speaker."""
    for turn in item.labelled.context.turns:
        speaker = item.labelled.speakers[turn.index]
        if speaker is not None:
            for piece in turn.pieces:
                segment = item.script.segments[piece.segment]
                yield segment.confidence, item.gold.means(speaker, segment.speaker)


def main() -> None:
    """Prints every table for the weights that ship."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path, help="the folder with stories/ and attribution/")
    options = parser.parse_args()
    labelled = [label(gold) for gold in gold_of(options.evaluation)]
    print(report([scored(text, weights()) for text in labelled], options.evaluation))


if __name__ == "__main__":
    main()
