"""The newest shape: a parent with a cascade child, an index, a joint unique and a trigger."""

from tortoise import fields
from tortoise.models import Model


class Parent(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(300)
    town = fields.CharField(50, db_index=True)
    street = fields.CharField(50, db_index=True)

    class Meta:
        table = "shop_parents"
        app = "shop"
        unique_together = (("name", "town"),)


class Child(Model):
    id = fields.IntField(primary_key=True)
    parent: fields.ForeignKeyRelation[Parent] = fields.ForeignKeyField(
        "shop.Parent", related_name="children"
    )

    class Meta:
        table = "shop_children"
        app = "shop"
