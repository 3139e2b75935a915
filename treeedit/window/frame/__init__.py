"""What holds a window together: docks, theme, errors, memory of places."""
