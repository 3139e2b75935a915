"""The program finds what comes with it."""

import sys

from treeedit.assets import example_paths, font_file


def test_the_font_is_found_without_importing_its_package() -> None:
    before = set(sys.modules)
    assert font_file().read_bytes()[:4] == b"\0\1\0\0"
    assert not {name for name in set(sys.modules) - before if name.startswith("ziafont")}


def test_the_examples_are_found_in_teaching_order() -> None:
    names = [path.name for path in example_paths()]
    assert len(names) >= 8
    assert names == sorted(names)
