"""The slides: a figure or a forest as a file of another kind."""
