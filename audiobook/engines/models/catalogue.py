"""What voice models are published, and where; beside `catalogue.json`, every voice of Piper by its name."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_MIRROR = "HF_ENDPOINT"  # what the hub's own programs take another address of the hub from

# A voice of Piper: language, country, name, quality: "en_GB-northern_english_male-medium".
_PIPER_NAME = re.compile(
    r"(?P<language>[a-z]{2,3})_(?P<country>[A-Z]{2})-(?P<name>\w+)-(?P<quality>x_low|low|medium|high)"
)
_PIPER_HOME = "rhasspy/piper-voices/{what}/main/{language}/{language}_{country}/{name}/{quality}/"


@dataclass(frozen=True, slots=True)
class Published:
    """A file of a model: its address, and what is known of it beforehand; 0 and "" where nothing is."""

    url: str
    bytes: int = 0
    sha256: str = ""
    md5: str = ""

    @property
    def checksum(self) -> str:
        """The best checksum that is known: "sha256 ab12...", "" if none is."""
        return f"sha256 {self.sha256}" if self.sha256 else f"md5 {self.md5}" if self.md5 else ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be installed.

    `license` is "" where only the model's card, at `card`, tells it. `voices` is 0 where nobody knows.
    """

    name: str
    title: str
    language: str
    voices: int
    license: str
    card: str
    files: tuple[Published, ...]

    @property
    def bytes(self) -> int:
        """How large it is, 0 where that is not known beforehand."""
        sizes = [file.bytes for file in self.files]
        return sum(sizes) if all(sizes) else 0


def offers() -> tuple[Offer, ...]:
    """The models of the catalogue, the most useful first."""
    return tuple(_offer(name, entry) for name, entry in _knowledge()["models"].items())


def offer(name: str) -> Offer | None:
    """The model called `name`: one of the catalogue, or any voice of Piper; None for neither."""
    if entry := _knowledge()["models"].get(name):
        return _offer(name, entry)
    piper = _PIPER_NAME.fullmatch(name)
    return _voice_of_piper(piper) if piper else None


def may_be_had(name: str) -> bool:
    """Whether a model of that name is published, as far as can be told without asking."""
    return offer(name) is not None


def stand_in(name: str) -> str:
    """The model that serves as well where `name` is not installed; "" if there is none."""
    models = _knowledge()["models"].items()
    return next((other for other, entry in models if entry.get("in_place_of") == name), "")


def _offer(name: str, entry: dict[str, Any]) -> Offer:
    files = tuple(
        Published(_url(file["path"]), file.get("bytes", 0), file.get("sha256", ""), file.get("md5", ""))
        for file in entry["files"]
    )
    license_, card = entry["license"], _url(entry["card"])
    return Offer(name, entry["title"], entry["language"], entry["voices"], license_, card, files)


def _voice_of_piper(name: re.Match[str]) -> Offer:
    home = _PIPER_HOME.format(what="resolve", **name.groupdict())
    card = _PIPER_HOME.format(what="blob", **name.groupdict()) + "MODEL_CARD"
    files = (Published(_url(f"{home}{name[0]}.onnx")), Published(_url(f"{home}{name[0]}.onnx.json")))
    language = f"{name['language']}-{name['country']}"
    return Offer(name[0], f"Piper: {name['name']}", language, 0, "", _url(card), files)


def _url(path: str) -> str:
    hub = os.environ.get(_MIRROR, "") or _knowledge()["hub"]
    return f"{hub.rstrip('/')}/{path}"


@cache
def _knowledge() -> dict[str, Any]:
    file = resources.files("audiobook.engines.models").joinpath("catalogue.json")
    knowledge: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return knowledge
