"""Widths and outlines come from the font file, and agree with what Qt reads from it."""

import string

import pytest
from PySide6.QtGui import QFont, QGuiApplication, QRawFont

from treeedit.assets import font_file
from treeedit.figure.fonts import UNITS, glyphs, outline, shaped, width_of
from treeedit.model.operators import OPERATORS

SAMPLE = string.printable.strip() + "αβγθλπσΩ₀₁₂₃ₐₑₓ∂√×÷−…∞⌈éñжא" + "".join(e.glyph for e in OPERATORS.values())


@pytest.fixture
def raw_font(qapp: QGuiApplication) -> QRawFont:
    return QRawFont(str(font_file()), UNITS, QFont.HintingPreference.PreferNoHinting)


def test_every_advance_is_the_one_that_qt_gives(raw_font: QRawFont) -> None:
    for character in SAMPLE:
        run = glyphs(character)
        assert list(run.indices) == list(raw_font.glyphIndexesForString(character))
        (advance,) = raw_font.advancesForGlyphIndexes(list(run.indices))
        assert run.width * UNITS == pytest.approx(advance.x(), abs=0.01), character


@pytest.mark.parametrize("character", "x8−θ∂√₁")
def test_an_outline_fills_the_rectangle_that_qt_gives(character: str, raw_font: QRawFont) -> None:
    (index,) = glyphs(character).indices
    numbers = [float(each) for each in outline(index).replace(",", " ").split() if not each.isalpha()]
    box = raw_font.pathForGlyph(index).controlPointRect()
    assert min(numbers[::2]) == pytest.approx(box.left(), abs=2)
    assert max(numbers[::2]) == pytest.approx(box.right(), abs=2)
    assert min(numbers[1::2]) == pytest.approx(box.top(), abs=2)
    assert max(numbers[1::2]) == pytest.approx(box.bottom(), abs=2)


def test_a_string_is_its_glyphs_one_after_the_other() -> None:
    run = glyphs("x1")
    assert run.places == (0.0, glyphs("x").width)
    assert run.width == glyphs("x").width + glyphs("1").width


def test_bold_is_a_little_wider() -> None:
    assert 1.0 < shaped("17", "bold").width / shaped("17", "regular").width < 1.1


def test_a_width_grows_with_the_size() -> None:
    assert width_of("abc", 30.0) == pytest.approx(3 * width_of("abc", 10.0))


def test_no_text_has_no_width() -> None:
    assert width_of("", 10.0) == 0.0


def test_every_symbol_of_an_operator_is_in_the_font() -> None:
    assert all(index for entry in OPERATORS.values() for index in glyphs(entry.glyph).indices)
