"""The table that an operator reads after a purge."""

from directory.privacy.retention import Purged, Rule, as_table


async def nothing() -> int:
    return 0


def test_it_is_one_line_a_rule_in_columns() -> None:
    report = [
        Purged(Rule("sessions that are over", "8 hours", nothing), 12),
        Purged(Rule("lines", "24 months", nothing), 0),
    ]

    assert as_table(report, is_rehearsal=False).splitlines() == [
        "what                    kept       deleted",
        "sessions that are over  8 hours         12",
        "lines                   24 months        0",
    ]
    assert as_table(report, is_rehearsal=True).splitlines()[0].endswith("to be deleted")
