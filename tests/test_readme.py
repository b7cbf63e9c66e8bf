"""The README promises nothing that the program does not know."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from audiobook import errors
from audiobook.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").glob("*.md")))
README = PAGES[0].read_text("utf-8")

# A command as pages show it: `audiobook convert story.txt` in a line, or at the start of one in a block.
COMMAND = re.compile(r"(?:^|`)(audiobook [a-z][^`\n#]*)", re.MULTILINE)
PYTHON = re.compile(r"```python\n(.+?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")


def found(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """What a pattern finds, with the page it stands on."""
    return [
        (path.name, match[1].strip()) for path in PAGES for match in pattern.finditer(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("command", sorted({command for _, command in found(COMMAND)}))
def test_commands_on_pages_are_understood(command: str) -> None:
    group = typer.main.get_command(app)
    words = shlex.split(command)[1:]

    while hasattr(group, "commands"):
        group = group.commands[words.pop(0)]
    if words:  # else the page only names the command
        group.make_context(command, words)


@pytest.mark.parametrize(
    ("page", "link"), [(path, m[1]) for path in PAGES for m in LINK.finditer(path.read_text("utf-8"))]
)
def test_links_lead_to_files(page: Path, link: str) -> None:
    assert (page.parent / link).exists()


def test_exit_statuses_are_those_of_the_errors() -> None:
    told = {int(status) for status in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    known = {kind.exit_status for kind in vars(errors).values() if hasattr(kind, "exit_status")}

    assert told == known | {0, 130}


def test_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "story.txt").write_text('"Who is there?" asked Mara.\n', "utf-8")
    (code,) = PYTHON.findall(README)

    exec(code, {})

    assert "Mara" in capsys.readouterr().out
    assert list(tmp_path.glob("output/*/*.mp3"))
