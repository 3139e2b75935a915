"""What large programs make of our files: browsers, office programs and TeX. Run by `scripts/test.py -m heavy`."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.export.documents import DOCUMENTS, PAPER, steps
from tests.export.readers.png import difference, pixels_of_image
from tests.export.readers.pptx import place_on_slide
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, export_files
from treeedit.export.order import Lettering, Order
from treeedit.figure.figure import Figure
from treeedit.figure.look import DARK

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("qapp"), pytest.mark.timeout(300)]

ORDERS = DOCUMENTS | {"steps": steps, "dark steps": lambda: steps(look=replace(PAPER, theme=DARK))}
_NUMBER = re.compile(r"[−×]?[0-9./]+")


def needs(program: str, package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is missing: apt-get install {package}")


needs_poppler = needs("pdftoppm", "poppler-utils")


def files(key: str, order: Order) -> Iterator[tuple[bytes, Order]]:
    """What is written for an order, with the order of the first picture in each file."""
    made, frames = export_files(EXPORTS[key], Path("a"), order, DRAWERS), list(order.frames())
    return zip((data for _, data in made), frames[:: len(frames) // len(made)], strict=True)


def drawn(order: Order, scale: float = 1.0) -> QImage:
    """Our own picture, in pixels of the figure."""
    ours = replace(order, scale=order.scale * scale, document=b"")
    return QImage.fromData(EXPORTS["png"].write(ours, DRAWERS))


def pages_of(path: Path, dots: float) -> list[QImage]:
    """The pages of a PDF as poppler draws them."""
    subprocess.run(["pdftoppm", "-r", f"{dots:g}", "-png", path, path.with_suffix("")], check=True)
    return [QImage(str(each)) for each in sorted(path.parent.glob(f"{path.stem}-*.png"))]


def told(path: Path) -> list[str]:
    """The words of each page of a PDF, with plain digits."""
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    return [unicodedata.normalize("NFKC", page) for page in text.split("\f")[:-1]]


def numbers_of(figure: Figure) -> list[str]:
    """The numbers beside the nodes and on the edges."""
    return [text.text for text in figure.texts if _NUMBER.fullmatch(text.text)]


@needs("chromium", "chromium")
@pytest.mark.parametrize("lettering", Lettering)
@pytest.mark.parametrize("name", ORDERS)
def test_chromium_draws_an_svg_as_we_draw_it(name: str, lettering: Lettering, tmp_path: Path) -> None:
    data, order = next(files("svg", replace(ORDERS[name](), lettering=lettering)))
    image = drawn(order)
    (tmp_path / "a.svg").write_bytes(data)
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--user-data-dir={tmp_path}/home", f"--screenshot={tmp_path}/a.png"]
    command += [f"--window-size={image.width() + 40},{image.height() + 40}", f"file://{tmp_path}/a.svg"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shot = QImage(str(tmp_path / "a.png")).copy(0, 0, image.width(), image.height())
    assert difference(image, shot) < 1.0


@needs("inkscape", "inkscape")
@pytest.mark.parametrize("name", ORDERS)
def test_inkscape_draws_an_svg_as_we_draw_it(name: str, tmp_path: Path) -> None:
    data, order = next(files("svg", ORDERS[name]()))
    (tmp_path / "a.svg").write_bytes(data)
    command = ["inkscape", f"--export-filename={tmp_path}/a.png", "--export-dpi=96", str(tmp_path / "a.svg")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert difference(drawn(order), QImage(str(tmp_path / "a.png"))) < 1.0


@needs_poppler
@needs("soffice", "libreoffice-impress")
def test_libreoffice_shows_every_slide_as_we_draw_it(tmp_path: Path) -> None:
    written = {f"{i}-{number}": each for i, make in enumerate(ORDERS.values())
               for number, each in enumerate(files("pptx", make()))}  # fmt: skip
    for name, (data, _) in written.items():
        (tmp_path / f"{name}.pptx").write_bytes(data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, *sorted(tmp_path.glob("*.pptx"))], check=True, capture_output=True, timeout=280)
    for name, (data, first) in written.items():
        path, slides = tmp_path / f"{name}.pdf", place_on_slide(data, first)
        orders = list(first.frames())[: len(slides)] if len(slides) > 1 else [first]
        assert len(slides) == len(told(path)) == len(orders)
        for order, words, page, (x, y, unit) in zip(orders, told(path), pages_of(path, 96), slides, strict=True):
            missing = [number for number in numbers_of(order.figure) if number not in words]
            assert not missing, name
            assert difference(on_a_slide(order, page, x, y, unit), page) < 3.0, name


def on_a_slide(order: Order, page: QImage, x: float, y: float, unit: float) -> QImage:
    """Our own picture on a slide of the size of another: its corner and scale in the units of the slide's width."""
    result, size = QImage(page.size(), QImage.Format.Format_RGB888), order.figure.bounds
    result.fill(QColor(order.background))
    place = QPointF(x * page.width(), y * page.width())
    wide, high = (side * unit * page.width() for side in (size.right - size.left, size.bottom - size.top))
    with QPainter(result) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(place, QSizeF(wide, high)), drawn(order))
    return result


@needs_poppler
@needs("pdflatex", "texlive-latex-base texlive-pictures texlive-latex-extra")
@pytest.mark.parametrize("name", ORDERS)
def test_tex_sets_every_document_as_we_draw_it(name: str, tmp_path: Path) -> None:
    data, order = next(files("tex", ORDERS[name]()))
    (tmp_path / "a.tex").write_bytes(data)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    log = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout.decode(errors="replace")
    assert "Output written on a.pdf" in log, log
    assert not [line for line in log.splitlines() if "Warning" in line or "Missing character" in line]
    pages, words, frames = pages_of(tmp_path / "a.pdf", 192), told(tmp_path / "a.pdf"), list(order.frames())
    assert len(pages) == len(words) == len(frames)
    for page, text, frame in zip(pages, words, frames, strict=True):
        assert not [number for number in numbers_of(frame.figure) if number not in text.replace("\n", "")]
        ours = drawn(frame, 2.0)
        same = abs(ours.width() - page.width()) < 8  # else it is fitted to a slide
        first, second = (ours, page) if same else (cropped(ours), cropped(page))
        assert difference(first, second, 8) < 3.0


def cropped(image: QImage) -> QImage:
    """What is drawn on a plain ground, without the ground around it, whose outermost pixels may be smoothed."""
    image = image.copy(2, 2, image.width() - 4, image.height() - 4)
    pixels = pixels_of_image(image)
    drawn = np.abs(pixels - pixels[0, 0]).sum(axis=2) > 60
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    return image.copy(int(columns[0]), int(rows[0]), int(columns[-1] - columns[0]), int(rows[-1] - rows[0]))
