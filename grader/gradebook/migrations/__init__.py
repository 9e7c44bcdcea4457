"""Owns how a gradebook's tables came to be what they are. See `versions/`."""
