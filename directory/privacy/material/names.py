"""What leads to a person's page or box: mail addresses, handles, user names."""

import re

from directory.privacy.material.words import any_of

# "niñ@s" is how some write children of both sexes: two letters after the sign are no host.
_EMAIL = re.compile(r"(?<=[\w.+-])@[\w-]{3,}|\w\s@\s?[\w-]+\s?\.\s?\w{2,}")
_HANDLE = re.compile(
    r"(?<![\w@])@(?:(?=\w{0,30}[^\W\d_])[\w.]{3,}|\s\w{1,30}[\d_])"
    r"|(?<![\w#&])#(?=[^\W\d_])\w{3,}"
    r"|[^\W_]__?[^\W_]|\b\w{2,}#\d{4}\b|(?<![\w/])[ur]/\w{3,}"
    rf"|(?<!\w)(?:{any_of('user name')})\s?[:=]\s?\S{{3}}"
    # "snapchat annie2009", "kik is cool.kid99"
    rf"|(?<!\w)(?:{any_of('program', 'user name')})\W{{1,3}}(?:[^\W\d_]{{1,8}}\W{{1,3}}){{0,3}}"
    r"(?!covid)[a-z][a-z.]{2,30}\d{2,}",
    re.IGNORECASE,
)


def has_email(text: str) -> bool:
    return bool(_EMAIL.search(text))


def has_handle(text: str) -> bool:
    return bool(_HANDLE.search(text))
