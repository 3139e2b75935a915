"""What can be ticked is seen to be there, ticked or not, in every theme and in every size of text."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QStyle, QStyleOptionButton

from tests.robot import Hand, turn
from treeedit import assets

KINDS = {
    QCheckBox: QStyle.SubElement.SE_CheckBoxIndicator,
    QRadioButton: QStyle.SubElement.SE_RadioButtonIndicator,
}


def put(hand: Hand, kind: type[QAbstractButton]) -> QAbstractButton:
    """A button that is shown on the window."""
    button = kind("known", hand.window)
    if isinstance(button, QRadioButton):
        button.setAutoExclusive(False)
    button.setAutoFillBackground(True)
    button.setGeometry(300, 300, 200, 60)
    button.show()
    turn()
    return button


def field(button: QAbstractButton) -> QRect:
    """Where its box or circle is."""
    option = QStyleOptionButton()
    option.initFrom(button)
    return button.style().subElementRect(KINDS[type(button)], option, button)


def picture(button: QAbstractButton) -> QImage:
    return button.grab(field(button)).toImage()


def luminance(colour: QColor) -> float:
    shares = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3])
    return sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), shares, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_border_stands_out_from_what_lies_beside_it(scheme: str, kind: type[QAbstractButton], hand: Hand) -> None:
    hand.window.parts.appearance.use_scheme(scheme)
    button = put(hand, kind)
    seen, ground = picture(button), hand.window.palette().window().color()
    row = [seen.pixelColor(across, seen.height() // 2) for across in range(seen.width() // 2)]
    assert max(contrast(each, ground) for each in row[:4]) >= 3.0
    assert contrast(row[0], row[5]) >= 3.0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_ticked_has_a_mark_within_not_only_a_colour(
    scheme: str, kind: type[QAbstractButton], hand: Hand
) -> None:
    hand.window.parts.appearance.use_scheme(scheme)
    button = put(hand, kind)
    button.setChecked(True)
    seen = picture(button)
    middle = [seen.pixelColor(x, y) for x in range(3, seen.width() - 3) for y in range(3, seen.height() - 3)]
    assert max(contrast(each, middle[0]) for each in middle) >= 3.0


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_seen_where_the_keys_go(kind: type[QAbstractButton], hand: Hand) -> None:
    button = put(hand, kind)
    for ticked in (False, True):
        button.setChecked(ticked)
        hand.view.setFocus()
        before = picture(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        turn()
        assert picture(button) != before


@pytest.mark.parametrize("kind", KINDS)
def test_it_grows_with_the_text(kind: type[QAbstractButton], hand: Hand) -> None:
    button = put(hand, kind)
    small, letters = field(button).width(), button.fontMetrics().height()
    hand.window.parts.appearance.scale_text(4)
    turn()
    assert field(button).width() / small == pytest.approx(button.fontMetrics().height() / letters, abs=0.15)


def test_the_marks_come_with_the_program() -> None:
    names = {f"{mark}-{ink}.svg" for mark in ("tick", "dash") for ink in ("black", "white")}
    assert {path.name for path in assets.marks().iterdir()} == names
