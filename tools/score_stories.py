"""Score the segmenter on a folder of annotated stories: mean figures, one line a story.

usage: score_stories.py FOLDER [NAME ...]
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from audiobook.model import Kind
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment

_SCORES = ("chapters", "scene_breaks", "notes", "dialogue", "thought")


def main(arguments: list[str]) -> None:
    """Print a table of scores."""
    folder = Path(arguments[0])
    scorer = _load_scorer(folder)
    totals: list[list[float]] = []
    for path in sorted(folder.glob("*.gold.json")):
        if len(arguments) == 1 or any(path.name.startswith(name) for name in arguments[1:]):
            row = _score(scorer, path)
            totals.append(row)
            print(f"{path.name.removesuffix('.gold.json'):24}" + "".join(f"{value:9.3f}" for value in row))
    means = [sum(column) / len(column) for column in zip(*totals, strict=True)]
    print(f"{'mean of ' + str(len(totals)):24}" + "".join(f"{value:9.4f}" for value in means))
    print(" " * 24 + "".join(f"{name[:8]:>9}" for name in (*_SCORES, "coverage", "twice")))


def _load_scorer(folder: Path) -> ModuleType:
    path = next(place / "score.py" for place in (folder, *folder.parents) if (place / "score.py").is_file())
    spec = importlib.util.spec_from_file_location("story_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(scorer: ModuleType, path: Path) -> list[float]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    data = (path.parent / gold["file"]).read_bytes()
    result = scorer.score(data.decode("utf-8"), gold, predict(data, gold["file"]))
    coverage = result["coverage"]
    return [*(result[name]["f1"] for name in _SCORES), coverage["share"], float(coverage["duplicate_chars"])]


def predict(data: bytes, name: str) -> dict[str, Any]:
    """The prediction for one story, in the scorer's form."""
    found = segment(read(Raw(name, data)))
    return {
        "chapters": [{"start": chapter.start, "end": chapter.end} for chapter in found.chapters],
        "segments": [
            {"start": each.start, "end": each.end, "kind": each.kind.value, "speaker": each.speaker}
            for each in found.segments
            if each.kind in Kind
        ],
        "scene_breaks": list(found.scene_breaks),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
