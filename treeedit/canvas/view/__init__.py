"""The views of a scene: of the editor, of a presentation, in small, and for screen readers."""
