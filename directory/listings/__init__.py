"""Keeping the catalog true: what providers, editors and readers say of it, and how true it is."""
