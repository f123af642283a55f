"""What must not be printed."""

from hmac import compare_digest
from typing import Generic, NoReturn, TypeVar

Raw = TypeVar("Raw", bytes, str)


class Secret(Generic[Raw]):
    """A key, password or code that shows itself only to who calls `reveal`.

    Threat: whatever prints an object, such as a log, a traceback or a debugger's page, prints its
    attributes. A subclass names what it is; two secrets are equal when both class and value are,
    compared in constant time. It can be neither pickled nor deep-copied, so no cache keeps one.
    """

    __slots__ = ("_raw",)

    def __init__(self, raw: Raw) -> None:
        self._raw: Raw = raw

    def reveal(self) -> Raw:
        return self._raw

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __format__(self, _: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret) or type(self) is not type(other):
            return NotImplemented
        return compare_digest(_bytes_of(self._raw), _bytes_of(other.reveal()))

    def __hash__(self) -> int:
        return hash((type(self), self._raw))

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} is not copied")


def _bytes_of(raw: bytes | str) -> bytes:
    return raw if isinstance(raw, bytes) else raw.encode()
