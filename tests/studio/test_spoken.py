import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import ipa
from audiobook.model import Pronunciation
from audiobook.studio.spoken import say

CASES = Path(__file__).with_name("spoken_cases.txt")
NEVER_SAID = set('*_~#|^\\={}<>[]()"�')
SLOWEST_CHARS_PER_SECOND = (
    50_000  # a twentieth of the usual speed: only what grows faster than its text is slower
)

# Pieces that the rules look for, in any order.
PIECES = [
    "W-",
    "what",
    "Dr.",
    "St.",
    " ",
    "3",
    "/",
    "4",
    "$",
    ":",
    "00",
    "pm",
    "IV",
    "Chapter ",
    "NO",
    "FBI",
    "(",
    '"',
]
PIECES += [
    "—",
    "--",
    "...",
    "?!",
    "'",
    "5'11\"",
    "ooo",
    "Hmm",
    "*",
    "http://a.org/",
    "@",
    "é",
    "🙂",
    "\x00",
    "1984",
    "e.g.",
]


def cases() -> list[tuple[str, str]]:
    """Every case of the file; "\\x07", "\\t" and "\\n" stand for what no line of text can hold."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" =>", 1) for line in lines if " =>" in line and not line.startswith("# "))
    return [(_unescaped(shown), said.strip()) for shown, said in pairs]


def _unescaped(shown: str) -> str:
    return shown.replace("\\x07", "\x07").replace("\\t", "\t").replace("\\n", "\n")


@pytest.mark.parametrize(("shown", "said"), cases())
def test_shown_text_is_said(shown: str, said: str) -> None:
    assert say(shown) == said


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_engine_is_given_only_what_it_can_be_trusted_with(text: str) -> None:
    said = say(text)
    assert not set(said) & NEVER_SAID
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "So"} for char in said)
    assert said == " ".join(said.split())
    assert said == "" or any(char.isalnum() for char in said)


@given(st.text(alphabet=".,;:!?-—–…\"'“”‘’*_~#()[]{}<>|/\\+=&^` \n\t\x00\u200b🙂♥", max_size=40))
def test_text_without_words_never_reaches_an_engine(text: str) -> None:
    said = say(text)
    assert said == "" or "&" in text or "+" in text or "=" in text or "#" in text


@given(
    st.lists(st.sampled_from(["the", "boat", "went", "home,", "and", "she", "said", "nothing."]), min_size=1)
)
def test_plain_words_are_left_alone(words: list[str]) -> None:
    text = " ".join(words)
    assert say(text) == text.rstrip(",")


LONG = [
    "1",
    "1/",
    "'",
    "a-",
    "b-",
    "b—",
    ", ",
    "a.",
    "a@",
    "(",
    " ",
    "aA",
    "$1",
    "A. ",
    "ha",
    "*a",
    "1:0",
    "IV ",
    "o",
    "- ",
]
LONG += [
    ".,!",
    "Aa",
    "a ",
    "5°",
    "_",
    "http://",
    "1984 ",
    "NO ",
    "Dr. ",
    "x=y ",
    "1 ",
    "1-",
    "'s ",
    "hm",
    "&",
]


@pytest.mark.parametrize("piece", LONG)
def test_cost_grows_with_the_text_alone(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    start = time.process_time()
    say(text)
    assert time.process_time() - start < len(text) / SLOWEST_CHARS_PER_SECOND


@pytest.mark.parametrize(
    ("written", "said", "shown", "heard"),
    [
        ("Kaede", "kah-eh-deh", "Kaede laughed.", "kah-eh-deh laughed."),
        ("Kaede", "kah-eh-deh", "Kaede's hat", "kah-eh-deh's hat"),
        ("Kaede", "kah-eh-deh", "“Kaede!”", "kah-eh-deh!"),
        ("kaede", "kah-eh-deh", "KAEDE!", "kah-eh-deh!"),
        ("Kae", "kah-eh", "Kaede", "Kaede"),
        ("Mara Holt", "mah-rah holt", "Mara\nHolt came", "mah-rah holt came"),
        ("HP", "hit points", "50 HP left", "50 hit points left"),
        ("O’Shea", "oh-shay", "O'Shea came", "oh-shay came"),
        ("A/N", "note", "A/N: hi", "note: hi"),
        ("St. Ives", "Saint Ives", "to St. Ives.", "to Saint Ives."),
        ("&", "et", "Holt & Lind", "Holt et Lind"),
        ("Nooo", "No-o-o", "Nooo!", "No-o-o!"),
        ("Dr", "dee are", "Dr Holt", "dee are Holt"),
        ("", "nothing", "some text", "some text"),
        ("Mute", "", "Mute!", ""),
    ],
)
def test_users_pronunciation_comes_first(written: str, said: str, shown: str, heard: str) -> None:
    assert say(shown, pronunciations=[Pronunciation(written, said)]) == heard


def test_longest_pronunciation_wins() -> None:
    entries = [Pronunciation("Mara", "one"), Pronunciation("Mara Holt", "two")]
    assert say("Mara Holt saw Mara.", pronunciations=entries) == "two saw one."


def test_case_matters_where_it_is_asked_for() -> None:
    entries = [Pronunciation("Will", "name", case_sensitive=True)]
    assert say("Will will.", pronunciations=entries) == "name will."


def test_no_rule_touches_what_the_user_says() -> None:
    entries = [Pronunciation("zed", "W-what $5 in 1984")]
    assert say("zed & zed", pronunciations=entries) == "W-what $5 in 1984 and W-what $5 in 1984"


def test_title_stands_before_a_pronounced_name() -> None:
    assert say("Dr. Kaede", pronunciations=[Pronunciation("Kaede", "kah-eh-deh")]) == "Doctor kah-eh-deh"


@pytest.mark.parametrize(
    ("language", "shown", "heard"),
    [
        ("de", "Dr. Holt sagte – „Nein!!“", "Dr. Holt sagte — Nein!"),
        ("fr", "«Oui…», dit-il.", "Oui... dit-il."),
        ("ja", "「はい」🙂", "はい"),
        ("en-GB", "05/12/1999", "December 5th, 19 99"),
        ("en-US", "05/12/1999", "May 12th, 19 99"),
        ("", "Dr. Holt", "Doctor Holt"),
    ],
)
def test_words_of_other_languages_are_left_alone(language: str, shown: str, heard: str) -> None:
    assert say(shown, language=language) == heard


KAEDE = Pronunciation("Kaede", ipa="kaˈede")


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("Kaede laughed.", "⟦kɑːˈɛdɛ⟧ laughed."),
        ("“KAEDE!”", "⟦kɑːˈɛdɛ⟧!"),
        ("Kaede's hat", "⟦kɑːˈɛdɛz⟧ hat"),
        ("KAEDE'S HAT", "⟦kɑːˈɛdɛz⟧ hat"),
        ("Kaede'll go", "⟦kɑːˈɛdɛ⟧'ll go"),
        ("Kaede-san", "⟦kɑːˈɛdɛ⟧-san"),
        ("K-Kaede?", "kuh-⟦kɑːˈɛdɛ⟧?"),
        ("K-k-Kaede?", "kuh-kuh-⟦kɑːˈɛdɛ⟧?"),
        ("Ka-Kaede?", "Ka-⟦kɑːˈɛdɛ⟧?"),
        ("Dr. Kaede", "Doctor ⟦kɑːˈɛdɛ⟧"),
        ("Kaeden", "Kaeden"),
        ("[[Kaede]] ⟦b⟧", "⟦kɑːˈɛdɛ⟧, b"),
    ],
)
def test_sounds_are_given_to_a_voice_that_takes_them(shown: str, heard: str) -> None:
    assert say(shown, pronunciations=[KAEDE], sounds=True) == heard


@pytest.mark.parametrize(
    ("entry", "heard"),
    [
        (KAEDE, "Kaede laughed."),
        (Pronunciation("Kaede", "kah-eh-deh", ipa="kaˈede"), "kah-eh-deh laughed."),
    ],
)
def test_a_voice_without_sounds_says_the_respelling_or_the_word(entry: Pronunciation, heard: str) -> None:
    assert say("Kaede laughed.", pronunciations=[entry]) == heard


@pytest.mark.parametrize(
    ("pattern", "shown", "heard"),
    [
        ("Kae(de|chan)", "Kaede, KAECHAN.", "it, it."),
        ("Kae(de|chan)", "Kaeden", "Kaeden"),
        ("ann", "Joann ann Anna", "Joann it Anna"),
        (r"Mk\. \d+", "the Mk. 42 suit", "the it suit"),
        (r"\w+-sama", "Holt-sama came", "it came"),
        ("é", "é Zoé", "it Zoé"),
    ],
)
def test_a_pattern_stands_for_whole_words(pattern: str, shown: str, heard: str) -> None:
    assert say(shown, pronunciations=[Pronunciation(pattern, "it", is_pattern=True)]) == heard


def test_the_longest_match_wins_over_the_order_of_the_list() -> None:
    entries = [
        Pronunciation("Mara", "word"),
        Pronunciation(r"Mara( \w+)?", "pattern", is_pattern=True),
        Pronunciation("Mara Holt the Elder", "words"),
    ]
    assert say("Mara Holt the Elder, Mara Holt, Mara.", pronunciations=entries) == "words, pattern, word."


def test_the_entry_that_minds_capitals_wins_over_one_that_does_not() -> None:
    entries = [Pronunciation("will", "verb"), Pronunciation("Will", "name", case_sensitive=True)]
    assert say("Will will.", pronunciations=entries) == "name verb."


def test_a_pattern_may_mind_capitals() -> None:
    entries = [Pronunciation("Will|Bill", "name", case_sensitive=True, is_pattern=True)]
    assert say("Will will.", pronunciations=entries) == "name will."


def test_a_pronunciation_may_be_of_one_language() -> None:
    entries = [Pronunciation("chat", "shah", language="fr")]
    assert say("a chat", pronunciations=entries) == "a chat"
    assert say("un chat", pronunciations=entries, language="fr-CA") == "un shah"


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a|a)*c", "(.*)*(.*)*x", "a*a*a*a*a*a*a*a*b"])
def test_no_pattern_hangs(pattern: str) -> None:
    start = time.process_time()
    say("a" * 20_000, pronunciations=[Pronunciation(pattern, "b", is_pattern=True)])
    assert time.process_time() - start < 1


@given(
    st.lists(
        st.sampled_from(
            ["Kaede", "KAEDE's", "-", "—", "K", "⟦", "⟧", "[[", "]]", "'s", " ", "!", "ka", "é", "\ue000"]
        )
    ).map("".join)
)
def test_sounds_in_a_text_are_always_whole(text: str) -> None:
    said = say(text, pronunciations=[KAEDE], sounds=True)
    outside = ipa.MARKED.sub("", said)
    assert not set(outside) & set("⟦⟧[]\ue000")
    assert all(ipa.sounds(match[1]) for match in ipa.MARKED.finditer(said))
