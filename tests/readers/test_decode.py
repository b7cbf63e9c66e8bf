"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.readers.alphabets import foreign_encoding
from audiobook.readers.decode import BYTE_ORDER_MARK, REPLACEMENT, decode
from audiobook.readers.markup import decode_markup

CURLY = "“Nobody’s home,” said the owl.\r\nIt was — as so often — wrong.\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_is_in(encoding: str, found: str) -> None:
    decoded = decode(CURLY.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (CURLY, found, ())


def test_the_byte_order_mark_of_utf_8_stays_so_that_offsets_agree() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"Once.")
    assert decoded.text == BYTE_ORDER_MARK + "Once."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_are(newline: str) -> None:
    text = f"One.{newline}{newline}Two.{newline}"
    assert decode(text.encode()).text == text


RUSSIAN = "Паромщик молча смотрел на тёмную воду. «Не успеем», — сказала Мара, и верёвка лопнула.\n"
JAPANESE = "渡し守は黙って暗い水を見ていた。「もう間に合わない」とマラは言った。綱が切れた。\n"
SIMPLIFIED = "船夫默默地看着黑暗的河水。“我们来不及了，”玛拉说。绳子断了，船漂进了夜里。\n"
TRADITIONAL = "船夫默默地看著黑暗的河水。「我們來不及了，」瑪拉說。繩子斷了，船漂進了夜裡。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("—", "-").replace("«", '"').replace("»", '"'), "koi8_r"),
        ("Ο βαρκάρης κοίταζε σιωπηλός το σκοτεινό νερό, και το σχοινί κόπηκε.\n", "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
        ("뱃사공은 말없이 어두운 물을 바라보았다. 늦었어, 마라가 말했다. 밧줄이 끊어졌다.\n", "euc_kr"),
    ],
)
@pytest.mark.parametrize("times", [2, 3000])
def test_a_long_text_in_another_alphabet_is_read_in_its_encoding(
    text: str, encoding: str, times: int
) -> None:
    decoded = decode((text * times).encode(encoding))
    assert decoded.text == text * times
    assert decoded.encoding in decoded.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "« Où êtes-vous allée, là-bas, à l’été ? » répéta-t-elle, épuisée, très âgée.\n" * 30,
        "Él señaló el río: “¿Qué pasó aquí? ¡Mañana será otro día!”, gritó Íñigo.\n" * 30,
        "Äpfel, Öl, Übermut: Größenwahn süßer Mädchen – „schön“, sagte Jörg.\n" * 30,
    ],
)
def test_western_text_stays_windows_1252(text: str) -> None:
    data = text.encode("cp1252")
    assert foreign_encoding(data) == ""
    assert (decode(data).text, decode(data).warnings) == (text, ())


MANGLED = [
    ("Nobodyâ€™s home, â€œsaidâ€\x9d he.", "Nobody’s home, “said” he."),
    ("â€œHelloâ€ she said. â€œWaitâ€", "“Hello” she said. “Wait”"),
    ("â€œHelloâ€\ufffd she said.", "“Hello” she said."),
    ("â€”and thenâ€¦", "—and then…"),
    ("A cafÃ© in winter, naÃ¯ve", "A café in winter, naïve"),
    ("Ãœber dem Fluss", "Über dem Fluss"),
    ("word.Â\xa0Word", "word.\xa0Word"),
    ("A grin ðŸ˜€ in the dark", "A grin 😀 in the dark"),
    ("Itâ€™s Maraâ€™s “own” fiancé.", "It’s Mara’s “own” fiancé."),
    ("ItÃ¢â‚¬â„¢s late.", "It’s late."),
    ("Itâ€™s late & “dark”, 1 &lt; 2.", "It’s late & “dark”, 1 &lt; 2."),
]


@pytest.mark.parametrize(("mangled", "meant"), MANGLED)
def test_what_was_decoded_wrongly_once_is_repaired_with_a_warning(mangled: str, meant: str) -> None:
    rest = "\r\nThe “other” line’s marks stay.\n"
    decoded = decode((mangled + rest).encode())
    assert decoded.text == meant + rest
    assert "in 1 place had been decoded wrongly" in decoded.warnings[0]


def test_pages_are_repaired_as_well() -> None:
    decoded = decode_markup("<p>Itâ€™s late.</p><p>Sheâ€™s here.</p>".encode())
    assert decoded.text == "<p>It’s late.</p><p>She’s here.</p>"
    assert "in 2 places" in decoded.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "“IRMÔ, disse ele. A MANHÃ… A MANHÃ—E A NOITE",
        "Ça va, dit l’âne. À L’ÂGE DE “L’ÂME” — fiancé” she said.",
        "ﬁne “curly” ＡＢＣ … e\u0301 \u2028 \x85 ok",
        "“Ångström,” said Ðóra. “Ñandú — ÑANDÚ.”",
        "Straße, ĄĘ, Привет, 渡し守, 😀",
    ],
)
def test_text_that_was_never_decoded_wrongly_stays_as_it_is(text: str) -> None:
    assert (decode(text.encode()).text, decode(text.encode()).warnings) == (text, ())


def test_bytes_that_mean_nothing_in_windows_1252_are_marked_and_counted() -> None:
    decoded = decode(b"caf\xe9 \x81 and \x9d")
    assert decoded.text == f"café {REPLACEMENT} and {REPLACEMENT}"
    assert "2 characters" in decoded.warnings[0]


def test_lone_surrogates_are_marked_and_pairs_are_joined() -> None:
    decoded = decode(b"a \xed\xa0\x80 b \xed\xa0\xbd\xed\xb8\x80 c")
    assert decoded.text == f"a {REPLACEMENT} b \U0001f600 c"
    assert decoded.encoding == "utf-8"
    assert "1 character" in decoded.warnings[0]


def test_one_broken_byte_does_not_turn_a_text_into_windows_1252() -> None:
    decoded = decode(CURLY.encode() * 3 + b"\xff!")
    assert decoded.text == CURLY * 3 + REPLACEMENT + "!"
    assert decoded.warnings


def test_a_few_nuls_are_marked() -> None:
    decoded = decode(b"A long enough line of text with a \0 in it.")
    assert "\0" not in decoded.text
    assert decoded.text.count(REPLACEMENT) == 1
    assert "1 NUL character" in decoded.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"word " * 50,
        b"%PDF-1.7 and some words",
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03" * 200,
    ],
)
def test_binary_data_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(StoryError, match="binary") as caught:
        decode(data)
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(StoryError, match="no text") as caught:
        decode(data)
    assert caught.value.hint


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_utf_8_text_comes_back_as_it_was_or_its_repair_is_said(text: str) -> None:
    if text.removeprefix(BYTE_ORDER_MARK).strip():
        decoded = decode(("Words first. " + text).encode())

        # What looks as if it had been decoded wrongly once ("Â ") is repaired, and said.
        assert decoded.text == "Words first. " + text or decoded.warnings


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_story_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except StoryError:
        return
    assert decoded.text.strip()
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)
