"""Listings as a table: taken away, changed in a spreadsheet, and brought back whole."""
