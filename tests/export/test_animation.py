"""An animation shows the bitmaps of all steps for their time; GIF, WebP and APNG are read back by Pillow."""

import io
import struct
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageSequence
from PySide6.QtGui import QGuiApplication

from tests.export.ordering import NO_QT, order_of, steps_of_order
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export import animation
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import Course, Drawers, ExportError, Order
from treeedit.files.fault import FileError
from treeedit.files.paper import read_forest, write_forest
from treeedit.model.patience import watched

MOVING = ["gif", "webp", "apng"]
EXACT = ["webp", "apng"]


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def order(background: str = "#FFFFFF", course: Course | None = Course(), **more: object) -> Order:  # noqa: B008
    return steps_of_order(order_of("x*y + x", values={"y": 3.0}, background=background, **more), course)  # type: ignore[arg-type]


@cache
def made(key: str, background: str = "#FFFFFF") -> bytes:
    return export_bytes(EXPORTS[key], order(background), DRAWERS)


def frames(data: bytes) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(data)) as picture:
        for each in ImageSequence.Iterator(picture):
            yield each.convert("RGBA")


def times(data: bytes) -> list[float]:
    with Image.open(io.BytesIO(data)) as picture:
        found = []
        for each in ImageSequence.Iterator(picture):
            each.load()
            found.append(each.info["duration"])
        return found


def stills(background: str) -> list[Image.Image]:
    """The PNG of each step."""
    pngs = [export_bytes(EXPORTS["png"], each, DRAWERS) for each in order(background).frames()]
    return [Image.open(io.BytesIO(each)).convert("RGBA") for each in pngs]


@pytest.mark.parametrize("key", MOVING)
def test_there_is_a_frame_for_every_step(key: str) -> None:
    assert len(list(frames(made(key)))) == len(order().subject.steps) > 8


@pytest.mark.parametrize("background", ["#FFFFFF", "none"])
@pytest.mark.parametrize("key", EXACT)
def test_every_frame_is_the_png_of_its_step(key: str, background: str) -> None:
    for frame, still in zip(frames(made(key, background)), stills(background), strict=True):
        assert frame.tobytes() == still.tobytes()


def test_every_frame_of_a_gif_is_nearly_the_png_of_its_step() -> None:
    for frame, still in zip(frames(made("gif")), stills("#FFFFFF"), strict=True):
        away = np.abs(np.asarray(frame, dtype=int) - np.asarray(still, dtype=int))
        assert frame.size == still.size
        assert away.mean() < 0.2
        assert away.max() < 80


def test_a_transparent_gif_is_clear_where_nothing_is_and_keeps_nothing_of_the_frame_before() -> None:
    for frame, still in zip(frames(made("gif", "none")), stills("none"), strict=True):
        clear = [np.asarray(each.getchannel("A")) == 0 for each in (frame, still)]
        assert (clear[0] == clear[1]).all()


def test_a_gif_has_one_palette_for_all_frames() -> None:
    data = made("gif")
    flags = list(flags_of_images(data))
    assert data[10] & 0x80
    assert len(flags) == len(order().subject.steps)
    assert not any(each & 0x80 for each in flags)


def flags_of_images(gif: bytes) -> Iterator[int]:
    """The flags of every image of a GIF; 0x80 is a palette of its own."""
    place = 13 + 3 * 256
    while gif[place] != 0x3B:
        if gif[place] == 0x2C:
            yield gif[place + 9]
        place += 11 if gif[place] == 0x2C else 2
        while gif[place]:
            place += gif[place] + 1
        place += 1


@pytest.mark.parametrize("key", MOVING)
def test_every_step_has_its_time_and_the_last_three_times_that(key: str) -> None:
    found = times(export_bytes(EXPORTS[key], order(course=Course(numbers=(0, 2, -1)), seconds=0.7), DRAWERS))
    assert found == [700, 700, 2100]


@pytest.mark.parametrize("key", MOVING)
def test_it_begins_again_without_end(key: str) -> None:
    with Image.open(io.BytesIO(made(key))) as picture:
        assert picture.info["loop"] == 0


@pytest.mark.parametrize("key", MOVING)
def test_a_scale_enlarges_it(key: str) -> None:
    course = Course(numbers=(0, 1))
    small, large = (export_bytes(EXPORTS[key], order(course=course, scale=each), DRAWERS) for each in (0.5, 1.0))
    wide, high = next(frames(small)).size
    assert next(frames(large)).size == (pytest.approx(2 * wide, abs=1), pytest.approx(2 * high, abs=1))


