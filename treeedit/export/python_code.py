"""Operators and labels as Python: the text of an operation, of its local derivatives, and names that Python accepts.

The text of an operator comes from the table of operators alone. What stands in a name or a number of a tree is never
run by us; whoever runs the file runs names and numbers only, as every label becomes an identifier of letters, digits
and underscores that means nothing else in the file.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from treeedit.model.formula import parse
from treeedit.model.labels import number_of
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf

FUNCTIONS = (
    *("exp", "log", "log10", "log2", "log1p", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "erfc", "power", "where", "minimum", "maximum", "nan", "abs"),
)
"""What the code of operators calls."""
_OWN = {*FUNCTIONS, "Value", "number", "inputs", "trees", "name", "function", "value", "sums", "error", "math", "torch"}
_TAKEN = {
    *keyword.kwlist,
    *keyword.softkwlist,
    *dir(builtins),
    *_OWN,
    "jax",
    "differentiate",
    "labels",
    "label",
    "total",
}
_VARIABLE = re.compile(r"[nd][0-9]+")
_PLACE = re.compile(r"\b[aby]\b")
_SIMPLE = re.compile(r"[\w.]+(?:\([^()]*\))?")


class Names:
    """Names for labels, each its own and different from all else in the file."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._used: set[str] = set()

    def __getitem__(self, label: str) -> str:
        if label not in self._names:
            self._names[label] = self._fresh(label)
        return self._names[label]

    def is_free(self, label: str) -> bool:
        """Whether nothing has been named after this label yet."""
        return label not in self._names

    def changed(self) -> Iterator[tuple[str, str]]:
        """The names that differ from their labels, with these."""
        return ((name, label) for label, name in self._names.items() if name != label)

    def _fresh(self, label: str) -> str:
        name = re.sub(r"\W", "_", unicodedata.normalize("NFKC", label)) or "f"
        name = name if name.isidentifier() else f"_{name}"
        name = name if name.isidentifier() else f"x{len(self._names)}"
        name = f"_{name}" if name.startswith("apply_") else name
        while name in _TAKEN or name in self._used or _VARIABLE.fullmatch(name):
            name += "_"
        self._used.add(name)
        return name


def value_code(operator: str, operands: Sequence[str]) -> str:
    """An operator over names or numbers, as Python."""
    return _filled(OPERATORS[operator].code, (*operands, "", "")[:2], "")


def slope_code(operator: str, slot: int, operands: Sequence[str], value: str) -> str:
    """The local derivative at a slot, as Python for floats; value: the name of the operation's own value."""
    return _filled(_slopes(operator)[slot], (*operands, "", "")[:2], value)


@cache
def _slopes(operator: str) -> tuple[str, ...]:
    entry = OPERATORS[operator]
    return entry.slopes or tuple(map(_rule_code, entry.rules))


def _rule_code(rule: str) -> str:
    """A rule of the table, which is a formula of a and b, as Python."""
    stack: list[str] = []
    for token in parse(rule)[0].expression:
        if isinstance(token, str):
            arity = OPERATORS[token].arity
            stack[-arity:] = [value_code(token, [bracketed(each) for each in stack[-arity:]])]
        else:
            stack.append(_leaf(token))
    return stack[0]


def _leaf(leaf: Leaf | None) -> str:
    label = leaf.label if leaf else ""
    number = number_of(label)
    return label if number is None or label.isdigit() else repr(number)


def bracketed(code: str) -> str:
    """Code as a factor of a product."""
    return code if _SIMPLE.fullmatch(code) else f"({code})"


def _filled(code: str, operands: Sequence[str], value: str) -> str:
    places = {"a": operands[0], "b": operands[1], "y": value}
    return _PLACE.sub(lambda found: places[found[0]], code)


def functions_in(lines: Iterable[str]) -> list[str]:
    """Which of FUNCTIONS some lines of code call."""
    words = {word for line in lines for word in re.findall(r"[a-z]\w*", line.partition("#")[0])}
    return [name for name in FUNCTIONS if name in words]
