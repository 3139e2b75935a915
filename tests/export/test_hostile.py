"""Whatever a document says stays text in every format, to readers that are not ours; nothing else is read for it."""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from PIL import Image
from pptx import Presentation
from PySide6.QtGui import QGuiApplication, QImage

from tests.export.ordering import order_of
from tests.support import grow
from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.exports import EXPORTS, export_bytes
from treeedit.export.order import Lettering, Order
from treeedit.figure.look import Look
from treeedit.files.paper import write_forest
from treeedit.model.forest import Forest
from treeedit.model.pinning import pin_note
from treeedit.model.records import Blank, Edit, Note, Point

TEXTS = {
    "tex": r"\input{/etc/passwd} \write18{id} ^^5cinput{/etc/passwd} $\input{/etc/passwd}$ \openin1=/etc/passwd",
    "tex groups": "} } \\end{tikzpicture}\\end{document} { { % $ & # _ ^ ~ \\\\ \\csname input\\endcsname{/etc/passwd}",
    "xml": """]]> <!ENTITY x SYSTEM "file:///etc/passwd"> &x; &lt; &#60; -->" '/><x:x/> <?xml?>""",
    "html": """<script>alert(1)</script><img src=x onerror="alert(1)"> <a href="javascript:alert(1)">x</a>""",
    "markdown": "# head **bold** [x](javascript:alert(1)) ![](file:///etc/passwd) `code` | a | b |",
    "sheet": """=cmd|'/c calc'!A1 =HYPERLINK("http://x") +1 -1 @SUM(A1)""",
    "dot": r'" ]; digraph { "\N" -> "\G\l" } // <b>x</b>',
    "python": '"""\n__import__("os").system("id")\n# \\N{DIGIT ONE} {0.__class__} %s \'\'\'',
    "turned": "abc \u202e\u2066 cba \u200f שלום \u061c متغير",
    "controls": "a\0b\x07c\x1b[31md\x7f\x85\u2028e\ufeff\ufffe",
    "half": "a\ud800b\udcffc",
    "scripts": "変数 größe 𝛼 👩‍👩‍👧 e\u0301\u0301\u0301 ﷽",
    "long": "a" * 500 + " " + "word " * 100,
}
NAMES = (
    "class",
    "None",
    "__import__",
    "inputs",
    "node",
    "digraph",
    "n1",
    "größe",
    "変数",
    "e" + "\u0301" * 60,
    "a" * 100,
)
SECRET = "root:x:0:0"
"""What the file says that none may read."""
PLAIN = {"svg", "title", "metadata", "defs", "g", "rect", "path", "use", "text"}


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    pass


def document(text: str) -> Forest:
    """A forest with a text wherever a document could hold one, though the door lets some of them in nowhere."""
    forest = grow("f = größe_max*x; h = y + □")
    root, blank = next(iter(forest.roots)), Blank("value", min(forest.nodes))
    about = {"title": (None, text), "text": (None, text)}
    forest.apply(Edit(about=about, notes={1: (None, Note(root, text, Point(100, 0)))}, blanks={blank: (None, text)}))
    return forest


def order(text: str, lettering: Lettering = Lettering.OUTLINES) -> Order:
    look = Look()
    forest = document(text)
    shown = Look(shows=look.shows | {"notes", "answers"})
    return order_of(forest, shown, title=text, lettering=lettering, document=write_forest(forest))


def printable(text: str) -> str:
    """What is left of a text by the formats that cannot hold all: without what is not printed."""
    return "".join(c for c in text if c.isprintable())


# --- who reads them: each gives the texts that it found ---


def xml_texts(data: bytes) -> list[str]:
    found = list(ET.fromstring(data).iter())
    assert {each.tag.rpartition("}")[2] for each in found} <= PLAIN
    for each in found:
        assert not [name for name, _ in each.items() if name.rpartition("}")[2].startswith("on")]
        assert all(value.startswith("#") for name, value in each.items() if name.endswith("href"))
    return [each.text or "" for each in found] + [each.get("aria-label", "") for each in found]


def slide_texts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if name.endswith(".rels") and b'"External"' in file.read(name)]
    presentation = Presentation(io.BytesIO(data))
    (slide,) = presentation.slides
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return [presentation.core_properties.title, *told]


def page_texts(data: bytes) -> list[str]:
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    if shutil.which("pdftotext") is None:
        return []
    command = ["pdftotext", "-", "-"]
    found = subprocess.run(command, input=data, capture_output=True, check=True, timeout=30)
    assert b"Error" not in found.stderr, found.stderr
    return [found.stdout.decode()]


def dots(data: bytes) -> list[str]:
    assert QImage.fromData(data).width() > 100
    return []


def moving_dots(data: bytes) -> list[str]:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert picture.width > 100
    return []


def graph_texts(graph: nx.MultiDiGraph) -> list[str]:
    assert len(graph) == 5
    return [str(value) for _, data in graph.nodes(data=True) for value in data.values()]


_STRING = r'"(?:[^"\\\x00-\x1f]|\\["\\]|\\n(?=value |partial ))*"'  # the numbers stand in lines of their own
_DOT_LINE = re.compile(
    rf"digraph {_STRING} {{|\}}|  (?:graph|node) \[{{0,1}}.*\];"
    rf"|  {_STRING} \[(?:\w+={_STRING}(?:, )?)*\];|  {_STRING} -> {_STRING} \[slot={_STRING}\];"
)


