"""How a text was read, in one line: the formulas as they are now, and which inputs they bring.

Whoever takes a text over from elsewhere shows it, so that a letter that was meant as a name, or the other way round, is
seen at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from treeedit.figure.typeset import typeset, typeset_formula
from treeedit.model.formula import Definition
from treeedit.model.labels import EULER, is_name
from treeedit.model.records import Leaf
from treeedit.words import translate

_MOST_FORMULAS, _MOST_INPUTS = 3, 12
_LONGEST, _MOST_TOKENS = 90, 400


def read_as(definitions: Sequence[Definition], known: Collection[str]) -> str:
    """The line for some formulas; known: the names that the document had before."""
    formulas = [_formula(each) for each in definitions[:_MOST_FORMULAS]]
    formulas += ["…"] if len(definitions) > _MOST_FORMULAS else []
    told = translate("read_as", "read as {0}").format("; ".join(formulas))
    fresh = [typeset(label) for label in new_inputs(definitions, known)]
    if not fresh:
        return told
    listed = ", ".join([*fresh[:_MOST_INPUTS], *(["…"] if len(fresh) > _MOST_INPUTS else [])])
    words = translate("read_as", "new input: {0}") if len(fresh) == 1 else translate("read_as", "new inputs: {0}")
    return f"{told}; {words.format(listed)}"


def new_inputs(definitions: Sequence[Definition], known: Collection[str]) -> list[str]:
    """The labels of inputs in some formulas that the document does not know, in the order of the text."""
    leaves = (token for each in definitions for token in each.expression if isinstance(token, Leaf))
    return list(dict.fromkeys(leaf.label for leaf in leaves if is_name(leaf.label) and leaf.label not in known))


def _formula(each: Definition) -> str:
    text = typeset_formula(each.expression) if len(each.expression) <= _MOST_TOKENS else "…"
    text = text.replace(EULER, "e") if Leaf("e") not in each.expression else text
    whole = f"{typeset(each.name)} = {text}" if each.name else text
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"
