"""Where the numbers of one node come from: its value, its partial, the sum of its set, its domain, and a check.

An account is made of findings: lines of mathematics or words, with the number at full precision. What is not known is
three dots. The work is bounded: of a long path or a large set it only says how long or large it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np

from treeedit.figure.derivations import Derivations
from treeedit.figure.lines import Line, Role
from treeedit.figure.look import Look
from treeedit.figure.numbers import MINUS
from treeedit.figure.sentences import Teller
from treeedit.model.analysis import Analysis
from treeedit.model.checks import Doubt, central_difference, complex_step
from treeedit.model.forest import Forest
from treeedit.model.operator_entry import Limit, Operator
from treeedit.model.order import OPERATOR_LIST
from treeedit.model.passes import Evaluation
from treeedit.model.paths import rows_above
from treeedit.model.sets import total_of
from treeedit.model.sharing import Sharing
from treeedit.model.steps import Known
from treeedit.words import QT_TRANSLATE_NOOP, translate

MOST_SUMMANDS = 24
MOST_CHECKED = 400
"""So many nodes are followed upwards by a check."""
_ROUNDING = 1e-14


_DOUBTS = {
    Doubt.ROUNDING: QT_TRANSLATE_NOOP("accounts", "rounding hides what a small step changes"),
    Doubt.EDGE: QT_TRANSLATE_NOOP("accounts", "the domain ends here, and differences need both sides"),
    Doubt.KINK: QT_TRANSLATE_NOOP("accounts", "at a kink or a jump differences do not settle; a convention decides"),
}


class Kind(Enum):
    """What a finding is: a line that ends in a value or in a partial, a formula, words, or words of warning."""

    VALUE = "value"
    PARTIAL = "partial"
    FORMULA = "formula"
    WORDS = "words"
    WARNING = "warning"


class Finding(NamedTuple):
    """A line, what kind it is, and its number; NaN if it has none."""

    line: Line
    kind: Kind
    number: float = math.nan


class Account:
    """The findings on the node in a row of the whole order; in the shared form, on the node as it is drawn there."""

    def __init__(
        self,
        forest: Forest,
        analysis: Analysis,
        evaluation: Evaluation,
        look: Look,
        row: int,
        sharing: Sharing | None = None,
    ) -> None:
        self._forest, self._analysis, self._evaluation, self._row = forest, analysis, evaluation, row
        self._order, self._look = evaluation.order, look
        self._teller = Teller(forest, analysis.sets, evaluation, look)
        self._drawn, self._sharing = Teller(forest, analysis.sets, evaluation, look, sharing), sharing
        self._copies = [row] if sharing is None else sharing.instances(int(sharing.node[row])).tolist()
        self._output = int(evaluation.tape.output[row])
        self._entry = OPERATOR_LIST[self._order.operator[row]] if self._order.operator[row] >= 0 else None
        self.known: Known | None = None

    def take_said(self) -> frozenset[int]:
        """The rows of the nodes that have been called by names since this was asked last."""
        said = frozenset(self._teller.names.said | self._drawn.names.said)
        self._teller.names.said.clear()
        self._drawn.names.said.clear()
        return said

    # --- numbers ---

    def value(self) -> list[Finding]:
        """The value, from those of the operands."""
        if self.known is not None and not self.known.values[self._row]:
            return [_unknown(self._teller.value_of(self._row), Kind.VALUE)]
        if not self._order.complete[self._row]:
            return [_words(self._evaluation.problem(self._row) or "", Kind.WARNING)]
        number = float(self._evaluation.value[self._row])
        line = self._drawn.value_line(self._copies[0])
        if line.plain == self._teller.value_of(self._row).plain:
            return [_words(translate("accounts", "the constant {0}").format(line.plain))]
        kind = Kind.WARNING if math.isnan(number) else Kind.VALUE
        return [Finding(line, kind, number)]

    def partial(self) -> list[Finding]:
        """∂f/∂q from the parent's partial, and as the product along the path; why there is none, of a constant."""
        if self._order.complete[self._row] and not self._varies():
            return [_words(self._teller.path_line(self._row).plain)]
        if self._output < 0:
            return []
        if not self._knows_partial():
            return [_unknown(self._drawn.derivative(self._row), Kind.PARTIAL)]
        if len(self._copies) > 1:
            return self._arriving()
        number = float(self._evaluation.partial[self._row])
        if math.isnan(number):
            return [_words(self._evaluation.problem(self._row) or "", Kind.WARNING)]
        found = [Finding(self._drawn.partial_line(self._row), Kind.PARTIAL, number)]
        if self._depth() > 1:
            found.append(Finding(self._teller.path_line(self._row), Kind.PARTIAL, number))
        return found

    def _arriving(self) -> list[Finding]:
        """The partial of a node of the shared form that stands for several copies: what arrives there, added up."""
        number = total_of(self._evaluation.partial[self._copies].tolist())
        kind = Kind.WARNING if math.isnan(number) else Kind.PARTIAL
        return [Finding(self._drawn.partial_line(self._copies[0]), kind, number)]

    def total(self) -> list[Finding]:
        """The sum of the partials of its set, if it has other members than the node stands for."""
        members = self._members()
        if not members or len(members) == len(self._copies):
            return []
        if not self._knows_sum():
            return [_unknown(self._teller.total(self._row), Kind.PARTIAL)]
        number = total_of(self._evaluation.partial[members].tolist())
        if len(members) <= MOST_SUMMANDS:
            return [Finding(self._drawn.sum_line(self._standing(members)), Kind.PARTIAL, number)]
        words = translate("accounts", "the sum of {0} partials").format(f"{len(members):,}")
        name, text = self._teller.total(self._row), self._look.number(number)
        line = Line(rf"{name.latex} = \text{{{words}}} = {text}", f"{name.plain} = {words} = {text}")
        return [Finding(line, Kind.PARTIAL, number)]

    def _standing(self, rows: list[int]) -> list[int]:
        """The rows that stand for some rows, each once."""
        return rows if self._sharing is None else list(dict.fromkeys(self._sharing.node[rows].tolist()))

    def _knows_sum(self) -> bool:
        return self.known is None or bool(self.known.sums[int(self._analysis.sets.set_of[self._row])])

    def _members(self) -> list[int]:
        found = self._analysis.sets.of_row(self._row)
        return found.members.tolist() if found is not None and len(found.members) > 1 else []

    def _varies(self) -> bool:
        """Whether there is anything in it to differentiate by."""
        return bool(self._order.varies[self._row])

    def _by(self, limit: Limit) -> bool:
        """Whether a limit is about a derivative that somebody asks for: not by a constant."""
        slots = range(self._entry.arity) if self._entry and limit.slot is None else (limit.slot or 0,)
        return bool(self._order.varies[self._order.operands[self._row, list(slots)]].any())

    def _knows_partial(self) -> bool:
        return self.known is None or bool(self.known.partials[self._copies].all())

    def _depth(self) -> int:
        """How many edges lie between the node and its output."""
        return int(self._order.depth[self._row] - self._order.depth[self._output])

    # --- the domain ---

    def domain(self) -> list[Finding]:
        """What the operator needs, and whether that holds; the convention at a kink."""
        entry, order = self._entry, self._order
        if entry is None or not order.complete[self._row]:
            return []
        operands = [int(each) for each in order.operands[self._row, : entry.arity]]
        if self.known is not None and not self.known.values[operands].all():
            return [_words("…", Kind.WORDS)]
        values = [np.float64(self._evaluation.value[each]) for each in operands]
        if any(map(math.isnan, values)):
            return [_words(self._evaluation.problem(self._row) or "", Kind.WARNING)]
        found = [_observed(entry, limit, values, _needs) for limit in entry.domain]
        if not math.isnan(self._evaluation.value[self._row]):
            limits = filter(self._by, (*entry.smooth, *entry.kinks))
            found += [_observed(entry, limit, values, _places) for limit in limits]
        words = translate("accounts", "{0} is defined everywhere and has a derivative everywhere")
        return found or [_words(words.format(entry.glyph))]

    # --- the check ---

    def check(self) -> list[Finding]:
        """The partial, and the sum of its set, by other means than the backward pass."""
        if self._output in (-1, self._row) or not self._varies() or not self._knows_partial():
            return []
        members = self._members()
        found = self._compared(self._drawn.derivative(self._row).plain, self._copies)
        if len(members) > len(self._copies) and self._knows_sum():
            found += self._compared(self._teller.total(self._row).plain, members)
        return found

    def work(self) -> int:
        """About how many nodes a check follows upwards."""
        found = 0 if self._output < 0 else (1 + len(self._members())) * (1 + self._depth())
        return min(found, MOST_CHECKED)

    def _compared(self, name: str, rows: Sequence[int]) -> list[Finding]:
        if len(rows) * (1 + self._depth()) > MOST_CHECKED:
            return [_words(translate("accounts", "{0}: too many nodes lie above to check it live").format(name))]
        summands = self._evaluation.partial[list(rows)].tolist()
        expected, rounding = total_of(summands), _ROUNDING * sum(map(abs, summands))
        if math.isnan(expected):
            return []
        above = sorted(set(rows_above(self._evaluation, rows)) - set(rows))
        by_steps, by_differences = complex_step(self._evaluation, rows), central_difference(self._evaluation, rows)
        doubt = Doubt.KINK if self._evaluation.remarks[above].any() else None
        if doubt is None and by_differences.doubt is not Doubt.ROUNDING:
            doubt = by_differences.doubt
        ways = (
            (translate("accounts", "complex step"), by_steps),
            (translate("accounts", "central difference"), by_differences),
        )
        return [
            _difference(
                name,
                way,
                found.number,
                found.off(expected, rounding, is_doubted=doubt is not None),
                doubt or found.doubt,
            )
            for way, found in ways
        ]

    # --- formulas ---

    def formulas(self) -> list[Finding]:
        """f itself, the local derivative by each operand, ∂f/∂q as the product of those along the path, the names."""
        told, lines = Derivations(self._forest, self._evaluation, self._teller.names), list[Line]()
        if self._output not in (-1, self._row) and int(self._order.ids[self._output]) in self._forest.roots:
            lines.append(told.whole(self._output))
        if self._entry is not None and self._order.complete[self._row]:
            lines += told.local(self._row)
        if self._output not in (-1, self._row) and self._varies():
            lines.append(told.product(self._row))
            if members := self._members():
                lines.append(told.total(members))
        lines += told.definitions()
        return [Finding(each, Kind.WORDS if _is_spoken(each) else Kind.FORMULA) for each in lines]


