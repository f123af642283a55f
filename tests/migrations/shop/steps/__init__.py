"""Two steps: the tables, then a change of the parent's columns."""
