"""The look: what is drawn where, once, for screen and slides."""
