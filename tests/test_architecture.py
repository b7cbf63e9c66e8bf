"""Imports point downward: doors -> pipeline -> rooms -> floor. Of the rooms only the studio opens engines."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "audiobook"

FLOOR = {"model", "errors", "settings", "audio", "atomic", "calls", "heap", "ipa"}
ROOMS = {"readers", "segmenter", "speakers", "casting", "studio", "publish"}
ENGINES = {"engines"}
PIPELINE = {"pipeline"}
DOORS = {"api", "cli", "web"}

MAY_IMPORT = {
    **dict.fromkeys(FLOOR | ROOMS | ENGINES, FLOOR),
    "studio": FLOOR | ENGINES,
    "pipeline": FLOOR | ROOMS | ENGINES,
    **dict.fromkeys(DOORS, FLOOR | PIPELINE),
    "": {"api"},  # the package itself: `import audiobook`
    "__main__": {"cli"},
}
"""What each part of the package may import, besides itself."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: str) -> str:
    """The part of the package that a dotted name lies in: "speakers" for "audiobook.speakers.tags"."""
    return [*module.split("."), ""][1]


def name_of(path: Path) -> str:
    """The dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_parts(source: str, module: str, *, is_package: bool = False) -> set[str]:
    """The parts of the package that a module imports, wherever in its text it does so."""
    home = module if is_package else module.rpartition(".")[0]
    names = {
        name for node in ast.walk(ast.parse(source)) for name in (*_static(node, home), *_dynamic(node, home))
    }
    return {part_of(name) for name in names if name.split(".")[0] == "audiobook"}


def _static(node: ast.AST, home: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    package = _absolute(node.module or "", node.level, home)
    return [f"{package}.{alias.name}" for alias in node.names if alias.name != "__version__"]


def _dynamic(node: ast.AST, home: str) -> list[str]:
    """The modules that ``import_module("...")`` names, as far as they are written out."""
    if not isinstance(node, ast.Call) or "import_module" not in ast.unparse(node.func):
        return []
    names = [text.value for text in ast.walk(node) if isinstance(text, ast.Constant)]
    return [_absolute(name.lstrip("."), len(name) - len(name.lstrip(".")), home) for name in map(str, names)]


def _absolute(module: str, level: int, home: str) -> str:
    if level == 0:
        return module
    above = home.split(".")
    return ".".join([*above[: len(above) - level + 1], *([module] if module else [])])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downward(path: Path) -> None:
    module = name_of(path)
    imported = imported_parts(path.read_text("utf-8"), module, is_package=path.name == "__init__.py")

    upward = imported - MAY_IMPORT[part_of(module)] - {part_of(module)}

    assert not upward, f"{module} must not import {', '.join(sorted(upward))}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import audiobook.engines.espeak", {"engines"}),
        ("from audiobook import engines", {"engines"}),
        ("from audiobook.engines import espeak", {"engines"}),
        ("from audiobook import __version__", set()),
        ("from ..casting import assign", {"casting"}),
        ("from .tags import read", {"speakers"}),
        ("from . import tags", {"speakers"}),
        ("if TYPE_CHECKING:\n    from audiobook.studio import plan", {"studio"}),
        ("def late():\n    import audiobook.publish", {"publish"}),
        ("importlib.import_module('audiobook.engines.tone')", {"engines"}),
        ("import_module('..engines.tone', 'audiobook.speakers')", {"engines", "speakers"}),
        ("import numpy, os.path", set()),
    ],
)
def test_every_way_to_import_is_seen(source: str, imported: set[str]) -> None:
    assert imported_parts(source, "audiobook.speakers.ranker") == imported
