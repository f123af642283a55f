"""How a caseworker chooses where to refer."""
