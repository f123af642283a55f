"""The words and how they are written."""
