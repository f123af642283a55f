"""What answers a search, with no HTTP and no database in its way."""
