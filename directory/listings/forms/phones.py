"""Telephone numbers as people type them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from directory.catalog.seed_values import full_number, is_short_code
from directory.languages.catalogues import N_
from directory.typed import Typed

MOST_PHONES = 8
PHONE_KINDS = {
    "voice": N_("Calls"),
    "text": N_("Text messages (SMS)"),
    "whatsapp": "WhatsApp",
    "textphone": N_("Textphone"),
    "fax": N_("Fax"),
}

Refuse = Callable[[str, str], None]


def read_phones(
    typed: Typed, held: list[dict[str, Any]], country: str | None, refuse: Refuse
) -> list[dict[str, Any]]:
    """In the order in which they were typed. held: those of the listing. refuse: takes the name of
    a field, and a sentence that says what is wrong with it."""
    # What nobody touched is as it was, also a number that no rule of ours would take.
    known = {_as_typed(each): each for each in held}
    found = (_phone(typed, at, known, country, refuse) for at in range(1, MOST_PHONES + 1))
    return [phone for phone in found if phone is not None]


def _phone(
    typed: Typed,
    at: int,
    known: Mapping[tuple[str, ...], dict[str, Any]],
    country: str | None,
    refuse: Refuse,
) -> dict[str, Any] | None:
    shown = " ".join(typed.one(f"phone_{at}").split())[:50]
    kind = typed.one(f"phone_{at}_kind", "voice")
    extension = plain_digits(typed.one(f"phone_{at}_extension"))
    if not shown:
        return None
    if (kind, shown, extension) in known:
        return known[kind, shown, extension]
    number = _number(shown, country)
    if number is None or kind not in PHONE_KINDS:
        refuse(f"phone_{at}", _NO_NUMBER)
        return None
    if extension and not re.fullmatch(r"\d{1,8}", extension):
        refuse(f"phone_{at}", N_("An extension has only digits."))
        return None
    phone = {"kind": kind, "number": number, "shown": shown}
    return phone | ({"extension": int(extension)} if extension else {})


def _as_typed(phone: Mapping[str, Any]) -> tuple[str, ...]:
    shown = " ".join((phone.get("shown") or phone["number"]).split())[:50]
    return phone["kind"], shown, str(phone.get("extension", ""))


_NO_NUMBER = N_(
    "No such number is given to anybody. Write it as it is dialled, abroad with + and the country."
)


def _number(shown: str, country: str | None) -> str | None:
    plain = plain_digits(shown)
    compact = re.sub(r"[\s().\-/]", "", plain)
    if is_short_code(compact) and not full_number(plain, country):
        return compact
    return full_number(plain, country if country != "ZZ" else None)


def plain_digits(text: str) -> str:
    """Digits of any script as those that machines read."""
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text.strip()
    )
