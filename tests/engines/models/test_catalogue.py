"""The catalogue of models: nothing in it is half said."""

import re

import pytest

from audiobook.engines.models.catalogue import may_be_had, offer, offers, stand_in

HEX = re.compile(r"[0-9a-f]+")


@pytest.mark.parametrize("name", [known.name for known in offers()])
def test_an_offer_is_complete_and_its_checksums_are_checksums(name: str) -> None:
    known = offer(name)
    assert known
    assert known.title
    assert known.language
    assert known.voices >= 1
    assert known.card.startswith("https://")
    assert len({file.name for file in known.files}) == len(known.files)
    for file in known.files:
        assert file.url.startswith("https://huggingface.co/")
        assert len(file.sha256) in {0, 64}
        assert len(file.md5) in {0, 32}
        assert HEX.fullmatch(file.sha256 + file.md5 + "0")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("en_US-hfc_male-medium", "main/en/en_US/hfc_male/medium/en_US-hfc_male-medium.onnx"),
        ("de_DE-thorsten-high", "main/de/de_DE/thorsten/high/de_DE-thorsten-high.onnx"),
        ("nl_BE-nathalie-x_low", "main/nl/nl_BE/nathalie/x_low/nl_BE-nathalie-x_low.onnx"),
    ],
)
def test_any_voice_of_piper_has_its_address(name: str, address: str) -> None:
    found = offer(name)
    assert found
    assert found.files[0].url.endswith(address)
    assert found.files[1].url == found.files[0].url + ".json"


@pytest.mark.parametrize("name", ["", "parrot", "en_US-amy", "../../etc/passwd", "en_US-a/b-low"])
def test_what_is_no_name_of_a_model_is_not_offered(name: str) -> None:
    assert not may_be_had(name)


def test_a_smaller_model_stands_in_for_a_larger_one() -> None:
    assert stand_in("kokoro") == "kokoro-int8"
    assert stand_in("kokoro-int8") == ""


def test_the_hub_may_be_a_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/")
    assert all(file.url.startswith("https://mirror.example/csukuangfj") for file in offers()[0].files)