def _is_spoken(line: Line) -> bool:
    return line.parts()[0].role is Role.WORDS


def _words(text: str, kind: Kind = Kind.WORDS) -> Finding:
    return Finding(Line(rf"\text{{{text}}}", text), kind)


def _unknown(name: Line, kind: Kind) -> Finding:
    return Finding(Line(rf"{name.latex} = \ldots", f"{name.plain} = …"), kind)


def _needs(holds: bool) -> str:
    return translate("accounts", "observed") if holds else translate("accounts", "broken")


def _places(holds: bool) -> str:
    return translate("accounts", "not here") if holds else translate("accounts", "here")


def _observed(entry: Operator, limit: Limit, values: Sequence[np.float64], say: Callable[[bool], str]) -> Finding:
    with np.errstate(all="ignore"):
        holds = bool(limit.holds(*values))
    verdict = say(holds)
    sentence = f"{'✓' if holds else '!'} {entry.glyph} {translate('operators', limit.sentence)}: {verdict}"
    return _words(sentence, Kind.WORDS if holds else Kind.WARNING)


def _difference(name: str, way: str, number: float, off: float, doubt: Doubt) -> Finding:
    """What another way comes to, and how far that is off; where it cannot tell, why."""
    if math.isnan(off):
        words = translate("accounts", "{0} by {1}: cannot be told here: {2}")
        return _words(words.format(name, way, translate("accounts", _DOUBTS[doubt])))
    words = translate("accounts", "{0} by {1}: {2}, difference {3}")
    return _words(words.format(name, way, _digits(number, 10), _digits(off, 2)))


def _digits(number: float, digits: int) -> str:
    return f"{number:.{digits}g}".replace("-", MINUS).replace("e+", "e").replace(f"e{MINUS}0", f"e{MINUS}")
