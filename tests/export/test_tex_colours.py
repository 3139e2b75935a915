"""A colour has one name, which says what it means where a look has it."""

from treeedit.export.tex_colours import Colours
from treeedit.figure.look import THEMES

THEME = THEMES["print"]


def test_a_colour_of_the_look_is_called_by_what_it_means() -> None:
    assert Colours(THEME)(THEME.partial) == "treepartial"
    assert Colours(THEME)(THEME.set_strokes[1].lower()) == "treesetB"


def test_an_opacity_makes_no_other_colour() -> None:
    assert Colours(THEME)(THEME.value + "50") == "treevalue"


def test_another_colour_gets_a_name_of_its_own_and_keeps_it() -> None:
    colours = Colours(THEME)
    names = [colours(each) for each in ("#123456", "#654321", "#123456")]
    assert names[0] == names[2] != names[1]
    assert all(name.isalpha() for name in names)
    assert [line for line in colours.definitions() if "123456" in line] == [
        rf"\definecolor{{{names[0]}}}{{HTML}}{{123456}}%"
    ]
