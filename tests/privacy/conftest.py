"""Keys are slow to make on purpose, and a busy machine is slower: no property has a deadline."""

from hypothesis import settings

settings.register_profile("privacy", deadline=None)
settings.load_profile("privacy")
