"""treeedit: backpropagation as a tree that one can build, play with and put on a slide.

From Python, and so in a notebook, without a window and without Qt:

    >>> import treeedit
    >>> answer = treeedit.evaluate("(x1 + x2)^2 + x3/(x1 + x2)", {"x1": 1, "x2": 2, "x3": 3})
    >>> answer["trees"][0]["value"]
    10.0

A notebook shows a forest, which `parse` and `load` give, as a drawing with its values and partials; `picture` draws it
in other looks or for other inputs, and `steps` draws the passes step by step.

Importing the package imports nothing else; each function fetches what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from typing import Unpack

    from treeedit.export.sketch import Looks, Picture, Pictures
    from treeedit.model.forest import Forest

__all__ = ["__version__", "evaluate", "load", "parse", "picture", "save", "steps"]

__version__ = "0.1.0"


def parse(text: str) -> Forest:
    """The trees of one or several formulas, plain or in LaTeX. ValueError with line, column and what was expected."""
    from treeedit.model.reading import grown

    if not isinstance(text, str):
        raise TypeError(f"a formula is text, not {type(text).__name__}")
    return _shown(grown(text))


def load(path: str | os.PathLike[str]) -> Forest:
    """The forest in a .tree file, or in a picture that carries one. ValueError with a sentence if it cannot be read."""
    from treeedit.files import paper

    return _shown(paper.load(path))


def save(forest: Forest, path: str | os.PathLike[str]) -> None:
    """Write a forest to a .tree file, atomically. ValueError with a sentence if that cannot be done."""
    from treeedit.files import paper
    from treeedit.model.forest import Forest

    if not isinstance(forest, Forest):
        raise TypeError(f"a forest is saved, as parse and load give it, not {type(forest).__name__}")
    paper.save(forest, path)


def evaluate(source: str | Forest, inputs: Mapping[str, float] | None = None) -> dict[str, Any]:
    """All values, partials, sets and sums of a formula or a forest, as plain dictionaries and lists.

    inputs: values by label; others keep the forest's value, which for a formula is 1. The forest is not changed.
    ValueError if the formula cannot be read, a label is not there, or a value is no finite number.
    """
    from treeedit.export.answer import answer, results_of

    return answer(results_of(_forest(source, inputs), inputs))


def picture(source: str | Forest, inputs: Mapping[str, float] | None = None, **looks: Unpack[Looks]) -> Picture:
    """A formula or a forest as a drawing, which a notebook shows and whose `svg` is the text of an SVG.

    looks: theme="dark", orientation="left", form="shared", numbers="decimals", digits=6, as on the command line.
    ValueError as in `evaluate`, or if there is no such look.
    """
    from treeedit.export.sketch import picture_of

    return picture_of(_forest(source, inputs), inputs or {}, looks)


def steps(
    source: str | Forest, inputs: Mapping[str, float] | None = None, most: int = 9, **looks: Unpack[Looks]
) -> Pictures:
    """The most instructive steps of both passes as drawings, each with what happens; a notebook shows them all.

    most: how many; 0 means all. looks: as in `picture`. ValueError as there, or if they are too many.
    """
    from treeedit.export.sketch import steps_of

    return steps_of(_forest(source, inputs), inputs or {}, most, looks)


def _forest(source: str | Forest, inputs: Mapping[str, float] | None) -> Forest:
    """A forest, or that of a formula, which may mean the names of the inputs. TypeError if it is neither."""
    from collections.abc import Mapping

    from treeedit.model.forest import Forest
    from treeedit.model.reading import grown

    if inputs is not None and not isinstance(inputs, Mapping):
        raise TypeError(f"inputs are values by label, such as {{'x': 2}}, not {type(inputs).__name__}")
    if isinstance(source, str):
        return _shown(grown(source, inputs or {}))
    if not isinstance(source, Forest):
        raise TypeError(f"a formula or a forest is wanted, not {type(source).__name__}")
    return source


def _shown(forest: Forest) -> Forest:
    """The same forest, which a notebook can draw from now on."""
    from treeedit.model.forest import Forest

    Forest.sketch = _sketch
    return forest


def _sketch(forest: Forest) -> str | None:
    from treeedit.export.sketch import sketch

    return sketch(forest)
