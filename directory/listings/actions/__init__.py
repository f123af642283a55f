"""What is done to listings, one act a file."""
