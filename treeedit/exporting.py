"""The command `treeedit export`: a source in other forms, one or several in a call.

Everything is made before anything is written, so that a refusal leaves no part of the work behind. Qt is loaded only
for the formats that it draws, and needs no display.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treeedit.arguments import (
    LOG,
    CommandError,
    check_tree,
    one_line,
    pouring,
    prepared,
)
from treeedit.export_arguments import export_parser
from treeedit.words import told

if TYPE_CHECKING:
    from treeedit.export.exports import Export
    from treeedit.export.options import Options
    from treeedit.export.order import Drawers, Order
    from treeedit.model.forest import Forest
    from treeedit.model.patience import Tick

STDOUT = "-"


def export(arguments: list[str]) -> None:
    """Carry out the command. CommandError with a sentence if that cannot be done."""
    options = export_parser().parse_args(arguments)
    forest = prepared(options)
    for name in options.tree or ():
        check_tree(forest, name)
    from treeedit.export.order import ExportError
    from treeedit.files.fault import FileError

    try:
        _write(forest, options)
    except (ExportError, FileError) as error:
        raise CommandError(error) from error


def _write(forest: Forest, arguments: argparse.Namespace) -> None:
    """Make and write everything; ExportError or FileError with a sentence if that cannot be done."""
    from treeedit.export.exports import EXPORTS, export_files, export_of, with_steps
    from treeedit.export.options import order_of_subject, subject_for
    from treeedit.export.order import parted_subject
    from treeedit.files.source import check_outs, is_file
    from treeedit.files.writer import write_together
    from treeedit.model.patience import quietly

    named = EXPORTS.get(arguments.format or "")
    if STDOUT in arguments.outs and (named is None or len(arguments.outs) > 1):
        raise CommandError("standard output takes one format, which --format names, and nothing beside it")
    exports = [(Path(out), named or export_of(Path(out))) for out in arguments.outs]
    _check_folders(path for path, _ in exports)
    exports = _as_handouts(exports) if arguments.handout else exports
    sources = [arguments.source] if is_file(arguments.source) else []
    check_outs(arguments.outs, sources)
    options = _options(forest, arguments)
    subject, made, remarks = parted_subject(subject_for(options, forest)), [], list[str]()
    for path, export in exports:
        order = with_steps(export, order_of_subject(replace(options, format=export.key), subject))
        order = replace(order, tick=_teller(export, path, order))
        files = export_files(export, path, order, _drawers(export))
        remarks += filter(None, [export.told(files[0][1])]) if export.told else []
        made += files
    for remark in dict.fromkeys(remarks):
        print(told(f"treeedit: {remark}"), file=sys.stderr)
    if STDOUT in arguments.outs:
        _pour(made)
        return
    check_outs((path for path, _ in made), sources)
    write_together(made, quietly)
    for path, data in made:
        LOG.info("written: %s (%s bytes)", one_line(str(path)), f"{len(data):,}")
    if len(made) > len(arguments.outs):
        first, last = one_line(str(made[0][0])), one_line(made[-1][0].name)
        print(f"{len(made)} files written: {first} to {last}", file=sys.stderr)


def _teller(export: Export, path: Path, order: Order) -> Tick:
    """Tells with --verbose which page or frame of a file is being made."""
    from treeedit.model.patience import quietly

    name = one_line(path.name)
    LOG.info("making: %s", name)
    count = export.pieces(order) if LOG.isEnabledFor(logging.INFO) else 1

    def tell(share: float) -> None:
        LOG.info("%s: %s %s of %s", name, export.piece, round(share * count) + 1, count)

    return tell if count > 1 else quietly


def _check_folders(paths: Iterable[Path]) -> None:
    """Name the folder that is missing, before anything is made."""
    for path in paths:
        if not os.path.isdir(path.parent) and not _has_file_in(path):
            raise CommandError(
                f"{one_line(str(path))} cannot be written: there is no folder {one_line(str(path.parent))}"
            )


def _has_file_in(path: Path) -> bool:
    """Whether a part of a path is no folder, which the writer says."""
    return any(os.path.exists(each) and not os.path.isdir(each) for each in path.parents)


def _pour(made: list[tuple[Path, bytes]]) -> None:
    """Write the one thing that was made to standard output."""
    if len(made) > 1:
        raise CommandError(f"these are {len(made)} files, and standard output takes one: name a file instead of -")
    with pouring():
        if sys.stdout.isatty() and b"\0" in made[0][1]:
            raise CommandError("this format is nothing for a terminal: send standard output into a file or a program")
        sys.stdout.flush()
        sys.stdout.buffer.write(made[0][1])


def _as_handouts(exports: list[tuple[Path, Export]]) -> list[tuple[Path, Export]]:
    """The same with hand-outs for the PDFs. CommandError if there is none among them."""
    from treeedit.export.exports import EXPORTS

    handout = EXPORTS["handout"]
    found = [(path, handout if export.suffix == handout.suffix else export) for path, export in exports]
    if not any(export is handout for _, export in found):
        raise CommandError("a hand-out is a PDF: give it a name that ends in .pdf")
    return found


def _options(forest: Forest, arguments: argparse.Namespace) -> Options:
    from treeedit.export.options import Options
    from treeedit.export.order import Lettering
    from treeedit.figure.arrangement import Beside, Turn
    from treeedit.model.steps import Pace

    names = arguments.tree or ()
    return Options(
        nodes=(*(arguments.node or ()), *(root for root in forest.trees() if forest.roots[root].name in names)),
        pace=Pace(arguments.pace),
        sentences=not arguments.no_sentences,
        seconds=arguments.seconds,
        theme=arguments.theme,
        background=arguments.background,
        shows=Options().shows if arguments.show is None else arguments.show,
        style=arguments.numbers,
        digits=arguments.digits,
        comma=arguments.decimal_comma,
        orientation=arguments.orientation,
        form=arguments.form,
        together=arguments.together,
        apart=tuple(arguments.apart),
        joined=tuple(arguments.joined),
        sheet=arguments.sheet,
        dots=arguments.dpi,
        padding=arguments.padding,
        lettering=Lettering(arguments.texts),
        document=not arguments.no_document,
        title=arguments.title,
        per_sheet=arguments.handout or Options().per_sheet,
        paper=arguments.paper,
        turn=Turn(arguments.turn),
        beside=Beside.LINES if arguments.lines else Beside.NOTHING,
        solutions=not arguments.no_solutions,
        **_steps(arguments),
        **_size(arguments),
    )


def _steps(arguments: argparse.Namespace) -> dict[str, Any]:
    """Which steps are asked for, as options."""
    from treeedit.export.options import Which

    if arguments.all_steps or (arguments.handout and arguments.pace == "level" and not _names_steps(arguments)):
        return {"steps": Which.ALL}
    if arguments.key_steps:
        return {"steps": Which.KEY, "most": arguments.key_steps}
    return {"steps": Which.CHOSEN, "numbers": arguments.steps} if arguments.steps else {}


def _names_steps(arguments: argparse.Namespace) -> bool:
    return bool(arguments.steps or arguments.key_steps)


def _size(arguments: argparse.Namespace) -> dict[str, Any]:
    """How large pictures are asked for, as options."""
    from treeedit.export.options import Size

    asked = (
        (Size.SCALE, "scale", arguments.scale),
        (Size.WIDTH, "width", arguments.width),
        (Size.PIXELS, "pixels", arguments.pixels),
        (Size.TEXT, "text", arguments.text_size),
    )
    return next(({"size": size, name: value} for size, name, value in asked if value is not None), {})


def _drawers(export: Export) -> Drawers:
    """What only Qt can draw, for a format that needs it."""
    from treeedit.export.order import Drawers

    def missing(*_: object) -> bytes:
        raise CommandError(f"{export.key.upper()} needs Qt, which cannot start here: {reason}; SVG does without it")

    if not export.needs_qt:
        return Drawers(missing, missing)
    try:
        from treeedit.canvas.painting.qt_writers import HEADLESS
    except ImportError as error:
        reason = one_line(str(error))
        return Drawers(missing, missing)
    return HEADLESS
