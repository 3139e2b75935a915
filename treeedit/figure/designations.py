"""What a node without a name is called where another one is spoken of in the same breath: its formula, if it is short.

Named functions stand in it by their names, so that g^2 is the square of g, whatever g is.
"""

from __future__ import annotations

from treeedit.figure.numbers import MINUS
from treeedit.figure.typeset import typeset_formula
from treeedit.model.order import OPERATOR_LIST, Order
from treeedit.model.records import Expression, Leaf
from treeedit.model.sets import Sets
from treeedit.model.tokens import INFIX, TIMES
from treeedit.model.typesetting import print_latex

LONGEST = 14
"""Letters: two such formulas in each of four derivatives still make a line that fits a bar."""
_MOST_TOKENS = 9
_QUOTIENT = next(each for each in INFIX.values() if each.precedence == TIMES.precedence and not each.commutative)


def short_formula(order: Order, sets: Sets, row: int) -> Expression | None:
    """The expression of a node, with names for the named functions in it; None if it is too long to be a name."""
    tokens: list[Leaf | str | None] = []
    stack = [row]
    while stack:
        each = stack.pop()
        code = int(order.operator[each]) if each >= 0 else -1
        name = sets.name_of(each) if code >= 0 and each != row else ""
        if each < 0 or code < 0 or name:
            tokens.append(None if each < 0 else Leaf(name or order.labels[int(order.label[each])]))
        else:
            tokens.append(OPERATOR_LIST[code].key)
            stack += order.operands[each, : OPERATOR_LIST[code].arity].tolist()
        if len(tokens) > _MOST_TOKENS:
            return None
    found = tuple(reversed(tokens))
    return found if len(plain_formula(found)) <= LONGEST else None


def latex_formula(expression: Expression) -> str:
    """A formula that is as high as a line: quotients with a slash, unless products are in it, too."""
    if _QUOTIENT.key not in expression or TIMES.key in expression:
        return print_latex(expression)
    as_product = tuple(TIMES.key if token == _QUOTIENT.key else token for token in expression)
    return print_latex(as_product).replace(r" \cdot ", "/")


def plain_formula(expression: Expression) -> str:
    """A formula in a line of plain text."""
    return typeset_formula(expression).replace("*", " · ").replace("-", MINUS)
