"""The results of a class: one row a file, with the score and every answer, as a table for spreadsheets.

With the lecturer's file at hand every answer is marked by that one's numbers, and a row tells which inputs, trees and
blanks are no longer what was asked; without it each file is marked by its own numbers, which stand beside the score.
Rule: the files are what others have handed in. A cell never begins with what a spreadsheet takes for a formula; a file
that cannot be read, or is too large to be marked, gets a row that says why, so that nobody is missing.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from treeedit.export.answer import formula_at
from treeedit.figure.names import Names
from treeedit.figure.numbers import plain_text
from treeedit.files.fault import FileError
from treeedit.files.paper import load
from treeedit.model.analysis import Analysis, analyse, evaluated
from treeedit.model.answer_key import AnswerKey
from treeedit.model.answers import readings
from treeedit.model.exercises import in_walking_order
from treeedit.model.forest import Forest
from treeedit.model.formula import print_formula
from treeedit.model.records import Blank, EditError
from treeedit.words import translate

BOM = "\ufeff"
MOST_BYTES, MOST_NODES, MOST_BLANKS = 8 << 20, 50_000, 2_000
"""What is marked of a file at most: nobody fills in more by hand."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "＝", "＋", "－", "＠", "｜", "％")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?(?:/\d+)?")
"""What begins with a sign and is no formula: a spreadsheet finds the number in it that was typed."""
_MOST_PRINTED, _MOST_TOLD = 60, 12


class Given(NamedTuple):
    """One answer: what was asked for, what was typed, and whether that is right; None if nothing was."""

    asked: str
    text: str
    right: bool | None


class Changes(NamedTuple):
    """What of an exercise is no longer as it was asked: its inputs, its trees, its blanks; each "" if all of it is."""

    inputs: str = ""
    trees: str = ""
    blanks: str = ""


class Handed(NamedTuple):
    """What one file holds: its name, its title, its inputs, the answers, the changes; or why it cannot be marked."""

    file: str
    title: str = ""
    answers: tuple[Given, ...] = ()
    fault: str = ""
    inputs: str = ""
    changes: Changes | None = None

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(answer.right is True for answer in self.answers)


class Asked:
    """An exercise: its blanks by name, in the order of the passes, and what marks them."""

    def __init__(self, forest: Forest) -> None:
        analysis = analyse(forest)
        self.forest = forest
        self.key = AnswerKey(analysis, evaluated(forest, analysis))
        self.blanks = _named(forest, analysis, in_walking_order(analysis, forest.blanks))

    def answers(self, forest: Forest) -> list[Given]:
        """The answers that a document gives, each marked; one without the blank has given none."""
        return [
            Given(name, text := forest.blanks.get(blank, ""), self._is_right(blank, text))
            for blank, name in self.blanks.items()
        ]

    def changes(self, forest: Forest) -> Changes:
        """What of the exercise a document has changed."""
        missing = [name for blank, name in self.blanks.items() if blank not in forest.blanks]
        return Changes(_changed_inputs(self.forest, forest), _changed_trees(self.forest, forest), _told(missing))

    def _is_right(self, blank: Blank, text: str) -> bool | None:
        if not text.strip():
            return None
        try:
            return any(self.key.is_right(blank, each) for each in readings(text))
        except EditError:
            return False


def exercise_in(path: Path) -> Asked:
    """The exercise of the lecturer's file. FileError with a sentence if there is none."""
    forest = load(path)
    if not forest.blanks:
        raise FileError(f"{path.name}: {_no_exercise()}")
    return Asked(forest)


def handed_in(path: Path, exercise: Asked | None = None) -> Handed:
    """What a file holds, marked by the exercise, or by its own numbers."""
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            return Handed(path.name, fault=_too_large(translate("results", "bytes"), path.stat().st_size, MOST_BYTES))
        forest = load(path)
    except (FileError, OSError) as error:
        return Handed(path.name, fault=str(error))
    title, fault = forest.about.get("title", ""), _fault_of(forest, exercise)
    if fault:
        return Handed(path.name, title, fault=fault)
    asked = exercise or Asked(forest)
    changes = None if exercise is None else exercise.changes(forest)
    return Handed(path.name, title, tuple(asked.answers(forest)), "", _inputs(forest), changes)


def _fault_of(forest: Forest, exercise: Asked | None) -> str:
    """Why a document cannot be marked; "" if it can."""
    if not forest.blanks:
        return _no_exercise()
    if exercise is not None:
        is_other = exercise.blanks.keys().isdisjoint(forest.blanks)
        return translate("results", "This is another exercise: none of its blanks is asked for.") if is_other else ""
    if len(forest.nodes) > MOST_NODES:
        return _too_large(translate("results", "nodes"), len(forest.nodes), MOST_NODES)
    if len(forest.blanks) > MOST_BLANKS:
        return _too_large(translate("results", "blanks"), len(forest.blanks), MOST_BLANKS)
    return ""


def _no_exercise() -> str:
    return translate("results", "There is no exercise in this file.")


