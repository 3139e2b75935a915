"""Stepping through both passes: the control, its bar, its keys and its sentence."""
