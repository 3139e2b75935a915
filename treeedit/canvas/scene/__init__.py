"""What stands on the canvas: one item for each tree, its geometry, its known numbers, its lights."""
