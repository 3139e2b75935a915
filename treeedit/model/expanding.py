"""What a name stands for in a document: a label that names a function there grows the function's definition."""

from __future__ import annotations

from collections.abc import Mapping

from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Function, Leaf
from treeedit.model.sameness import INCOMPLETE, Sameness


def with_functions(expression: Expression, functions: Mapping[str, Function]) -> Expression:
    """An expression in which the leaves that name a function are its definition."""
    if not any(isinstance(token, Leaf) and token.label in functions for token in expression):
        return expression
    grown: list[Leaf | str | None] = []
    for token in expression:
        named = isinstance(token, Leaf) and token.label in functions
        grown.extend(functions[token.label].definition if named and isinstance(token, Leaf) else (token,))
    return tuple(grown)


def substituted(expression: Expression, function: Expression, other: Expression) -> Expression:
    """An expression in which every instance of a function, the largest first, is another expression."""
    sameness = Sameness()
    wanted = sameness.of(function)
    numbers, sizes = sameness.by_token(expression), sizes_of(expression)
    if wanted == INCOMPLETE or wanted not in numbers:
        return expression
    tokens: list[Leaf | str | None] = []
    place = len(expression) - 1
    while place >= 0:
        is_instance = numbers[place] == wanted
        tokens.extend(reversed(other) if is_instance else (expression[place],))
        place -= sizes[place] if is_instance else 1
    return tuple(reversed(tokens))


def sizes_of(expression: Expression) -> list[int]:
    """For each token how many the subtree has that ends with it."""
    found: list[int] = []
    stack: list[int] = []
    for token in expression:
        size = 1
        for _ in range(OPERATORS[token].arity if isinstance(token, str) else 0):
            size += stack.pop()
        stack.append(size)
        found.append(size)
    return found
