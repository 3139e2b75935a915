"""Measure treeedit, beside other programs where they are installed: python scripts/bench.py [--only NAME] [--quick].

A benchmark is a function that gives a `Table`; it stands in BENCHMARKS under its name. Every time is the minimum of
several runs, in milliseconds, all from the same process and the same trees; trust ratios rather than times.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Sequence

import numpy as np
from benchmarks import exports, files, lesson, passes, plot, start, window
from benchmarks.measuring import Scale, Table, show
from benchmarks.peers import PEERS, installed

BENCHMARKS: dict[str, Callable[[Scale], Table]] = {
    "update": passes.update,
    "edit": passes.edit,
    "structure": passes.structure,
    "undefined": passes.undefined,
    "cut": passes.cut,
    "frame": window.frame,
    "morph": window.morph,
    "slider": window.slider,
    "session": window.session,
    "plot": plot.plot,
    "step": lesson.step,
    "files": files.files,
    "exports": exports.exports,
    "start": start.start,
}
QUICK = Scale(sizes=(15, 200), seconds=0.01)


def machine() -> str:
    import PySide6

    return f"Python {platform.python_version()}, numpy {np.__version__}, Qt {PySide6.__version__}, {platform.machine()}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure treeedit, beside other programs where they are installed.")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="run this benchmark (can be repeated)")
    parser.add_argument("--quick", action="store_true", help="small trees and short times, to see that all runs")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of nodes")
    options = parser.parse_args(arguments)
    scale = QUICK if options.quick else Scale()
    if options.sizes:
        scale = Scale(tuple(options.sizes), scale.seconds)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print(machine())
    print("missing:", ", ".join(sorted(set(PEERS) - set(installed()))) or "nothing")
    for name in options.only or BENCHMARKS:
        show(BENCHMARKS[name](scale))
    return 0


if __name__ == "__main__":
    sys.exit(main())
