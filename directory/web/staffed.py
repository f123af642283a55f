"""Which addresses are for those who sign in. Their pages hold a secret, and have another exit."""

STAFF = "staff"
LEAVE = "leave"


def is_for_staff(path: str) -> bool:
    """Whether a path, such as "/en/staff/team", is behind the sign-in or the sign-in itself."""
    parts = path.split("/", 3)
    return len(parts) > 2 and parts[2] in {STAFF, LEAVE}
