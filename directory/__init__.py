"""Handrail: help for children harmed online and their families, found by need and region."""

__version__ = "0.1.0"