@pytest.mark.parametrize("key", MOVING)
def test_a_single_step_is_a_still_picture(key: str) -> None:
    assert len(list(frames(export_bytes(EXPORTS[key], order(course=Course(numbers=(3,))), DRAWERS)))) == 1


@pytest.mark.parametrize("key", MOVING)
def test_the_same_steps_give_the_same_bytes(key: str) -> None:
    assert export_bytes(EXPORTS[key], order(), DRAWERS) == made(key)


@pytest.mark.parametrize("key", MOVING)
def test_it_is_smaller_than_its_pictures(key: str) -> None:
    pngs = [export_bytes(EXPORTS["png"], each, DRAWERS) for each in order().frames()]
    assert len(made(key)) < sum(map(len, pngs)) * 0.6


def test_an_animated_png_carries_the_document_between_its_first_chunks() -> None:
    subject = order().subject
    document = write_forest(subject.forest)
    data = export_bytes(EXPORTS["apng"], Order(subject, document=document), DRAWERS)
    assert write_forest(read_forest(data)) == document
    chunks = names_of_chunks(data)
    assert chunks.index(b"IHDR") < chunks.index(b"iTXt") < chunks.index(b"acTL") < chunks.index(b"IDAT")
    assert len(list(frames(data))) == len(subject.steps)


def names_of_chunks(png: bytes) -> list[bytes]:
    place, found = 8, []
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        found.append(png[place + 4 : place + 8])
        place += length + 12
    return found


@pytest.mark.parametrize("key", ["gif", "webp"])
def test_opening_the_others_says_that_they_carry_no_tree(key: str) -> None:
    with pytest.raises(FileError, match="a GIF or WebP carries no tree"):
        read_forest(made(key))


@pytest.mark.parametrize("key", MOVING)
@pytest.mark.parametrize("seconds", [0.0, 0.01, 60.1, float("nan"), float("inf")])
def test_a_time_out_of_range_is_refused_before_anything_is_drawn(key: str, seconds: float) -> None:
    with pytest.raises(ExportError, match=r"shown for 0.05 to 60 seconds"):
        export_bytes(EXPORTS[key], order(seconds=seconds), NO_QT)


@pytest.mark.parametrize("key", MOVING)
@pytest.mark.parametrize("limit", ["MOST_PIXELS", "LARGEST_PICTURE"])
def test_too_many_pixels_are_refused_before_anything_is_drawn(
    key: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(animation, limit, 10_000)
    with pytest.raises(ExportError, match=r"1\d pictures of \d+ × \d+ pixels are too much.*fewer steps"):
        export_bytes(EXPORTS[key], order(), NO_QT)


def test_a_webp_that_is_too_wide_is_refused_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(animation, "LONGEST_SIDE_OF_WEBP", 100)
    with pytest.raises(ExportError, match="too large: choose a smaller scale, or APNG"):
        export_bytes(EXPORTS["webp"], order(), NO_QT)


@pytest.mark.parametrize("key", MOVING)
def test_the_resolution_counts_as_for_a_png(key: str) -> None:
    few = replace(order(course=Course(numbers=(0, 1))), dots=192.0)
    with Image.open(io.BytesIO(export_bytes(EXPORTS["png"], few, DRAWERS))) as still:
        assert next(frames(export_bytes(EXPORTS[key], few, DRAWERS))).size == still.size


@pytest.mark.parametrize("key", MOVING)
def test_the_longest_time_is_not_too_long_for_the_format(key: str) -> None:
    slow = order(course=Course(numbers=(0, 1)), seconds=60.0)
    assert times(export_bytes(EXPORTS[key], slow, DRAWERS)) == [60_000, 180_000]


@pytest.mark.parametrize("key", ["gif", "webp"])
def test_the_packing_of_drawn_pictures_can_be_ended(key: str) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    drawn: list[int] = []
    wanted = order()

    def png(*asked: Any) -> bytes:
        found = DRAWERS.png(*asked)
        drawn.append(len(found))
        return found

    def ask() -> None:
        if len(drawn) == len(wanted.subject.series):
            raise Stop

    with pytest.raises(Stop), watched(ask):
        export_bytes(EXPORTS[key], wanted, Drawers(png, DRAWERS.pdf))
