"""Plots, heat maps, descent, the comparison of two trees, costs."""
