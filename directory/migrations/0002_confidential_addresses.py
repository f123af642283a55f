"""The database itself refuses the address of a place that is not public (rule L-01).

A CHECK cannot look into another table, so these are triggers, on both sides: an address that is
written, moved or filled in, and a place that stops being public while its address still stands.
"""

# ruff: noqa: S608, RUF012 - the parts of the SQL are the constants below; Tortoise wants lists

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

TELLS = """(coalesce({row}attention, '') <> '' OR {row}address_1 <> ''
    OR coalesce({row}address_2, '') <> '' OR {row}city <> ''
    OR coalesce({row}region, '') <> '' OR {row}postal_code <> '')"""
REFUSAL = "a place that is not public has no address"

SQLITE = (
    *(
        f"""CREATE TRIGGER addresses_confidential_{event.split()[0].lower()}
BEFORE {event} ON addresses
WHEN {TELLS.format(row="NEW.")}
    AND (SELECT visibility FROM locations WHERE id = NEW.location_id) <> 'public'
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;"""
        for event in ("INSERT", "UPDATE")
    ),
    f"""CREATE TRIGGER locations_confidential_update
BEFORE UPDATE OF visibility ON locations
WHEN NEW.visibility <> 'public' AND EXISTS (
    SELECT 1 FROM addresses WHERE location_id = NEW.id AND {TELLS.format(row="")})
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;""",
)

# FOR SHARE: a place cannot stop being public between this look at it and the address's commit.
POSTGRES = (
    f"""CREATE FUNCTION refuse_confidential_address() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE seen text;
BEGIN
    SELECT visibility INTO seen FROM locations WHERE id = NEW.location_id FOR SHARE;
    IF seen <> 'public' AND {TELLS.format(row="NEW.")} THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$""",
    """CREATE TRIGGER addresses_confidential BEFORE INSERT OR UPDATE ON addresses
FOR EACH ROW EXECUTE FUNCTION refuse_confidential_address()""",
    f"""CREATE FUNCTION refuse_confidential_location() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.visibility <> 'public' AND EXISTS (
        SELECT 1 FROM addresses WHERE location_id = NEW.id AND {TELLS.format(row="")}) THEN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$""",
    """CREATE TRIGGER locations_confidential BEFORE UPDATE OF visibility ON locations
FOR EACH ROW EXECUTE FUNCTION refuse_confidential_location()""",
)


async def make_triggers(_apps: StateApps, editor: BaseSchemaEditor) -> None:
    for statement in SQLITE if editor.DIALECT == "sqlite" else POSTGRES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [ops.RunPython(make_triggers)]
