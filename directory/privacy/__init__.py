"""What we keep from others, and from ourselves."""
