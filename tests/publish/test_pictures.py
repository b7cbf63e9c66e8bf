from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from audiobook.errors import UsageError
from audiobook.model import Picture
from audiobook.publish.pictures import picture_from, usable


def picture(kind: str, size: int = 20) -> bytes:
    out = BytesIO()
    Image.new("RGB", (size, size), (200, 30, 60)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_file_is_taken_as_it_is_whatever_its_name(tmp_path: Path, kind: str, media_type: str) -> None:
    path = tmp_path / "cover.bin"
    path.write_bytes(picture(kind))
    assert picture_from(path) == Picture(picture(kind), media_type)


@pytest.mark.parametrize(
    "data", [b"", b"hello", picture("GIF"), picture("PNG")[:-30], picture("PNG") + bytes(15_000_000)]
)
def test_a_file_that_cannot_be_a_cover_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cover.png"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"^The cover .*cover.png is .*\.$") as caught:
        picture_from(path)
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.png", "There is no cover"), (tmp_path, "it is a folder")):
        with pytest.raises(UsageError, match=told):
            picture_from(path)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP", "TIFF"])
def test_a_storys_picture_of_another_kind_becomes_png(kind: str) -> None:
    made = usable(Picture(picture(kind), f"image/{kind.lower()}"))
    assert made
    assert made.media_type == "image/png"
    with Image.open(BytesIO(made.data)) as image:
        assert image.getpixel((5, 5)) == pytest.approx((200, 30, 60), abs=3)


def test_a_storys_picture_with_a_wrong_media_type_gets_the_right_one() -> None:
    assert usable(Picture(picture("JPEG"), "image/png")) == Picture(picture("JPEG"), "image/jpeg")


@pytest.mark.parametrize("data", [b"", b"<svg/>", picture("PNG")[:20], picture("GIF")[:12]])
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert usable(Picture(data, "image/png")) is None
