"""What stands in a number field: what is typed there is read by `model/entering.py`, and numbers are shown so."""

from __future__ import annotations

from treeedit.model.entering import number_entered

__all__ = ["number_entered", "number_shown"]


def number_shown(value: float) -> str:
    """A number as a field shows it: short, and exact when typed again."""
    text = f"{value:.12g}"
    return (text if float(text) == value else repr(value)).removesuffix(".0")
