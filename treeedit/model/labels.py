"""What may be written on a leaf: the name of an input, or a number."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from treeedit.model.operators import OPERATORS
from treeedit.model.records import EditError
from treeedit.words import translate

MAX_LABEL = 100
CONSTANTS: Mapping[str, float] = {"pi": math.pi}
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PI_PRODUCT = re.compile("π[A-Za-z]")  # 2πr is a product for whoever writes it
_SUBSCRIPT_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_RESERVED = frozenset(
    name for entry in OPERATORS.values() for name in (entry.key, entry.spelling, *entry.aliases)
) | frozenset(CONSTANTS)


@lru_cache(maxsize=20_000)
def number_of(label: str) -> float | None:
    """The number that a label stands for; None if it is not a constant's label."""
    if label in CONSTANTS:
        return CONSTANTS[label]
    return float(label) if _NUMBER.fullmatch(label) else None


def is_name(label: str) -> bool:
    """Whether a label names an input (and is not a number)."""
    return number_of(label) is None


def checked_label(text: str) -> str:
    """A label as it is stored, from what somebody typed. EditError with a sentence if it cannot be one."""
    label = unicodedata.normalize("NFC", text.strip()).translate(_SUBSCRIPT_DIGITS)
    if label == "π":
        return "pi"
    if len(label) > MAX_LABEL:
        raise EditError(
            translate("labels", "A label has at most {0} characters; this one has {1}.").format(MAX_LABEL, len(label))
        )
    number = number_of(label)
    if number is not None:
        if math.isinf(number):
            raise EditError(translate("labels", "The number {0} is too large.").format(label))
        return label
    if label in _RESERVED:
        raise EditError(translate("labels", "“{0}” is an operator and cannot be the label of an input.").format(label))
    if not label.isidentifier() or not all(map(_is_of_a_label, label)) or _PI_PRODUCT.match(label):
        raise EditError(
            translate("labels", "“{0}” is not a label: use letters, digits and _, or a number.").format(_shown(label))
        )
    return label


def _is_of_a_label(character: str) -> bool:
    """Whether a character is a letter, a mark on one, a digit or _, and not a raised or lowered one."""
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    return character == "_" or (unicodedata.category(character)[0] in "LMN" and not raised)


def _shown(label: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in label)
