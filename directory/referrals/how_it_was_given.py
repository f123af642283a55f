"""How a consent came about, as its record says it in codes."""

from enum import StrEnum


class Delivery(StrEnum):
    """How the text of the consent came to whoever gave it."""

    READ = "read_by_person"
    READ_ALOUD = "read_aloud"
    INTERPRETER = "interpreter"
    EASY_READ = "easy_read"
    SIGN_LANGUAGE = "sign_language"


class WithholdReason(StrEnum):
    FEAR = "fear"
    WILL_TELL_SELF = "will_tell_self"
    OTHER = "other"


class CopyOffered(StrEnum):
    """Paper at home can be dangerous."""

    GIVEN = "given"
    DECLINED_UNSAFE = "declined_unsafe"
