"""Addresses: of the web by their host alone, of people as they are read out."""

from __future__ import annotations

import re

from audiobook.studio.speech_text.words import either, words

# Anything that an address needs: "see http://a.b", "www.a.b", "me@a.b", "a.net".
_TRACE = re.compile(rf"://|www\.|@\w|\.(?:{either(words('en/web_endings'))})\b", re.IGNORECASE)

# A web address with its scheme or "www": "https://www.example.org/works/1?x=2."
_WEB = re.compile(
    r"(?:\b\w+://)(?:www\.)?([\w.-]*\w)(?:[^\s<>\"()]*[\w/])?|\bwww\.([\w.-]*\w)(?:[/?#][^\s<>\"()]*\w/?)?"
)

# A host written bare, perhaps with a path: "on example.net/s/1".
_HOST = re.compile(
    rf"(?<![\w@.-])((?:[\w-]+\.)+(?:{either(words('en/web_endings'))}))\b(?!\.\w)(?:/[^\s<>\"()]*\w/?)?"
)

# An address of electronic mail: "mara.holt@example.org".
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+\w+)")

# A name on a network: "@mara".
_HANDLE = re.compile(r"(?<!\w)@(?=\w)")


def say_addresses(text: str) -> str:
    """Addresses as words: "https://example.org/a/1" is "example dot org"."""
    if not _TRACE.search(text):
        return text
    text = _MAIL.sub(lambda match: f"{_dotted(match[1])} at {_dotted(match[2])}", text)
    text = _WEB.sub(lambda match: _dotted(match[1] or match[2]), text)
    text = _HOST.sub(lambda match: _dotted(match[1].removeprefix("www.")), text)
    return _HANDLE.sub("at ", text)


def _dotted(host: str) -> str:
    return host.replace(".", " dot ")
