"""What is carried by drag and drop or the clipboard, as data."""
