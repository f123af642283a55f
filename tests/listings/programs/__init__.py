"""What programs write with a key."""
