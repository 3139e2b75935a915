"""Text and files: a formula read and printed, a document saved and loaded, a picture written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import Scale, Table, best
from benchmarks.trees import trees
from benchmarks.window import grown
from treeedit.export.svg import svg_bytes
from treeedit.figure.look import Look
from treeedit.figure.page import page
from treeedit.files.paper import load, save
from treeedit.model.analysis import analyse, evaluated
from treeedit.model.formula import parse, print_formula


def files(scale: Scale) -> Table:
    """The whole document through every door that text and files have."""
    table = Table("files: ms", ["tree", "nodes", "print", "parse", "save", "load", "picture", "SVG"])
    seconds = scale.seconds / 4
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.tree"
        for shape, _, expression in trees(scale):
            forest = grown(expression)
            root = forest.trees()[0]
            text = print_formula(forest, root)
            analysis = analyse(forest)
            evaluation = evaluated(forest, analysis)
            figure = page(forest, analysis, evaluation, Look())
            row = [
                best(lambda: print_formula(forest, root), seconds),  # noqa: B023
                best(lambda: parse(text), seconds),  # noqa: B023
                best(lambda: save(forest, path), seconds),  # noqa: B023
                best(lambda: load(path), seconds),
                best(lambda: page(forest, analysis, evaluation, Look()), seconds),  # noqa: B023
                best(lambda: svg_bytes(figure, 1.0, shape, "none"), seconds),  # noqa: B023
            ]
            table.rows.append([shape, len(forest.nodes), *row])
    return table
