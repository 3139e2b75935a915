"""The cards of inputs and functions, with their sliders and sums."""
