"""Stories in other languages: chapters, breaks and notes as their own writers write them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from audiobook.model import Kind, Segmentation
from audiobook.readers.raw import Raw
from audiobook.readers.text import read
from audiobook.segmenter import segment
from audiobook.segmenter.customs import customs_of
from audiobook.segmenter.headings import parse
from audiobook.segmenter.language import detect


@dataclass(frozen=True)
class Sample:
    """A language as a story in it looks: two headings, notes above and below, the story itself."""

    tag: str
    headings: tuple[str, str]
    head: str
    foot: str
    story: str


SAMPLES = (
    Sample(
        "fr",
        ("Chapitre 1 : La lampe", "Chapitre deux"),
        "Note de l'auteur : désolée pour le retard, et merci à tous pour vos reviews !",
        "Voilà pour ce chapitre, j'espère que ça vous a plu. Laissez une review !",
        "La lampe s'était éteinte dans la nuit, et les marches étaient mouillées.\n\n"
        "— Qui est là ? demanda le gardien.\n\n"
        "Il n'y avait personne sur le rocher que le vent et une chèvre.\n\n"
        ""
        "Elle le regarda longtemps, puis elle mangea son chapeau.\n\n"
        "Il ne dit rien. C'était une vieille chèvre.",
    ),
    Sample(
        "de",
        ("1. Kapitel: Die Lampe", "Zweites Kapitel"),
        "Anmerkung der Autorin: Tut mir leid, dass es so lange gedauert hat! Danke für eure Reviews.",
        "Das war das neue Kapitel, ich hoffe, es hat euch gefallen. Lasst mir ein Review da!",
        "Die Lampe war in der Nacht ausgegangen, und die Stufen waren nass.\n\n"
        "„Wer ist da?“, fragte der Wärter.\n\nEs war niemand auf dem Felsen als der Wind und eine Ziege.\n\n"
        "Sie sah ihn lange an, und dann fraß sie seinen Hut.\n\nEr sagte nichts. Es war eine alte Ziege.",
    ),
    Sample(
        "es",
        ("Capítulo 1: La lámpara", "Capítulo dos"),
        "Nota de la autora: perdón por la tardanza, y muchas gracias por sus reviews.",
        "Espero que les haya gustado este capítulo. ¡Dejen sus comentarios!",
        "La lámpara se había apagado por la noche y los escalones estaban mojados.\n\n"
        "—¿Quién está ahí? —preguntó el guardián.\n\n"
        "No había nadie en la roca más que el viento y una cabra.\n\n"
        ""
        "Ella lo miró mucho tiempo, y luego se comió su sombrero.\n\nÉl no dijo nada. Era una cabra vieja.",
    ),
    Sample(
        "it",
        ("Capitolo 1: La lampada", "Capitolo secondo"),
        "Note dell'autrice: scusate il ritardo, e grazie a tutti per le recensioni!",
        "Spero che il nuovo capitolo vi sia piaciuto. Lasciate una recensione, alla prossima!",
        "La lampada si era spenta nella notte, e gli scalini erano bagnati.\n\n"
        "«Chi è là?» chiese il guardiano.\n\nNon c'era nessuno sullo scoglio, solo il vento e una capra.\n\n"
        "Lei lo guardò a lungo, e poi gli mangiò il cappello.\n\nLui non disse nulla. Era una vecchia capra.",
    ),
    Sample(
        "pt",
        ("Capítulo 1: A lâmpada", "Segundo capítulo"),
        "Notas da autora: desculpem a demora, e muito obrigada pelos comentários!",
        "Espero que tenham gostado deste novo capítulo. Comentem, por favor, e até a próxima!",
        "A lâmpada tinha se apagado durante a noite, e os degraus estavam molhados.\n\n"
        "— Quem está aí? — perguntou o guarda.\n\n"
        "Não havia ninguém na rocha além do vento e de uma cabra.\n\n"
        ""
        "Ela olhou para ele muito tempo, e depois comeu o seu chapéu.\n\n"
        "Ele não disse nada. Era uma cabra velha.",
    ),
)
by_tag = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.tag)


def segmented(text: str) -> Segmentation:
    return segment(read(Raw("story.txt", text.encode())))


def text_of(sample: Sample) -> str:
    first, second = sample.headings
    return "\n\n".join(
        [first, sample.head, sample.story, "***", sample.story, second, sample.story, sample.foot]
    )


@by_tag
def test_the_language_is_known_by_its_small_words(sample: Sample) -> None:
    assert detect(sample.story * 3) == sample.tag


@pytest.mark.parametrize(
    "text", ["", "...", "The lamp was out again, and the stairs were wet.", "Xyzzy plugh."]
)
def test_english_is_taken_where_none_is_sure(text: str) -> None:
    assert detect(text) == "en"


@by_tag
def test_chapters_and_scenes_are_found(sample: Sample) -> None:
    found = segmented(text_of(sample))
    assert [chapter.number for chapter in found.chapters] == [1, 2]
    assert len(found.scene_breaks) == 1


@by_tag
def test_notes_at_head_and_foot_are_found_and_no_story_is_lost(sample: Sample) -> None:
    found = segmented(text_of(sample))
    notes = [found.story.text[each.start : each.end] for each in found.segments if each.kind is Kind.NOTE]
    assert notes == [sample.head, sample.foot]


@pytest.mark.parametrize(
    ("language", "row", "number"),
    [
        ("fr", "CHAPITRE PREMIER", 1),
        ("fr", "Première partie", 1),
        ("fr", "3ème chapitre - Le vent", 3),
        ("de", "Erster Teil", 1),
        ("de", "Kapitel VII: Der Wind", 7),
        ("es", "CAPÍTULO XII", 12),
        ("es", "Primera parte", 1),
        ("it", "Capitolo terzo", 3),
        ("pt", "Capítulo vinte e um", 21),
    ],
)
def test_numbers_are_read_in_the_language(language: str, row: str, number: int) -> None:
    heading = parse(row, customs_of(language))
    assert heading is not None
    assert heading.number == number


def test_an_unknown_language_is_read_by_the_customs_of_english() -> None:
    assert customs_of("xx") is customs_of("en")
    assert customs_of("en-GB").language == "en"
