"""Asking for help, with consent: what is said, to whom, for how long, and what came of it."""
