"""Which part of the scene is seen, and how the keys walk through it."""
