"""What those who refer choose and type, read in one way and shown again as it came."""
