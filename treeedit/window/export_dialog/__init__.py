"""The dialog that makes pictures, slides and texts, a page for each kind of option."""
