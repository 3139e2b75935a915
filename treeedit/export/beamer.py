r"""A TikZ picture as a document that compiles with pdflatex: a page of its size, or slides if it has several frames.

The slides are one frame of beamer with an overlay for each picture, 16 to 9, and as large as they have room for.
"""

from __future__ import annotations

from treeedit.export.order import Drawers, Order
from treeedit.export.tex import fonts_for
from treeedit.export.tikz import picture

_WIDE, _HIGH = 150.0, 84.0
"""The room on a slide of 160 mm by 90 mm."""
_PACKAGES = r"""\usepackage{amsmath,amssymb}
\usepackage{tikz}
\usetikzlibrary{babel}
\providecommand\bm[1]{\boldsymbol{#1}}
\providecommand\argmax{\operatorname*{arg\,max}}
\providecommand\argmin{\operatorname*{arg\,min}}
\providecommand\mathscr[1]{\mathcal{#1}}
\providecommand\widebar[1]{\overline{#1}}
"""
_SLIDES = rf"""\documentclass[aspectratio=169, hyperref={{bookmarks=false}}]{{beamer}}
{_PACKAGES}\usefonttheme[onlymath]{{serif}}
\setbeamertemplate{{navigation symbols}}{{}}
\setbeamersize{{text margin left=5mm, text margin right=5mm}}
"""


def document(order: Order, drawers: Drawers) -> bytes:
    """The picture as a document of its own."""
    drawn = picture(order)
    fonts = "".join(f"{line}\n" for line in fonts_for(drawn))
    many = len(order.subject.series) > 1
    return (_slides(order, drawn, fonts) if many else f"{_alone(fonts)}{drawn}\\end{{document}}\n").encode()


def _alone(fonts: str) -> str:
    return f"\\documentclass[border=0pt]{{standalone}}\n{_PACKAGES}{fonts}\\begin{{document}}\n"


def _slides(order: Order, drawn: str, fonts: str) -> str:
    return (
        f"{_SLIDES}{fonts}{_canvas(order.background)}\\begin{{document}}\n\\begin{{frame}}[plain,fragile]\n\\centering\n"
        f"\\resizebox{_room(order)}{{%\n{drawn}}}\\par\n\\end{{frame}}\n\\end{{document}}\n"
    )


def _canvas(background: str) -> str:
    """The ground of the slides, around the picture too."""
    if background == "none":
        return ""
    return rf"\definecolor{{treecanvas}}{{HTML}}{{{background[1:7].upper()}}}" + (
        "\n\\setbeamercolor{background canvas}{bg=treecanvas}\n"
    )


def _room(order: Order) -> str:
    """Width and height of the picture: as large as its shape allows, the other follows."""
    left, top, right, bottom = order.bounds
    is_wide = (right - left) * _HIGH > (bottom - top) * _WIDE
    return rf"{{{_WIDE:g}mm}}{{!}}" if is_wide else rf"{{!}}{{{_HIGH:g}mm}}"
