"""The page of the export dialog that asks what is drawn: which trees, in which form, and what is shown on them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QCheckBox

from treeedit.export.exports import Export
from treeedit.export.options import SHOWN, Options
from treeedit.figure.form import SHARED_FORM, TOGETHER, TREE_FORM
from treeedit.model.records import NodeId
from treeedit.window.export_dialog.page import Choice, Occasion, Section

_MOST_TREES = 200
_Form = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class WhatSection(Section):
    """Which trees, in which form, with what on their nodes and edges."""

    def __init__(self, occasion: Occasion) -> None:
        super().__init__()
        self._occasion = occasion
        self.trees = Choice(self._offered_trees())
        self.form_choice = Choice(
            [
                (self.tr("A node for every instance"), (TREE_FORM, TOGETHER[0], (), ())),
                (self.tr("A node for every function"), (SHARED_FORM, "all", (), ())),
                (self.tr("Only repeated operations run together"), (SHARED_FORM, "operations", (), ())),
                (self.tr("Only inputs run together"), (SHARED_FORM, "inputs", (), ())),
            ]
        )
        self.sheet = Choice(
            [
                (self.tr("Empty boxes"), "blanks"),
                (self.tr("With the answers"), "answers"),
                (self.tr("With the solutions"), "solutions"),
            ]
        )
        self.add(self.tr("&Trees:"), self.trees)
        self.add(self.tr("F&orm:"), self.form_choice)
        self.add(self.tr("E&xercise:"), self.sheet)
        self._heading = self.add_words(self.tr("Shown"))
        words = (
            self.tr("&Values"),
            self.tr("&Partials"),
            self.tr("Local derivatives as &numbers"),
            self.tr("Local derivatives as form&ulas"),
            self.tr("&Repeated functions"),
            self.tr("N&ames of trees"),
            self.tr("Pinne&d notes"),
            self.tr("Derivatives by &constants"),
        )
        self.shown = {name: QCheckBox(text) for name, text in zip(SHOWN, words, strict=True)}
        for box in self.shown.values():
            self.form.addRow(box)
            box.toggled.connect(self.tell)
        for choice in (self.trees, self.form_choice, self.sheet):
            choice.currentIndexChanged.connect(self.tell)

    def _offered_trees(self) -> list[tuple[str, object]]:
        forest, here = self._occasion.forest, self._occasion.whereabouts
        offered: list[tuple[str, object]] = [(self.tr("All trees"), ())]
        trees = forest.trees()[:_MOST_TREES]
        offered += [(self.tr("Tree {0}").format(forest.roots[root].name), (root,)) for root in trees]
        known = {thing for _, thing in offered}
        if here is not None and here.roots not in known and set(here.roots) != set(forest.trees()):
            names = ", ".join(forest.roots[root].name for root in here.roots)
            offered.append((self.tr("Trees {0}").format(names), here.roots))
        chosen = tuple(sorted(self._occasion.selection))
        if chosen and chosen not in {thing for _, thing in offered}:
            offered.append((self.tr("Selection"), chosen))
        return offered

    def is_whole(self, roots: tuple[NodeId, ...]) -> bool:
        """Whether what is chosen are just these trees."""
        nodes = cast("tuple[NodeId, ...]", self.trees.chosen()) or tuple(self._occasion.forest.trees())
        return set(nodes) == set(roots)

    def show_options(self, options: Options) -> None:
        forest = self._occasion.forest
        nodes = tuple(node for node in options.nodes if node in forest.nodes)
        if nodes and nodes not in self.trees.things:
            words = ", ".join(str(node) for node in nodes)
            self.trees.offer(self.tr("Nodes {0}, as before").format(words), nodes)
        self.trees.choose(nodes)
        form = (options.form, options.together if options.form == SHARED_FORM else TOGETHER[0])
        exceptions = (options.apart, options.joined)
        if form[0] == SHARED_FORM and any(exceptions) and (*form, *exceptions) not in self.form_choice.things:
            self.form_choice.offer(self.tr("As on the canvas"), (*form, *exceptions))
        self.form_choice.choose((*form, *exceptions) if form[0] == SHARED_FORM else (*form, (), ()))
        self.sheet.choose(options.sheet)
        for name, box in self.shown.items():
            box.setChecked(name in options.shows)

    def taken(self, options: Options) -> Options:
        form, together, apart, joined = cast(_Form, self.form_choice.chosen())
        return replace(
            options,
            nodes=cast("tuple[NodeId, ...]", self.trees.chosen()),
            form=form,
            together=together,
            apart=apart,
            joined=joined,
            sheet=str(self.sheet.chosen()),
            shows=frozenset(name for name, box in self.shown.items() if box.isChecked()),
        )

    def follow(self, export: Export) -> bool:
        self.show_rows(export.asks & {"look", "form"}, self.form_choice)
        self.show_rows("look" in export.asks and self._occasion.forest.blanks, self.sheet)
        self.show_rows("look" in export.asks, self._heading, *self.shown.values())
        return True
