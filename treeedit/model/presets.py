"""The verbs for presets: values of inputs that are kept together under a name, and come back at once.

A preset is a record of values and nothing more; ranges, looks and leaves stay as they are. Labels that a document no
longer has are kept in it, and count again when they come back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from treeedit.model.forest import Forest
from treeedit.model.records import Edit, EditError, Preset, widened
from treeedit.words import translate

MAX_NAME = 60


def keep_preset(forest: Forest, name: str, labels: Iterable[str] | None = None) -> Edit:
    """Keep the values of the inputs on the canvas, or of these, under a name; what was kept under it before goes.

    EditError if the name cannot be one or there is no input.
    """
    name = checked_preset_name(name)
    chosen = forest.labels() if labels is None else list(dict.fromkeys(labels))
    missing = next((label for label in chosen if label not in forest.inputs), None)
    if missing is not None:
        raise EditError(translate("presets", "There is no input {0}.").format(missing))
    if not chosen:
        raise EditError(translate("presets", "There is no input whose value could be kept."))
    return _put(forest, name, Preset(tuple((label, forest.inputs[label].value) for label in chosen)))


def use_preset(forest: Forest, name: str) -> Edit:
    """Give the inputs the values that are kept under a name; ranges widen to hold them. EditError if it fits none."""
    known = [(label, value) for label, value in _preset(forest, name).values if label in forest.inputs]
    if not known:
        raise EditError(translate("presets", "None of the inputs of “{0}” is here.").format(name))
    pairs = {label: (forest.inputs[label], replace(forest.inputs[label], value=value)) for label, value in known}
    return Edit(inputs={label: (a, widened(b)) for label, (a, b) in pairs.items() if a.value != b.value})


def rename_preset(forest: Forest, old: str, new: str) -> Edit:
    """Keep a preset under another name. EditError if there is another of that name."""
    preset, name = _preset(forest, old), checked_preset_name(new)
    if name == old:
        return Edit()
    if name in forest.presets:
        raise EditError(translate("presets", "There already are values kept as “{0}”.").format(name))
    return Edit(presets={old: (preset, None), name: (None, preset)})


def remove_preset(forest: Forest, name: str) -> Edit:
    """Forget the values that are kept under a name."""
    return Edit(presets={name: (_preset(forest, name), None)})


def checked_preset_name(text: str) -> str:
    """A preset's name as it is stored, from what somebody typed. EditError with a sentence if it cannot be one."""
    name = unicodedata.normalize("NFC", text.strip())
    if not name:
        raise EditError(translate("presets", "Values are kept under a name; this one is empty."))
    if len(name) > MAX_NAME:
        raise EditError(
            translate("presets", "A name for values has at most {0} characters; this one has {1}.").format(
                MAX_NAME, len(name)
            )
        )
    if not name.isprintable():
        raise EditError(translate("presets", "A name for values is one line of text without control characters."))
    return name


def relabelled(preset: Preset, old: str, new: str) -> Preset:
    """The same values where an input has got another label; a value that is kept for that one already stays."""
    labels = {label for label, _ in preset.values}
    if old not in labels or old == new:
        return preset
    if new in labels:
        return Preset(tuple((label, value) for label, value in preset.values if label != old))
    return Preset(tuple((new if label == old else label, value) for label, value in preset.values))


def _preset(forest: Forest, name: str) -> Preset:
    if name not in forest.presets:
        raise EditError(translate("presets", "There are no values kept as “{0}”.").format(name))
    return forest.presets[name]


def _put(forest: Forest, name: str, after: Preset) -> Edit:
    before = forest.presets.get(name)
    return Edit() if before == after else Edit(presets={name: (before, after)})
