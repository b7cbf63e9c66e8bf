"""Installing: from the hub, from files, by hand, and broken off."""

from pathlib import Path

import pytest

from audiobook.engines.models.catalogue import offer
from audiobook.engines.models.folder import find, installed, models_folder
from audiobook.engines.models.install import install, install_files, offered
from audiobook.errors import CastError, EngineError, MissingError
from tools.make_tiny_model import write_voice

from .conftest import Hub

NAME = "en_US-nobody-low"  # no voice of the catalogue, so its checksum is what the hub tells
HOME = "/rhasspy/piper-voices/resolve/main/en/en_US/nobody/low/"


def quiet(_there: int, _total: int) -> None:
    pass


@pytest.fixture
def voice(hub: Hub, tmp_path: Path) -> Path:
    """A voice that the hub serves; gives the folder where it was made."""
    made = write_voice(tmp_path, NAME, speakers=2)
    hub.files = {HOME + path.name: path.read_bytes() for path in tmp_path.iterdir() if NAME in path.name}
    return made


def test_a_voice_of_piper_is_installed_by_its_name(voice: Path) -> None:
    model = install(offered(NAME), progress=quiet)

    assert model == find(NAME)
    assert model.folder == models_folder() / NAME
    assert model.speakers == ("s0", "s1")
    assert [path.name for path in models_folder().iterdir()] == [NAME]


def test_what_is_installed_is_not_fetched_again(hub: Hub, voice: Path) -> None:
    install(offered(NAME), progress=quiet)
    asked = len(hub.asked)
    assert install(offered(NAME), progress=quiet) == find(NAME)
    assert len(hub.asked) == asked


def test_a_model_that_breaks_off_is_not_there_and_comes_whole_the_next_time(hub: Hub, voice: Path) -> None:
    hub.breaks_after = [100] * 4
    with pytest.raises(MissingError, match="stopped"):
        install(offered(NAME), progress=quiet)
    assert installed() == ()

    install(offered(NAME), progress=quiet)

    assert find(NAME)
    assert hub.asked[4] == "bytes=400-"


def test_a_file_that_is_gone_names_what_to_fetch_by_hand(hub: Hub, voice: Path) -> None:
    hub.files = {}
    with pytest.raises(MissingError, match="404"):
        install(offered(NAME), progress=quiet)
    assert installed() == ()


def test_offline_it_says_where_to_put_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(MissingError) as error:
        install(offered("en_GB-alan-medium"), progress=quiet)
    assert str(models_folder() / "en_GB-alan-medium.download") in error.value.hint
    assert "en_GB-alan-medium.onnx.json" in error.value.hint


def test_files_put_there_by_hand_are_used(voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    folder = models_folder() / f"{NAME}.download"
    folder.mkdir(parents=True)
    for path in (voice, voice.with_name(voice.name + ".json")):
        (folder / path.name).write_bytes(path.read_bytes())

    assert install(offered(NAME), progress=quiet) == find(NAME)


def test_a_page_in_place_of_a_model_is_refused_and_leaves_no_model(hub: Hub, voice: Path) -> None:
    hub.files[f"{HOME}{NAME}.onnx"] = b"<html>Please log in</html>"
    with pytest.raises(EngineError, match="ONNX"):
        install(offered(NAME), progress=quiet)
    assert installed() == ()
    assert not list(models_folder().glob(".*"))


def test_a_model_on_the_disk_is_installed_under_its_own_name(tmp_path: Path) -> None:
    assert install_files(write_voice(tmp_path, "granny")) == find("granny")


def test_a_name_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(CastError) as error:
        offered("kokro")
    assert "kokoro" in error.value.hint


def test_notes_that_cannot_be_read_hide_one_model_and_no_other(tmp_path: Path) -> None:
    install_files(write_voice(tmp_path, "one"))
    install_files(write_voice(tmp_path, "two"))
    (models_folder() / "one" / "model.json").write_text("{")
    assert [model.name for model in installed()] == ["two"]


def test_a_voice_of_the_catalogue_is_offered_with_its_checksum() -> None:
    found = offer("en_GB-vctk-medium")
    assert found
    assert all(file.checksum for file in found.files)
