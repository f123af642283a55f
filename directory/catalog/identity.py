"""Ids that follow from what a record is, so that loading the same facts twice changes nothing."""

from uuid import UUID, uuid5

# Never to change: every id that anybody has kept, linked to or exported follows from it.
NAMESPACE = UUID("6f1f5c1e-6d3a-5b0e-9a53-0c2f4b7d8e11")


def stable_id(kind: str, *parts: str | UUID) -> UUID:
    """The id of a record of one kind, told from the others of that kind by `parts`."""
    return uuid5(NAMESPACE, "\x1f".join((kind, *map(str, parts))))
