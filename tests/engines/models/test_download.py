"""A file from a hub that breaks off, lies, forgets, or is not there."""

import hashlib
import http.client
import http.server
import io
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from audiobook.atomic import is_marked
from audiobook.engines.models.catalogue import Published
from audiobook.engines.models.download import CHECKSUM, CONTENT_RANGE, _Follower, _Told, download
from audiobook.errors import EngineError, MissingError, OutputError

from .conftest import Hub

CONTENT = bytes(range(256)) * 4000  # a megabyte
LARGE, SMALL = "/owner/model/resolve/main/model.onnx", "/owner/model/resolve/main/tokens.txt"


def fetch(hub: Hub, path: Path, *, name: str = LARGE, **known: Any) -> list[int]:
    """Download a file; gives how many bytes were there each time that was told."""
    told: list[int] = []
    published = Published(hub.url + name, **known)
    download(published, path, progress=lambda there, _: told.append(there))
    return told


@pytest.fixture
def path(tmp_path: Path, hub: Hub) -> Path:
    hub.files = {LARGE: CONTENT, SMALL: b"a 1\nb 2\n"}
    return tmp_path / "folder" / "model.onnx"


def test_a_file_comes_whole_and_its_progress_is_told(hub: Hub, path: Path) -> None:
    told = fetch(hub, path)

    assert path.read_bytes() == CONTENT
    assert told == sorted(told)
    assert told[-1] == len(CONTENT)
    assert list(path.parent.iterdir()) == [path]


def test_a_small_file_is_checked_by_the_name_that_git_has_for_it(hub: Hub, path: Path) -> None:
    fetch(hub, path, name=SMALL)
    assert path.read_bytes() == hub.files[SMALL]


def test_a_broken_line_is_taken_up_where_it_broke(hub: Hub, path: Path) -> None:
    hub.breaks_after = [300_000, 200_000]

    fetch(hub, path)

    assert path.read_bytes() == CONTENT
    assert hub.asked == ["", "bytes=300000-", "bytes=500000-"]


def test_a_line_that_breaks_for_good_is_told_and_taken_up_next_time(hub: Hub, path: Path) -> None:
    hub.breaks_after = [1000] * 4
    with pytest.raises(MissingError, match="stopped") as error:
        fetch(hub, path)
    assert "Run the command again" in error.value.hint
    assert not path.exists()

    fetch(hub, path)

    assert path.read_bytes() == CONTENT
    assert hub.asked[-1] == "bytes=4000-"


def test_a_server_without_parts_sends_it_all_again(hub: Hub, path: Path) -> None:
    hub.knows_parts = False
    hub.breaks_after = [300_000]

    fetch(hub, path)

    assert path.read_bytes() == CONTENT


def test_what_is_whole_but_was_not_checked_is_not_fetched_again(hub: Hub, path: Path) -> None:
    path.parent.mkdir()
    path.with_name("model.onnx.part").write_bytes(CONTENT)

    assert fetch(hub, path) == []
    assert path.read_bytes() == CONTENT


def test_a_part_of_another_file_is_thrown_away(hub: Hub, path: Path) -> None:
    path.parent.mkdir()
    path.with_name("model.onnx.part").write_bytes(CONTENT + b"more")

    fetch(hub, path)

    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    "known",
    [
        {"sha256": "0" * 64},
        {"md5": "0" * 32},
        {"bytes": len(CONTENT) + 1},
        {"sha256": hashlib.sha256(CONTENT).hexdigest(), "md5": "0" * 32},
    ],
)
def test_another_file_than_the_published_one_is_refused_and_removed(
    hub: Hub, path: Path, known: dict[str, Any]
) -> None:
    with pytest.raises(EngineError, match="not the file that was published"):
        fetch(hub, path, **known)
    assert not list(path.parent.iterdir())


def test_the_published_checksums_fit(hub: Hub, path: Path) -> None:
    md5 = hashlib.md5(CONTENT).hexdigest()
    fetch(hub, path, sha256=hashlib.sha256(CONTENT).hexdigest(), md5=md5, bytes=len(CONTENT))
    assert path.exists()


def test_what_the_hub_tells_is_checked_too(hub: Hub, path: Path) -> None:
    hub.tells = "1" * 64
    with pytest.raises(EngineError, match="not the file that was published"):
        fetch(hub, path)


def test_a_file_cut_short_is_refused_even_if_the_server_calls_it_whole(hub: Hub, path: Path) -> None:
    hub.tells = hashlib.sha256(CONTENT).hexdigest()
    hub.files[LARGE] = CONTENT[:-1]
    with pytest.raises(EngineError, match="not the file that was published"):
        fetch(hub, path)


def test_without_any_checksum_nothing_is_trusted(hub: Hub, path: Path) -> None:
    hub.tells = ""
    with pytest.raises(EngineError, match="no checksum"):
        fetch(hub, path)
    assert not path.exists()


def test_a_file_that_is_not_there_is_told_with_its_address(hub: Hub, path: Path) -> None:
    with pytest.raises(MissingError, match="404") as error:
        fetch(hub, path, name="/gone.onnx")
    assert hub.url in error.value.hint


def test_no_network_is_told_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        port = server.server_port
    nobody = Published(f"http://127.0.0.1:{port}/model.onnx")
    with pytest.raises(MissingError, match="cannot be fetched from 127"):
        download(nobody, path, progress=lambda *_: None)


def test_a_file_that_was_put_there_by_hand_is_checked_and_not_fetched(hub: Hub, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    fetch(hub, path, sha256=hashlib.sha256(CONTENT).hexdigest())
    assert hub.asked == []

    path.write_bytes(b"something else")
    with pytest.raises(EngineError):
        fetch(hub, path, sha256=hashlib.sha256(CONTENT).hexdigest())


def test_a_folder_in_the_way_is_an_output_error(hub: Hub, path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(OutputError):
        fetch(hub, path)


@pytest.mark.skipif(sys.platform == "win32", reason="there, a file that is open cannot be opened again")
def test_two_runs_do_not_write_into_one_file(hub: Hub, path: Path) -> None:
    path.parent.mkdir()
    with path.with_name("model.onnx.part").open("ab") as other:
        assert not is_marked(other)
        with pytest.raises(MissingError, match="Another run"):
            fetch(hub, path)

    fetch(hub, path)
    assert path.read_bytes() == CONTENT


def test_a_safe_connection_does_not_lead_to_an_open_one() -> None:
    request = urllib.request.Request("https://hub/model")
    headers = http.client.HTTPMessage()
    with pytest.raises(urllib.error.URLError, match="open one"):
        _Follower(_Told()).redirect_request(request, io.BytesIO(), 302, "", headers, "http://elsewhere/model")


@pytest.mark.parametrize(
    ("header", "start", "whole"),
    [("bytes 1000-1999/2000", "1000", "2000"), ("bytes */2000", None, "2000"), ("bytes 5-9/*", "5", "*")],
)
def test_ranges_are_read_as_servers_write_them(header: str, start: str | None, whole: str) -> None:
    found = CONTENT_RANGE.match(header)
    assert found
    assert (found["start"], found["whole"]) == (start, whole)


@pytest.mark.parametrize(
    ("etag", "is_checksum"), [("a" * 40, True), ("0" * 64, True), ("a" * 32, False), ("a" * 32 + "-7", False)]
)
def test_checksums_of_the_hub_are_told_from_other_etags(etag: str, is_checksum: bool) -> None:
    assert bool(CHECKSUM.fullmatch(etag)) == is_checksum
