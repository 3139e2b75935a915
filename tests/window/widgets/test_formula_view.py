"""The inspector shows the node's own expression typeset, as large as there is room, and copies it as LaTeX."""

from PySide6.QtGui import QGuiApplication

from tests.robot import Hand, turn
from tests.support import grow
from treeedit.figure.look import LIGHT
from treeedit.window.widgets.formula_view import FormulaView


def test_the_current_node_is_typeset(hand: Hand) -> None:
    hand.click("/")
    hand.window.parts.inspector.say_formulas()
    assert hand.window.parts.inspector.formula.latex() == r"\frac{x_3}{x_1 + x_2}"
    assert hand.window.parts.inspector.formula.isVisible()


def test_without_a_node_there_is_no_formula(hand: Hand) -> None:
    hand.click("/")
    hand.stage.select([])
    assert not hand.window.parts.inspector.formula.isVisible()


def test_a_formula_follows_what_is_typed(hand: Hand) -> None:
    hand.click("/")
    hand.do("swap")
    assert hand.window.parts.inspector.formula.latex() == r"\frac{x_1 + x_2}{x_3}"


def test_the_formula_is_copied_as_latex(hand: Hand) -> None:
    hand.click("/")
    hand.window.parts.inspector.say_formulas()
    hand.window.parts.inspector.formula.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == r"\frac{x_3}{x_1 + x_2}"
    QGuiApplication.clipboard().clear()


def test_what_cannot_be_typeset_is_told_as_text(empty: Hand) -> None:
    empty.session.open(grow("f = 变量 + 1"))
    empty.stage.select([empty.node("+")])
    empty.window.parts.inspector.say_formulas()
    assert not empty.window.parts.inspector.formula.isVisible()
    assert "变量 + 1" in empty.window.parts.inspector._label.text()


def test_a_long_formula_is_set_smaller_then_elided(app: object) -> None:
    view = FormulaView()
    view.resize(200, 30)
    view.show_formula("x + y", LIGHT, 1.0)
    assert not view.is_elided()
    view.show_formula("x+" * 12 + "y", LIGHT, 1.0)
    fitted = view._fitted()
    assert fitted is not None
    assert 10 <= fitted.size < 17
    view.show_formula("x+" * 100 + "y", LIGHT, 1.0)
    turn()
    assert view.is_elided()


def test_a_formula_that_cannot_be_typeset_is_refused(app: object) -> None:
    view = FormulaView()
    assert not view.show_formula(r"\input{x}", LIGHT, 1.0)
    assert view.latex() == ""
