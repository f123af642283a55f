"""A browser's wish decides the language of the first page, whatever it sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.languages.negotiate import negotiate

OFFERED = ("en", "es", "fr", "pt", "zh", "zh-Hant", "ar")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("es", "es"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("ar-EG;q=0.5, FR-ch;q=0.9", "fr"),
        ("sv, de;q=0.9, es;q=0.1", "es"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-CN", "zh"),
        ("fr;q=0, ar;q=0.001", "ar"),
        ("es;q=0.9, fr;q=0.9", "es"),
        ("*", "en"),
        ("", "en"),
        ("sv", "en"),
        ("fr;q=nan, es;q=inf, ar;q=-1", "en"),
        ("٣, en;q=٠", "en"),
        ("fr" + "x" * 100_000, "en"),
    ],
)
def test_the_best_offered_language_is_chosen(header: str, language: str) -> None:
    assert negotiate(header, OFFERED) == language


@given(st.text() | st.from_regex(r"([a-z-]{1,9}(;q=[0-9.]{1,4})?,? ?){0,9}"))
def test_no_header_breaks_it(header: str) -> None:
    assert negotiate(header, OFFERED) in OFFERED
