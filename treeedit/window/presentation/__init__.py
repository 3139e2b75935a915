"""The projector: a view that fills the screen, its keys, steps and sliders."""
