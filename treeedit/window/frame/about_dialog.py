"""About treeedit: what it is, the versions to copy into a report, and whose work it stands on, with the licences.

What is installed is asked of the installation, so that no list of versions can grow old.
"""

from __future__ import annotations

import platform
from html import escape
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

import treeedit
from treeedit.words import QT_TRANSLATE_NOOP, translate


class Work(NamedTuple):
    """Something that treeedit uses: its name, what it does here, its licence, and the package that brings it."""

    name: str
    use: str
    licence: str
    package: str


WORKS = (
    Work("Qt, PySide6", QT_TRANSLATE_NOOP("about", "windows and drawing"), "LGPL 3", "PySide6-Essentials"),
    Work("NumPy", QT_TRANSLATE_NOOP("about", "both passes"), "BSD 3-Clause", "numpy"),
    Work("Lark", QT_TRANSLATE_NOOP("about", "reading formulas"), "MIT", "lark"),
    Work("msgspec", QT_TRANSLATE_NOOP("about", "files"), "BSD 3-Clause", "msgspec"),
    Work("NetworkX", QT_TRANSLATE_NOOP("about", "graphs for other programs"), "BSD 3-Clause", "networkx"),
    Work("PyQtGraph", QT_TRANSLATE_NOOP("about", "plots"), "MIT", "pyqtgraph"),
    Work("ziamath, ziafont, latex2mathml", QT_TRANSLATE_NOOP("about", "typeset formulas"), "MIT", "ziamath"),
    Work("python-pptx", QT_TRANSLATE_NOOP("about", "slides"), "MIT", "python-pptx"),
    Work("Pillow", QT_TRANSLATE_NOOP("about", "animations"), "MIT-CMU", "pillow"),
    Work("QtAwesome, QtPy", QT_TRANSLATE_NOOP("about", "icons"), "MIT", "qtawesome"),
    Work("argcomplete", QT_TRANSLATE_NOOP("about", "completion in the shell"), "Apache 2.0", "argcomplete"),
    Work("STIX Two Math", QT_TRANSLATE_NOOP("about", "letters of formulas"), "SIL Open Font License 1.1", ""),
    Work("DejaVu Sans", QT_TRANSLATE_NOOP("about", "letters of labels"), "Bitstream Vera, public domain", ""),
    Work("Phosphor Icons", QT_TRANSLATE_NOOP("about", "the pictures of icons"), "MIT", ""),
)


def versions() -> str:
    """What is running, in lines for a report: the program, Python, Qt, the system, and the packages."""
    first = (
        f"treeedit {treeedit.__version__}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}",
        platform.platform(),
    )
    packages = ", ".join(f"{work.package} {_version(work.package)}" for work in WORKS[1:] if work.package)
    return "\n".join((*first, packages))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


class About(QDialog):
    """Name, purpose, versions and licences; the versions can be copied."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About treeedit"))
        self.text = QLabel(_text())
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.text.setMargin(14)
        self.text.setWordWrap(True)
        area = QScrollArea()
        area.setWidget(self.text)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("&Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(640, 560)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())


def _text() -> str:
    purpose = translate(
        "about", "Backpropagation as a picture: build the tree of a function and see why the partials add up."
    )
    own = translate("about", "treeedit is free software under the MIT licence.")
    qt = translate(
        "about",
        "Qt and PySide6 are used under the GNU Lesser General Public License, version 3: they are separate packages, "
        "unchanged, which you may replace by others. Their source is found where the package PySide6 is found.",
    )
    rows = "".join(
        f"<tr><td>{escape(work.name)}&nbsp;&nbsp;</td><td>{escape(translate('about', work.use))}&nbsp;&nbsp;</td>"
        f"<td>{escape(work.licence)}</td></tr>"
        for work in WORKS
    )
    told = "<br>".join(map(escape, versions().splitlines()[:4]))
    return (
        f"<h3>treeedit {escape(treeedit.__version__)}</h3><p>{escape(purpose)}</p><p>{told}</p>"
        f"<p>{escape(own)} {escape(qt)}</p><table>{rows}</table>"
    )
