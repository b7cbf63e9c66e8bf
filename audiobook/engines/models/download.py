"""A published file -> a file on the disk: resumed where it stopped, and checked to the last bit.

What arrives is kept as `NAME.part` until it is whole and right. The hub tells the checksum of a file
when it is asked for it: the SHA-256 of large ones, of small ones the SHA-1 that git knows them by.
"""

from __future__ import annotations

import hashlib
import http.client
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audiobook.atomic import is_marked, output_errors
from audiobook.errors import EngineError, MissingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from pathlib import Path
    from typing import IO

    from audiobook.engines.models.catalogue import Published

    Progress = Callable[[int, int], None]  # bytes there, bytes in all (0 if nobody knows)

TRIES = 4
REST_S = 1.0  # before trying again
TIMEOUT_S = 30.0
CHUNK = 1 << 18
PARTIAL, OUT_OF_RANGE = 206, 416  # answers of a server
PART = ".part"
SHA256_DIGITS = 64

# A checksum as the hub tells it: of 64 digits, or of 40.
CHECKSUM = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

# "bytes 1000-1999/2000"; the whole length may stand alone: "bytes */2000".
CONTENT_RANGE = re.compile(r"bytes (?:(?P<start>\d+)-\d+|\*)/(?P<whole>\d+|\*)")


@dataclass
class _Told:
    """What the hub says of a file: how long it is, and its checksum."""

    size: int = 0
    checksum: str = ""

    def hear(self, headers: Message) -> None:
        """Take in what an answer says; what was said first stays, for the hub speaks before its stores."""
        etag = (headers.get("X-Linked-ETag") or headers.get("ETag") or "").strip('W/"').lower()
        if not self.checksum and CHECKSUM.fullmatch(etag):
            self.checksum = etag
        self.size = self.size or int(headers.get("X-Linked-Size") or 0)


class _Follower(urllib.request.HTTPRedirectHandler):
    """Goes where the hub sends us, hears what it says on the way, and leaves no safe line for an open one."""

    def __init__(self, told: _Told) -> None:
        self.told = told

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request to go on with."""
        self.told.hear(headers)
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise urllib.error.URLError("it leads from a safe connection to an open one")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(published: Published, path: Path, *, progress: Progress) -> None:
    """Have the file at `path`, whole and checked; one that lies there already is only checked.

    MissingError if it cannot be had, EngineError if what came is not what was published.
    """
    told = _Told()
    if path.exists():  # from an earlier run, or put there by hand
        _refuse_other_than(published, path, told)
        return
    part = path.with_name(path.name + PART)
    _fetch_patiently(published, part, told, progress)
    if not (published.sha256 or published.md5 or told.checksum):
        raise EngineError(f"There is no checksum for {published.name}, so it cannot be trusted.")
    _refuse_other_than(published, part, told)
    with output_errors(path):
        part.replace(path)


def _fetch_patiently(published: Published, part: Path, told: _Told, progress: Progress) -> None:
    """Fetch a file, and go on where the line breaks; after some tries, that is left for another time."""
    broke: Exception = ConnectionError()
    for attempt in range(TRIES):
        time.sleep(REST_S if attempt else 0)
        try:
            return _fetch(published, part, told, progress)
        except urllib.error.HTTPError as err:
            err.close()
            problem = f"{_host(published)} does not give {published.name}: {err.code} {err.reason}."
            raise MissingError(problem, hint=f"Its address was {published.url}") from err
        except urllib.error.URLError as err:
            problem = f"{published.name} cannot be fetched from {_host(published)}: {_reason(err)}."
            raise MissingError(problem) from err
        except (http.client.HTTPException, OSError) as err:
            broke = err
    raise MissingError(
        f"The download of {published.name} stopped: {_reason(broke)}.",
        hint="Run the command again: it goes on where it stopped.",
    ) from broke


def _fetch(published: Published, part: Path, told: _Told, progress: Progress) -> None:
    """Fetch what is not there yet; a server that knows no parts gives all of it again."""
    there = part.stat().st_size if part.exists() else 0
    try:
        response = _asked(published.url, there, told)
    except urllib.error.HTTPError as err:
        if err.code != OUT_OF_RANGE or not there:
            raise
        err.close()
        told.hear(err.headers)
        if _range(err.headers)[1] != there:  # more than there is: another file once lay under this name
            part.unlink()
            raise ConnectionError("the file has changed at its home") from err
        return
    with response:
        told.hear(response.headers)
        start = _range(response.headers)[0] if response.status == PARTIAL else 0
        length = int(response.headers.get("Content-Length") or 0)
        told.size = told.size or (start + length if length else 0)
        _keep(response, part, there if start == there else 0, told, progress)


def _asked(url: str, there: int, told: _Told) -> http.client.HTTPResponse:
    headers = {"User-Agent": "audiobook", "Accept-Encoding": "identity"}
    if there:
        headers["Range"] = f"bytes={there}-"
    opener = urllib.request.build_opener(_Follower(told))
    response: http.client.HTTPResponse = opener.open(
        urllib.request.Request(url, headers=headers),  # noqa: S310 - an address of the catalogue
        timeout=TIMEOUT_S,
    )
    return response


def _keep(
    response: http.client.HTTPResponse, part: Path, start: int, told: _Told, progress: Progress
) -> None:
    with output_errors(part):
        part.parent.mkdir(parents=True, exist_ok=True)
        file = part.open("ab")
    with file:
        if is_marked(file):
            raise MissingError(f"Another run is fetching {part.stem} at this moment.", hint="Wait for it.")
        file.truncate(start)
        there = start
        while chunk := response.read(CHUNK):
            with output_errors(part):
                file.write(chunk)
            there += len(chunk)
            progress(there, told.size)
    if there < told.size:
        raise ConnectionError("the connection ended before the file did")


def _range(headers: Message) -> tuple[int, int]:
    """Where a part starts, and the length of the whole; 0 for what is not told."""
    told = CONTENT_RANGE.match(headers.get("Content-Range") or "")
    return (int(told["start"] or 0), int(told["whole"].replace("*", "0"))) if told else (0, 0)


def _refuse_other_than(published: Published, path: Path, told: _Told) -> None:
    """Raise EngineError, and remove the file, if it is not what was published."""
    wanted = {published.sha256: "sha256", published.md5: "md5", told.checksum: _kind(told.checksum)}
    sizes = {size for size in (published.bytes, told.size) if size}
    with output_errors(path):
        right = sizes <= {path.stat().st_size} and all(
            _checksum(path, kind) == checksum for checksum, kind in wanted.items() if checksum
        )
        if not right:
            path.unlink()
            raise EngineError(
                f"{published.name} is not the file that was published: its checksum or its length is wrong.",
                hint="It was removed. Run the command again; if it happens again, the file has changed.",
            )


def _kind(checksum: str) -> str:
    return "sha256" if len(checksum) == SHA256_DIGITS else "git"


def _checksum(path: Path, kind: str) -> str:
    """The checksum of a file; git counts its length in."""
    digest = hashlib.new("sha1" if kind == "git" else kind, usedforsecurity=False)
    if kind == "git":
        digest.update(b"blob %d\0" % path.stat().st_size)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _host(published: Published) -> str:
    return urlsplit(published.url).netloc


def _reason(err: Exception) -> str:
    inner = getattr(err, "reason", err)
    return str(getattr(inner, "strerror", None) or inner or type(inner).__name__)
