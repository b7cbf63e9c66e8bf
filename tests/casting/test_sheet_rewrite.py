from __future__ import annotations

from collections.abc import Callable

import pytest

from audiobook.casting import assign, render_sheet
from audiobook.casting.sheet_rewrite import older_sheet, with_added
from audiobook.errors import CastError
from audiobook.model import Script, Sheet, VoiceSet

ScriptMaker = Callable[..., Script]
SheetFrom = Callable[[str], Sheet]

EDITED = """\
# my own head
title:   The Ferry   # as I like it

characters:
    Mara:   # she is the best
        voice: gran

    # Jon stays out for now
# ---- and now the rest
author: me
corrections:
- {words: "Go.", speaker: Mara}
# the end
"""

GROWN = """\
# my own head
title:   The Ferry   # as I like it

characters:
    Mara:   # she is the best
        voice: gran

    # Jon stays out for now
    Bo:  # 1 line
      aliases: []
      gender: m
      age:
      voice: egon
      offsets: {rate: 0, pitch: 0, pitch_range: 0, gain_db: 0}
# ---- and now the rest
author: me
corrections:
- {words: "Go.", speaker: Mara}
# - {words: Why., chapter: 1, speaker: Bo}  # 10% sure: by the table
# the end
"""


def _grown(script: Script, troupe: VoiceSet, existing: str) -> str:
    return render_sheet(script, assign(script, troupe), existing=existing)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_and_hand_edits_survive_and_what_is_new_comes_at_the_end(
    script_of: ScriptMaker, troupe: VoiceSet, newline: str
) -> None:
    script = script_of([("Bo", "Why.")], confidence=0.1)
    text = _grown(script, troupe, EDITED.replace("\n", newline))
    assert text == GROWN.replace("\n", newline)
    assert _grown(script, troupe, text) == text


@pytest.mark.parametrize(
    "existing",
    [
        "title: x\n",
        "title: x",
        "characters:\n",
        "characters:",
        "characters: {}\n",
        "characters: {Mara: {}, }  # here\n",
        "characters: {\n  Mara: {}  # here\n}\ntitle: x\n",
        "{title: x, characters: {Mara: {voice: gran}}}\n",
        "{}\n",
        "# only this\ncharacters:\n  Mara:\n",
        "characters:\n  Mara:\n# the end",
        "\ufeffcharacters:\n  Mara: {}\n",
        "characters: {}\ncorrections: [{words: Go.}]\n",
    ],
)
def test_new_characters_find_their_place_however_the_sheet_is_written(
    script_of: ScriptMaker, sheet_from: SheetFrom, troupe: VoiceSet, existing: str
) -> None:
    script = script_of([("Bo", "Why."), ("Al", "Oh.")], confidence=0.1)
    text = _grown(script, troupe, existing)
    before = sheet_from(existing.removeprefix("\ufeff")) if ":" in existing else Sheet()
    after = sheet_from(text.removeprefix("\ufeff"))
    assert [member.name for member in after.members] == [*(m.name for m in before.members), "Al", "Bo"]
    assert after.title == before.title
    assert _grown(script, troupe, text) == text
    for remark in ("# here", "# the end", "# only this"):
        assert text.count(remark) == existing.count(remark)


def test_those_whom_the_sheet_knows_by_any_name_are_not_added(
    script_of: ScriptMaker, troupe: VoiceSet
) -> None:
    existing = "characters:\n  The Captain: {aliases: [Bo]}\nnot_characters: [Al]\n"
    assert _grown(script_of([("Bo", "Why."), ("Al", "Oh.")]), troupe, existing) == existing


def test_lines_that_were_switched_on_are_not_listed_again(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    script = script_of([("Bo", "Why so?")], confidence=0.1)
    text = render_sheet(script, assign(script, troupe)).replace("  # - {words", "  - {words")
    assert _grown(script, troupe, text) == text


def test_a_sheet_that_is_wrong_is_not_rewritten(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    with pytest.raises(CastError, match="line 1: Unknown key 'titel'"):
        _grown(script_of([("Bo", "Why.")]), troupe, "titel: x\n")


@pytest.mark.parametrize("existing", ["", "\n \n"])
def test_nothing_to_keep_is_a_new_sheet(script_of: ScriptMaker, troupe: VoiceSet, existing: str) -> None:
    script = script_of([("Bo", "Why.")])
    assert _grown(script, troupe, existing) == render_sheet(script, assign(script, troupe))


def test_remarks_alone_stay_at_the_head_of_a_new_sheet(script_of: ScriptMaker, troupe: VoiceSet) -> None:
    script = script_of([("Bo", "Why.")])
    text = _grown(script, troupe, "# mine\n")
    assert text.startswith("# mine\n")
    assert text.endswith(render_sheet(script, assign(script, troupe)))


def test_remarks_have_no_place_in_braces() -> None:
    text = "corrections: [{words: Go.}]\n"
    assert with_added(older_sheet(text), "corrections", ["  # - {words: Stay.}"]) == text
