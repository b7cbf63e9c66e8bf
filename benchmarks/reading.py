"""How fast stories are read, and in how much memory.

    python -m benchmarks.reading [--megabytes 2] [--runs 3]

Each file is read in a process of its own, from the first import to the finished story. The aim is
a web page or an EPUB of 2 MB in under 1.5 s. CPU seconds hardly depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

_READ = """
import resource, sys, time
began = time.perf_counter()
from audiobook import readers
story = readers.read(sys.argv[1])
wall = time.perf_counter() - began
usage = resource.getrusage(resource.RUSAGE_SELF)
cpu = usage.ru_utime + usage.ru_stime
print(wall, cpu, usage.ru_maxrss / 1024, len(story.blocks), len(story.chapter_marks))
"""
_AIM_S = 1.5
_ROW = "{:<8}{:>6}{:>9}{:>10}{:>8}{:>8}{:>9}   {}"
_PARAGRAPHS = (
    "The tide had gone out over the mud flats, and it had left a boat there with <em>her</em> name.",
    "“You saw that,” said Ana. She held up the frayed end of the rope and waited for him to speak.",
    "“I saw <em>nothing</em>,” said Ivo—he never did—and went below to look for the lamp and the log.",
    "Nobody had lit the lamp in twenty days. Somebody would have to row out now, and it would not be "
    "the keeper, who had gone inland with the cart and the good horse before the first storm had come.",
)
_CHAPTER = 200
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf"/></rootfiles></container>'
)


def main() -> None:
    """Print a line for each format."""
    options = _options()
    print(_ROW.format("format", "MB", "blocks", "chapters", "wall s", "CPU s", "MB peak", f"aim {_AIM_S} s"))
    with TemporaryDirectory() as folder:
        for name, make in _FORMATS.items():
            path = Path(folder) / f"story.{name}"
            path.write_bytes(make(int(options.megabytes * 1_000_000)))
            print(_measured(name, path, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--megabytes", type=float, default=2.0, help="size of the markup in each file")
    parser.add_argument("--runs", type=int, default=3, help="the fastest of so many counts")
    return parser.parse_args()


def _measured(name: str, path: Path, options: argparse.Namespace) -> str:
    command = (sys.executable, "-c", _READ, str(path))
    runs = [
        [float(value) for value in subprocess.run(command, capture_output=True, check=True).stdout.split()]
        for _ in range(options.runs)
    ]
    wall, cpu, peak, blocks, chapters = min(runs)
    seconds, verdict = f"{wall:.2f}", "met" if wall < _AIM_S else "missed"
    size = f"{options.megabytes:.1f}"
    return _ROW.format(name, size, int(blocks), int(chapters), seconds, f"{cpu:.2f}", int(peak), verdict)


def _chapters(size: int) -> list[str]:
    """Chapters of HTML, together as long as `size`."""
    chapters, length = list[str](), 0
    while length < size:
        lines = (_PARAGRAPHS[index % len(_PARAGRAPHS)] for index in range(_CHAPTER))
        body = "\n".join(f'<p class="calibre1">{line}</p>' for line in lines)
        chapters.append(f"<h2>Chapter {len(chapters) + 1}</h2>\n{body}\n<hr/>\n")
        length += len(chapters[-1])
    return chapters


def _html(size: int) -> bytes:
    style = "<style>.calibre1 { margin: 0 } .x { display: none }</style>"
    body = "".join(_chapters(size))
    return f"<html><head><title>Low Water</title>{style}</head><body>{body}</body></html>".encode()


def _text(size: int) -> bytes:
    lines = "".join(_chapters(size)).replace("<hr/>", "* * *").replace("<em>", "_").replace("</em>", "_")
    for tag in ("<h2>", "</h2>", '<p class="calibre1">', "</p>"):
        lines = lines.replace(tag, "")
    return lines.replace("\n", "\n\n").encode()


def _markdown(size: int) -> bytes:
    return _text(size).replace(b"\nChapter ", b"\n## Chapter ")


def _epub(size: int) -> bytes:
    chapters = _chapters(size)
    numbers = range(len(chapters))
    items = "".join(f'<item id="p{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
    spine = "".join(f'<itemref idref="p{n}"/>' for n in numbers)
    lines = "".join(f'<li><a href="{n}.xhtml">Chapter {n + 1}</a></li>' for n in numbers)
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr(
            "book.opf", f"<package><manifest>{items}{nav}</manifest><spine>{spine}</spine></package>"
        )
        archive.writestr("nav.xhtml", _page(f"<nav><ol>{lines}</ol></nav>"))
        for number, chapter in enumerate(chapters):
            archive.writestr(f"{number}.xhtml", _page(chapter))
    return out.getvalue()


def _page(content: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{content}</body></html>'


_FORMATS: dict[str, Callable[[int], bytes]] = {"html": _html, "epub": _epub, "txt": _text, "md": _markdown}

if __name__ == "__main__":
    main()
