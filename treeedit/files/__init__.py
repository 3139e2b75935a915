"""The paper: bytes and text to a forest and back."""
