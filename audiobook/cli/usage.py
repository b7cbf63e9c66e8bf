"""A command line that cannot be understood, told in our own words, with what was meant."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from difflib import get_close_matches
from math import inf, isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer._click import exceptions as foreign  # typer gives them no other name
from typer.core import TyperGroup

from audiobook.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_INTERRUPTED = 130
# `Got unexpected extra argument(s) (b.txt c.txt)`
_TOO_MUCH = re.compile(r"extra argument\S* \((.*)\)")


class Commands(TyperGroup):
    """Commands by name, and a word to those who misspell one or leave it out: `audiobook story.txt`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments call for; UsageError where there is none."""
        first = args[0]
        if first in self.commands or first.startswith("-"):
            return super().resolve_command(ctx, args)
        if not ctx.parent and Path(first).exists():
            meant = shlex.join([ctx.command_path, "convert", *args])
            raise UsageError(f"{first!r} is no command.", hint=f"Did you mean: {meant}?")
        near = _nearest(first, self.commands)
        hint = (
            f"Did you mean: {ctx.command_path} {near}?" if near else f"These are: {', '.join(self.commands)}."
        )
        raise UsageError(f"There is no command {f'{ctx.command_path} {first}'!r}.", hint=hint)


def run(app: typer.Typer) -> int:
    """The exit status of a command line; UsageError, in our words, if it cannot be understood."""
    try:
        return int(app(standalone_mode=False) or 0)
    except typer.Abort:
        return _INTERRUPTED
    except foreign.NoArgsIsHelpError as err:
        err.show()
        return UsageError.exit_status
    except foreign.UsageError as err:
        raise _told(err) from err


def _told(err: foreign.UsageError) -> UsageError:
    command = err.ctx.command_path if err.ctx else "audiobook"
    see = f"`{command} --help` shows what it takes."
    if isinstance(err, foreign.NoSuchOption):
        near = _nearest(err.option_name, _options(err.ctx))
        hint = f"Did you mean {near}?" if near else see
        if Path(err.option_name).exists():
            hint = f"If the file is meant, write ./{err.option_name}"
        return UsageError(f"{command} has no option {err.option_name}.", hint=hint)
    if isinstance(err, foreign.BadOptionUsage):
        if "not take" in err.message:
            return UsageError(f"{err.option_name} takes no value.", hint=f"Write {err.option_name} alone.")
        return UsageError(f"{err.option_name} needs a value.", hint=f"Write it like: {err.option_name} VALUE")
    if isinstance(err, foreign.MissingParameter) and err.param:
        name = str(err.param.metavar or err.param.name)
        return UsageError(f"{command} needs {name}.", hint=f"{name}: {getattr(err.param, 'help', '')}")
    if found := _TOO_MUCH.search(err.format_message()):
        hint = f"A name with spaces needs quotation marks; {see}"
        return UsageError(f"{command} does not know what to do with {found[1]!r}.", hint=hint)
    return UsageError(f"{err.format_message().rstrip('.')}.", hint=see)


def _options(ctx: Any) -> list[str]:
    """All that a command calls its options."""
    return [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("-")]


def _nearest(word: str, known: Iterable[str]) -> str:
    """What of `known` is most like a word, "" if nothing is; the dashes of options make nothing alike."""
    plain = {name.lstrip("-"): name for name in known}
    return next((plain[name] for name in get_close_matches(word.lstrip("-"), plain, n=1)), "")


def whole(option: str, *, least: int) -> Callable[[str], int]:
    """Reads the value of an option that takes a whole number, of which `least` is the smallest."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError as err:
            hint = f"Give a whole number, {least} or more."
            said = f"{option} {text} is no whole number." if text else f"{option} says no number."
            raise UsageError(said, hint=hint) from err
        if number < least:
            raise UsageError(f"{option} {text} is too little.", hint=f"Give {least} or more.")
        return number

    return read


def real(option: str, *, least: float, most: float = inf) -> Callable[[str], float]:
    """Reads the value of an option that takes a number from `least` to `most`."""
    within = (
        f"Give a number, {least:g} or more." if most == inf else f"Give a number from {least:g} to {most:g}."
    )

    def read(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = nan
        if not isfinite(number):
            raise UsageError(f"{option} {text} is no number.", hint=within)
        if not least <= number <= most:
            raise UsageError(f"{option} {text} is too {'much' if number > most else 'little'}.", hint=within)
        return number

    return read
