"""Documents and their files: windows, opening, saving, recovery, the last session."""
