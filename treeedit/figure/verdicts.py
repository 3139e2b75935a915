"""What a wrong answer is told: one sentence for each mistake, first a hint, then a hint that names a number.

Rule: a hint never says the number that is asked for, nor one that the exercise hides elsewhere; the solution says it,
with the line of mathematics that leads to it, when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from treeedit.figure.lines import Line
from treeedit.figure.look import Look
from treeedit.figure.names import Names, plain_formula
from treeedit.figure.sentences import Teller
from treeedit.figure.veil import Veil
from treeedit.model.analysis import Analysis
from treeedit.model.exercises import rows_summed
from treeedit.model.forest import Forest, expression_of
from treeedit.model.marking import Mistake, Verdict
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank
from treeedit.words import QT_TRANSLATE_NOOP, translate

_LONGEST = 24
_MOST_CALLED = 4
_BOTH = 2


class Wording(NamedTuple):
    """The two hints for a mistake.

    {0}: the nodes it is about; {1}: their numbers; {2}: what the answer was of; {3}: all copies; {4}: what is asked.
    """

    hint: str
    fuller: str = ""


_T = QT_TRANSLATE_NOOP
WORDINGS: dict[Mistake, Wording] = {
    Mistake.TOTAL: Wording(
        _T("verdicts", "That is the sum over {3}; asked is the part of one of them, {4}."),
        _T("verdicts", "That is the sum over {3}; asked is {4}: the parent's partial times the local derivative."),
    ),
    Mistake.OTHER_COPY: Wording(
        _T("verdicts", "This belongs to {0}; asked is {4}."),
    ),
    Mistake.ROUGH: Wording(
        _T("verdicts", "Nearly: it is rounded too roughly, or not rightly. Give three digits or more, or a fraction."),
    ),
    Mistake.ONE_OCCURRENCE: Wording(
        _T("verdicts", "That is only the summand of {2}: add that of {0}."),
        _T("verdicts", "That is only the summand of {2}: the other one, {1}, is missing."),
    ),
    Mistake.SUMMAND_MISSING: Wording(
        _T("verdicts", "A summand is missing: that of {0}."),
        _T("verdicts", "A summand is missing: that of {0}, {1}."),
    ),
    Mistake.SUMMAND_SIGN: Wording(
        _T("verdicts", "A summand has the wrong sign."),
        _T("verdicts", "The summand of {0} has the wrong sign."),
    ),
    Mistake.PRODUCT: Wording(
        _T("verdicts", "This is the product of the summands; the chain rule adds them."),
    ),
    Mistake.NO_PARENT: Wording(
        _T("verdicts", "This is the local derivative alone: multiply it by the parent's partial."),
        _T("verdicts", "This is the local derivative alone: multiply it by the parent's partial, {1}."),
    ),
    Mistake.NO_LOCAL: Wording(
        _T("verdicts", "This is the parent's partial: multiply it by the local derivative."),
        _T("verdicts", "This is the parent's partial: multiply it by the local derivative of the parent by {0}."),
    ),
    Mistake.FACTOR_MISSING: Wording(
        _T("verdicts", "A factor of the path is missing."),
        _T("verdicts", "A factor of the path is missing: the local derivative at {0}."),
    ),
    Mistake.SIGN: Wording(
        _T("verdicts", "Sign: look at it again, the rest is right."),
    ),
    Mistake.SWAPPED: Wording(
        _T("verdicts", "The operands are swapped."),
        _T("verdicts", "The operands are swapped: at {0} it matters which one stands left."),
    ),
    Mistake.VALUE: Wording(
        _T("verdicts", "This is the value of {0}; asked is its partial."),
    ),
    Mistake.PARTIAL: Wording(
        _T("verdicts", "This is the partial of {0}; asked is its value."),
    ),
}
"""By mistake; what is none of these is told by RULES."""

RULES: dict[str, Wording] = {
    "value": Wording(
        _T("verdicts", "Not yet. A value is made of the values of the operands."),
        _T("verdicts", "Not yet. Apply {0} to the values right below it."),
    ),
    "partial": Wording(
        _T("verdicts", "Not yet. A partial is the parent's partial times the local derivative."),
        _T("verdicts", "Not yet. Multiply the parent's partial by the derivative of the parent by {0}."),
    ),
    "sum": Wording(
        _T("verdicts", "Not yet. A sum adds the partials of all places where it stands."),
        _T("verdicts", "Not yet. Add the partials of {3}."),
    ),
}
"""What is told of a mistake that is not known, by kind of blank."""

SUM_WORDINGS: dict[Mistake, Wording] = {
    Mistake.TOTAL: Wording(
        _T("verdicts", "That is the sum over {3}; asked is the part of one of them, {4}."),
        _T("verdicts", "That is the sum over {3}; asked is {4}: the parent's partial times the local derivative."),
    ),
    Mistake.OTHER_COPY: Wording(
        _T("verdicts", "This belongs to {0}; asked is {4}."),
    ),
    Mistake.ROUGH: Wording(
        _T("verdicts", "Nearly: it is rounded too roughly, or not rightly. Give three digits or more, or a fraction."),
    ),
    Mistake.NO_PARENT: Wording(
        _T("verdicts", "A local derivative alone is no summand: each is multiplied by its parent's partial."),
    ),
    Mistake.NO_LOCAL: Wording(_T("verdicts", "In a summand the local derivative is missing.")),
    Mistake.FACTOR_MISSING: Wording(
        _T("verdicts", "In a summand a factor of the path is missing."),
        _T("verdicts", "In a summand a factor of the path is missing: the local derivative at {0}."),
    ),
    Mistake.SWAPPED: Wording(_T("verdicts", "In a summand the operands are swapped.")),
    Mistake.VALUE: Wording(_T("verdicts", "A value stands among the summands; only partials are added.")),
}
"""What is told instead where the mistake is in a summand of a sum."""

PARTIAL_WORDINGS: dict[Mistake, Wording] = {
    Mistake.TOTAL: Wording(
        _T("verdicts", "That is the sum over {3}; asked is the part of one of them, {4}."),
        _T("verdicts", "That is the sum over {3}; asked is {4}: the parent's partial times the local derivative."),
    ),
    Mistake.OTHER_COPY: Wording(
        _T("verdicts", "This belongs to {0}; asked is {4}."),
    ),
    Mistake.ROUGH: Wording(
        _T("verdicts", "Nearly: it is rounded too roughly, or not rightly. Give three digits or more, or a fraction."),
    ),
    Mistake.SWAPPED: Wording(_T("verdicts", "This belongs to the other operand: the operands are swapped.")),
}
_BY_KIND = {"sum": SUM_WORDINGS, "partial": PARTIAL_WORDINGS}


class Judge:
    """Says what an answer is worth and where its number comes from, in the numbers of an evaluation."""

    def __init__(self, forest: Forest, analysis: Analysis, evaluation: Evaluation, look: Look) -> None:
        self._forest, self._analysis, self._evaluation, self._look = forest, analysis, evaluation, look
        self._names = Names(forest, analysis.order, analysis.sets, analysis.tape.output)

    def sentence(self, blank: Blank, verdict: Verdict, tries: int, veil: Veil) -> str:
        """What somebody is told after so many tries; "" of a right answer."""
        if verdict.mistake is None:
            return ""
        about = verdict.rows or (self._row(blank),)
        wording = self._wording(blank, verdict.mistake)
        numbers = self._numbers(blank, verdict.mistake, about, veil)
        is_told = tries > 1 and wording.fuller and ("{1}" not in wording.fuller or numbers)
        text = translate("verdicts", wording.fuller if is_told else wording.hint)
        summed = rows_summed(self._analysis, self._row(blank))
        others = set(about)
        mine = [row for row in summed if row not in others]
        words = self._all_called(about), numbers, self._all_called(mine), _copies(len(summed)), self.name(blank)
        used = [words[0] if "{0}" in text else "", words[2] if "{2}" in text else "", words[4] if "{4}" in text else ""]
        return text.format(*words) + self._definitions([*about, *mine, self._row(blank)], used)

    def _definitions(self, rows: Sequence[int], said: Sequence[str]) -> str:
        """What v₁ is, as it stands at no node: v₁ = x₁ + x₂."""
        told = {}
        for row in rows:
            name = self._names.bare(row).plain
            is_short = int(self._analysis.order.size[row]) <= _LONGEST
            if self._names.is_intermediate(row) and is_short and any(name in each for each in said):
                node = int(self._analysis.order.ids[row])
                told[name] = f"{name} = {plain_formula(expression_of(self._forest, node))}"
        return f" ({', '.join(told.values())})" if told else ""

    def solution(self, blank: Blank) -> Line:
        """The equation that leads to the number."""
        teller = Teller(self._forest, self._analysis.sets, self._evaluation, self._look)
        row = self._row(blank)
        if blank.kind == "sum":
            return teller.sum_line(rows_summed(self._analysis, row))
        return teller.value_line(row) if blank.kind == "value" else teller.partial_line(row)

    def name(self, blank: Blank) -> str:
        """What a blank asks for: g, ∂f/∂x₁ of the second one, ∂f/∂x₁."""
        row = self._row(blank)
        if blank.kind == "value":
            return self.called(row)
        mine = self._names.bare(row) if blank.kind == "sum" else self._names.of(row)
        return f"∂{self._names.output(row).below().plain}/∂{mine.below().plain}"

    def called(self, row: int) -> str:
        """A node by its name: x₁⁽²⁾, v₁⁽¹⁾."""
        return self._names.of(row).plain

    def _row(self, blank: Blank) -> int:
        return self._analysis.order.rows[blank.node]

    def _wording(self, blank: Blank, mistake: Mistake) -> Wording:
        of_kind = _BY_KIND.get(blank.kind, {}).get(mistake)
        return of_kind or WORDINGS.get(mistake) or RULES[blank.kind]

    def _numbers(self, blank: Blank, mistake: Mistake, rows: Sequence[int], veil: Veil) -> str:
        """The partials that a hint may say: none that is hidden, nor the one that is asked for."""
        ids = [int(self._analysis.order.ids[row]) for row in rows]
        if any(veil.hides_partial(node) or Blank("partial", node) == blank for node in ids):
            return ""
        if mistake is Mistake.ONE_OCCURRENCE and len(rows) > 1:
            return ""
        return ", ".join(self._look.number(float(self._evaluation.partial[row])) for row in rows)

    def _all_called(self, rows: Sequence[int]) -> str:
        if len(rows) > _MOST_CALLED:
            return translate("verdicts", "{0} and {1} more").format(self.called(rows[0]), len(rows) - 1)
        named = [self.called(row) for row in rows]
        if len(named) < 2:
            return "".join(named)
        words = translate("verdicts", "{0} and {1}")
        return words.format(", ".join(named[:-1]), named[-1])


def _copies(count: int) -> str:
    if count == _BOTH:
        return translate("verdicts", "both copies")
    return translate("verdicts", "all {0} copies").format(count)