def dot_texts(data: bytes) -> list[str]:
    lines = data.decode().splitlines()
    assert not [line for line in lines if not _DOT_LINE.fullmatch(line)]
    return [each[1:-1].replace(r"\"", '"').replace(r"\\", "\\") for each in re.findall(_STRING, data.decode())]


def code_texts(data: bytes) -> list[str]:
    tree = ast.parse(data)
    called = {each.func.id for each in ast.walk(tree) if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}
    assert not called & {"eval", "exec", "__import__", "open", "compile", "system"}
    return [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def plain_texts(data: bytes) -> list[str]:
    return [data.decode()]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "png": dots,
    "svg": xml_texts,
    "reveal": xml_texts,
    "pdf": page_texts,
    "handout": page_texts,
    "pptx": slide_texts,
    "tikz": plain_texts,
    "tex": plain_texts,
    "gif": moving_dots,
    "webp": moving_dots,
    "apng": moving_dots,
    "dot": dot_texts,
    "graphml": lambda data: graph_texts(nx.read_graphml(io.BytesIO(data), force_multigraph=True)),
    "json": lambda data: graph_texts(nx.node_link_graph(json.loads(data), edges="edges")),
    "latex": plain_texts,
    "python": code_texts,
    "micrograd": code_texts,
    "pytorch": code_texts,
    "jax": code_texts,
}


# --- what is opened meanwhile ---


_watching: list[str] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("open", "os.system", "subprocess.Popen", "exec", "socket.connect"):
        _watching.append(f"{event} {arguments[0]!r}")


@contextmanager
def watched() -> Iterator[list[str]]:
    """What is opened or run within; the hook cannot be taken away again, so there is one."""
    if not hasattr(watched, "is_there"):
        sys.addaudithook(_hook)
        watched.is_there = True  # type: ignore[attr-defined]
    _watching.clear()
    yield _watching


# --- the tests ---


def test_every_format_has_a_reader_here() -> None:
    assert READERS.keys() == EXPORTS.keys()


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("key", EXPORTS)
def test_any_text_makes_a_file_that_others_can_read(key: str, kind: str) -> None:
    with watched() as events:
        data = export_bytes(EXPORTS[key], order(TEXTS[kind]), DRAWERS)
        assert not [event for event in events if "passwd" in event or event.startswith(("os.", "sub", "socket"))]
    assert SECRET.encode() not in data
    assert not [text for text in READERS[key](data) if SECRET in text]


@pytest.mark.parametrize("kind", TEXTS)
def test_a_title_is_said_word_for_word(kind: str) -> None:
    text = TEXTS[kind]
    made = {key: READERS[key](export_bytes(EXPORTS[key], order(text), DRAWERS)) for key in ("svg", "dot", "pptx")}
    whole = printable(text)
    assert whole in made["svg"]
    assert whole in made["dot"]
    assert made["pptx"][0] == unicodedata.normalize("NFC", whole)[:255]


@pytest.mark.parametrize("kind", [kind for kind in TEXTS if kind not in ("tex", "long", "turned", "controls", "half")])
def test_the_words_of_a_note_stand_in_the_picture(kind: str) -> None:
    words = {word for line in TEXTS[kind].split("\n") for word in line.split() if word.isprintable() and len(word) < 20}
    for key, lettering in (("svg", Lettering.OUTLINES), ("svg", Lettering.TEXT)):
        data = export_bytes(EXPORTS[key], order(TEXTS[kind], lettering), DRAWERS)
        told = {word for text in READERS[key](data) for word in text.split()}
        assert words <= told


@pytest.mark.parametrize("key", EXPORTS)
def test_names_that_mean_something_elsewhere_are_labels_here(key: str) -> None:
    source = "\n".join([f"{NAMES[0]} = x + 1", f"f = {' + '.join(NAMES)}"])
    made = READERS[key] if key not in ("graphml", "json") else lambda data: [data.decode()]
    told = "\n".join(made(export_bytes(EXPORTS[key], order_of(source, title="f"), DRAWERS)))
    if key in ("svg", "reveal", "dot", "graphml", "json", "tikz", "tex", "latex", "python"):
        assert "inputs" in told
        assert "digraph" in told


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex (texlive-latex-base) is missing")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("key", ["tex", "latex"])
def test_tex_sets_all_of_them_and_reads_nothing_else(key: str, tmp_path: Path) -> None:
    forest = grow("f = größe_max*x; h = y + □")
    root = next(iter(forest.roots))
    for i, text in enumerate(TEXTS.values()):
        if text is not TEXTS["long"]:
            forest.apply(pin_note(forest, root, text, Point(100, 100 * i)))
    title = " ".join(TEXTS.values())
    data = export_bytes(EXPORTS[key], order_of(forest, Look(shows=Look().shows | {"notes"}), title=title), DRAWERS)
    head = b"\\documentclass{article}\\usepackage{amsmath,amssymb}\\begin{document}\n"
    (tmp_path / "a.tex").write_bytes(data if key == "tex" else head + data + b"\\end{document}")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-recorder", "a.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    record = (tmp_path / "a.fls").read_text().splitlines()
    assert not [line for line in record if "passwd" in line]
    written = {Path(line.partition(" ")[2]).name for line in record if line.startswith("OUTPUT")}
    assert written <= {"a.log", "a.aux", "a.pdf"}
    assert not [text for text in page_texts((tmp_path / "a.pdf").read_bytes()) if SECRET in text]
