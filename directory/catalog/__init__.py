"""What help exists: the HSDS records."""
