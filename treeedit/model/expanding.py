"""What a name stands for in a document: a label that names a function there grows the function's definition."""

from __future__ import annotations

from collections.abc import Mapping

from treeedit.model.records import Expression, Function, Leaf


def with_functions(expression: Expression, functions: Mapping[str, Function]) -> Expression:
    """An expression in which the leaves that name a function are its definition."""
    if not any(isinstance(token, Leaf) and token.label in functions for token in expression):
        return expression
    grown: list[Leaf | str | None] = []
    for token in expression:
        named = isinstance(token, Leaf) and token.label in functions
        grown.extend(functions[token.label].definition if named and isinstance(token, Leaf) else (token,))
    return tuple(grown)
