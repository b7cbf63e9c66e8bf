import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import (
    AudioFile,
    Block,
    Cast,
    Chapter,
    ChapterPlan,
    Kind,
    Metadata,
    Part,
    Pause,
    Plan,
    Script,
    Segment,
    Source,
    Span,
    Story,
    Take,
    Utterance,
    Voice,
)
from audiobook.publish.manifest import MANIFEST_NAME, Manifest, manifest_text, read_manifest, write_manifest
from audiobook.settings import Settings

TEXT = "One\n\n“Hi,” said Mo.\n\nA/N: thanks!\n\nTwo\n\nLate."
ONE = Chapter(0, 0, 34, "One")
TWO = Chapter(1, 36, len(TEXT), "Two")
SEGMENTS = (
    Segment(0, 3, Kind.HEADING, block=0, chapter=0),
    Segment(5, 10, Kind.DIALOGUE, block=1, chapter=0, quote=0, speaker="Mo"),
    Segment(10, 19, Kind.NARRATION, block=1, chapter=0),
    Segment(21, 34, Kind.NOTE, block=2, chapter=0),
    Segment(36, 39, Kind.HEADING, block=3, chapter=1),
    Segment(41, 46, Kind.NARRATION, block=4, chapter=1),
)
STORY = Story(
    TEXT,
    tuple(Block(segment.start, segment.end) for segment in SEGMENTS),
    Source("story.txt", "ab" * 32),
    Metadata(title="Stories; “two”", author="Mo"),
    producer="AO3",
)
NARRATOR, MO = Voice("narrator", "tone", "low"), Voice("mo", "tone", "high")


def said(segment: int, voice: Voice) -> Utterance:
    return Utterance(TEXT[SEGMENTS[segment].start : SEGMENTS[segment].end], voice, segment)


def chapter_plan(chapter: Chapter, *utterances: Utterance) -> ChapterPlan:
    return ChapterPlan(
        chapter, chapter.title, (Take("k", "tone", utterances),), (Pause(0),) * len(utterances), 0
    )


PLAN = Plan(
    Script(STORY, (ONE, TWO), SEGMENTS, (), ()),
    Cast({}, {}),
    (
        chapter_plan(ONE, said(0, NARRATOR), said(1, MO), said(2, NARRATOR)),
        chapter_plan(TWO, said(4, NARRATOR), said(5, NARRATOR)),
    ),
    skipped={3: "a note of the author"},
)
ONE_SPANS = (Span(0, 0, 100), Span(1, 200, 300), Span(2, 300, 800))
TWO_SPANS = (Span(4, 0, 100), Span(5, 200, 600))
FILES = (
    AudioFile(
        "01 - One.mp3", "mp3", "One", 22050, 900, "cd" * 32, "k1", (Part(0, "One", 0, 900, "s1"),), ONE_SPANS
    ),
    AudioFile(
        "02 - Two.mp3", "mp3", "Two", 22050, 700, "ef" * 32, "k2", (Part(1, "Two", 0, 700, "s2"),), TWO_SPANS
    ),
)
BOOK = AudioFile(
    "Book.m4b",
    "m4b",
    "Book",
    22050,
    2048,
    "ab" * 32,
    "k3",
    (Part(0, "One", 0, 1024, "s1"), Part(1, "Two", 1024, 2048, "s2")),
    (*ONE_SPANS, *(Span(span.segment, 1024 + span.start, 1024 + span.end) for span in TWO_SPANS)),
)
DEFAULTS = Settings()


def data(files: tuple[AudioFile, ...] = FILES, settings: Settings = DEFAULTS) -> Any:
    return json.loads(manifest_text(PLAN, files, settings))


def test_head_names_the_book_and_its_source() -> None:
    head = data()
    assert (head["version"], head["title"], head["author"]) == (2, "Stories; “two”", "Mo")
    assert head["source"] == {"name": "story.txt", "sha256": "ab" * 32, "chars": len(TEXT), "paths": []}
    assert head["producer"] == "AO3"


def test_title_that_was_asked_for_wins() -> None:
    head = data(settings=Settings(title="Mine", author="Me"))
    assert (head["title"], head["author"]) == ("Mine", "Me")


