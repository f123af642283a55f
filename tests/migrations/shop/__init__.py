"""A small app whose second migration does to SQLite what has lost rows: it changes a parent."""
