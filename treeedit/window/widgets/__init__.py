"""Widgets that know nothing of trees."""
