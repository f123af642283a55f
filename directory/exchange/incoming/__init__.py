"""What programs write, read back into facts."""
