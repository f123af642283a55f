"""HSDS in and out."""
