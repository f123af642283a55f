"""Emergency lines in the reader's words: what each is for, how to reach it, how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from directory.guides.emergency import EmergencyLine, EmergencyPage
from directory.languages.localizer import Localizer
from directory.search.opening_now import is_open


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line as a page says it. `href` is a tel: address, or None where there is only a page."""

    line: EmergencyLine
    name: str | None  # its own, in the language `name_language`; else the kind is its name
    name_language: str
    kind: str
    href: str | None
    sms_href: str | None
    languages: tuple[str, ...]
    ages: str | None
    hours: str | None
    verified: str | None


@dataclass(frozen=True, slots=True)
class SaidLines:
    emergency: list[SaidLine]
    lines: list[SaidLine]
    international: list[SaidLine]


def say_lines(page: EmergencyPage, moment: datetime, localizer: Localizer) -> SaidLines:
    def said(lines: Iterable[EmergencyLine]) -> list[SaidLine]:
        return [say_line(line, moment, localizer) for line in lines]

    return SaidLines(said(page.emergency), said(page.lines), said(page.international))


def say_line(line: EmergencyLine, moment: datetime, localizer: Localizer) -> SaidLine:
    seen, is_native = line.verified_on, line.native_language == localizer.code
    return SaidLine(
        line=line,
        name=line.label_native if is_native else line.label,
        name_language=localizer.code if is_native else "en",
        kind=say_kind(line.kind, localizer),
        href=dialled("tel", line.dial) if line.dial else None,
        sms_href=dialled("sms", line.sms) if line.sms else None,
        languages=tuple(localizer.language_name(tag) for tag in line.languages),
        ages=_say_ages(line, localizer),
        hours=_say_hours(line, moment, localizer),
        verified=localizer.ago(seen, moment.date()) if seen else None,
    )


def dialled(scheme: str, number: str) -> str:
    """A number as an address: spaces out, and a # that would begin a fragment written as %23."""
    return f"{scheme}:{quote(''.join(number.split()), safe='+*')}"


def say_kind(kind: str, localizer: Localizer) -> str:
    _ = localizer.gettext
    words = {
        "emergency_all": _("All emergencies"),
        "emergency_police": _("Police"),
        "emergency_medical": _("Ambulance"),
        "emergency_fire": _("Fire brigade"),
        "text_relay": _("Emergencies by text, for deaf people"),
        "child_helpline": _("Someone to talk to, for children and young people"),
        "missing_child": _("A child is missing"),
        "victim_helpline": _("Support after a crime"),
        "suicide": _("Thoughts of suicide or self-harm"),
        "csam_report": _("Report pictures of child sexual abuse"),
        "image_removal": _("Get pictures taken down"),
    }
    return words[kind]


def _say_hours(line: EmergencyLine, moment: datetime, localizer: Localizer) -> str | None:
    _, hours = localizer.gettext, line.hours
    if hours is None:
        return None
    if hours.is_always_open:
        return _("day and night")
    return _("open now") if is_open(hours, moment) else _("closed now")


def _say_ages(line: EmergencyLine, localizer: Localizer) -> str | None:
    _, low, high = localizer.gettext, line.minimum_age, line.maximum_age
    if low:
        return _("age %(low)s and over") % {"low": localizer.number(low)}
    return _("up to age %(high)s") % {"high": localizer.number(high)} if high else None
