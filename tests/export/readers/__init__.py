"""What a file of a picture says, read from the file itself by code that knows nothing of how it was written."""
