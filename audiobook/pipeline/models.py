"""Voice models: which are to be had, and getting them onto this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook import casting
from audiobook.engines import neural, neural_library
from audiobook.engines.models import catalogue, folder
from audiobook.engines.models import install as installing
from audiobook.errors import MissingError, UsageError

Progress = Callable[[int, int], None]  # bytes there, bytes in all (0 if nobody knows)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A model on offer, or one that is here already; 0 and "" for what nobody knows."""

    name: str
    title: str
    language: str
    voices: int
    bytes: int
    license: str
    card: str
    files: tuple[tuple[str, str], ...]  # each address, and its checksum: "sha256 ab12..."
    is_installed: bool


def shelves() -> Iterator[Shelf]:
    """The models of the catalogue, then those of this machine that are not of it."""
    offers = catalogue.offers()
    yield from map(_shelf, offers)
    known = {offer.name for offer in offers}
    for model in folder.installed():
        if model.name not in known:
            count = max(1, len(model.speakers))
            yield Shelf(model.name, "your own", model.language, count, 0, "", "", (), True)


def wanted_models(name: str) -> tuple[Shelf, ...]:
    """The models that `name` stands for: itself, or those that the voices of a set need.

    CastError if there are none of that name.
    """
    if catalogue.offer(name) or name not in casting.voice_sets():
        return (_shelf(installing.offered(name)),)
    voices = [voice.voice for voice in casting.load_voices(name).voices if voice.engine == neural.NAME]
    names = dict.fromkeys(voice.partition(neural.BETWEEN)[0] for voice in voices)
    if not names:
        raise UsageError(f"The voice set {name!r} needs no model: its voices are there already.")
    return tuple(_shelf(installing.offered(model)) for model in names)


def install_model(name: str, *, progress: Progress) -> tuple[str, ...]:
    """Fetch a published model, unless it is there; gives the names of its voices."""
    return neural.voice_names(installing.install(installing.offered(name), progress=progress))


def install_model_files(path: Path) -> tuple[str, ...]:
    """Take a model from files on the disk; gives the names of its voices."""
    if not path.exists():
        raise UsageError(f"There is no file {path}.", hint="Name a model, or the path of one.")
    return neural.voice_names(installing.install_files(path))


def need_neural_library() -> None:
    """Raise MissingError if models could not speak here."""
    if missing := neural_library.missing():
        raise MissingError("Models need a library to speak.", hint=missing)


def models_folder() -> Path:
    """Where models are kept."""
    return folder.models_folder()


def _shelf(offer: catalogue.Offer) -> Shelf:
    return Shelf(
        offer.name,
        offer.title,
        offer.language,
        offer.voices,
        offer.bytes,
        offer.license,
        offer.card,
        tuple((file.url, file.checksum) for file in offer.files),
        folder.find(offer.name) is not None,
    )
