"""Where voice sets are: the user's own folder first, then the one that comes with the program."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from audiobook.casting.complaint import complaint, quoted
from audiobook.casting.suggestion import did_you_mean

USUAL_SET = "espeak"
_SUFFIXES = (".yaml", ".yml")
_OWN_FOLDER = "AUDIOBOOK_VOICES"


def shipped_folder() -> Path:
    """The folder of the voice sets that come with the program.

    In an installed wheel it lies inside the package; in a checkout it lies beside it.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "voices"
    return inside if inside.is_dir() else package.parent / "voices"


def own_folder() -> Path:
    """The folder for the user's own voice sets; the variable AUDIOBOOK_VOICES names another."""
    named = os.environ.get(_OWN_FOLDER, "")
    return Path(named).expanduser() if named else platformdirs.user_config_path("audiobook") / "voices"


def voice_sets() -> tuple[str, ...]:
    """The names of all voice sets there are, in the order of the alphabet."""
    files = (file for folder in (own_folder(), shipped_folder()) for file in _yaml_files(folder))
    return tuple(sorted({file.stem for file in files}))


def set_for(language: str) -> str:
    """The name of the usual voice set for stories in a language, a BCP 47 tag; "" for the one in English."""
    primary = language.lower().replace("_", "-").split("-")[0]
    name = f"{USUAL_SET}-{primary}"
    return name if name in voice_sets() else ""


def find_voice_set(name_or_path: str, *, beside: Path | None = None, but: tuple[Path, ...] = ()) -> Path:
    """The file of a voice set: a path as it is, or a name in the user's folder, then in the shipped one.

    `beside` is a folder that a relative path may count from; the files in `but` are passed over, so
    that a user's own "espeak" may extend the shipped "espeak".
    """
    candidates = _candidates(name_or_path, beside)
    for candidate in candidates:
        if candidate.resolve() not in but and candidate.is_file():
            return candidate
    if but and any(candidate.resolve() in but for candidate in candidates):
        raise complaint(f"the voice set {quoted(name_or_path)} extends itself")
    hint = did_you_mean(name_or_path, voice_sets(), otherwise="'audiobook voices list' shows what there is")
    raise complaint(f"there is no voice set {quoted(name_or_path)}", hint=hint)


def is_path(name_or_path: str) -> bool:
    """Whether a voice set is asked for by the path of its file."""
    return name_or_path.endswith(_SUFFIXES) or "/" in name_or_path or os.sep in name_or_path


def _candidates(name_or_path: str, beside: Path | None) -> list[Path]:
    if is_path(name_or_path):
        path = Path(name_or_path).expanduser()
        return [path] if beside is None else [beside / path, path]
    folders = (own_folder(), shipped_folder())
    return [folder / (name_or_path + suffix) for folder in folders for suffix in _SUFFIXES]


def _yaml_files(folder: Path) -> list[Path]:
    return [file for suffix in _SUFFIXES for file in folder.glob(f"*{suffix}")]
