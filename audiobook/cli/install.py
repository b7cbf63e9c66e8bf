"""`audiobook voices install`: neural voices, fetched from where they are published, or taken from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiobook import pipeline
from audiobook.cli.present import count, remark, result, table
from audiobook.cli.progress import byte_bar

if TYPE_CHECKING:
    from audiobook.pipeline import Shelf


def install(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|FILE", help="Models, voice sets, or files of a model.", show_default=False
        ),
    ] = None,
) -> None:
    """Install neural voices: models of Piper, Kokoro and their kind.

    Without a name, list those to be had. A download that was broken off goes on where it stopped, and
    what came is checked before it is used.

    \b
    Examples:
      audiobook voices install
      audiobook voices install kokoro
      audiobook voices install en_US-hfc_male-medium
      audiobook voices install ./my-voice.onnx
    """
    if not names:
        _list()
        return
    for name in names:
        if not _is_path(name):
            pipeline.wanted_models(name)  # a slip of the pen is told before a library is asked for
    pipeline.need_neural_library()
    for name in names:
        _install(name)


def _list() -> None:
    rows = [("model", "language", "voices", "size", "license", "here", "what it is")]
    rows += [
        (
            shelf.name,
            shelf.language,
            str(shelf.voices or ""),
            _size(shelf.bytes) or "?",
            shelf.license or "see its card",
            "yes" if shelf.is_installed else "",
            shelf.title,
        )
        for shelf in pipeline.shelves()
    ]
    for line in table(rows, right=(2, 3)):
        result(line)
    remark("Any other voice of Piper is installed by its name, such as en_US-hfc_male-medium.")
    remark(f"Models are kept in {pipeline.models_folder()}.")


def _install(name: str) -> None:
    if _is_path(name):
        _tell(pipeline.install_model_files(Path(name)))
        return
    for shelf in pipeline.wanted_models(name):
        if shelf.is_installed:
            remark(f"{shelf.name} is there already.")
            continue
        _announce(shelf)
        with byte_bar(shelf.name) as progress:
            voices = pipeline.install_model(shelf.name, progress=progress)
        _tell(voices)


def _is_path(name: str) -> bool:
    path = Path(name)
    return path.suffix == ".onnx" or path.is_dir()


def _announce(shelf: Shelf) -> None:
    """What is about to be fetched: how much, from where, under which license, and how it is checked."""
    size = _size(shelf.bytes) or "a size that the hub will tell"
    remark(f"{shelf.name}: {shelf.title}, {size}, license: {shelf.license or f'see {shelf.card}'}")
    for url, checksum in shelf.files:
        remark(f"  from {url}")
        remark(f"  with the checksum {checksum or 'that the hub tells'}")


def _tell(voices: tuple[str, ...]) -> None:
    model = voices[0].partition("/")[0]
    result(f"{model}: {count(len(voices), 'voice')}")
    remark(f'Hear one: audiobook voices say {voices[0]} "Good evening." --engine neural')
    if model in pipeline.voice_sets():
        remark(f"Use them: audiobook convert STORY --voices {model}")


def _size(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size else ""
