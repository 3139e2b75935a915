"""The preview of the export dialog: the picture or text that comes out, one frame at a time, and what will be written.

It is made in a thread of its own, so that the fields can be changed while it is; what is outdated is ended.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from treeedit.canvas.painting.qt_writers import DRAWERS
from treeedit.export.options import Numbers, Options
from treeedit.export.order import ExportError, Order
from treeedit.export.previewing import Sight, Wish, order_to_see, seen
from treeedit.model.forest import Forest
from treeedit.model.patience import Tick, watched
from treeedit.window.widgets.background_work import Job

_PAUSE_MS, _LOOK_MS = 60, 15
_ROOM = QSize(280, 200)
_AIR = 16
_PROMPT_S = 0.1
"""How long the dialog waits, when it goes, for what it no longer needs."""
_TILE = 8
_MIDDLE, _WRAPPED = Qt.AlignmentFlag.AlignCenter, Qt.TextFlag.TextWordWrap


class Paper(QWidget):
    """Shows a picture in its middle, on a chequered ground where it is transparent; or a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.words = QPixmap(), ""
        self.setMinimumSize(_ROOM)

    def show_picture(self, picture: QPixmap, words: str) -> None:
        """Show a picture, or these words where there is none."""
        self.picture, self.words = picture, words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self.picture.isNull():
                painter.drawText(self.rect().adjusted(_AIR, 0, -_AIR, 0), int(_MIDDLE | _WRAPPED), self.words)
                return
            size = self.picture.deviceIndependentSize().toSize()
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            if self.picture.hasAlphaChannel():
                _chequer(painter, left, top, size)
            painter.drawPixmap(left, top, self.picture)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(left - 1, top - 1, size.width() + 1, size.height() + 1)


def _chequer(painter: QPainter, left: int, top: int, size: QSize) -> None:
    painter.save()
    painter.setClipRect(left, top, size.width(), size.height())
    painter.fillRect(left, top, size.width(), size.height(), QColor("#FFFFFF"))
    for row in range(0, size.height(), _TILE):
        for column in range((row // _TILE % 2) * _TILE, size.width(), 2 * _TILE):
            painter.fillRect(left + column, top + row, _TILE, _TILE, QColor("#E4E4E4"))
    painter.restore()


class Preview(QWidget):
    """Shows what options give. It calls found(sight) when that has been made."""

    def __init__(self, forest: Forest, numbers: Numbers) -> None:
        super().__init__()
        self._forest, self._numbers = forest, numbers
        self.found: Callable[[Sight], None] = lambda sight: None
        self.sight = Sight()
        self.frame = 0
        self._options, self._path, self._wants_steps = Options(), Path("x"), False
        self._making = self._options
        self._ordered: tuple[Options, Order] | None = None
        self._job: Job | None = None
        self._pause, self._clock = QTimer(self), QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self._look)
        self.paper, self.text, self.stack = Paper(), QPlainTextEdit(), QStackedWidget()
        self.back, self.on, self.place, self.words = QToolButton(), QToolButton(), QLabel(), QLabel()
        self._lay_out()

    def _lay_out(self) -> None:
        self.paper.setAccessibleName(self.tr("Preview"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Preview"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.stack.addWidget(self.paper)
        self.stack.addWidget(self.text)
        for button, arrow, name in (
            (self.back, Qt.ArrowType.LeftArrow, self.tr("Previous picture")),
            (self.on, Qt.ArrowType.RightArrow, self.tr("Next picture")),
        ):
            button.setArrowType(arrow)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAutoRepeat(True)
        self.back.clicked.connect(self._go_back)
        self.on.clicked.connect(self._go_on)
        for label in (self.place, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(self.tr("What happens in this picture"))
        self._stepper = QWidget()
        row = QHBoxLayout(self._stepper)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.back)
        row.addWidget(self.place)
        row.addWidget(self.on)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack, 1)
        column.addWidget(self._stepper)
        self._stepper.hide()

    # --- what is shown ---

    def follow(self, options: Options, path: Path, *, with_steps: bool) -> None:
        """Show soon what these options give in a file of this name, and find what all steps say if that is wanted."""
        self._options, self._path, self._wants_steps = options, path, with_steps
        self._pause.start()

    def go_to(self, frame: int) -> None:
        """Show another frame, if there is one."""
        wanted = min(max(frame, 0), self.sight.count - 1)
        if wanted != self.frame:
            self.frame = wanted
            self._begin()

    def finish(self) -> None:
        """Show at once what is to be shown."""
        if self._pause.isActive():
            self._begin()
        if self._job is not None:
            self._job.wait()
            self._look()

    def leave(self) -> None:
        """End what is being made."""
        self._pause.stop()
        self._clock.stop()
        if self._job is not None:
            self._job.cancel()
            self._job.wait(_PROMPT_S)
            self._job = None

    def _go_back(self) -> None:
        self.go_to(self.frame - 1)

    def _go_on(self) -> None:
        self.go_to(self.frame + 1)

    # --- how it is made ---

    def _begin(self) -> None:
        """Make it, after whatever is being made and no longer wanted."""
        self._pause.stop()
        before, options, path = self._job, self._options, self._path
        if before is not None:
            before.cancel()
        ratio = self.devicePixelRatioF()
        room = ((self.stack.width() - 2) * ratio, (self.stack.height() - 2) * ratio)  # there is a line around it
        wish, forest, numbers = Wish(self.frame, room, self._wants_steps), self._forest, self._numbers
        kept = self._ordered if self._ordered is not None and self._ordered[0] == options else None

        def make(tick: Tick) -> tuple[Order | None, Sight]:
            if before is not None:
                before.wait()  # it may be drawing on the same order
            with watched(lambda: tick(0.0)):
                return _made(options, forest, numbers, path, wish, None if kept is None else kept[1])

        self._job = Job(make)
        self._making = options
        self._clock.start()

    def _look(self) -> None:
        job = self._job
        if job is None or not job.is_done():
            return
        self._clock.stop()
        self._job = None
        if job.fault is not None:
            raise job.fault
        if isinstance(job.result, tuple):
            order, sight = job.result
            self._ordered = None if order is None else (self._making, order)
            self._show(sight)

    def _show(self, sight: Sight) -> None:
        self.sight, self.frame = sight, sight.frame
        if sight.text:
            self.text.setPlainText(sight.text)
        picture = QPixmap()
        if sight.picture:
            picture.loadFromData(sight.picture)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.paper.show_picture(picture, sight.fault)
        self.paper.setAccessibleDescription(sight.words or sight.fault)
        self.stack.setCurrentWidget(self.text if sight.text else self.paper)
        self._stepper.setVisible(sight.count > 1)
        self.place.setText(f"{sight.frame + 1}/{sight.count}")
        self.words.setText(sight.words)
        self.back.setEnabled(sight.frame > 0)
        self.on.setEnabled(sight.frame < sight.count - 1)
        self.found(sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sight.picture:
            self._pause.start()


def _made(
    options: Options, forest: Forest, numbers: Numbers, path: Path, wish: Wish, kept: Order | None
) -> tuple[Order | None, Sight]:
    try:
        order = kept or order_to_see(options, forest, numbers)
    except ExportError as error:
        return None, Sight(fault=str(error), is_possible=False)
    return order, seen(options, order, path, wish, DRAWERS)
