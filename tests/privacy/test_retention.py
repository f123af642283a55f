"""The table that an operator reads after a purge."""

from directory.privacy.retention import Purged, Rule, as_table


async def nothing() -> int:
    return 0


async def nobody(*, is_rehearsal: bool) -> int:
    return int(is_rehearsal)


def test_it_is_one_line_a_rule_in_columns() -> None:
    report = [
        Purged(Rule("sessions that are over", "8 hours", nothing), 12),
        Purged(Rule("accounts", "12 months", nothing, nobody), 0, 3),
    ]

    assert as_table(report, is_rehearsal=False).splitlines() == [
        "what                    kept       deleted  warned",
        "sessions that are over  8 hours         12",
        "accounts                12 months        0       3",
    ]
    rehearsed = as_table(report, is_rehearsal=True).splitlines()
    assert rehearsed[0].endswith("to be deleted  to be warned")
