"""The rules by name. A name is all that is ever kept of a refused text."""

from enum import StrEnum

from directory.errors import Refusal


class Rule(StrEnum):
    """Why a text is refused. The value is what is counted and may be logged."""

    LINK = "link"  # https://…, hxxp…, www., magnet:, data:…
    DOMAIN = "domain"  # example.org, example[.]org, example dot org, example punto org
    NETWORK_ADDRESS = "network_address"  # 192.0.2.7, 2001:db8::7
    SHORT_LINK = "short_link"  # bitly/3abc, mega/folder
    INVITATION = "invitation"  # joinchat, invite code
    HIDDEN_SERVICE = "hidden_service"  # 16 or 56 characters of an onion address
    FILE_NAME = "file_name"  # holiday.jpg, IMG_2041
    PATH = "path"  # C:\pictures, /sdcard/pics
    HANDLE = "handle"  # @name, name_07, name#1234
    EMAIL = "email"
    HASH = "hash"  # hexadecimal, in one piece or in groups
    CODE = "code"  # base64, base32, IPFS, the key of a shared folder
    UUID = "uuid"
    CRYPTO_ADDRESS = "crypto_address"  # where money is sent for pictures
    HIDDEN_DIRECTION = "hidden_direction"  # letters that are shown in another order than written
    PHONE = "phone"
    DATE = "date"
    COORDINATES = "coordinates"
    DIGITS = "digits"  # seven or more, in figures or in words


IDENTIFIERS = frozenset({Rule.PHONE, Rule.DATE, Rule.COORDINATES, Rule.DIGITS})
EVERY_RULE = frozenset(Rule)
# What leads to pictures. A listing may well print its own telephone number.
MATERIAL = EVERY_RULE - IDENTIFIERS


class Refused(Refusal):
    """A text that we neither keep nor give back. rules: why, in the order of `Rule`.

    It never holds the text: whatever prints an exception prints its attributes sooner or later.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self.rules = rules
