"""What leads to a file: its name, the name that a camera gives, a path."""

import re

from directory.privacy.material.words import any_of

# Endings that are no words: a text without the space after a full stop must pass.
_ENDING = rf"(?:{any_of('file ending')})(?![a-z0-9])"
_FILE = re.compile(
    rf"[\w)\]]\s?\.\s?{_ENDING}"
    rf"|[\w)\]][\s-](?:{any_of('dot', 'dot name')})[\s-]{_ENDING}"
    rf"|(?<![a-z])(?:{any_of('camera')})[ _-]{{0,2}}\d{{3,}}|\bwhatsapp (?:image|video) \d",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?<![a-z])[a-z]:\s?[\\/]\s?\w|\w?\\\\?\w{2,}|(?<!\w)(?:~|\.\.?|file)/\w|(?<![\w/<])/\w+/\w"
    r"|(?<![\w/])/(?:home|users|sdcard|storage|dcim|mnt|media|var|tmp|root|data|download|documents)\b"
    r"|%(?:appdata|userprofile|temp)%",
    re.IGNORECASE,
)


def has_file_name(text: str) -> bool:
    return bool(_FILE.search(text))


def has_path(text: str) -> bool:
    return bool(_PATH.search(text))
