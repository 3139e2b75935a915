"""TikZ has the boxes of the figure, names for nodes and colours, and compiles quietly whatever a label says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.export.documents import DOCUMENTS
from tests.export.ordering import NO_QT, RUNNING, order_of, stepped
from tests.figure.sketching import covered
from tests.support import grow
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import Course, Order
from treeedit.figure.form import FORMS, Form
from treeedit.figure.look import ORIENTATIONS, THEMES, Look
from treeedit.model.forest import Forest
from treeedit.model.operators import OPERATORS
from treeedit.model.pinning import pin_note
from treeedit.model.records import Edit, Input, Leaf, Point

HOSTILE = r"a_b \input{/etc/passwd} \def\x{}% $ & # ^^M ~ { } < > | \" ` ' 变 ö"


def tikz(order: Order) -> str:
    return export_bytes(EXPORTS["tikz"], order, NO_QT).decode()


def test_every_node_has_its_name_place_and_size() -> None:
    order = order_of(RUNNING)
    left, top, _, _ = order.figure.bounds
    text = tikz(order)
    for shape in order.figure.shapes:
        line = next(line for line in text.splitlines() if f" (n{shape.node}) at " in line)
        place = re.search(r"at \(([-0-9.]+),([-0-9.]+)\)", line)
        size = re.search(r"minimum width=([0-9.]+)bp, minimum height=([0-9.]+)bp", line)
        assert place is not None
        assert size is not None
        assert [float(each) for each in place.groups()] == pytest.approx([shape.x - left, shape.y - top], abs=1e-3)
        assert [float(each) for each in size.groups()] == pytest.approx(
            [0.75 * shape.width, 0.75 * shape.height], abs=1e-3
        )


def test_every_edge_ends_at_two_nodes() -> None:
    edges = [line for line in tikz(order_of(RUNNING)).splitlines() if line.startswith(r"\path[tree edge")]
    assert len(edges) == 10
    assert all(len(re.findall(r"\(n\d+\.(?:north|south)\)", edge)) == 2 for edge in edges)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("where", ORIENTATIONS)
def test_every_edge_is_one_path_between_two_nodes_or_a_node_and_an_empty_slot(where: str, form: str) -> None:
    forest = grow("g = x*x; f = g + exp(g + □) + (x1 + x)/g")
    text = tikz(order_of(forest, Look(orientation=where, form=Form(form))))
    edges = [line for line in text.splitlines() if line.startswith(r"\path[tree edge")]
    found = [re.findall(r"((?:n|empty)\d+)\.(?:north|south|east|west|center)", edge) for edge in edges]
    assert all(len(each) == 2 for each in found)
    assert sum("empty1" in each for each in found) == 1
    assert {slot.parent for node in forest.nodes if (slot := forest.slot_of(node))} >= {int(a[1:]) for a, _ in found}


def test_colours_are_defined_by_what_they_mean() -> None:
    text, theme = tikz(order_of("x*y")), Look().theme
    assert rf"\definecolor{{treevalue}}{{HTML}}{{{theme.value[1:]}}}" in text
    assert rf"\definecolor{{treesetB}}{{HTML}}{{{theme.set_strokes[1][1:]}}}" in text


def test_numbers_hang_on_their_nodes() -> None:
    values = [line for line in tikz(order_of("x*y")).splitlines() if "text=treevalue" in line]
    assert len(values) == 3
    assert all(re.search(r"at \(\[shift=.*\]n\d+\.center\)", line) for line in values)


def test_a_scale_enlarges_points_and_letters() -> None:
    assert "x=0.75bp, y=-0.75bp" in tikz(order_of("x"))
    assert "x=1.5bp, y=-1.5bp" in tikz(order_of("x", scale=2.0))


def on_slide(text: str, slide: int) -> list[str]:
    """The lines of TikZ that draw something on a slide."""
    found, is_on = [], True
    for line in text.splitlines():
        if span := re.match(r"\\only<(\d+)-(\d*)(\|handout:0)?>\{%$", line):
            is_on = int(span[1]) <= slide <= int(span[2] or 999)
            assert bool(span[2]) == bool(span[3])
        elif line == "}":
            is_on = True
        elif is_on and line.startswith(("\\path", "\\node", "\\fill")):
            found.append(line)
    return found


def test_every_slide_draws_what_is_in_its_frame_and_what_it_says() -> None:
    order = stepped("x*y + 1/x")
    text, series = tikz(order), order.subject.series
    for index in range(len(series)):
        bare, lines = series.bare(index), on_slide(text, index + 1)
        labels = sum(1 for shape in bare.shapes if shape.node)
        layers = bare.grounds, bare.edges, bare.lines, bare.shapes, bare.marks, bare.outlines, bare.texts
        assert len(lines) == sum(map(len, layers)) - labels + 2
        assert r"$\displaystyle" in lines[-1] or "computed" in lines[-1]


@pytest.mark.parametrize("look", [Look(form=Form("shared"), orientation="left"), Look(form=Form("shared")), Look()])
def test_every_slide_draws_every_curve_of_its_frame_once(look: Look) -> None:
    order = stepped(RUNNING + " + □", look=look)
    text, series = tikz(order), order.subject.series
    for index in range(len(series)):
        edges = [edge for edge in series.bare(index).edges if edge[:2] != edge[2:4]]
        drawn = sum(line.count(".. controls") for line in on_slide(text, index + 1))
        assert drawn == sum(len(edge.curves()) for edge in edges)


def test_notes_lie_on_top_of_every_slide_and_below_what_it_says() -> None:
    text = tikz(stepped(noted("look")))
    for slide in (1, 9):
        assert "look" in on_slide(text, slide)[-2]


def test_every_node_is_there_on_every_slide_so_that_its_edges_find_it() -> None:
    order = stepped()
    text = tikz(order)
    names = [f"(n{node}) at" for node in order.subject.forest.nodes]
    for slide in range(1, len(order.subject.series) + 1):
        nodes = [line for line in on_slide(text, slide) if any(name in line for name in names)]
        assert len(nodes) == len(names)


def test_a_sentence_is_one_formula_whose_numbers_alone_have_colours() -> None:
    summed, last = tikz(stepped(course=Course(most=9))).splitlines()[-6::3]
    assert last.endswith(r"\frac{\partial f}{\partial x_3} = \textcolor{treepartial}{\frac{1}{3}}$};")
    assert summed.endswith(
        r" = \frac{\partial f}{\partial x_2^{(1)}} + \frac{\partial f}{\partial x_2^{(2)}} = \textcolor{treepartial}{6}"
        r" + \textcolor{treepartial}{\left(-\frac{1}{3}\right)} = \textcolor{treepartial}{\frac{17}{3}}$};"
    )


def test_one_step_alone_needs_no_overlays() -> None:
    text = tikz(stepped(course=Course(numbers=(-1,))))
    assert r"\only" not in text
    assert r"= \textcolor" in text


def test_what_lies_behind_a_fold_is_drawn_before_it() -> None:
    order = DOCUMENTS["folded"]()
    shapes = order.figure.shapes
    fold = next(i for i, shape in enumerate(shapes) if shape.node and not shapes[i - 1].node)
    lines = tikz(order).splitlines()
    (node,) = (i for i, line in enumerate(lines) if f"(n{shapes[fold].node}) at" in line)
    behind = f"draw=treeedge, line width={0.75 * shapes[fold - 1].line:g}bp"
    assert [i for i, line in enumerate(lines) if behind in line] == [node - 1]


def noted(text: str, source: str = RUNNING) -> Forest:
    forest = grow(source)
    forest.apply(pin_note(forest, forest.trees()[0], text, Point(150, -60)))
    return forest


def test_the_mathematics_of_a_note_goes_out_as_latex() -> None:
    assert r"$\displaystyle \frac{\partial f}{\partial x}$" in tikz(
        order_of(noted(r"so $\frac{\partial f}{\partial x}$"))
    )


def test_a_note_that_is_no_mathematics_stays_text() -> None:
    text = tikz(order_of(noted(r"$\input{/etc/passwd}$")))
    assert r"\input" not in text
    assert r"\$$\backslash$input$\{$/etc/passwd$\}$\$" in text


def test_notes_are_drawn_after_all_that_they_cover_and_hang_on_no_node() -> None:
    order = order_of(covered())
    lines = tikz(order).splitlines()[:-1]
    sheets = [len(sheet.texts) for sheet in order.figure.sheets]
    last = lines[-sum(sheets) - 2 :]
    kinds = [kind for count in sheets for kind in (r"\path", *[r"\node"] * count)]
    assert [line.partition("[")[0] for line in last] == kinds
    assert not any(".center)" in line for line in last)


def compiled(tmp_path: Path, order: Order) -> str:
    """What pdflatex says of the stand-alone document."""
    (tmp_path / "a.tex").write_bytes(rb"\pdfobjcompresslevel0 " + export_bytes(EXPORTS["tex"], order, NO_QT))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout.decode(errors="replace")


def hostile() -> Forest:
    """A label that no editor lets through, in a tree, a title and a note."""
    forest = noted(HOSTILE + r" $\sum_{i=1}^n \bm{x}_i \ge \sqrt{θ}$")
    pairs = {node: (record, Leaf(HOSTILE)) for node, record in forest.nodes.items() if record == Leaf("x3")}
    forest.apply(Edit(nodes=pairs, inputs={HOSTILE: (None, Input())}, about={"title": (None, HOSTILE + "\n\\end")}))
    return forest


needs_tex = pytest.mark.skipif(
    shutil.which("pdflatex") is None,
    reason="pdflatex is missing: apt-get install texlive-latex-base texlive-pictures texlive-latex-extra",
)


@needs_tex
@pytest.mark.timeout(120)
@pytest.mark.parametrize("theme", ["print", "dark"])
def test_a_hostile_tree_compiles_without_a_warning(theme: str, tmp_path: Path) -> None:
    log = compiled(tmp_path, order_of(hostile(), Look(THEMES[theme]), title=HOSTILE, background="#FFFFFF"))
    assert "Output written on a.pdf (1 page" in log, log
    assert not [line for line in log.splitlines() if "Warning" in line or "Missing character" in line]
    assert "root:" not in log


@needs_tex
@pytest.mark.timeout(120)
def test_every_operator_compiles_to_a_page_of_the_size_of_the_figure(tmp_path: Path) -> None:
    forest = grow(
        "; ".join(
            f"{entry.spelling}({', '.join('xy'[: entry.arity])})" if entry.spelling.isidentifier() else "x*y"
            for entry in OPERATORS.values()
        )
    )
    order = order_of(forest)
    log = compiled(tmp_path, order)
    assert "Output written on a.pdf (1 page" in log, log
    assert "Warning" not in log
    left, top, right, bottom = order.figure.bounds
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", (tmp_path / "a.pdf").read_bytes())
    assert box is not None
    assert [float(each) for each in box.groups()] == pytest.approx(
        [0.75 * (right - left), 0.75 * (bottom - top)], abs=0.1
    )


def test_a_picture_is_ready_for_languages_in_which_signs_are_active() -> None:
    lines = tikz(order_of("x*y")).splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(r"\begin{tikzpicture}"))
    assert any(r"\usetikzlibrary{babel}" in line for line in lines[:begin])


def test_no_length_is_longer_than_tex_can_hold() -> None:
    wide = tikz(order_of(" + ".join(f"x{i}*y{i}" for i in range(400))))
    unit = float(re.search(r"x=([0-9.]+)bp", wide)[1])  # type: ignore[index]
    places = [float(each) for pair in re.findall(r"\((-?[0-9.]+),(-?[0-9.]+)\)", wide) for each in pair]
    assert max(places) * unit < 16_000
    assert unit < 0.75
