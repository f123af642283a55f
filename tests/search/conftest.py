"""How hypothesis tries these tests."""

from hypothesis import settings

# A busy machine is no failing test: what hangs is caught by the time limit of pytest.
settings.register_profile("search", deadline=None)
settings.load_profile("search")
