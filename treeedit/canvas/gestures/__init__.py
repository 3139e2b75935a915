"""What a hand does, each from press to release, as an object of its own."""
