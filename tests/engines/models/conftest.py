"""A hub on this machine: serves files as the real one does, and fails as it is told."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from audiobook.engines.models import download


@dataclass
class Hub:
    """What it serves by path, and how it behaves.

    `breaks_after` ends the next answers after so many bytes; `knows_parts` is False for a server that
    sends the whole file whatever is asked. `tells` replaces the checksum it tells; `asked` is
    the Range of every request.
    """

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    breaks_after: list[int] = field(default_factory=list)
    knows_parts: bool = True
    tells: str | None = None
    redirects: bool = True
    asked: list[str] = field(default_factory=list)

    def checksum(self, content: bytes) -> str:
        """As it tells it: a large file's SHA-256, a small one's name in git."""
        if self.tells is not None:
            return self.tells
        if len(content) > 1000:
            return hashlib.sha256(content).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            content = hub.files.get(self.path.removeprefix("/store"))
            if content is None:
                self.send_error(404)
            elif hub.redirects and not self.path.startswith("/store"):
                self.send_response(302)
                self.send_header("Location", f"{hub.url}/store{self.path}")
                self.send_header("X-Linked-Size", str(len(content)))
                self.send_header("X-Linked-ETag", f'"{hub.checksum(content)}"')
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.send_file(content)

        def send_file(self, content: bytes) -> None:
            wanted = self.headers.get("Range", "")
            hub.asked.append(wanted)
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and hub.knows_parts else 0
            if start >= len(content) > 0 and wanted:
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(content)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            rest = content[start:]
            self.wfile.write(rest[: hub.breaks_after.pop(0)] if hub.breaks_after else rest)

    return Handler


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that stands in for the real one, whose address is taken from the environment."""
    served = Hub()
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(served)) as server:
        served.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("HF_ENDPOINT", served.url)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setattr(download, "REST_S", 0.0)
        yield served
        server.shutdown()
        thread.join()