def _too_large(what: str, count: int, most: int) -> str:
    words = translate("results", "The file is too large to be marked: it has {0:,} {1}, and at most {2:,} are read.")
    return words.format(count, what, most)


def _inputs(forest: Forest) -> str:
    return _told([f"{label} = {plain_text(forest.inputs[label].value)}" for label in forest.labels()])


def _changed_inputs(asked: Forest, given: Forest) -> str:
    words, found = translate("results", "{0} = {1} instead of {2}"), []
    for label in asked.labels():
        before, after = asked.inputs[label].value, given.inputs.get(label)
        if after is not None and after.value != before:
            found.append(words.format(label, plain_text(after.value), plain_text(before)))
    return _told(found)


def _changed_trees(asked: Forest, given: Forest) -> str:
    """What stands in a document instead of the trees that were asked; other trees beside them change nothing."""
    roots = {node: root for node, root in asked.roots.items() if given.roots.get(node) is None}
    nodes = [node for node, record in asked.nodes.items() if given.nodes.get(node) != record]
    if not roots and not nodes:
        return ""
    formulas = [_formula(given, node) for node in given.roots if node in asked.nodes or len(given.roots) == 1]
    return _told([each for each in formulas if each]) or translate("results", "other trees")


def _formula(forest: Forest, root: int) -> str:
    text = print_formula(forest, root) if len(forest.nodes) <= _MOST_PRINTED else ""
    return f"{forest.roots[root].name} = {text}" if 0 < len(text) <= _MOST_PRINTED else ""


def _told(parts: Sequence[str]) -> str:
    """Some of many things in a cell, and how many more there are."""
    more = len(parts) - _MOST_TOLD
    kept = [*parts[:_MOST_TOLD], translate("results", "{0} more").format(more)] if more > 0 else parts
    return ", ".join(kept)


def results_csv(handed: Iterable[Handed]) -> bytes:
    """The table as UTF-8 with a byte order mark: a row a file, and for each blank the answer and ✓ or ✗."""
    rows = list(handed)
    is_compared = any(each.changes is not None for each in rows)
    asked = list(dict.fromkeys(answer.asked for each in rows for answer in each.answers))
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    heads = [*_heads(is_compared), *(cell for name in asked for cell in (name, f"{name} ✓"))]
    writer.writerow(_safe(heads))
    for each in rows:
        writer.writerow(_safe(_row(each, asked, is_compared)))
    return f"{BOM}{text.getvalue()}".encode("utf-8", "replace")


def _heads(is_compared: bool) -> list[str]:  # as a row asks
    kept = translate("results", "file title right of problem").split()
    if not is_compared:
        return [*kept, translate("results", "inputs")]
    return [
        *kept,
        translate("results", "changed inputs"),
        translate("results", "changed trees"),
        translate("results", "missing blanks"),
    ]


def _row(each: Handed, asked: Sequence[str], is_compared: bool) -> list[str]:  # as the heads are
    score = [str(each.right), str(len(each.answers))] if each.answers else ["", ""]
    told = [*(each.changes or Changes())] if is_compared else [each.inputs]
    by_name = {answer.asked: answer for answer in each.answers}
    cells = [cell for name in asked for cell in _cells(by_name.get(name))]
    return [each.file, each.title, *score, each.fault, *told, *cells]


def _cells(answer: Given | None) -> tuple[str, str]:
    if answer is None:
        return "", ""
    return answer.text, {True: "✓", False: "✗", None: ""}[answer.right]


def _safe(cells: Iterable[str]) -> list[str]:
    """Cells that no spreadsheet computes: an apostrophe stands before what would begin a formula."""
    return [_guarded("".join(c if c.isprintable() or c == "\t" else " " for c in cell)) for cell in cells]


def _guarded(cell: str) -> str:
    begins = cell.startswith("\t") or cell.lstrip().startswith(_FORMULA_SIGNS)
    return f"'{cell}" if begins and not _NUMBER.fullmatch(cell.strip(" ")) else cell


def _named(forest: Forest, analysis: Analysis, blanks: Sequence[Blank]) -> dict[Blank, str]:
    """What each blank asks for, as a head of columns; the same words a second time are numbered."""
    found, seen = dict[Blank, str](), Counter[str]()
    for blank in blanks:
        name = _name(forest, analysis, blank)
        seen[name] += 1
        found[blank] = name if seen[name] == 1 else f"{name} #{seen[name]}"
    return found


def _name(forest: Forest, analysis: Analysis, blank: Blank) -> str:
    """What a blank asks for, as a head of columns: value of g, ∂f/∂x1(2), ∂f/∂x1; v1 with what it is."""
    row = analysis.order.rows[blank.node]
    names = Names(forest, analysis.order, analysis.sets, analysis.tape.output)
    mine = names.bare(row) if blank.kind == "sum" else names.of(row)
    told = f", {names.bare(row).text} = {formula_at(forest, analysis.order, row)}" if names.is_intermediate(row) else ""
    if blank.kind == "value":
        return translate("results", "value of {0}").format(mine.text) + told
    return f"∂{names.output(row).below().text}/∂{mine.below().text}{told}"
