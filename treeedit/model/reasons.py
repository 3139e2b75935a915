"""Why a number is missing, and which convention gave one: sentences, found out from the numbers when asked for.

Nothing is noted while the passes run: a node without a value has an operand without one, or lies outside its
operator's domain, or is too large for a double, and which it is can be read from the table and the operands.
"""

from __future__ import annotations

import math
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from treeedit.model.operator_entry import Limit, Operator
from treeedit.model.order import OPERATOR_LIST, Order
from treeedit.model.tape import Tape
from treeedit.words import translate

_MOST_CAUSES, _MOST_SEEN = 3, 2000
_PROBES = (-2.5, -2.0, 0.0, 2.0, 2.5)
"""In place of an operand without a value."""


class Numbers(Protocol):
    """What is read of an evaluation."""

    @property
    def tape(self) -> Tape:
        """What was evaluated."""

    @property
    def order(self) -> Order:
        """Its rows."""

    @property
    def value(self) -> NDArray[np.float64]:
        """(n,) values."""

    @property
    def partial(self) -> NDArray[np.float64]:
        """(n,) partials."""

    @property
    def local(self) -> NDArray[np.float64]:
        """(n, 2) local derivatives."""


def problem(evaluation: Numbers, row: int) -> str | None:
    """Why a node has no value or no partial; None if it has both, or is constant and so needs no partial."""
    if not evaluation.order.complete[row]:
        return _gap(evaluation, row)
    if math.isnan(evaluation.value[row]):
        if _value_lost_at(evaluation, row) == row:
            return _no_value(evaluation, row)
        own, causes = own_cause(evaluation, row), _causes(evaluation, row)
        below = [each for each in causes if each != own] or causes
        words = translate("reasons", "an operand has no value: {0}").format("; ".join(below))
        return f"{words}; {own}" if own and own not in below else words
    if math.isnan(evaluation.partial[row]) and evaluation.order.varies[row]:
        return _no_partial(evaluation, row)
    return None


def _gap(evaluation: Numbers, row: int) -> str:
    order = evaluation.order
    entry = OPERATOR_LIST[order.operator[row]]
    own = (order.operands[row, : entry.arity] < 0).any()
    return (
        translate("reasons", "{0} has an empty slot").format(entry.glyph)
        if own
        else translate("reasons", "an operand has an empty slot")
    )


def _operands(evaluation: Numbers, row: int) -> list[int]:
    return [operand for operand in evaluation.order.operands[row].tolist() if operand >= 0]


def _value_lost_at(evaluation: Numbers, row: int) -> int:
    """The first node below, or this one, that lacks a value though its operands have one."""
    while True:
        lacking = [operand for operand in _operands(evaluation, row) if math.isnan(evaluation.value[operand])]
        if not lacking:
            return row
        row = lacking[0]


def _causes(evaluation: Numbers, row: int) -> list[str]:
    """Why a node has no value: what is wrong at those below and at it, operands first, each once, and only a few."""
    found, waiting, seen = dict[str, int](), [row], 0
    while waiting and len(found) < _MOST_CAUSES and seen < _MOST_SEEN:
        at, seen = waiting.pop(), seen + 1
        lacking = [each for each in _operands(evaluation, at) if math.isnan(evaluation.value[each])]
        cause = own_cause(evaluation, at) if lacking else _no_value(evaluation, at)
        if cause:
            found.setdefault(cause, at)
        waiting += lacking[::-1]
    return sorted(found, key=found.__getitem__) or [_no_value(evaluation, _value_lost_at(evaluation, row))]


def own_cause(evaluation: Numbers, row: int) -> str:
    """What is wrong at a node whatever the operand would be that lacks a value: 0 below a bar; "" if nothing is."""
    entry = OPERATOR_LIST[evaluation.order.operator[row]]
    values = [evaluation.value[each] for each in _operands(evaluation, row)]
    for limit in entry.domain:
        tries = ([np.float64(probe if math.isnan(each) else each) for each in values] for probe in _PROBES)
        with np.errstate(all="ignore"):
            if not any(limit.holds(*operands) for operands in tries):
                return f"{entry.glyph} {translate('operators', limit.sentence)}"
    return ""


def _no_value(evaluation: Numbers, row: int) -> str:
    order = evaluation.order
    if order.operator[row] < 0:
        return translate("reasons", "{0} has no finite value").format(order.labels[order.label[row]])
    entry = OPERATOR_LIST[order.operator[row]]
    operands = [np.float64(evaluation.value[operand]) for operand in _operands(evaluation, row)]
    limit = _broken(entry.domain, operands)
    if limit is None:
        words = translate("reasons", "the result of {0} is too large for a double (overflow)").format(entry.glyph)
        return words + _cure(entry)
    given = translate("reasons", "; here it is {0}").format(_telling(limit, operands[0])) if entry.arity == 1 else ""
    shown = "" if entry.arity == 1 and operands[0] == 0 else given
    return f"{entry.glyph} {translate('operators', limit.sentence)}{shown}" + _small_operand(evaluation, row)


def _cure(entry: Operator) -> str:
    return f"; {translate('operators', entry.cure)}" if entry.cure else ""


