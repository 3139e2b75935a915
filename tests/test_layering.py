"""Proves who may import whom: the rooms of the house, and the Qt line through it.

The rule: an import leads from a line of ROOMS to a line below it, or stays within its own room, and no imports lead
in a circle, not even those for types. Nothing below the Qt line imports a binding of Qt, in no way: not lazily, not
for type checking, not by a string. What the program loads at run time is checked as well. A module without a line in
ROOMS is an error: give it one.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest

# From the top of the house to its foundation. A module's room is the longest part of its name with a line here.
ABOVE_QT_LINE = (
    "treeedit.__main__",
    "treeedit.cli",
    "treeedit.completion",
    "treeedit.exporting",
    "treeedit.export_arguments",
    "treeedit.arguments",
    "treeedit.app",
    "treeedit.display",
    "treeedit.system_packages",
    "treeedit.window.main",
    "treeedit.window.actions",
    "treeedit.window.parts",
    "treeedit.window.presentation",
    "treeedit.window.export_dialog",
    "treeedit.window.printing",
    "treeedit.window.exercise",
    "treeedit.window.explore",
    "treeedit.window.frame",
    "treeedit.window.steps",
    "treeedit.window.panels",
    "treeedit.window.editing",
    "treeedit.window.inputs",
    "treeedit.window.documents",
    "treeedit.window.widgets",
    "treeedit.window.settings",
    "treeedit.window.__init__",
    "treeedit.canvas.view",
    "treeedit.canvas.gestures",
    "treeedit.canvas.transfer",
    "treeedit.canvas.camera",
    "treeedit.canvas.scene",
    "treeedit.canvas.painting",
    "treeedit.canvas.__init__",
    "treeedit.session",
)
BELOW_QT_LINE = (
    "treeedit.export",
    "treeedit.figure",
    "treeedit.files",
    "treeedit.model.__init__",
    "treeedit.model.writing",
    "treeedit.model.layering",
    "treeedit.model.settling",
    "treeedit.model.untangling",
    "treeedit.model.reading_order",
    "treeedit.model.steps",
    "treeedit.model.sharing",
    "treeedit.model.answers",
    "treeedit.model.entering",
    "treeedit.model.answer_key",
    "treeedit.model.exercises",
    "treeedit.model.marking",
    "treeedit.model.descent",
    "treeedit.model.curves",
    "treeedit.model.sweep",
    "treeedit.model.costs",
    "treeedit.model.shapes",
    "treeedit.model.checks",
    "treeedit.model.paths",
    "treeedit.model.analysis",
    "treeedit.model.noise",
    "treeedit.model.roundoff",
    "treeedit.model.passes",
    "treeedit.model.reasons",
    "treeedit.model.tape",
    "treeedit.model.sets",
    "treeedit.model.graph",
    "treeedit.model.layout",
    "treeedit.model.contours",
    "treeedit.model.order",
    "treeedit.model.derivatives",
    "treeedit.model.exact",
    "treeedit.model.gathering",
    "treeedit.model.reading",
    "treeedit.model.latex_input",
    "treeedit.model.latex_heads",
    "treeedit.model.latex_functions",
    "treeedit.model.latex_numbers",
    "treeedit.model.latex_reading",
    "treeedit.model.latex_calls",
    "treeedit.model.latex_names",
    "treeedit.model.latex_indices",
    "treeedit.model.latex_tokens",
    "treeedit.model.latex_words",
    "treeedit.model.formula",
    "treeedit.model.parsing",
    "treeedit.model.typesetting",
    "treeedit.model.printing",
    "treeedit.model.scanning",
    "treeedit.model.functions",
    "treeedit.model.tokens",
    "treeedit.model.ropes",
    "treeedit.model.expanding",
    "treeedit.model.rows",
    "treeedit.model.rewriting",
    "treeedit.model.edits",
    "treeedit.model.naming",
    "treeedit.model.presets",
    "treeedit.model.belongings",
    "treeedit.model.pinning",
    "treeedit.model.about",
    "treeedit.model.folding",
    "treeedit.model.sameness",
    "treeedit.model.draft",
    "treeedit.model.forest",
    "treeedit.model.labels",
    "treeedit.model.lookalikes",
    "treeedit.model.records",
    "treeedit.model.lazily",
    "treeedit.model.patience",
    "treeedit.model.operators",
    "treeedit.model.operator_entry",
    "treeedit.model.elementary",
    "treeedit.model.special",
    "treeedit.words",
    "treeedit.assets",
    "treeedit.__init__",
)
ROOMS = ABOVE_QT_LINE + BELOW_QT_LINE
# These start without Qt, and may import what lies above the Qt line only inside functions.
LATE = ("treeedit.__main__", "treeedit.cli", "treeedit.exporting", "treeedit.export_arguments", "treeedit.arguments")
# The package itself stands lowest, as importing anything imports it; inside functions it fetches from above.
FACADE = "treeedit.__init__"
QT = {"PySide6", "shiboken6", "PyQt5", "PyQt6", "qtpy", "qtawesome", "pyqtgraph"}

PROJECT = Path(__file__).resolve().parent.parent


class Import(NamedTuple):
    """A module named in an import, where, and whether it is imported only when a function runs."""

    module: str
    line: int
    lazy: bool


# Reading


def modules(package: Path) -> dict[str, Path]:
    """The files of a package by module name; that of a package itself ends in .__init__."""
    files = sorted(package.rglob("*.py"))
    return {".".join(file.relative_to(package.parent).with_suffix("").parts): file for file in files}


def imports(name: str, file: Path) -> Iterator[Import]:
    """Everything that a module imports, in whatever form."""
    tree = ast.parse(file.read_bytes())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    late = {id(inner) for function in functions for part in function.body for inner in ast.walk(part)}
    late |= {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Lambda) for inner in ast.walk(node.body)}
    checked = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    late |= {id(inner) for node in checked for part in node.body for inner in ast.walk(part)}
    for node in ast.walk(tree):
        for module in named_by(node, name):
            yield Import(module, getattr(node, "lineno", 0), id(node) in late)


def named_by(node: ast.AST, importer: str) -> list[str]:
    """The modules that one node of the syntax tree imports, with their full names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = absolute("." * node.level + (node.module or ""), importer)
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call):
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        texts = [item.value for item in given if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        return [absolute(text, importer) for text in texts if looks_like_a_module(text)]
    return []


def looks_like_a_module(text: str) -> bool:
    """Whether a string that is handed to a function could be meant for import_module or its like."""
    name = text.lstrip(".")
    is_dotted = all(part.isidentifier() for part in name.split("."))
    return is_dotted and (name.split(".")[0] in QT | {"treeedit"} or text.startswith("."))


def absolute(name: str, importer: str) -> str:
    """A module's full name, where it may have been given relative to its importer."""
    above = len(name) - len(name.lstrip("."))
    return ".".join([*importer.split(".")[:-above], name[above:]]).rstrip(".") if above else name


# Judging


def room_of(module: str, known: dict[str, Path]) -> str | None:
    """The line of ROOMS that a module, there or still to come, or a name in it belongs to; None if it has none."""
    places = {*known, *ROOMS}
    parts = module.split(".")
    while parts and ".".join(parts) not in places and ".".join([*parts, "__init__"]) not in places:
        parts.pop()
    parts += ["__init__"] if ".".join(parts) not in places else []
    names = (".".join(parts[:length]) for length in range(len(parts), 1, -1))
    return next((name for name in names if name in ROOMS), None)


def violations(package: Path) -> list[str]:
    """A sentence for every import that the house does not allow."""
    known = modules(package)
    strangers = [f"{name} has no line in ROOMS" for name in known if not room_of(name, known)]
    return strangers + [
        f"{name}:{found.line} must not import {found.module}"
        for name, file in known.items()
        for found in imports(name, file)
        if not allowed(room_of(name, known), found, known)
    ]


def allowed(room: str | None, found: Import, known: dict[str, Path]) -> bool:
    """Whether a module of this room may import what was found there."""
    if room is None:
        return True
    is_late_enough = found.lazy or room not in LATE
    if found.module.split(".")[0] in QT:
        return room in ABOVE_QT_LINE and is_late_enough
    target = room_of(found.module, known) if found.module.split(".")[0] == "treeedit" else None
    if target is None or target == room:
        return True
    if room == FACADE and found.lazy and target in BELOW_QT_LINE:
        return True
    is_below = ROOMS.index(room) < ROOMS.index(target)
    return is_below and (is_late_enough or target in BELOW_QT_LINE + LATE)


def circles(package: Path) -> list[list[str]]:
    """The groups of modules that lead back to themselves by imports of any form, those for types included.

    What the package itself fetches from above inside its functions leads back to it and is left out.
    """
    known = modules(package)
    graph = nx.DiGraph()
    for name, file in ((name, file) for name, file in known.items() if name != FACADE):
        found = (holder(named.module, known) for named in imports(name, file))
        graph.add_edges_from((name, other) for other in found if other and other != name)
    return [sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1]


def holder(name: str, known: dict[str, Path]) -> str | None:
    """The file that a module, or something in it, stands in; None for what is not the program's."""
    parts = name.split(".")
    while parts:
        at = next((at for at in (".".join(parts), ".".join([*parts, "__init__"])) if at in known), None)
        if at:
            return at
        parts.pop()
    return None


# The house as it stands


def test_every_import_leads_downwards_and_qt_stays_above_its_line() -> None:
    assert violations(PROJECT / "treeedit") == []


def test_no_imports_lead_in_a_circle() -> None:
    assert circles(PROJECT / "treeedit") == []


@pytest.mark.timeout(60)
def test_whatever_lies_below_the_qt_line_and_the_command_line_load_no_qt() -> None:
    known = modules(PROJECT / "treeedit")
    names = [name for name in known if room_of(name, known) in (*BELOW_QT_LINE, "treeedit.cli")]
    program = (
        "import importlib, sys\n"
        f"for name in {names}: importlib.import_module(name.removesuffix('.__init__'))\n"
        f"print(sorted(name for name in sys.modules if name.split('.')[0] in {QT}))"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (answer.stdout.strip(), answer.stderr) == ("[]", "")


# A planted violation is caught


def plant(folder: Path, module: str, source: str) -> list[str]:
    """What is found in a small house with this source in one of its modules."""
    for name in (*ROOMS, "treeedit.window.__init__", "treeedit.canvas.view", "treeedit.export.svg"):
        file = folder.joinpath(*name.split(".")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    folder.joinpath(*module.split(".")).with_suffix(".py").write_text(source, encoding="utf-8")
    return violations(folder / "treeedit")


def test_an_empty_house_has_no_violations(tmp_path: Path) -> None:
    assert plant(tmp_path, "treeedit.assets", "") == []


@pytest.mark.parametrize(
    "source",
    [
        "import PySide6",
        "import PySide6.QtCore as core",
        "from PySide6.QtCore import QPointF",
        "from PySide6 import QtGui",
        "import shiboken6",
        "import qtawesome",
        "import os, pyqtgraph",
        "def paint():\n    from PySide6.QtGui import QPen",
        "async def paint():\n    import PySide6",
        "class Box:\n    from PySide6.QtGui import QPen",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from PySide6.QtGui import QPen",
        "try:\n    import PySide6\nexcept ImportError:\n    pass",
        "import importlib\nqt = importlib.import_module('PySide6.QtGui')",
        "from importlib import import_module as load\npen = lambda: load(name='PySide6.QtGui')",
        "qt = __import__('PySide6')",
        "import treeedit.session",
        "import treeedit.canvas.view as view",
        "from treeedit import canvas",
        "from treeedit.canvas import view",
        "from treeedit.canvas.view import View",
        "from .. import canvas",
        "from ..canvas import view",
        "from ..canvas.view import View",
        "def late():\n    from .. import session",
        "import importlib\nview = importlib.import_module('treeedit.canvas.view')",
        "import importlib\nview = importlib.import_module('..canvas.view', __package__)",
    ],
)
@pytest.mark.parametrize("module", ["treeedit.model.forest", "treeedit.export.svg", "treeedit.figure.__init__"])
def test_qt_and_the_rooms_above_it_are_found_below_the_qt_line(tmp_path: Path, module: str, source: str) -> None:
    tmp_path.joinpath("treeedit", "figure").mkdir(parents=True)
    assert any(sentence.startswith(module + ":") for sentence in plant(tmp_path, module, source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("treeedit.canvas.view", "from treeedit.window import frame"),
        ("treeedit.session", "from .canvas.view import View"),
        ("treeedit.figure", "from treeedit.export import svg"),
        ("treeedit.files", "from treeedit import figure"),
        ("treeedit.model.forest", "from treeedit.model import edits"),
        ("treeedit.model.forest", "from .edits import place"),
        ("treeedit.model.forest", "from . import edits"),
        ("treeedit.model.forest", "from . import place"),
        ("treeedit.model.operators", "import treeedit.model.forest"),
        ("treeedit.assets", "from treeedit.model.forest import Forest"),
        ("treeedit.__init__", "from treeedit.model import Forest"),
        ("treeedit.__init__", "from .assets import icon"),
    ],
)
def test_an_import_that_leads_upwards_is_found(tmp_path: Path, module: str, source: str) -> None:
    assert plant(tmp_path, module, source)


@pytest.mark.parametrize(
    "source",
    [
        "from treeedit.canvas.scene.geometry import Standing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from treeedit.canvas.scene import geometry",
        "def late():\n    from . import geometry",
    ],
)
def test_a_circle_within_a_folder_is_found(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "treeedit" / "canvas" / "scene"
    folder.mkdir(parents=True)
    folder.joinpath("geometry.py").write_text("from treeedit.canvas.scene.item import Item", encoding="utf-8")
    folder.joinpath("item.py").write_text(source, encoding="utf-8")
    assert circles(tmp_path / "treeedit") == [["treeedit.canvas.scene.geometry", "treeedit.canvas.scene.item"]]


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QApplication",
        "from treeedit import app",
        "from treeedit.app import main",
        "import treeedit.session",
    ],
)
@pytest.mark.parametrize("module", LATE)
def test_the_command_line_imports_qt_only_inside_functions(tmp_path: Path, module: str, source: str) -> None:
    assert plant(tmp_path, module, source)
    assert plant(tmp_path, module, f"def show():\n    {source}") == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("treeedit.__main__", "from treeedit.cli import main"),
        ("treeedit.cli", "from treeedit.model.formula import parse"),
        ("treeedit.app", "from PySide6.QtWidgets import QApplication\nfrom treeedit.window import frame"),
        ("treeedit.canvas.view", "from PySide6.QtGui import QPen\nfrom . import gestures"),
        ("treeedit.session", "from PySide6.QtCore import QObject\nfrom treeedit.model import edits, passes"),
        ("treeedit.export.svg", "from treeedit import __version__, figure\nfrom treeedit.files import save"),
        ("treeedit.export.svg", "import numpy\nfrom .table import EXPORTS"),
        ("treeedit.model.__init__", "from treeedit.model.forest import Forest\nfrom . import edits"),
        ("treeedit.model.edits", "from .forest import Forest\nfrom treeedit.model import operators"),
    ],
)
def test_what_the_house_allows_is_no_violation(tmp_path: Path, module: str, source: str) -> None:
    assert plant(tmp_path, module, source) == []


def test_a_module_that_is_still_to_come_has_its_place_already(tmp_path: Path) -> None:
    package = tmp_path / "treeedit"
    package.mkdir()
    (package / "session.py").write_text("from treeedit.model.edits import Edit\nfrom . import files", encoding="utf-8")
    assert violations(package) == []
    (package / "assets.py").write_text("from treeedit.model.edits import Edit", encoding="utf-8")
    assert violations(package) == ["treeedit.assets:1 must not import treeedit.model.edits.Edit"]


def test_a_module_without_a_line_is_an_error(tmp_path: Path) -> None:
    assert plant(tmp_path, "treeedit.helpers", "") == ["treeedit.helpers has no line in ROOMS"]
    assert "treeedit.model.misc has no line in ROOMS" in plant(tmp_path, "treeedit.model.misc", "")
