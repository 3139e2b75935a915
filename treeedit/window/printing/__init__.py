"""Printing: its dialog, its form and the preview of its sheets."""
