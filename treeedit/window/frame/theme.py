"""The window's own colours: a palette and a few lines of style for light and dark, from the look's table."""

from __future__ import annotations

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from treeedit import assets
from treeedit.figure.look import THEMES, Theme

SCHEMES = ("system", "light", "dark")
_MARKS = "marks"
"""Where a style sheet finds the marks in check boxes."""
_INDICATOR, _INDICATOR_LINE = 14, 1.2
"""The side of the field of a check box or radio button, and its border, beside text of the usual size."""


def theme_of(scheme: str) -> Theme:
    """The theme of a scheme: "light", "dark", or what the system prefers."""
    if scheme == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        scheme = "dark" if dark else "light"
    return THEMES[scheme]


def palette_of(theme: Theme) -> QPalette:
    """Qt's palette for a theme."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.Base: theme.node,
        QPalette.ColorRole.AlternateBase: theme.paper,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ToolTipBase: theme.node,
        QPalette.ColorRole.Highlight: theme.value,
        QPalette.ColorRole.Accent: theme.value,
        QPalette.ColorRole.Link: theme.value,
        QPalette.ColorRole.HighlightedText: theme.paper,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Mid: theme.hairline,
        QPalette.ColorRole.Light: theme.node,
        QPalette.ColorRole.Midlight: theme.hairline,
        QPalette.ColorRole.Dark: theme.edge,
        QPalette.ColorRole.Shadow: theme.hairline,
    }
    inks = ("WindowText", "Text", "ButtonText", "ToolTipText", "BrightText")
    for role, name in roles.items():
        palette.setColor(role, QColor(name))
    for ink in inks:
        palette.setColor(getattr(QPalette.ColorRole, ink), QColor(theme.ink))
    for ink in inks[:3]:
        palette.setColor(QPalette.ColorGroup.Disabled, getattr(QPalette.ColorRole, ink), QColor(theme.muted))
    for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.edge))
    return palette


def style_of(theme: Theme, text_scale: float) -> str:
    """The style sheet for a theme: flat panels, one accent."""
    return f"""
        * {{ font-size: {13 * text_scale:.1f}px; }}
        QMainWindow, QMenuBar, QToolBar, QStatusBar {{ background: {theme.panel}; border: none; }}
        QMainWindow::separator {{ background: {theme.hairline}; width: 1px; height: 1px; }}
        QToolBar {{ spacing: 4px; padding: 4px 6px; border-bottom: 1px solid {theme.hairline}; }}
        QToolBar QToolButton {{ padding: 4px 7px; border-radius: 5px; }}
        QToolButton:hover, QToolButton:pressed {{ background: {theme.hairline}; }}
        QDockWidget {{ font-weight: bold; }}
        QDockWidget::title {{ background: {theme.panel}; padding: 7px 10px; }}
        QDockWidget[hasKeys="true"]::title {{ border-bottom: 2px solid {theme.value}; padding-bottom: 5px; }}
        #fault {{ color: {theme.warning}; }}
        QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.panel}; border: none; }}
        QLineEdit, QPlainTextEdit {{ background: {theme.node}; border: 1px solid {theme.hairline}; border-radius: 5px;
            padding: 3px 6px; }}
        QLineEdit:read-only {{ background: {theme.panel}; color: {theme.muted}; }}
        QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.value}; }}
        QToolTip {{ background: {theme.node}; color: {theme.ink}; border: 1px solid {theme.hairline}; padding: 5px; }}
        QStatusBar {{ color: {theme.muted}; border-top: 1px solid {theme.hairline}; }}
        #card {{ background: {theme.node}; border: 1px solid {theme.hairline}; border-radius: 8px; }}
        QStatusBar QLabel {{ color: {theme.muted}; padding-right: 10px; }}
        QScrollBar:vertical {{ background: transparent; width: 9px; margin: 0; }}
        QScrollBar::handle:vertical {{ background: {theme.edge}; border-radius: 3px; min-height: 30px;
            margin: 1px 2px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        #steps {{ border-top: 1px solid {theme.hairline}; border-bottom: none; padding: 0; }}
        #notice {{ background: {theme.node}; border-bottom: 1px solid {theme.warning}; }}
        #progress {{ background: {theme.node}; border-bottom: 1px solid {theme.hairline}; }}
        #progress QLabel {{ color: {theme.ink}; }}
        #progress QProgressBar {{ background: {theme.hairline}; border: none; border-radius: 4px; }}
        #progress QProgressBar::chunk {{ background: {theme.value}; border-radius: 4px; }}
        #notice QLabel {{ color: {theme.ink}; }}
        QTreeView {{ background: {theme.panel}; border: none; outline: 0; }}
        QTreeView::item {{ padding: 3px 2px; }}
        QHeaderView::section {{ background: {theme.panel}; color: {theme.muted}; border: none; padding: 4px 6px; }}
        #message {{ background: {theme.node}; color: {theme.warning}; border: 1px solid {theme.warning};
            border-radius: 5px; }}
        #hint, #ends {{ color: {theme.muted}; }}
        #ends, #hint, #refusal {{ font-size: {11 * text_scale:.1f}px; }}
        #value {{ color: {theme.value}; font-weight: bold; }}
        #score {{ font-size: {17 * text_scale:.1f}px; font-weight: bold; }}
        #asked {{ font-weight: bold; }}
        #refusal {{ color: {theme.warning}; }}
        #chooser {{ background: {theme.node}; border: 1px solid {theme.hairline}; border-radius: 5px;
            padding: 4px 18px; }}
        #chooser:focus {{ border-color: {theme.value}; }}
        #chooser::menu-indicator {{ subcontrol-position: center right; right: 5px; }}
        #quiet {{ color: {theme.ink}; border: none; border-radius: 5px; padding: 2px 5px; }}
        #quiet:hover, #quiet:checked, #quiet:focus {{ background: {theme.hairline}; }}
        QToolBar #segment {{ border: 1px solid {theme.hairline}; border-radius: 0; padding: 4px 12px;
            color: {theme.muted}; background: {theme.node}; }}
        QToolBar #segment:checked {{ color: {theme.ink}; background: {theme.hairline}; font-weight: bold; }}
        QToolBar #segment:focus {{ border-color: {theme.value}; }}
        #quiet::menu-indicator {{ image: none; width: 0; }}
        #link {{ color: {theme.value}; border: none; padding: 0; font-size: {11 * text_scale:.1f}px; }}
        #link:hover, #link:focus {{ text-decoration: underline; background: transparent; }}
        #heading, #heading:checked {{ color: {theme.muted}; font-weight: bold; border: none; background: transparent;
            padding: 2px 0; }}
        #heading:focus {{ color: {theme.value}; }}
        #heading:hover {{ color: {theme.ink}; }}
        #family {{ color: {theme.muted}; font-weight: bold; }}
        QLabel#title {{ font-size: {17 * text_scale:.1f}px; font-weight: bold; }}
        #chip {{ background: {theme.node}; border: 1px solid {theme.hairline}; border-radius: 6px; }}
        #chip:hover {{ border-color: {theme.value}; }}
    """ + _indicators(theme, text_scale)


def _indicators(theme: Theme, text_scale: float) -> str:
    """Check boxes and radio buttons, also those in lists: as large as their text, with a border that is seen.

    Fusion draws the border in a darker tone of the window, which a dark window swallows.
    """
    QDir.setSearchPaths(_MARKS, [str(assets.marks())])
    line = max(1, round(_INDICATOR_LINE * text_scale))
    side = 2 * round(_INDICATOR * text_scale / 2)
    ink = "black" if QColor(theme.value).lightnessF() > 0.5 else "white"
    boxes, lists = "QCheckBox::indicator", "QAbstractItemView::indicator"
    dot = "qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5"
    return f"""
        QCheckBox, QRadioButton {{ spacing: {round(7 * text_scale)}px; }}
        {boxes}, {lists}, QRadioButton::indicator {{ width: {side}px; height: {side}px;
            border: {line}px solid {theme.muted}; background: {theme.node}; }}
        {boxes}, {lists} {{ border-radius: {round(3 * text_scale)}px; }}
        QRadioButton::indicator {{ border-radius: {side // 2 + line}px; }}
        {boxes}:hover, QRadioButton::indicator:hover {{ border-color: {theme.ink}; }}
        {boxes}:focus, QRadioButton::indicator:focus {{ border-color: {theme.value}; }}
        {boxes}:checked, {lists}:checked {{ border-color: {theme.value}; background: {theme.value};
            image: url({_MARKS}:tick-{ink}.svg); }}
        {lists}:selected {{ border-color: {theme.paper}; }}
        #boxes::item {{ padding: {round(2 * text_scale)}px 0; }}
        {boxes}:indeterminate {{ border-color: {theme.value}; background: {theme.value};
            image: url({_MARKS}:dash-{ink}.svg); }}
        QRadioButton::indicator:checked {{ border-color: {theme.value}; background: {dot},
            stop: 0 {theme.value}, stop: 0.55 {theme.value}, stop: 0.65 {theme.node}, stop: 1 {theme.node}); }}
        {boxes}:checked:focus, {boxes}:indeterminate:focus, QRadioButton::indicator:checked:focus {{
            border-color: {theme.ink}; }}
        {boxes}:disabled, QRadioButton::indicator:disabled {{ border-color: {theme.edge};
            background: {theme.panel}; }}
        {boxes}:disabled:checked {{ background: {theme.edge}; }}
        QRadioButton::indicator:disabled:checked {{ background: {dot},
            stop: 0 {theme.edge}, stop: 0.55 {theme.edge}, stop: 0.65 {theme.panel}, stop: 1 {theme.panel}); }}
    """


def presentation_style_of(theme: Theme, unit: float) -> str:
    """The style sheet of a presentation: one sheet of paper, and sliders in a size of text."""
    groove, beyond = round(0.3 * unit), round(0.4 * unit)
    handle = groove + 2 * beyond
    return f"""
        #presentation, #strip, #strip > QWidget > QWidget {{ background: {theme.paper}; border: none; }}
        #strip {{ border-top: 1px solid {theme.hairline}; }}
        #told {{ background: {theme.node}; color: {theme.ink}; border: 1px solid {theme.hairline};
            border-radius: {round(0.5 * unit)}px; padding: {round(0.4 * unit)}px {round(0.9 * unit)}px;
            font-size: {0.8 * unit:.1f}px; }}
        #told[lists="true"] {{ font-size: {0.7 * unit:.1f}px; }}
        #knob QSlider::groove:horizontal {{ height: {groove}px; background: {theme.edge};
            border-radius: {groove // 2}px; }}
        #knob QSlider::sub-page:horizontal {{ background: {theme.value}; border-radius: {groove // 2}px; }}
        #knob QSlider::sub-page:horizontal:disabled {{ background: {theme.edge}; }}
        #knob QSlider::handle:horizontal:disabled {{ border-color: {theme.edge}; }}
        #knob QSlider::handle:horizontal {{ width: {handle - 4}px; margin: -{beyond}px 0;
            background: {theme.node}; border: 2px solid {theme.value}; border-radius: {handle // 2}px; }}
        #knob QSlider::handle:horizontal:focus {{ background: {theme.value}; border-color: {theme.ink}; }}
        QScrollBar:vertical {{ background: transparent; width: {groove + 4}px; margin: 0; }}
        QScrollBar::handle:vertical {{ background: {theme.edge}; border-radius: {groove // 2}px; min-height: 30px;
            margin: 1px 2px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
