"""How a service may reach somebody without putting them at risk.

The most dangerous thing that a referral can say: a call at the wrong time can reach the one who
must not know. So it is said only where the family chose that the service calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.referrals import reading
from directory.referrals.coded import Channel, DoNot, MayAnswer, Weekday
from directory.referrals.reading import Problem, Reader, Unfit


@dataclass(frozen=True, slots=True)
class SafeContact:
    """One channel, with all that must be known before it is used.

    address: a number as E.164, or an e-mail address. start, end: "HH:MM" in time_zone, on each of
    the weekdays. code_word: what the service says first, if the family wants one.
    """

    channel: Channel
    address: str
    voicemail: bool
    text: bool
    who_may_answer: MayAnswer
    caller_id_hidden: bool
    weekdays: tuple[Weekday, ...]
    start: str
    end: str
    time_zone: str
    code_word: str | None = None

    def goes_against(self, do_not: tuple[DoNot, ...]) -> bool:
        """Whether using it as it says would do what must not be done."""
        forbidden = {
            DoNot.CALL: self.channel is Channel.PHONE or self.voicemail,
            DoNot.TEXT: self.channel is Channel.TEXT or self.text,
            DoNot.LEAVE_MESSAGE: self.voicemail,
        }
        return any(forbidden.get(each, False) for each in do_not)

    def plain(self) -> dict[str, object]:
        """As JSON has it, and `read_safe_contact` reads it."""
        said = {name: getattr(self, name) for name in READERS}
        return {name: value for name, value in said.items() if value is not None}


READERS: Mapping[str, Reader] = {
    "channel": reading.one_of(Channel),
    "address": lambda value: value,  # read once the channel is known
    "voicemail": reading.yes_or_no,
    "text": reading.yes_or_no,
    "who_may_answer": reading.one_of(MayAnswer),
    "caller_id_hidden": reading.yes_or_no,
    "weekdays": reading.some_of(Weekday),
    "start": reading.time,
    "end": reading.time,
    "time_zone": reading.time_zone,
    "code_word": reading.word,
}
_OPTIONAL = {"code_word"}


class UnfitContact(Exception):
    """problems: by the names of SafeContact; "" for a name that it does not have."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(sorted(problems))
        self.problems = problems


def read_safe_contact(said: object) -> SafeContact:
    """All of its problems at once, in UnfitContact."""
    if not isinstance(said, Mapping):
        raise UnfitContact({"": Problem.NOT_SAID})
    read: dict[str, object] = {}
    problems = {} if said.keys() <= READERS.keys() else {"": Problem.NOT_SAID}
    for name, reader in READERS.items():
        try:
            if name in said:
                read[name] = reader(said[name])
            elif name not in _OPTIONAL:
                problems[name] = Problem.MISSING
        except Unfit as unfit:
            problems[name] = unfit.problem
    if not problems.keys() & {"channel", "address"}:
        _read_address(read, problems)
    if not problems.keys() & {"start", "end"} and str(read["start"]) >= str(read["end"]):
        problems["end"] = Problem.UNREADABLE_HOURS
    if problems:
        raise UnfitContact(problems)
    return SafeContact(**read)  # type: ignore[arg-type]  # each reader gives the type of its name


def _read_address(read: dict[str, object], problems: dict[str, Problem]) -> None:
    reader = reading.email if read["channel"] is Channel.EMAIL else reading.phone
    try:
        read["address"] = reader(read["address"])
    except Unfit:
        problems["address"] = Problem.UNREADABLE_ADDRESS
