"""How large a document may be: one set of limits for who reads it, who writes it and who keeps copies of it.

What a document may say in one place (a title, a label, a note, an answer) is a rule of the model, which verbs and files
share; here is what holds of a file as a whole, and of what it says that this version does not know.
"""

from __future__ import annotations

from treeedit.words import translate

MAX_BYTES = 64 << 20
"""Of a file, whatever is in it."""
MAX_NODES = 2_000_000
MAX_OBJECTS = MAX_NODES + 100_000
"""Nodes and all other records together; also lists, tokens of definitions, kept values, and what is not known."""
MAX_DEPTH = 50
"""How deep what this version does not know may be nested: what could be read must be written again."""
LONGEST_KEPT = 100_000
"""Characters of a text, or of a key, that this version does not know and only keeps."""


def size_fault(data: bytes) -> str:
    """Why bytes are too many, or hold too much, to be a document, as a sentence; "" if they are not."""
    if len(data) > MAX_BYTES:
        return translate("limits", "the file is larger than {0} MiB").format(MAX_BYTES >> 20)
    if max(data.count(b"{"), data.count(b"[")) > MAX_OBJECTS:
        return translate("limits", "the file holds more than {0} nodes").format(MAX_NODES)
    return ""
