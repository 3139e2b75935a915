"""The results of a class: one row a file, with the score and every answer, as a table for spreadsheets.

Rule: the files are what others have handed in. A cell never begins with what a spreadsheet takes for a formula, and a
file that cannot be read gets a row that says why, so that nobody is missing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from treeedit.files.fault import FileError
from treeedit.files.paper import load
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.entering import answer_entered
from treeedit.model.exercises import in_walking_order, mark, rows_summed
from treeedit.model.forest import Forest
from treeedit.model.formula import print_formula
from treeedit.model.labels import is_name
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank, EditError, Leaf
from treeedit.words import translate

BOM = "\ufeff"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MOST_PRINTED = 60


class Given(NamedTuple):
    """One answer: what was asked for, what was typed, and whether that is right; None if nothing was."""

    asked: str
    text: str
    right: bool | None


class Handed(NamedTuple):
    """What one file holds: its name, its title, the answers; or why it cannot be read."""

    file: str
    title: str = ""
    answers: tuple[Given, ...] = ()
    fault: str = ""

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(answer.right is True for answer in self.answers)


def handed_in(path: Path) -> Handed:
    """What a file holds."""
    try:
        forest = load(path)
    except FileError as error:
        return Handed(path.name, fault=str(error))
    answers = tuple(given_answers(forest))
    fault = "" if answers else translate("results", "There is no exercise in this file.")
    return Handed(path.name, forest.about.get("title", ""), answers, fault)


def given_answers(forest: Forest) -> list[Given]:
    """The answers of an exercise in the order of the passes, each marked by the numbers of its own document."""
    analysis = analyse(forest)
    evaluation = evaluated(forest, analysis)
    found, seen = [], dict[str, int]()
    for blank in in_walking_order(analysis, forest.blanks):
        name = _name(forest, analysis, blank)
        seen[name] = seen.get(name, 0) + 1
        name = name if seen[name] == 1 else f"{name} #{seen[name]}"
        text = forest.blanks[blank]
        found.append(Given(name, text, _is_right(analysis, evaluation, blank, text)))
    return found


def _is_right(analysis: Analysis, evaluation: Evaluation, blank: Blank, text: str) -> bool | None:
    if not text.strip():
        return None
    try:
        return mark(analysis, evaluation, blank, answer_entered(text)).right
    except EditError:
        return False


def results_csv(handed: Iterable[Handed]) -> bytes:
    """The table as UTF-8 with a byte order mark: a row a file, and for each blank the answer and ✓ or ✗."""
    rows = list(handed)
    asked = list(dict.fromkeys(answer.asked for each in rows for answer in each.answers))
    heads = [
        translate("results", "file"),
        translate("results", "title"),
        translate("results", "right"),
        translate("results", "of"),
        translate("results", "problem"),
    ]
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_safe([*heads, *(cell for name in asked for cell in (name, f"{name} ✓"))]))
    for each in rows:
        writer.writerow(_safe(_row(each, asked)))
    return f"{BOM}{text.getvalue()}".encode("utf-8", "replace")


def _row(each: Handed, asked: Sequence[str]) -> list[str]:
    score = [str(each.right), str(len(each.answers))] if each.answers else ["", ""]
    by_name = {answer.asked: answer for answer in each.answers}
    answers = [by_name.get(name) for name in asked]
    cells = [cell for answer in answers for cell in _cells(answer)]
    return [each.file, each.title, *score, each.fault, *cells]


def _cells(answer: Given | None) -> tuple[str, str]:
    if answer is None:
        return "", ""
    return answer.text, {True: "✓", False: "✗", None: ""}[answer.right]


def _safe(cells: Iterable[str]) -> list[str]:
    """Cells that no spreadsheet computes: an apostrophe stands before what would begin a formula."""
    return [_guarded("".join(c if c.isprintable() or c == "\t" else " " for c in cell)) for cell in cells]


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith("\t") or cell.lstrip().startswith(_FORMULA_SIGNS) else cell


def _name(forest: Forest, analysis: Analysis, blank: Blank) -> str:
    """What a blank asks for, as a head of columns: value of g, ∂f/∂x1 (2), ∂f/∂x1 (sum)."""
    row = analysis.order.rows[blank.node]
    symbol = _symbol(forest, analysis, row)
    if blank.kind == "value":
        return translate("results", "value of {0}").format(symbol)
    output = int(analysis.tape.output[row])
    above = _symbol(forest, analysis, output) if output >= 0 else "f"
    name = f"∂{_bracketed(above)}/∂{_bracketed(symbol)}"
    if blank.kind == "sum":
        return translate("results", "{0} (sum)").format(name)
    members = rows_summed(analysis, row)
    return f"{name} ({members.index(row) + 1})" if len(members) > 1 else name


def _symbol(forest: Forest, analysis: Analysis, row: int) -> str:
    node = int(analysis.order.ids[row])
    record, root = forest.nodes[node], forest.roots.get(node)
    if isinstance(record, Leaf):
        return record.label
    name = analysis.sets.name_of(row) or ("" if root is None else root.name)
    if name:
        return name
    is_short = int(analysis.order.size[row]) <= _MOST_PRINTED
    text = print_formula(forest, node) if is_short else ""
    return text if 0 < len(text) <= _MOST_PRINTED else translate("results", "node {0}").format(node)


def _bracketed(symbol: str) -> str:
    return symbol if is_name(symbol) and symbol.isidentifier() else f"({symbol})"
