"""How often was guessed of late, and who came in from where: hashes of a day (`slowdown`)."""

from tortoise import fields
from tortoise.models import Model


class GuessCount(Model):
    """Failures of one mark. last_at, open_at: seconds since 1970."""

    mark = fields.CharField(32, primary_key=True)
    failures = fields.IntField()
    last_at = fields.FloatField(db_index=True)
    open_at = fields.FloatField()

    class Meta:
        table = "guess_counts"


class KnownPlace(Model):
    """Somebody has signed in from some address: no stranger's guesses hold them up there."""

    mark = fields.CharField(32, primary_key=True)
    expires_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "known_places"
