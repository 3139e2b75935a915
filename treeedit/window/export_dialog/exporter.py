"""Exports from a window: asks what and where, has it written in a thread of its own, and remembers how it was done.

What is asked is the dialog's, how it is written the table's. What is exported is a copy of the document as it stands
when it begins: edits that come meanwhile do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from treeedit.canvas.painting.qt_writers import DRAWERS, prepare
from treeedit.canvas.scene.scene import Stage
from treeedit.export.exports import EXPORTS, Export, export_of, export_paths
from treeedit.export.making import carry_out, made_frame
from treeedit.export.options import Numbers, Options, Which, options_of_look, subject_for
from treeedit.export.order import ExportError
from treeedit.files.fault import FileError
from treeedit.model.forest import Forest
from treeedit.model.patience import Tick
from treeedit.model.records import NodeId
from treeedit.window.documents.documents import Documents
from treeedit.window.export_dialog.clipboard import put_on_clipboard
from treeedit.window.export_dialog.dialog import PictureDialog
from treeedit.window.export_dialog.last_options import Past, PictureMemory
from treeedit.window.export_dialog.page import Occasion
from treeedit.window.settings import Settings
from treeedit.window.steps.stepping import Stepping
from treeedit.window.widgets.background_work import Work
from treeedit.window.widgets.message_box import ask, tell
from treeedit.window.widgets.progress_lines import ProgressLines
from treeedit.words import translate

DEFAULT_SCALE = 2.0
_NAMED = 3
_ANY_ANSWER = QFileDialog.Option.DontConfirmOverwrite
"""What is replaced is asked for once, when it is known which files there will be."""
_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 80
_LAST_WORD_S = 1.0
"""How long a window that closes waits for an export before it ends it."""


class Pictures(QObject):
    """Exports the document of a window; pictures look the same whatever it shows. exported: files have been written."""

    exported = Signal()

    def __init__(
        self,
        documents: Documents,
        stepping: Stepping,
        settings: Settings,
        lines: ProgressLines,
        stage: Stage,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._documents, self._stepping, self._window = documents, stepping, window
        self._stage, self._session = stage, stage.session
        self._memory = PictureMemory(settings)
        self._folder = Path.home()
        self._lines = lines
        self.work = Work(lines, self)
        self.work.given_up = self._say_given_up
        self.dialog: PictureDialog | None = None

    # --- what is asked ---

    def export(self) -> None:
        """Ask what and where, and write it."""
        if self._is_busy():
            return
        dialog = self.dialog = PictureDialog(self.occasion(), self.first_options(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted, dialog.copied = self._ask_where, self.copy
        dialog.finished.connect(self._let_dialog_go)
        dialog.open()

    def occasion(self) -> Occasion:
        """What there is to be exported now."""
        session, stage = self._session, self._stage
        numbers = Numbers(session.analysis, session.evaluation)
        here = self._stepping.whereabouts()
        return Occasion(session.forest, numbers, stage.look.form, self._name(), tuple(stage.selection), here)

    def first_options(self) -> Options:
        """How the document was exported last, or how it looks on the screen, on paper."""
        past = self._past()
        if past is not None:
            return past.options
        look, here = options_of_look(self._stage.look), self._stepping.whereabouts()
        title = "" if self._documents.path is None else self._documents.path.stem
        title = self._session.forest.about.get("title", "") or title
        options = replace(look, scale=DEFAULT_SCALE, nodes=self._first_nodes(), title=title)
        if here is None:
            return options
        nodes = self._nodes(here.roots)
        return replace(options, nodes=nodes, numbers=(here.number,), pace=here.pace, steps=Which.CHOSEN)

    def _first_nodes(self) -> tuple[NodeId, ...]:
        """The tree in which something is chosen; all of them if that is nowhere."""
        chosen = self._stage.selection
        return self._nodes((self._session.forest.root_of(chosen[-1]),)) if chosen else ()

    def _nodes(self, roots: Sequence[NodeId]) -> tuple[NodeId, ...]:
        """Trees as options have them: nothing means all."""
        return () if set(roots) == set(self._session.forest.trees()) else tuple(roots)

    def _name(self) -> str:
        """What the document is called, fit for a file's name."""
        path, forest = self._documents.path, self._session.forest
        names = "-".join(forest.roots[root].name for root in forest.trees()[:_NAMED])
        name = path.stem if path is not None else forest.about.get("title") or names
        return _NO_NAME.sub("-", name).strip(" .-")[:_LONGEST_NAME] or "tree"

    def _let_dialog_go(self, _result: int) -> None:
        """What is being copied goes with the dialog that shows how far it is."""
        if self.dialog is not None and self.work.lines is self.dialog.lines:
            self.work.cancel()
            self.work.lines = self._lines
        self.dialog = None

    def _is_busy(self) -> bool:
        """Whether something is being exported already, which is said."""
        if self.work.is_running:
            self._stage.say(self.tr("An export is being made: wait for it, or cancel it."))
        return self.work.is_running

    # --- where it goes ---

    def _ask_where(self, options: Options) -> bool:
        """Ask for a file and begin to write it; whether that has begun."""
        export, past = EXPORTS[options.format], self._past()
        before = None if past is None else past.path
        start = self._start_folder() / f"{self._name()}{export.suffix}"
        start = start if before is None else before.with_suffix(export.suffix)
        words = f"{translate('exports', export.name)} (*{export.suffix})"
        parent = self.dialog or self._window
        name, _ = QFileDialog.getSaveFileName(parent, self.tr("Export"), str(start), words, "", _ANY_ANSWER)
        return bool(name) and self.begin(*_meant(Path(name), options))

    def _start_folder(self) -> Path:
        path = self._documents.path
        return self._folder if path is None else path.parent

    def begin(self, path: Path, options: Options) -> bool:
        """Write to a file, after a question if there is one already; whether that has begun."""
        try:
            paths = self._paths(path, options)
        except ExportError as error:
            self._tell(error)
            return False
        if not self._may_replace([each for each in paths if each.exists()], len(paths)):
            return False
        self._write(path, options)
        return True

    def _paths(self, path: Path, options: Options) -> list[Path]:
        numbers = Numbers(self._session.analysis, self._session.evaluation)
        subject = subject_for(options, self._session.forest, numbers)
        return export_paths(EXPORTS[options.format], path, subject)

    def _may_replace(self, there: Sequence[Path], count: int) -> bool:
        if not there:
            return True
        what = self.tr("{0} exists already. Replace it?").format(there[0].name)
        if count > 1:
            what = self.tr("{0} of the {1} files exist already. Replace them?").format(len(there), count)
        more = self.tr("In the folder {0}.").format(there[0].parent)
        return ask(self.dialog or self._window, what, more, [self.tr("Replace")]) is not None

    # --- how it is done ---

    def _write(self, path: Path, options: Options) -> None:
        prepare()
        self.work.cancel()  # what is being copied out of the dialog
        self.work.lines = self._lines
        forest = self._session.forest
        make = partial(_carry_out, options, forest.copy(), path)
        keep = partial(self._memory.keep, self._documents.path, forest)
        keep(Past(options))
        done = partial(self._end, partial(keep, Past(options, path.absolute())), EXPORTS[options.format])
        self.work.begin(self.tr("Exporting {0}…").format(path.name), make, done, self._tell)

    def copy(self, options: Options, frame: int) -> None:
        """Put a picture, or a text, on the clipboard; of several pictures this one."""
        if self._is_busy():
            return
        prepare()
        self.work.lines = self._lines if self.dialog is None else self.dialog.lines
        forest = self._session.forest
        self._memory.keep(self._documents.path, forest, Past(options))
        make = partial(_made_frame, options, frame, forest.copy())
        export = EXPORTS[options.format]
        self.work.begin(self.tr("Copying the picture…"), make, partial(self._put, export), self._tell, is_lasting=False)

    def _put(self, export: Export, data: bytes) -> None:
        put_on_clipboard(export, data)
        words = self.tr("Copied: {0}").format(translate("exports", export.name))
        remark = export.told(data) if export.told else ""
        words = f"{words}. {remark}" if remark else words
        self._stage.say(words)
        if self.dialog is not None:
            self.dialog.announcement.setText(words)

    def can_repeat(self) -> bool:
        """Whether this document has been exported to a file before."""
        past = self._past()
        return past is not None and past.path is not None and bool(self._session.forest.roots)

    def repeat(self) -> None:
        """Export as the last time, to the same file, without a question."""
        past = self._past()
        if past is not None and past.path is not None and not self._is_busy():
            self._write(past.path, past.options)

    def leave(self) -> None:
        """End what is being done; what is nearly done may come to its end."""
        self.work.leave(_LAST_WORD_S)
        if self.dialog is not None:
            self.dialog.reject()

    def _past(self) -> Past | None:
        return self._memory.past(self._documents.path, self._session.forest)

    def _end(self, remember: Callable[[], None], export: Export, paths: Sequence[Path]) -> None:
        """All is written: remember where, and say so."""
        remember()
        self._folder = paths[0].parent
        words = self.tr("Exported {0}").format(paths[0].name)
        if len(paths) > 1:
            words = self.tr("Exported {0} files, {1} to {2}").format(len(paths), paths[0].name, paths[-1].name)
        remark = export.told(paths[0].read_bytes()) if export.told else ""
        self._stage.say(f"{words}. {remark}" if remark else words)
        self.exported.emit()

    def _say_given_up(self) -> None:
        self._stage.say(self.tr("Cancelled: nothing was written."))

    def _tell(self, fault: Exception) -> None:
        """Tell a fault; one that nobody foresaw is not ours to explain."""
        if not isinstance(fault, ExportError | FileError | MemoryError):
            raise fault
        why = str(fault) or self.tr("There is not enough memory.")
        tell(self.dialog or self._window, self.tr("The picture could not be exported."), why)


def _meant(path: Path, options: Options) -> tuple[Path, Options]:
    """The file that is meant by a name, and its format: a suffix of another format chooses that one."""
    export = EXPORTS[options.format]
    if path.suffix.lower() == export.suffix:
        return path, options
    try:
        return path, replace(options, format=export_of(path).key)
    except ExportError:
        return path.with_name(f"{path.name}{export.suffix}"), options


def _carry_out(options: Options, forest: Forest, path: Path, tick: Tick) -> list[Path]:
    return carry_out(options, forest, path, DRAWERS, tick)


def _made_frame(options: Options, frame: int, forest: Forest, tick: Tick) -> bytes:
    return made_frame(options, frame, forest, DRAWERS, tick)
