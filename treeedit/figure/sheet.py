"""The sums of an exercise on a picture: under each tree a line for every sum that is asked for, ∂f/∂x₁ = [    ].

On the screen the sums stand on the cards beside the canvas; a sheet on paper has none, so they are written here.
"""

from __future__ import annotations

from treeedit.figure.blanks import BOX_HEIGHT, BOX_WIDTH, draw_blank
from treeedit.figure.drawing import Drawing
from treeedit.figure.figure import Bounds, Figure, Text
from treeedit.figure.fonts import width_of
from treeedit.figure.look import LABEL_SIZE
from treeedit.figure.names import Names
from treeedit.figure.veil import Field, State, Veil
from treeedit.model.exercises import in_walking_order, rows_summed
from treeedit.model.passes import Evaluation
from treeedit.model.records import Blank
from treeedit.model.sets import total_of

_LINE, _GAP, _MARGIN = 30.0, 22.0, 14.0


def add_sums(figure: Figure, drawing: Drawing, tree: int, evaluation: Evaluation, veil: Veil) -> None:
    """Write the sums of a tree that are asked for under its figure, and let its bounds reach so far."""
    order = evaluation.order
    names = Names(drawing.forest, order, drawing.analysis.sets, evaluation.tape.output)
    root = int(order.roots[tree])
    inside = range(root - int(order.size[root]) + 1, root + 1)
    asked = [blank for blank in veil.fields if blank.kind == "sum" and _is_whole(drawing, blank, inside)]
    left, top, right, bottom = figure.bounds
    for index, blank in enumerate(in_walking_order(drawing.analysis, asked)):
        row = order.rows[blank.node]
        name = f"∂{names.output(row).below().plain}/∂{names.bare(row).below().plain} = "
        base = bottom + _GAP + index * _LINE
        wide = _MARGIN + width_of(name, LABEL_SIZE)
        figure.texts.append(Text(left + _MARGIN, base, name, LABEL_SIZE, drawing.look.theme.ink))
        number = total_of(evaluation.partial[rows_summed(drawing.analysis, row)].tolist())
        _fill_in(figure, drawing, veil.fields[blank], (left + wide + 2.0, base), number)
        right = max(right, left + wide + 1.5 * BOX_WIDTH)
    if asked:
        figure.bounds = Bounds(left, top, right, bottom + _GAP + (len(asked) - 1) * _LINE + 0.5 * _LINE)


def _is_whole(drawing: Drawing, blank: Blank, inside: range) -> bool:
    row = drawing.analysis.tape.order.rows[blank.node]
    return row in inside and int(drawing.analysis.tape.output[row]) >= 0


def _fill_in(figure: Figure, drawing: Drawing, field: Field, at: tuple[float, float], total: float) -> None:
    """The box, and the number in it where the solution is shown."""
    look, (x, base) = drawing.look, at
    high = 1.3 * BOX_HEIGHT
    middle = base - 0.36 * LABEL_SIZE
    box = Bounds(x + 4.0, middle - high / 2, x + 4.0 + 1.3 * BOX_WIDTH, middle + high / 2)
    draw_blank(figure, box, field, look.theme.partial, look)
    if field.state is State.SOLVED:
        figure.texts.append(Text(x + 10.0, base, look.number(total), LABEL_SIZE, look.theme.partial, "bold"))
