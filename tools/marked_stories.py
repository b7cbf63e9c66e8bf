"""Stories whose speech is marked with its speaker -> the text as an upload would be, and who says what.

    python tools/marked_stories.py FILE...      # check files, print what each holds

A file begins with lines `title:`, `narrator:` and `character: NAME | m | adult | alias, alias`, then `---`,
then the story, where each stretch of speech stands in double brackets: `⟦Mara|"Barely,"⟧ she said`,
`⟦Kit:thought|'She lies.'⟧`, `⟦Mara:telepathy|<Come.>⟧`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

# A stretch of speech with its speaker and kind: ⟦Mara Voss:thought|'She lies.'⟧
_MARKED = re.compile(r"⟦(?P<speaker>[^|⟧]*?)(?::(?P<kind>dialogue|thought|telepathy))?\|(?P<words>[^⟦⟧]*)⟧")
_GENDERS = {"m": "m", "f": "f"}


@dataclass(frozen=True)
class MarkedStory:
    """The text, its speech as (start, end, speaker, kind), and the characters with their other names."""

    name: str
    title: str
    narrator: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]
    characters: tuple[dict[str, object], ...]


def read_marked(path: Path) -> MarkedStory:
    """A marked story; ValueError says what is wrong with it."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    fields: dict[str, list[str]] = {"title": [], "narrator": [], "character": []}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key.strip():
            fields[key.strip()].append(value.strip())
    text, spans = _unmarked(body.lstrip("\n"))
    if "⟦" in text or "⟧" in text:
        at = max(text.find("⟦"), text.find("⟧"))
        raise ValueError(f"{path.name}: a bracket stands alone near {text[at : at + 60]!r}")
    characters = tuple(_character(value) for value in fields["character"])
    unknown = {span[2] for span in spans} - {str(character["name"]) for character in characters}
    if unknown:
        raise ValueError(f"{path.name}: no `character:` line for {', '.join(sorted(unknown))}")
    narrator = "".join(fields["narrator"])
    return MarkedStory(path.stem, "".join(fields["title"]), narrator, text, spans, characters)


def _unmarked(body: str) -> tuple[str, tuple[tuple[int, int, str, str], ...]]:
    parts: list[str] = []
    spans = []
    length = last = 0
    for found in _MARKED.finditer(body):
        between = body[last : found.start()]
        words = found["words"]
        start = length + len(between)
        length = start + len(words)
        spans.append((start, length, found["speaker"].strip(), found["kind"] or "dialogue"))
        parts += [between, words]
        last = found.end()
    return "".join([*parts, body[last:]]), tuple(spans)


def _character(line: str) -> dict[str, object]:
    name, gender, age, aliases = ([part.strip() for part in line.split("|")] + ["", "", ""])[:4]
    return {
        "name": name,
        "gender": _GENDERS.get(gender, "unknown"),
        "age": age or "unknown",
        "aliases": [alias.strip() for alias in aliases.split(",") if alias.strip()],
        "speaks": True,
    }


def main(paths: list[str]) -> None:
    """Prints what each file holds, or what is wrong with it."""
    for path in map(Path, paths):
        try:
            story = read_marked(path)
        except (ValueError, KeyError, OSError) as error:
            print(f"{path.name}: {error}")
            continue
        speakers = len({span[2] for span in story.spans})
        print(
            f"{path.name}: {len(story.text.split())} words, {len(story.spans)} lines by {speakers} speakers"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