def _small_operand(evaluation: Numbers, row: int) -> str:
    """That an operand is 0 only because its true value is too small for a double; "" if it is not so."""
    order = evaluation.order
    zeros = [each for each in _operands(evaluation, row) if evaluation.value[each] == 0]
    while zeros:
        at = zeros.pop()
        if has_underflown(evaluation, at):
            return "; " + _underflow(OPERATOR_LIST[order.operator[at]])
        zeros += [each for each in _operands(evaluation, at) if evaluation.value[each] == 0]
    return ""


def has_underflown(evaluation: Numbers, row: int) -> bool:
    """Whether a value is 0 though that of its operator is not: it is too small for a double."""
    code = int(evaluation.order.operator[row])
    vanishes = OPERATOR_LIST[code].vanishes if code >= 0 else None
    if vanishes is None or evaluation.value[row] != 0:
        return False
    return not vanishes(*(np.float64(evaluation.value[each]) for each in _operands(evaluation, row)))


def _underflow(entry: Operator) -> str:
    words = translate("reasons", "the result of {0} is too small for a double and comes out as 0 (underflow)")
    return words.format(entry.glyph) + _cure(entry)


def _broken(limits: tuple[Limit, ...], operands: list[Any]) -> Limit | None:
    with np.errstate(all="ignore"):
        return next((limit for limit in limits if not limit.holds(*operands)), None)


def _telling(limit: Limit, number: float) -> str:
    """A number that breaks a limit, with as many digits as show that it does."""
    texts = (f"{number:.{digits}g}" for digits in range(4, 18))
    text = next((each for each in texts if not limit.holds(np.float64(each))), repr(float(number)))
    return text.replace("-", "−")


def _no_partial(evaluation: Numbers, row: int) -> str:
    output = int(evaluation.tape.output[row])
    is_passed_on = math.isnan(evaluation.value[output]) or math.isnan(evaluation.partial[evaluation.order.parent[row]])
    why = why_no_partial(evaluation, row)
    return translate("reasons", "no partial, as {0}").format(why) if is_passed_on else why


def why_no_partial(evaluation: Numbers, row: int) -> str:
    """Why a node has no partial, its value or not: the words behind "does not exist"."""
    order, partial = evaluation.order, evaluation.partial
    output = int(evaluation.tape.output[row])
    if math.isnan(evaluation.value[output]):
        return translate("reasons", "the output has no value: {0}").format("; ".join(_causes(evaluation, output)))
    origin = row
    while math.isnan(partial[order.parent[origin]]):
        origin = int(order.parent[origin])
    reason = _no_slope(evaluation, int(order.parent[origin]), origin)
    return reason if origin == row else translate("reasons", "a node above has none: {0}").format(reason)


def _no_slope(evaluation: Numbers, parent: int, row: int) -> str:
    order = evaluation.order
    slot = order.operands[parent].tolist().index(row)
    if not math.isnan(evaluation.local[parent, slot]):
        return translate("reasons", "the partial is too large for a double (overflow)")
    entry = OPERATOR_LIST[order.operator[parent]]
    limits = tuple(limit for limit in entry.smooth if limit.slot in (None, slot))
    operands = [np.float64(evaluation.value[operand]) for operand in _operands(evaluation, parent)]
    limit = _broken(limits, operands)
    if limit is None:
        return translate("reasons", "the derivative of {0} is too large for a double (overflow)").format(entry.glyph)
    return f"{entry.glyph} {translate('operators', limit.sentence)}"


def remarks(evaluation: Numbers) -> NDArray[np.bool_]:
    """(n,) whether a convention decides a derivative of the node."""
    order = evaluation.order
    marked = np.zeros(len(order.ids), dtype=bool)
    for code, entry in enumerate(OPERATOR_LIST):
        if entry.kinks:
            rows = np.flatnonzero((order.operator == code) & ~np.isnan(evaluation.value) & order.varies)
            operands = [evaluation.value[order.operands[rows, slot]] for slot in range(entry.arity)]
            varies = [order.varies[order.operands[rows, slot]] for slot in range(entry.arity)]
            for limit in entry.kinks:
                marked[rows] |= ~limit.holds(*operands) & (True if limit.slot is None else varies[limit.slot])
    return marked


def remark(evaluation: Numbers, row: int) -> str | None:
    """The convention that decides a derivative of the node; None if there is none."""
    order = evaluation.order
    if order.operator[row] < 0 or math.isnan(evaluation.value[row]) or not order.varies[row]:
        return None
    entry = OPERATOR_LIST[order.operator[row]]
    varies = order.varies[_operands(evaluation, row)]
    kinks = tuple(limit for limit in entry.kinks if limit.slot is None or varies[limit.slot])
    limit = _broken(kinks, [np.float64(evaluation.value[each]) for each in _operands(evaluation, row)])
    return None if limit is None else f"{entry.glyph} {translate('operators', limit.sentence)}"


def underflow(evaluation: Numbers, row: int) -> str | None:
    """That a value is 0 only because the true one is too small for a double; None if it is not so."""
    return _underflow(OPERATOR_LIST[evaluation.order.operator[row]]) if has_underflown(evaluation, row) else None
