"""What the telephone metadata knows of a number (H-01)."""

import phonenumbers

LAST_RESORTS = ("112", "911", "999")


def is_known(dial: str, country: str) -> bool:
    """Is it an emergency number, a short code or a valid number, dialled inside the country?

    The metadata says how numbers are built, not who answers: a known number still needs a source.
    """
    digits = dial.replace("#", "")  # Japan dials #8891; the metadata knows it without the sign
    if phonenumbers.is_emergency_number(digits, country):
        return True
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) or (
        phonenumbers.is_valid_short_number_for_region(number, country)
    )


def last_resorts(country: str) -> tuple[str, ...]:
    """Those of 112, 911 and 999 that are emergency numbers there; none where nothing is known."""
    return tuple(dial for dial in LAST_RESORTS if phonenumbers.is_emergency_number(dial, country))
