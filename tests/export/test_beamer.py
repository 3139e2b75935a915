"""Slides of steps compile quietly, one for each step, and tell what is known at that step and nothing more."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.export.ordering import NO_QT, order_of, stepped
from tests.export.test_tikz import HOSTILE, hostile, needs_tex
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, export_bytes, export_files
from treeedit.export.order import Course, Order
from treeedit.figure.look import THEMES, Look

KEY_STEPS = Course(most=9)
INCLUDED = r"""\documentclass{beamer}
\usepackage{tikz}
\begin{document}
\begin{frame}
\includegraphics<1>[width=50mm,page=1]{steps.pdf}%
\includegraphics<2>[width=50mm,page=3]{steps.pdf}
\end{frame}
\begin{frame}
\resizebox{90mm}{!}{\input{steps.tikz}}
\end{frame}
\end{document}
"""
ARTICLE = r"""\documentclass{article}
\usepackage{tikz,amsmath}
\begin{document}
\resizebox{9cm}{!}{\input{steps.tikz}}
\end{document}
"""

pytestmark = [
    needs_tex,
    pytest.mark.timeout(120),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is missing: apt-get install poppler-utils"),
]


def text(order: Order) -> str:
    return export_bytes(EXPORTS["tex"], order, NO_QT).decode()


def compiled(folder: Path, source: str) -> list[set[str]]:
    """The words on each page, after pdflatex had nothing to complain of."""
    (folder / "a.tex").write_text(source)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    log = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode(errors="replace")
    assert "Output written on a.pdf" in log, log[-3000:]
    assert not re.findall(r".*(?:Warning|Overfull|Missing character|undefined).*", log.replace("a.out", ""))
    assert "root:" not in log
    words = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"], cwd=folder, capture_output=True, check=True).stdout
    return [set(page.replace("-", "−").split()) for page in words.decode().split("\f")[:-1]]


def sizes(folder: Path) -> set[str]:
    command = ["pdfinfo", "-f", "1", "-l", "99", "a.pdf"]
    told = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode()
    return set(re.findall(r"Page +\d+ size: +(\S+ x \S+) pts", told))


def test_a_slide_tells_the_numbers_of_its_step_and_no_later_ones(tmp_path: Path) -> None:
    pages = compiled(tmp_path, text(stepped(course=KEY_STEPS)))
    assert len(pages) == 9
    assert len(sizes(tmp_path)) == 1
    first = {"10": 2, "9": 2, "×1": 4, "×6": 5, "×−1/3": 6, "−1/3": 6}
    for word, page in first.items():
        assert [number for number, words in enumerate(pages, 1) if word in words] == list(range(page, 10)), word
    assert "given:" in pages[0]
    assert "given:" not in pages[1]


def test_hostile_slides_compile_and_do_nothing(tmp_path: Path) -> None:
    order = stepped(hostile(), Course(most=3), Look(THEMES["dark"]), title=HOSTILE, background="#101418")
    assert len(compiled(tmp_path, text(order))) == 3
    assert r"\definecolor{treecanvas}{HTML}{101418}" in text(order)


@pytest.mark.usefixtures("qapp")
def test_a_frame_of_ones_own_takes_pages_and_overlays(tmp_path: Path) -> None:
    order = stepped("x*y", Course(numbers=(1, 3, 5)))
    for key in ("pdf", "tikz"):
        ((path, data),) = export_files(EXPORTS[key], tmp_path / f"steps.{key}", order, DRAWERS)
        path.write_bytes(data)
    pages = compiled(tmp_path, INCLUDED.replace("{beamer}", "[hyperref={bookmarks=false}]{beamer}"))
    assert len(pages) == 2 + 3
    assert ["×1" in page for page in pages] == [False, True, False, False, True]


def test_without_beamer_and_on_a_hand_out_the_last_step_is_shown(tmp_path: Path) -> None:
    order = stepped(course=KEY_STEPS)
    (tmp_path / "steps.tikz").write_bytes(export_bytes(EXPORTS["tikz"], order, NO_QT))
    hand_out = text(order).replace("[aspectratio", "[handout, aspectratio")
    for source in (ARTICLE, hand_out):
        (page,) = compiled(tmp_path, source)
        assert {"10", "×−1/3"} <= page
        assert "given:" not in page


def test_one_picture_is_a_page_of_its_own_size() -> None:
    assert text(order_of("x")).startswith(r"\documentclass[border=0pt]{standalone}")


WIDE = "(a*b + c*d) + (e*f + g*h)"


@pytest.mark.parametrize(("source", "room"), [("sin(sin(sin(sin(sin(x)))))", "{!}{84mm}"), (WIDE, "{150mm}{!}")])
def test_the_picture_fits_the_slide(source: str, room: str) -> None:
    assert rf"\resizebox{room}" in text(stepped(source))
