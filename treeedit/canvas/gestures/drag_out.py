"""What is carried out of the canvas: it becomes a drag of the platform, which other windows and programs can take.

For who takes only files, the picture is one, in a folder that is removed when the program ends.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDrag

from treeedit.canvas.camera.camera import Camera
from treeedit.canvas.gestures.overlay import Ghost, ghost_picture
from treeedit.canvas.transfer.drag_data import picture_file, tree_data


def drag_out(camera: Camera, ghosts: list[Ghost]) -> None:
    """Let the platform carry the trees that the ghosts show; comes back when they are let go."""
    drag = QDrag(camera)
    nodes = [ghost.node for ghost in ghosts]
    data = tree_data(camera.stage, nodes)
    root = camera.stage.session.forest.roots.get(nodes[0])
    path = picture_file(data, _folder(), root.name if root is not None else "")
    if path is not None:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    picture, middle = ghost_picture(camera, ghosts[0], camera.devicePixelRatioF())
    drag.setMimeData(data)
    drag.setPixmap(picture)
    drag.setHotSpot(middle)
    drag.exec(Qt.DropAction.CopyAction)


@cache
def _folder() -> Path:
    """The folder of the pictures that are dragged out of this run of the program."""
    folder = tempfile.mkdtemp(prefix="treeedit-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
