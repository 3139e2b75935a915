"""Editing by words: formula line, quick-add, clipboard, names, notes, folding."""
