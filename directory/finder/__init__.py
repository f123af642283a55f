"""How a person finds help."""
