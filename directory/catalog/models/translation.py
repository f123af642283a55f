"""Texts of records in further languages. Not HSDS, which has one language a field."""

from hashlib import sha256

from tortoise import fields

from directory.catalog.models.record import Record


class Translation(Record):
    """One field of one record in one language.

    `source_hash` is the fingerprint of the original that was translated: when the original's is
    another one, the translation is stale.
    """

    link_type = fields.CharField(40)
    link_id = fields.UUIDField()
    field = fields.CharField(60)
    language = fields.CharField(35)
    value = fields.TextField()
    origin = fields.CharField(7)  # "human" or "machine"
    source = fields.TextField()
    source_hash = fields.CharField(64)

    class Meta:
        table = "translations"
        unique_together = (("link_id", "field", "language"),)

    def is_stale(self, original: str) -> bool:
        return self.source_hash != fingerprint(original)


def fingerprint(text: str) -> str:
    """SHA-256 of a text, in hex. White space at its ends says nothing new."""
    return sha256(text.strip().encode()).hexdigest()
