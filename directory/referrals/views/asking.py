"""What a caseworker sees while asking for a consent: the rules of the age, and what to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from directory.languages.catalogues import N_
from directory.languages.localizer import Localizer
from directory.referrals import words
from directory.referrals.coded import AgeBand
from directory.referrals.consent import Purpose, Role
from directory.referrals.consent_wording import (
    POINTS,
    Reader,
    Wording,
    languages_of_consent,
    reader_of,
    wording_for,
)
from directory.referrals.exactly_sent import labels_of
from directory.referrals.forms.choices import Options
from directory.referrals.forms.consent import Setting, band_of, code_of, end_of, scope_of
from directory.referrals.forms.typed import Typed
from directory.referrals.minimal import mask_of
from directory.referrals.policies import AgeRule, Caregiver, Part, Profile

_PERSON: Mapping[Part, str] = {
    Part.EXPLANATION: N_("The child is told what will happen, in simple words."),
    Part.ASSENT: N_("The child agrees."),
    Part.CONSENT: N_("The person consents."),
}
_CAREGIVER: Mapping[Caregiver, str] = {
    Caregiver.CONSENT: N_("A parent or guardian who did no harm consents, too."),
    Caregiver.WITH_PERMISSION: N_(
        "A parent or guardian consents, too, but is asked only if the young person allows it."
    ),
    Caregiver.NONE: N_("No parent is asked."),
}
_SECOND = N_("A second member of staff has to check it.")
READERS: Mapping[StrEnum, str] = {
    Reader.OWN: N_("for the person"),
    Reader.CHILD: N_("for the child, in easy words"),
    Reader.EXPLANATION: N_("for a child under 6, to be told"),
    Reader.YOUR_CHILD: N_("for a parent or guardian"),
    Reader.THE_CHILD: N_("for another adult"),
    Reader.THE_PERSON: N_("for a representative"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What the policy asks at this age, in sentences; and which parts of the form it has."""

    sentences: tuple[str, ...]
    rule: AgeRule

    @property
    def asks_person(self) -> bool:
        return self.rule.person is not Part.EXPLANATION

    @property
    def has_children(self) -> bool:
        return self.rule.caregiver is not Caregiver.NONE


def rules_of(profile: Profile, band: AgeBand, write: Localizer) -> Rules:
    rule = profile.ages[band]
    said = [_PERSON[rule.person], _CAREGIVER[rule.caregiver]]
    if rule.second_check:
        said.append(_SECOND)
    return Rules(tuple(map(write.gettext, said)), rule)


def profile_options(profiles: Sequence[Profile], write: Localizer) -> Options:
    """Each with the countries whose rules it knows."""
    return [(each.code, _profile(each, write)) for each in profiles]


def _profile(profile: Profile, write: Localizer) -> str:
    if not profile.countries:
        said = write.gettext("%(name)s, for every country")
        return said % {"name": profile.code}
    countries = write.list([write.territory(code) for code in sorted(profile.countries)])
    said = write.gettext("%(name)s, for %(countries)s")
    return said % {"name": profile.code, "countries": countries}


def wording_in(typed: Typed, setting: Setting) -> Wording | None:
    """The published words that will count, once there is a language."""
    language = typed.one("language")
    if language not in languages_of_consent():
        return None
    return wording_for(language, setting.profile.name)


def readers_of(band: AgeBand, rule: AgeRule, write: Localizer) -> Options:
    """To whom the text can be shown at this age: the person first."""
    roles = [Role.SELF, Role.PARENT, Role.TRUSTED_ADULT]
    if rule.caregiver is Caregiver.NONE:
        roles = [Role.SELF, Role.REPRESENTATIVE] if rule.instead else [Role.SELF]
    found = dict.fromkeys(reader_of(role, band) for role in roles)
    return [(str(reader), write.gettext(READERS[reader])) for reader in found]


def reader_in(typed: Typed, setting: Setting) -> Reader:
    """Whom the text is for: as chosen, else the person."""
    chosen = code_of(Reader, typed.one("reader"))
    return chosen or reader_of(Role.SELF, band_of(typed, setting.payload))


def text_of(
    typed: Typed, setting: Setting, reader: Reader, recipient: str, write: Localizer
) -> dict[str, str]:
    """The exact words in the language of `write`, with all that was chosen so far in them."""
    purpose = code_of(Purpose, typed.one("purpose")) or Purpose.OTHER
    return wording_for(write.code, setting.profile.name).say(
        reader,
        recipient=recipient,
        purpose=write.gettext(words.PURPOSES[purpose]),
        fields=labels_of(mask_of(scope_of(typed, setting)), write),
        ends_on=end_of(typed) or setting.now.date(),
    )


def six_things(
    typed: Typed, setting: Setting, reader: Reader, recipient: str, write: Localizer
) -> Options:
    """Each of the six, as it is to be told: (its code, the sentences)."""
    if reader is Reader.EXPLANATION:
        reader = Reader.YOUR_CHILD  # the child is told another text; the adult hears the six
    said = text_of(typed, setting, reader, recipient, write)
    return [(str(told), said[key]) for key, told in POINTS.items()]
