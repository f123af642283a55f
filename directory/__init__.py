"""Handrail: help for children harmed online and those who stand by them, found by need and region."""

__version__ = "0.1.0"
