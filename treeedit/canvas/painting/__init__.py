"""Qt painters: a figure on a widget, in a bitmap, a PDF and on the pages of a printer."""