def test_file_is_told_with_its_length_and_hash() -> None:
    assert data()["files"][1] == {
        "name": "02 - Two.mp3",
        "format": "mp3",
        "title": "Two",
        "rate_hz": 22050,
        "samples": 700,
        "sha256": "ef" * 32,
        "key": "k2",
        "chapters": [{"chapter": 1, "title": "Two", "from": 0, "to": 700, "key": "s2"}],
    }


def test_segment_of_several_formats_is_told_with_all_its_places() -> None:
    row = data((*FILES, BOOK))["segments"][4]
    assert (row["file"], row["from"], row["to"]) == (1, 0, 100)
    assert row["also"] == [[2, 1024, 1124]]


def test_spoken_segment_is_told_with_its_voice_and_place() -> None:
    assert data()["segments"][1] == {
        "chapter": 0,
        "start": 5,
        "end": 10,
        "kind": "dialogue",
        "speaker": "Mo",
        "voice": "mo",
        "file": 0,
        "from": 200,
        "to": 300,
        "skipped": None,
        "said": 5,
    }


def test_silent_segment_is_told_with_the_reason() -> None:
    row = data()["segments"][3]
    assert (row["voice"], row["file"], row["from"], row["to"]) == (None, None, None, None)
    assert row["skipped"] == "a note of the author"


def test_segments_of_a_file_that_failed_are_not_converted() -> None:
    rows = data(FILES[:1])["segments"]
    assert [row["skipped"] for row in rows[4:]] == ["not converted"] * 2


@pytest.mark.parametrize("settings", [Settings(jobs=7), Settings(store_bytes=1)])
def test_what_changes_nothing_in_the_result_changes_nothing_here(settings: Settings) -> None:
    assert manifest_text(PLAN, FILES, settings) == manifest_text(PLAN, FILES, Settings())


@pytest.mark.parametrize("files", [FILES, FILES[:1], (*FILES, BOOK), (BOOK,), ()])
def test_manifest_is_read_back(tmp_path: Path, files: tuple[AudioFile, ...]) -> None:
    write_manifest(tmp_path, PLAN, files, Settings())
    assert read_manifest(tmp_path) == Manifest("Stories; “two”", "Mo", "ab" * 32, files)
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST_NAME]


def test_title_that_utf_8_cannot_hold_is_written_and_read(tmp_path: Path) -> None:
    story = replace(STORY, metadata=Metadata(title="lone \udc80"))
    write_manifest(tmp_path, replace(PLAN, script=replace(PLAN.script, story=story)), FILES, Settings())
    assert read_manifest(tmp_path).title == "lone \udc80"


def damaged(change: str, value: object = None) -> bytes:
    whole = data()
    place, key = whole, change.split(".")
    for step in key[:-1]:
        place = place[int(step) if step.isdigit() else step]
    if value is None:
        del place[key[-1]]
    else:
        place[key[-1]] = value
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b'{"version": 1}',
        b'{"version": 2}',
        b"[" * 100_000,
        damaged("version", 99),
        damaged("title"),
        damaged("title", 7),
        damaged("source", "story.txt"),
        damaged("files", 3),
        damaged("files.0.key"),
        damaged("files.0.samples", "many"),
        damaged("files.0.samples", True),
        damaged("files.0.chapters", 3),
        damaged("files.0.chapters.0.key"),
        damaged("files.0.name", "../../passwd"),
        damaged("files.0.name", "..\\passwd"),
        damaged("segments.0.from", "start"),
        damaged("segments", {"a": 1}),
    ],
)
def test_damaged_or_foreign_manifest_is_left_aside_with_a_reason(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST_NAME).write_bytes(content)
    manifest = read_manifest(tmp_path)
    assert manifest.files == ()
    assert manifest.reason


def test_folder_without_manifest_has_a_reason(tmp_path: Path) -> None:
    assert read_manifest(tmp_path).reason == "there is no manifest"


def test_folder_in_place_of_a_manifest_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).mkdir()
    assert read_manifest(tmp_path).reason.startswith("the manifest cannot be read")


@given(st.binary())
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / MANIFEST_NAME).write_bytes(content)
    assert read_manifest(folder).files == ()
