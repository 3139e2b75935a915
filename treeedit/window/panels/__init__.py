"""The panels beside the canvas: palette, inspector, outline."""
