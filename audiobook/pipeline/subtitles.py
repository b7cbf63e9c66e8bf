"""Subtitles beside the sound of a book: written, kept, and taken away with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook.atomic import output_errors, written_whole
from audiobook.model import AudioFile, TextFile
from audiobook.pipeline.captions import cues_of
from audiobook.pipeline.prepare import Book
from audiobook.publish.subtitles import About, chosen_subtitles, written
from audiobook.settings import Settings
from audiobook.studio.render import sha256_of


@dataclass(frozen=True)
class Shelf:
    """The files of a folder: those that stand there now, those `made` just now, and those of `before`."""

    home: Path
    files: Sequence[AudioFile]
    made: Sequence[AudioFile]
    before: Sequence[AudioFile]


def with_subtitles(shelf: Shelf, book: Book, settings: Settings) -> tuple[tuple[AudioFile, ...], int]:
    """The files with the subtitles that stand beside them, and how many of these were written just now.

    Those that are asked for are written beside the files just made. Of those that stood there before, the
    ones that fit their sound stay; the others go, unless somebody has touched them.
    """
    asked = chosen_subtitles(settings.subtitles)
    made = {file.name for file in shelf.made}
    before = {file.key: file for file in shelf.before}
    told, count = [], 0
    for file in shelf.files:
        old = before.get(file.key)
        forms = {*(asked if file.name in made else ()), *_forms_of(old, unless_named=file.name)}
        texts = _texts(shelf, book, file, sorted(forms), settings)
        count += sum(_write(shelf.home / name, text) for name, text in texts.items())
        standing = {each.name: each.sha256 for each in _standing(shelf.home, file, old)}
        standing |= {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        told.append(replace(file, subtitles=tuple(TextFile(*each) for each in sorted(standing.items()))))
    _remove(shelf, told)
    return tuple(told), count


def _forms_of(old: AudioFile | None, *, unless_named: str) -> set[str]:
    """The forms that stood beside a file when it had another name."""
    if old is None or old.name == unless_named:
        return set()
    return {Path(each.name).suffix[1:] for each in old.subtitles}


def _standing(home: Path, file: AudioFile, old: AudioFile | None) -> Iterator[TextFile]:
    """The subtitles of an earlier run that fit a file, as they were made."""
    if old and old.name == file.name:
        yield from (each for each in old.subtitles if sha256_of(home / each.name) == each.sha256)


def _texts(
    shelf: Shelf, book: Book, file: AudioFile, forms: Sequence[str], settings: Settings
) -> Mapping[str, bytes]:
    """The subtitles of a file in some forms, by the names that they have beside it."""
    cues = tuple(cues_of(book.script, file, settings.confidence)) if forms else ()
    length_ms = file.samples * 1000 // file.rate_hz
    about = About(file.title, book.metadata.author, book.title, length_ms)
    return {_name_beside(file, shelf.files, form): written(form, cues, about) for form in forms}


def _name_beside(file: AudioFile, files: Sequence[AudioFile], form: str) -> str:
    """The name that players look for, that of the sound; with its suffix too, if another format has it."""
    stem = Path(file.name).stem
    first = next(other for other in files if Path(other.name).stem == stem)
    return f"{stem if first.name == file.name else file.name}.{form}"


def _write(path: Path, data: bytes) -> bool:
    """Whether the file had to be written; one that holds just this stays as it is."""
    if sha256_of(path) == hashlib.sha256(data).hexdigest():
        return False
    with written_whole(path) as out:
        out.write(data)
    return True


def _remove(shelf: Shelf, now: Sequence[AudioFile]) -> None:
    """Remove the subtitles of sound that is gone, or is another now."""
    names = {each.name for file in now for each in file.subtitles}
    for file in shelf.before:
        gone = [each for each in file.subtitles if each.name not in names]
        if gone and sha256_of(shelf.home / file.name) != file.sha256:
            for each in gone:
                _remove_untouched(shelf.home / each.name, each.sha256)


def _remove_untouched(path: Path, sha256: str) -> None:
    if sha256_of(path) == sha256:
        with output_errors(path), suppress(FileNotFoundError):
            path.unlink()
