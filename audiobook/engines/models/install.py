"""A name, or files on the disk -> a model that is ready to speak.

A model is fetched into a folder `NAME.download` beside the models, made ready in a hidden folder, and
takes its place when it is whole. Files that somebody puts into `NAME.download` need not be fetched.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.atomic import output_errors
from audiobook.engines.contract import did_you_mean
from audiobook.engines.models.catalogue import offer, offers
from audiobook.engines.models.download import download
from audiobook.engines.models.folder import find, models_folder
from audiobook.engines.models.prepare import prepare, published_files
from audiobook.errors import CastError, MissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audiobook.engines.models.catalogue import Offer
    from audiobook.engines.models.download import Progress
    from audiobook.engines.models.folder import Model

_DOWNLOAD = ".download"


def offered(name: str) -> Offer:
    """The published model of that name; CastError, with what may have been meant, if there is none."""
    found = offer(name)
    if found is None:
        names = [known.name for known in offers()]
        hint = did_you_mean(name, names) or "`audiobook voices install` lists those to be had."
        raise CastError(f"There is no model {name!r} to install.", hint=hint)
    return found


def install(wanted: Offer, *, progress: Progress) -> Model:
    """Fetch a published model and make it ready; one that is there already stays as it is."""
    if there := find(wanted.name):
        return there
    home = models_folder() / (wanted.name + _DOWNLOAD)
    with output_errors(home):
        home.mkdir(parents=True, exist_ok=True)
    try:
        for file in wanted.files:
            download(file, home / file.name, progress=progress)
    except MissingError as err:
        raise MissingError(err.message, hint=err.hint or _by_hand(wanted, home)) from err
    made = _made_ready([home / file.name for file in wanted.files], wanted.name)
    shutil.rmtree(home, ignore_errors=True)
    return made


def install_files(path: Path) -> Model:
    """Make a model of files on the disk ready: a folder, or a voice of Piper; it is called as they are.

    EngineError if they are no voice model that can be used.
    """
    name = path.name if path.is_dir() else path.stem
    return find(name) or _made_ready(published_files(path), name)


def _by_hand(wanted: Offer, home: Path) -> str:
    files = " and ".join(file.url for file in wanted.files)
    return f"Without a network: fetch {files} elsewhere, put them into {home}, and run the command again."


def _made_ready(files: Sequence[Path], name: str) -> Model:
    place = models_folder() / name
    with _draft(name) as draft:
        made = prepare(files, draft)
        with output_errors(place):
            draft.rename(place)
    return replace(made, name=name, folder=place)


@contextmanager
def _draft(name: str) -> Iterator[Path]:
    """A folder to work in that is gone in the end, whatever happens."""
    draft = models_folder() / f".{name}-{os.getpid()}"
    with output_errors(draft):
        shutil.rmtree(draft, ignore_errors=True)
        draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
