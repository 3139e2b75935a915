"""The mathematics: no Qt, no files, no clock, no randomness."""
