"""A handful of documents that between them have all that a picture can show, each as an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.figure.sketching import with_values
from tests.support import grow
from treeedit.export.order import Course, Order, parted_subject, subject_of
from treeedit.figure.form import Form
from treeedit.figure.look import DARK, GREYSCALE, ORIENTATIONS, PRINT, Look
from treeedit.figure.series import SENTENCE
from treeedit.model.exercises import answer, hide
from treeedit.model.folding import fold
from treeedit.model.forest import Forest
from treeedit.model.pinning import pin_note
from treeedit.model.records import Blank, Point

RUNNING = "g = x1 + x2; f = g^2 + x3/g"
VALUES = {"x1": 1.0, "x2": 2.0, "x3": 3.0}
VARIED = "f = -x1*(3 + □) + sin(θ_max)/ln(größe) - exp(2.5); h = max(x1, 0.1)"
HOSTILE = "a</title>\"]]>}\n\\end{document} */ --> ''' \x00 変"
PAPER = Look(PRINT)
SIDEWAYS = replace(PAPER, form=Form("shared"), orientation="left")


def running() -> Forest:
    """The running example, g being a named function, with a note of words and one with a formula."""
    forest = with_values(grow(RUNNING), VALUES)
    root = forest.trees()[0]
    forest.apply(pin_note(forest, root, "The sum of both copies: $\\frac{17}{3}$", Point(150, -60)))
    forest.apply(pin_note(forest, min(forest.nodes), "costs $5 and 50 %", Point(-140, 90)))
    return forest


def exercise() -> Forest:
    """The running example with a value, partials and a sum that are asked for, one of them answered."""
    forest = with_values(grow(RUNNING), VALUES)
    top, leaf = max(forest.nodes), min(forest.nodes)
    blanks = [Blank("value", top), Blank("partial", leaf), Blank("sum", leaf)]
    forest.apply(hide(forest, blanks))
    forest.apply(answer(forest, blanks[0], "11"))
    return forest


def undefined() -> Forest:
    """What divides by zero, leaves a domain, overflows, or has a value and no derivative."""
    return with_values(grow("f = 1/x + y; h = ln(-z) + y; k = exp(w)*w; s = sqrt(x) + relu(x)"), {"x": 0.0, "w": 1e3})


def folded() -> Forest:
    """The running example with a fold in it."""
    forest = with_values(grow(RUNNING), VALUES)
    forest.apply(fold(forest, [forest.operands(forest.trees()[0])[0]]))
    return forest


def hostile() -> Forest:
    """Labels of other scripts, and a note that would act in some format if it were not text."""
    forest = grow("変数 = größe*x + fi/ﬁ + Ω")
    note = "<b>&amp; \"'`^^M \\input{/etc/passwd} %s #1 {x}~y_z | $1 > 0"
    forest.apply(pin_note(forest, forest.trees()[0], note, Point(160, -70)))
    return forest


def _order(forest: Forest, look: Look = PAPER, **more: object) -> Order:
    return Order(parted_subject(subject_of(forest, look)), background=look.theme.paper, **more)  # type: ignore[arg-type]


def _sheet(name: str) -> Look:
    return replace(PAPER, shows=PAPER.shows | {name})


DOCUMENTS: dict[str, Callable[[], Order]] = {
    "running": lambda: _order(running(), title="f"),
    "large": lambda: _order(running(), scale=1.7, padding=13.0),
    "dark": lambda: _order(running(), replace(PAPER, theme=DARK)),
    "greyscale": lambda: _order(grow(VARIED), replace(PAPER, theme=GREYSCALE)),
    "exercise": lambda: _order(exercise()),
    "answers": lambda: _order(exercise(), _sheet("answers")),
    "solutions": lambda: _order(exercise(), _sheet("solutions")),
    "undefined": lambda: _order(undefined()),
    "folded": lambda: _order(folded()),
    "shared": lambda: _order(running(), replace(PAPER, form=Form("shared"))),
    "shared, sideways": lambda: _order(grow("f = x*x + (x*x)^□"), SIDEWAYS),
    "hostile": lambda: _order(hostile(), title=HOSTILE),
    "rules": lambda: _order(running(), _sheet("rules")),
    **{side: lambda side=side: _order(grow(VARIED), replace(PAPER, orientation=side)) for side in ORIENTATIONS},  # type: ignore[misc]
}  # fmt: skip


def steps(source: str = RUNNING, most: int = 4, look: Look = PAPER) -> Order:
    """The most instructive steps of a formula, with what happens at each."""
    told = replace(look, shows=look.shows | {SENTENCE})
    subject = subject_of(with_values(grow(source), VALUES), told)
    return Order(replace(subject, course=Course(most=most)), background=look.theme.paper)
