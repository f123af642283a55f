"""What leads to a page in so many words: schemes, network addresses, short links, invitations."""

import re

from directory.privacy.material.words import any_of

# Words that are schemes only where something follows without a space: "Data: tomorrow".
_WORDS = "data|file|session|signal|about|intent|discord|whatsapp|viber|lightning|blob|urn"
_LINK = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}:\s?[/\\]\s?[/\\]|\bhttps?|\bwww\d?\b|\b(?:magnet|mailto):"
    r"|\b(?:ed2k|ipfs|ipns|javascript|tg|tox|gopher|sftp|ftps?|torrent|skype|sip|wss?|irc|dweb"
    rf"|bitcoin|ethereum|monero|sgnl|{_WORDS}):(?=[\w/?+])",
    re.IGNORECASE,
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_FOUR = re.compile(rf"(?<![\d.]){_OCTET}(?:\s?\.\s?{_OCTET}){{3}}(?![\d.]*\d)")
_SIX = re.compile(
    r"(?<![\w:])(?=[0-9a-f:]*::[0-9a-f]|(?:[0-9a-f]{1,4}:){4})[0-9a-f:]{6,}(?![\w:])", re.IGNORECASE
)
# Places that hand out short addresses; and programs, whose name before a slash may be harmless
# ("WhatsApp/SMS"), so that what follows has to look like a name or a key.
_SHORT = re.compile(
    rf"\b(?:{any_of('host')})\s?/\s?\w"
    rf"|\b(?:{any_of('program')})\s?/\s?(?:[+@]|\w{{1,30}}[\d_/]|\d)"
    r"|\b[tm]\s?/\s?joinchat",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\bjoinchat\b|\b(?:discord|telegram|whatsapp)\s?[./]?\s?(?:gg|invite)\b"
    r"|\b(?:invite|invitation|room|server|channel|group|folder)[ -]?(?:code|link|key|id)\s?[:=]?\s?"
    r"(?=\w{0,20}\d)\w{4,}",
    re.IGNORECASE,
)


def has_link(text: str) -> bool:
    return bool(_LINK.search(text))


def has_network_address(text: str) -> bool:
    return bool(_FOUR.search(text) or _SIX.search(text))


def has_short_link(text: str) -> bool:
    return bool(_SHORT.search(text))


def has_invitation(text: str) -> bool:
    return bool(_INVITATION.search(text))
