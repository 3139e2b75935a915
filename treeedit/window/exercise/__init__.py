"""Exercises: asking, answering, and the table of a class."""
